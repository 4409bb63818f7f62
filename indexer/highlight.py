"""Marking the words that matched, in the original text, the same for every engine."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from indexer.entry_names import may_be_named, names_in
from record.field import Search
from record.fields import SEARCHED
from record.texts import APART, texts_of
from swedish.analysis import CACHED_WORDS, completions, is_stop, key, parts
from swedish.tokens import WORD, lowered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from swedish.organisation_names import OrganisationNames

CONTEXT = 90
"""Characters kept on each side of the first match in a long text."""
MARKED = (*SEARCHED[Search.TITLE], *SEARCHED[Search.TEXT])
"""Fields whose texts are marked: what the entry says, not what it is called by."""
LONG = 300
"""Characters above which a text is cut to a fragment."""


class _SeenWords:
    """Words as texts write them, by what each is found by; kept for all searches of a process.

    To learn of a word is to take it apart. One that was seen before costs a search a look into a
    set, and what its marks find is read from here: a page of hits has some five hundred words, of
    which two or three match.
    """

    def __init__(self) -> None:
        self._kept: tuple[set[str], defaultdict[str, list[str]]] = (set(), defaultdict(list))

    def matching(self, words: AbstractSet[str], marks: Iterable[str]) -> set[str]:
        """Return those of the words that one of the marks finds."""
        seen, by_key = self._kept
        for written in words - seen:
            word = lowered(written)
            for each in () if is_stop(word) else {key(word), *parts(word)}:
                by_key[each].append(written)
            seen.add(written)  # last: another thread then finds it by its keys, too
        if len(seen) > CACHED_WORDS:
            self._kept = (set(), defaultdict(list))
        return set(chain.from_iterable(by_key.get(mark, ()) for mark in marks)) & words


_seen_words = _SeenWords()


def highlight(
    entries: Sequence[Mapping[str, Any]], marks: AbstractSet[str], organisations: OrganisationNames
) -> list[dict[str, list[str]]]:
    """Return of each entry field -> fragments with matches in <mark>, all else HTML-escaped.

    `marks` are keys of words. As in the index, nothing is found inside the name of an organisation.
    """
    texts = [
        [(field.name, text) for field, _, text in texts_of(entry, MARKED)] for entry in entries
    ]
    whole = [APART.join(text for _, text in each) for each in texts]
    words = [set(WORD.findall(text)) for text in whole]
    matching = _seen_words.matching(set().union(*words), marks)
    found = []
    for entry, each, text, held in zip(entries, texts, whole, words, strict=True):
        marking = _Marking(marks, matching & held)
        if any(may_be_named(word, entry, organisations) for word in marking.inside(text)):
            marking = marking.without(names_in(entry, organisations))
        found.append(_fragments(each, marking))
    return found


class _Marking(NamedTuple):
    """What is marked in an entry: keys, the words that they find, and what there are names."""

    marks: AbstractSet[str]
    words: AbstractSet[str]
    names: AbstractSet[str] = frozenset()

    def inside(self, text: str) -> Iterator[str]:
        """Yield the words that hold a mark inside, and those that hang before others."""
        for word in self.words:
            if not self._is_whole(word) or f"{word}-" in text:
                yield word

    def without(self, names: AbstractSet[str]) -> _Marking:
        """Return what is marked where nothing inside names counts."""
        words = {word for word in self.words if word not in names or self._is_whole(word)}
        return self._replace(words=words, names=names)

    def _is_whole(self, word: str) -> bool:
        return key(lowered(word)) in self.marks

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand; one that hangs is what it is read as."""
        held = [word for word in self.words if word in text]
        completed = dict(completions(text)) if held else {}
        for word in held:
            for start, end in _places(text, word):
                if start not in completed or self._counts(completed[start]):
                    yield start, end

    def _counts(self, compound: str) -> bool:
        inside = () if compound in self.names else parts(compound)
        return not self.marks.isdisjoint((key(compound), *inside))


def _fragments(texts: Iterable[tuple[str, str]], marking: _Marking) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in texts if marking.words else ():
        if matches := sorted(marking.spans(text)):
            found.setdefault(name, []).append(_fragment(text, matches))
    return found


def _fragment(text: str, matches: Sequence[tuple[int, int]]) -> str:
    """Return the text, or a part of a long one, with the matches marked."""
    start, end = _bounds(text, *matches[0])
    inside = [(first, last) for first, last in matches if start <= first and last <= end]
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return before + _marked(text, inside, start, end) + after


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
