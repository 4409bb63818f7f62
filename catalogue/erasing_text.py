"""Finding a text whatever way it is written, and putting a mark in its place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Protocol

from catalogue.identifiers import uuid7

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "[raderat]"
"""Stands where a text was."""
KEY = "raderat-"
"""What a key begins with in place of one that held something."""
BLOCK = "\N{FULL BLOCK}"
"""Stands where a text was whose length must stay, since offsets count on it."""
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen and characters without width: nobody sees them, so a text is found across them."""


class Erasure(Protocol):
    """What is to be overwritten."""

    def overwritten(self, text: str) -> str:
        """Return the text with the mark in place of what is erased."""
        ...

    def masked(self, text: str) -> str:
        """Return the text with what is erased blacked out, in the same length."""
        ...

    def rekeyed(self, key: str) -> str:
        """Return a key without what is erased; nothing else has the new one."""
        ...


def folded(text: str) -> str:
    """Return the text in the form in which texts are compared.

    Case, composed or decomposed letters, ligatures, invisible characters and the kind and amount
    of white space make no difference; å, ä and ö stay letters of their own.
    """
    seen = text if INVISIBLE.isdisjoint(text) else "".join(c for c in text if c not in INVISIBLE)
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


class Everything:
    """Erases all of every text; keys stay, so that what was erased is known when it comes again."""

    def overwritten(self, text: str) -> str:
        """Return the mark."""
        return MARK if text.strip() else text

    def masked(self, text: str) -> str:
        """Return blocks, and line breaks where they were."""
        return "".join(each if each.isspace() else BLOCK for each in text)

    def rekeyed(self, key: str) -> str:
        """Return the key."""
        return key


class Wording:
    """Erases a text wherever it stands, also within words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sought = folded(text)

    def is_in(self, text: str) -> bool:
        """Tell whether the text stands there."""
        return self._sought in folded(text)

    def overwritten(self, text: str) -> str:
        """Return the text with the mark in place of each occurrence."""
        kept, end = [], 0
        for start, stop in self._spans(text):
            kept += [text[end:start], MARK]
            end = stop
        return "".join([*kept, text[end:]])

    def masked(self, text: str) -> str:
        """Return the text with each occurrence blacked out."""
        kept, end = [], 0
        for start, stop in self._spans(text):
            kept += [text[end:start], Everything().masked(text[start:stop])]
            end = stop
        return "".join([*kept, text[end:]])

    def rekeyed(self, key: str) -> str:
        """Return a new key for one that holds the text."""
        while self.is_in(key):
            key = f"{KEY}{uuid7()}"
        return key

    @property
    def is_in_marks(self) -> bool:
        """Whether what is put in place of the text would hold it again."""
        return self.is_in(MARK) or self.is_in(KEY)

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where occurrences begin and end in the text as it is written."""
        if not self.is_in(text):
            return
        whole, places = _with_places(text)
        found = whole.find(self._sought)
        if found < 0:  # a script whose letters join over characters: the rest is not worth saving
            yield 0, len(text)
            return
        while found >= 0:
            after = found + len(self._sought)
            yield places[found][0], places[after - 1][1]
            found = whole.find(self._sought, after)


def _with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text, and for each of its characters where it comes from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for start, stop in _clusters(text):
        for letter in _folded_cluster(text[start:stop]):
            if letter == " " and (not letters or letters[-1] == " "):
                if places:
                    places[-1] = (places[-1][0], stop)
                continue
            letters.append(letter)
            places.append((start, stop))
    return "".join(letters), places


def _folded_cluster(cluster: str) -> str:
    if cluster[0] in INVISIBLE:
        return ""
    letters = unicodedata.normalize("NFKC", cluster).casefold()
    return "".join(" " if each.isspace() else each for each in letters)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of letters with the marks that belong to them."""
    start = 0
    for place in range(1, len(text)):
        if not unicodedata.combining(text[place]):
            yield start, place
            start = place
    if text:
        yield start, len(text)
