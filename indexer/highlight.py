"""Marking the words that matched, in the original text, the same for every engine."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from record.field import Search
from record.fields import SEARCHED, texts_of
from swedish.analysis import key, parts
from swedish.tokens import WORD, lowered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

CONTEXT = 90
"""Characters kept on each side of the first match in a long text."""
MARKED = (*SEARCHED[Search.TITLE], *SEARCHED[Search.TEXT])
"""Fields whose texts are marked: what the entry says, not what it is called by."""
LONG = 300
"""Characters above which a text is cut to a fragment."""


class Highlighter:
    """Marks what one search found. Texts share most of their words: each is judged once."""

    def __init__(self, marks: AbstractSet[str]) -> None:
        self._marks = marks
        self._judged: set[str] = set()
        self._matching: set[str] = set()

    def highlight(self, entry: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return field -> fragments with matches in <mark>; everything else is HTML-escaped."""
        if not self._marks:
            return {}
        found: dict[str, list[str]] = {}
        for field, _, text in texts_of(entry, MARKED):
            if (marked := self.mark(text)) is not None:
                found.setdefault(field.name, []).append(marked)
        return found

    def mark(self, text: str) -> str | None:
        """Return the text, or a fragment of a long one, with its matches marked; None if none."""
        if self._words(text).isdisjoint(self._matching):
            return None
        matches = [m.span() for m in WORD.finditer(text) if lowered(m[0]) in self._matching]
        start, end = _bounds(text, *matches[0])
        inside = [(first, last) for first, last in matches if start <= first and last <= end]
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return before + _marked(text, inside, start, end) + after

    def _words(self, text: str) -> set[str]:
        """Return the words of a text; none of them is unjudged."""
        words = set(map(lowered, WORD.findall(text)))
        if new := words - self._judged:
            self._judged |= new
            self._matching.update(filter(self._matches, new))
        return words

    def _matches(self, word: str) -> bool:
        return key(word) in self._marks or not self._marks.isdisjoint(parts(word))


def _bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """Return what to show of a text whose first match goes from `first` to `last`."""
    if len(text) <= LONG:
        return 0, len(text)
    start = text.rfind(" ", 0, max(0, first - CONTEXT)) + 1
    end = text.find(" ", min(len(text), last + CONTEXT))
    return start, len(text) if end < 0 else end


def _marked(text: str, matches: list[tuple[int, int]], start: int, end: int) -> str:
    pieces, at = [], start
    for first, last in matches:
        pieces += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
        at = last
    return "".join([*pieces, escape(text[at:end])])
