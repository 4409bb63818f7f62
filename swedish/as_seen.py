"""A text as its reader sees it, with the place of each character in the text as it is written.

Line breaks, non-breaking spaces, soft hyphens, characters without width, letters in two parts and
letters in full width hide nothing from a reader, and a lot from what looks for words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff"
)
_MARKS = "\u0300-\u036f"
_FORMS = "\u2010\u2011\u212a\u212b\ufb00-\ufb06\uff01-\uff5e"
"""Other forms of a hyphen, and of letters and signs that have one of their own."""
_ODD = re.compile(
    rf"-[{_UNSEEN}]*+[^\S\n]*+\n\s*+(?=[a-zåäöéü])"  # a word that goes on in the next line
    rf"|(?:[^\S ]| (?=[\s{_UNSEEN}]))[\s{_UNSEEN}]*+|[{_UNSEEN}]++(?:\s[\s{_UNSEEN}]*+)?"
    rf"|[^\W\d_][{_MARKS}]++|[{_FORMS}]"
)
_NEVER_SEEN = re.compile(rf"[{_UNSEEN}]+")


class AsSeen(NamedTuple):
    """A text as it is seen, and where each of its characters begins and ends as written."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text as it is written stands what is seen at [start, end)."""
        return self.starts[start], self.ends[end - 1]


def as_seen(text: str) -> AsSeen:
    """Return the text with one space for all between words, and without what is not seen."""
    seen: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for odd in _ODD.finditer(text):
        shown = _shown(odd)
        seen += (text[place : odd.start()], shown)
        starts += (*range(place, odd.start()), *[odd.start()] * len(shown))
        ends += (*range(place + 1, odd.start() + 1), *[odd.end()] * len(shown))
        place = odd.end()
    if not place:
        return AsSeen(text, range(len(text)), range(1, len(text) + 1))
    starts += range(place, len(text))
    ends += range(place + 1, len(text) + 1)
    return AsSeen("".join((*seen, text[place:])), starts, ends)


def _shown(odd: re.Match[str]) -> str:
    written = odd[0]
    if any(each.isspace() for each in written):
        return "" if written.startswith("-") else " "
    if _NEVER_SEEN.fullmatch(written):
        return " " if _begins_name(odd) else ""
    return unicodedata.normalize("NFKC", written).replace("\u2010", "-")


def _begins_name(unseen: re.Match[str]) -> bool:
    """Tell whether a capital follows a small letter: only what is not seen stands between words."""
    text, start, end = unseen.string, unseen.start(), unseen.end()
    return text[max(0, start - 1) : start].islower() and text[end : end + 1].isupper()
