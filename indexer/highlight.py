"""Marking the words that matched, in the original text, the same for every engine."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from itertools import accumulate
from typing import Any

from record.field import Search
from record.fields import SEARCHED
from record.texts import named_texts
from swedish.analysis import CACHED_WORDS, completions, is_stop, key, parts
from swedish.tokens import WORD, lowered

CONTEXT = 90
"""Characters shown on each side of the first match in a long text."""
MARKED = tuple(each.name for each in (*SEARCHED[Search.TITLE], *SEARCHED[Search.TEXT]))
"""Fields whose texts are marked: what the entry says, not what it is called by."""
LONG = 300
"""Characters above which a text is cut to a fragment."""
PUNCTUATION = ".,:;!?()”"
"""What stands before or after most words that are not between blanks."""
_WordsByKey = defaultdict[str, dict[str, list[str]]]
"""What a word is found by -> the pieces of texts that hold it, with the words as written."""
_SPECIAL = re.compile(r"[&<>\"']")


class _SeenWords:
    """Pieces of texts between blanks, by what their words are found by; for a whole process.

    A new piece is analysed. One that was seen before costs a search a look into a set, and what its
    marks find is read from here: a page of hits has some two thousand pieces, of which a dozen
    match.
    """

    def __init__(self) -> None:
        self._pieces: tuple[set[str], _WordsByKey] = (set(), defaultdict(dict))

    def matching(self, pieces: AbstractSet[str], marks: Iterable[str]) -> dict[str, list[str]]:
        """Return those of the pieces that have a word that one of the marks finds, with these."""
        seen, by_key = self._pieces
        for piece in pieces - seen:
            bare = piece.strip(PUNCTUATION)
            for written in (bare,) if bare.isalnum() else WORD.findall(piece):
                word = lowered(written)
                for each in () if is_stop(word) else {key(word), *parts(word)}:
                    by_key[each].setdefault(piece, []).append(written)
            seen.add(piece)  # last: another thread then finds it by its keys, too
        if len(seen) > CACHED_WORDS:
            self._pieces = (set(), defaultdict(dict))
        found: dict[str, list[str]] = {}
        for mark in marks:
            known = by_key.get(mark, {})
            for piece in known.keys() & pieces:
                found.setdefault(piece, []).extend(known[piece])
        return found


_seen_words = _SeenWords()


def highlight(
    entries: Sequence[Mapping[str, Any]], marks: AbstractSet[str]
) -> list[dict[str, list[str]]]:
    """Return of each entry field -> fragments with matches in <mark>, all else HTML-escaped.

    `marks` are keys of words.
    """
    texts = [named_texts(entry, MARKED) for entry in entries]
    whole = ["\n".join([text for _, text in each]) for each in texts]
    pieces = [set(text.split()) for text in whole]
    matching = _seen_words.matching(set().union(*pieces), marks)
    found = []
    for each, text, held in zip(texts, whole, pieces, strict=True):
        words = {word for piece in matching.keys() & held for word in matching[piece]}
        found.append(_fragments(each, text, words, marks))
    return found


def _fragments(
    texts: Sequence[tuple[str, str]], whole: str, words: Iterable[str], marks: AbstractSet[str]
) -> dict[str, list[str]]:
    """Return field -> fragments of an entry's texts; `whole` is all of them, a line each."""
    found: dict[str, list[str]] = {}
    places = sorted([place for word in words for place in _places(whole, word)])
    if not places:
        return found
    starts = list(accumulate([len(text) + 1 for _, text in texts], initial=0))
    by_text: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, last in places:
        at = bisect_right(starts, first) - 1
        by_text[at].append((first - starts[at], last - starts[at]))
    for at, held in by_text.items():
        name, text = texts[at]
        if matches := _marked_places(text, held, marks) if "-" in text else held:
            found.setdefault(name, []).append(_fragment(text, matches))
    return found


def _marked_places(
    text: str, places: list[tuple[int, int]], marks: AbstractSet[str]
) -> list[tuple[int, int]]:
    """Return the places in a text that are marked: a word that hangs is what it is read as."""
    completed = dict(completions(text))
    found = []
    for place in places:
        word = completed.get(place[0])
        if not word or not marks.isdisjoint((key(word), *parts(word))):
            found.append(place)
    return found


def _fragment(text: str, matches: Sequence[tuple[int, int]]) -> str:
    """Return the text, or a part of a long one, with the matches marked."""
    if len(text) <= LONG:
        return _marked(text, matches, 0, len(text))
    start, end = _bounds(text, *matches[0])
    inside = [(first, last) for first, last in matches if start <= first and last <= end]
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return before + _marked(text, inside, start, end) + after


def _places(text: str, word: str) -> list[tuple[int, int]]:
    """Return where a text holds a word as a whole: quicker than looking at every word of it."""
    found = []
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not (before.isalnum() or after.isalnum() or "_" in (before, after)):  # as in `WORD`
            found.append((start, end))
        start = text.find(word, end)
    return found


def _bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """Return what to show of a long text whose first match goes from `first` to `last`."""
    start = text.rfind(" ", 0, max(0, first - CONTEXT)) + 1
    end = text.find(" ", min(len(text), last + CONTEXT))
    return start, len(text) if end < 0 else end


def _marked(text: str, matches: Sequence[tuple[int, int]], start: int, end: int) -> str:
    written = escape if _SPECIAL.search(text, start, end) else str
    pieces, at = [], start
    for first, last in matches:
        pieces += [written(text[at:first]), f"<mark>{written(text[first:last])}</mark>"]
        at = last
    return "".join([*pieces, written(text[at:end])])
