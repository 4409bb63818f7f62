"""Marking the words that matched, in the original text, the same for every engine."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from indexer.documents import OPTIONAL_TEXTS
from swedish.analysis import key, parts
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from swedish.tokens import Token

CONTEXT = 90
"""Characters kept on each side of the first match in a long text."""
LONG = 300
"""Characters above which a text is cut to a fragment."""


def highlight(entry: Mapping[str, Any], marks: AbstractSet[str]) -> dict[str, list[str]]:
    """Return field -> fragments with matches in <mark>; everything else is HTML-escaped."""
    if not marks:
        return {}
    texts = {"title": [entry["title"]], "summary": [entry["summary"]], "facts": entry["facts"]}
    texts.update((field, [entry[field]]) for field in OPTIONAL_TEXTS if entry[field])
    found = {
        field: [marked for text in each if (marked := mark(text, marks)) is not None]
        for field, each in texts.items()
    }
    return {field: fragments for field, fragments in found.items() if fragments}


def mark(text: str, marks: AbstractSet[str]) -> str | None:
    """Return the text, or a fragment of a long one, with its matches marked; None if none."""
    matches = [token for token in tokenize(text) if _matches(token.text, marks)]
    if not matches:
        return None
    start, end = _bounds(text, matches[0])
    inside = [token for token in matches if start <= token.start and token.end <= end]
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return before + _marked(text, inside, start, end) + after


def _matches(word: str, marks: AbstractSet[str]) -> bool:
    return key(word) in marks or not marks.isdisjoint(parts(word))


def _bounds(text: str, first: Token) -> tuple[int, int]:
    if len(text) <= LONG:
        return 0, len(text)
    start = text.rfind(" ", 0, max(0, first.start - CONTEXT)) + 1
    end = text.find(" ", min(len(text), first.end + CONTEXT))
    return start, len(text) if end < 0 else end


def _marked(text: str, matches: list[Token], start: int, end: int) -> str:
    pieces, at = [], start
    for token in matches:
        pieces += [
            escape(text[at : token.start]),
            f"<mark>{escape(text[token.start : token.end])}</mark>",
        ]
        at = token.end
    return "".join([*pieces, escape(text[at:end])])
