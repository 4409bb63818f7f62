"""Marking the words that matched, in the original text, the same for every engine."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from record.field import Search
from record.fields import SEARCHED
from swedish.analysis import analyse_word
from swedish.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

CONTEXT = 90
"""Characters kept on each side of the first match in a long text."""
MARKED = tuple(each.name for each in (*SEARCHED[Search.TITLE], *SEARCHED[Search.TEXT]))
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
        for name in MARKED:
            value = entry.get(name) or ()
            for text in (value,) if isinstance(value, str) else value:
                if (marked := self.mark(text)) is not None:
                    found.setdefault(name, []).append(marked)
        return found

    def mark(self, text: str) -> str | None:
        """Return the text, or a fragment of a long one, with its matches marked; None if none."""
        matching = self._matching_words(text)
        if not matching:
            return None
        matches = sorted(span for word in matching for span in _places(text, word))
        start, end = _bounds(text, *matches[0])
        inside = [(first, last) for first, last in matches if start <= first and last <= end]
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return before + _marked(text, inside, start, end) + after

    def _matching_words(self, text: str) -> set[str]:
        """Return the words of a text that match, as written; none of them is left unjudged."""
        words = set(WORD.findall(text))
        if new := words - self._judged:
            self._judged |= new
            marks = self._marks
            self._matching |= {
                written
                for written in new
                if (word := analyse_word(written)).key in marks or not marks.isdisjoint(word.parts)
            }
        return words & self._matching


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Yield where a text holds a word as a whole: quicker than looking at every word of it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1])):
            yield start, end
        start = text.find(word, end)


def _is_letter(character: str) -> bool:
    """Tell whether a character belongs to a word, as in `WORD`; an empty one does not."""
    return character.isalnum() or character == "_"


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
