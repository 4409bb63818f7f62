"""A text as its reader sees it, with the place of each character in the text as it is written.

Line breaks, non-breaking spaces, soft hyphens, characters without width, letters in two parts and
letters in full width hide nothing from a reader, and a lot from what looks for words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef"
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
_SPACES = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_MAY_BE_ODD = re.compile(rf"[{_SPACES}{_UNSEEN}{_MARKS}{_FORMS}]")
"""What a text that is not seen as it is written holds, or else two spaces: quicker looked for."""


class AsSeen:
    """A text as it is seen, and where each of its characters stands as written."""

    def __init__(self, written: str, text: str) -> None:
        self._written = written
        self.text = text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text as it is written stands what is seen at [start, end)."""
        if self.text is self._written:
            return start, end
        starts, ends = self._places
        return starts[start], ends[end - 1]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Where each character begins and ends: worked out only once something was found."""
        starts: list[int] = []
        ends: list[int] = []
        place = 0
        for odd in _ODD.finditer(self._written):
            shown = _visible_form(odd)
            starts += (*range(place, odd.start()), *[odd.start()] * len(shown))
            ends += (*range(place + 1, odd.start() + 1), *[odd.end()] * len(shown))
            place = odd.end()
        starts += range(place, len(self._written))
        ends += range(place + 1, len(self._written) + 1)
        return starts, ends


def as_seen(text: str) -> AsSeen:
    """Return the text with one space for all between words, and without what is not seen."""
    if "  " in text or _MAY_BE_ODD.search(text):
        return AsSeen(text, _ODD.sub(_visible_form, text))
    return AsSeen(text, text)


def _visible_form(odd: re.Match[str]) -> str:
    written = odd[0]
    if any(each.isspace() for each in written):
        return "" if written.startswith("-") else " "
    if _NEVER_SEEN.fullmatch(written):
        return shown_unseen(odd)
    return _NEVER_SEEN.sub("", unicodedata.normalize("NFKC", written)).replace("\u2010", "-")


def shown_unseen(unseen: re.Match[str]) -> str:
    """Return what characters without width are read as.

    Where a capital follows a small letter they stand between words, as a space.
    """
    text, start, end = unseen.string, unseen.start(), unseen.end()
    is_between = text[max(0, start - 1) : start].islower() and text[end : end + 1].isupper()
    return " " if is_between else ""
