"""Finding a text whatever way it is written, and putting a mark in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol
from urllib.parse import unquote

from catalogue.identifiers import uuid7

MARK = "[raderat]"
"""Stands where a text was."""
KEY = "raderat-"
"""What a key begins with in place of one that held something."""
_BETWEEN = "-_.+\N{HYPHEN}\N{EN DASH}"
"""What stands between words in addresses, keys and file names, as a space."""
_ENCODED = re.compile(r"(?:%[0-9a-fA-F]{2})+")
BLOCK = "\N{FULL BLOCK}"
"""Stands where a text was whose length must stay, since offsets count on it."""
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen and characters without width: nobody sees them, so a text is found across them."""


_MAILBOX = re.compile(r"[\w.+%-]+(?:@|\(at\)|\[at\])[\w.-]*\w", re.IGNORECASE)
"""An address, of which nothing is left when a part of it is erased: half of one leads nowhere."""


class Erasure(Protocol):
    """What is to be overwritten."""

    def overwrite(self, text: str) -> str:
        """Return the text with the mark in place of what is erased."""
        ...

    def mask(self, text: str) -> str:
        """Return the text with what is erased blacked out, in the same length."""
        ...

    def replace_key(self, key: str) -> str:
        """Return a key without what is erased; nothing else has the new one."""
        ...


def fold(text: str) -> str:
    """Return the text in the form in which texts are compared.

    Case, composed or decomposed letters, ligatures, invisible characters, what stands between
    words, and characters that an address holds percent-encoded make no difference; å, ä and ö stay
    letters of their own.
    """
    plain = _ENCODED.sub(lambda run: _decode_percent(run.group()), text) if "%" in text else text
    for each in INVISIBLE:  # whole files are looked through: this is a tenth of looking at letters
        plain = plain.replace(each, "")
    return " ".join(_with_spaces(unicodedata.normalize("NFKC", plain).casefold()).split())


def _with_spaces(text: str) -> str:
    for each in _BETWEEN:
        text = text.replace(each, " ")
    return text


def _decode_percent(run: str) -> str:
    """Return what a row of percent-encoded bytes stands for, in UTF-8 or as older servers do."""
    try:
        return unquote(run, errors="strict")
    except UnicodeDecodeError:
        return unquote(run, encoding="latin-1")


class FullErasure:
    """Erases all of every text; keys stay, so that what was erased is known when it comes again."""

    def overwrite(self, text: str) -> str:
        """Return the mark."""
        return MARK if text.strip() else text

    def mask(self, text: str) -> str:
        """Return blocks, and line breaks where they were."""
        return "".join(each if each.isspace() else BLOCK for each in text)

    def replace_key(self, key: str) -> str:
        """Return the key."""
        return key


class Pattern(Protocol):
    """What files are looked through for."""

    @property
    def longest(self) -> int:
        """Characters of the longest text that is sought."""
        ...

    def is_in(self, text: str) -> bool:
        """Return whether any of it stands there."""
        ...


class AnyText:
    """Alternative texts, any of which matches."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._folded = tuple({fold(each) for each in texts})
        self.longest = max(map(len, self._folded), default=0)

    def is_in(self, text: str) -> bool:
        """Return whether one of the texts stands there."""
        seen = fold(text)
        return any(each in seen for each in self._folded)


MOST_WORDS_OF_NAME = 4
"""Words up to which a text may be a name, of which the last is the surname."""


def _spellings(text: str) -> tuple[str, ...]:
    """Return a text as it is folded; of a name also "surname, name", and in one word."""
    whole = fold(text)
    names, _, surname = whole.rpartition(" ")
    if not 0 < whole.count(" ") < MOST_WORDS_OF_NAME:
        return (whole,)
    last_first = tuple(f"{surname}{between}{names}" for between in (", ", ",", ""))
    return (whole, *last_first, *(each.replace(" ", "") for each in (whole, last_first[-1])))


class TextErasure:
    """Erases a text wherever it stands, also within words."""

    def __init__(self, text: str) -> None:
        self._folded = _spellings(text)
        self._any = re.compile("|".join(map(re.escape, self._folded)))
        self.longest = max(map(len, (text, *self._folded)))

    def is_in(self, text: str) -> bool:
        """Return whether the text stands there."""
        seen = fold(text)
        return any(each in seen for each in self._folded)

    def overwrite(self, text: str) -> str:
        """Return the text with the mark in place of each occurrence."""
        parts, end = [], 0
        for start, stop in self._spans(text):
            parts += [text[end:start], MARK]
            end = stop
        return "".join([*parts, text[end:]])

    def mask(self, text: str) -> str:
        """Return the text with each occurrence blacked out."""
        parts, end = [], 0
        for start, stop in self._spans(text):
            parts += [text[end:start], FullErasure().mask(text[start:stop])]
            end = stop
        return "".join([*parts, text[end:]])

    def replace_key(self, key: str) -> str:
        """Return a new key for one that holds the text."""
        while self.is_in(key):
            key = f"{KEY}{uuid7()}"
        return key

    @property
    def replacement_contains_text(self) -> bool:
        """Whether what is put in place of the text would hold it again."""
        return self.is_in(MARK) or self.is_in(KEY)

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where occurrences, and the addresses that hold one, begin and end in a text."""
        addresses = [match.span() for match in _MAILBOX.finditer(text)]
        end = 0
        for start, stop in self._occurrences(text):
            around = [each for each in addresses if each[0] < stop and start < each[1]]
            first = min([start, *(each[0] for each in around)])
            stop = max([stop, *(each[1] for each in around)])  # noqa: PLW2901  the whole address
            if stop > end:
                yield max(first, end), stop
                end = stop

    def _occurrences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where occurrences begin and end in the text as it is written."""
        if not self.is_in(text):
            return
        whole, places = _fold_with_offsets(text)
        found = [match.span() for match in self._any.finditer(whole)]
        if not found:  # a script whose letters join over characters: the rest is not worth saving
            yield 0, len(text)
        for start, stop in found:
            yield places[start][0], places[stop - 1][1]


def _fold_with_offsets(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text, and for each of its characters where it comes from."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster, start, stop in _clusters(text):
        for letter in _folded_cluster(cluster):
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
    letters = _with_spaces(unicodedata.normalize("NFKC", cluster).casefold())
    return "".join(" " if each.isspace() else each for each in letters)


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield letters with the marks that belong to them, and their places."""
    letters = _letters(text)
    cluster, start, stop = next(letters, ("", 0, 0))
    for letter, begin, end in letters:
        if unicodedata.combining(letter):
            cluster, stop = cluster + letter, end
        else:
            yield cluster, start, stop
            cluster, start, stop = letter, begin, end
    if cluster:
        yield cluster, start, stop


def _letters(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each decoded character with its place in the written text."""
    done = 0
    for run in _ENCODED.finditer(text):
        yield from _as_written(text, done, run.start())
        yield from _encoded_letters(run.group(), run.start())
        done = run.end()
    yield from _as_written(text, done, len(text))


def _as_written(text: str, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    return ((text[place], place, place + 1) for place in range(start, stop))


def _encoded_letters(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    decoded, byte = _decode_percent(run), len("%C3")
    of_one_byte = len(decoded) * byte == len(run)
    for letter in decoded:
        stop = start + byte * (1 if of_one_byte else len(letter.encode()))
        yield letter, start, stop
        start = stop
