"""The texts of an entry as an index holds them; each different text is read once."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from swedish.analysis import Avoided, analyse_words, avoided_in, parts, parts_within, written_words
from swedish.tokens import WORD, lowered

if TYPE_CHECKING:
    from collections.abc import Iterable

CACHED_TEXTS = 8_192
"""A text goes into several fields, and keywords, facts and names stand in many entries."""
CACHED_LABELS = 16_384
"""Names of concepts and organisations, which stand in many entries each."""
NOTHING_AVOIDED = Avoided()


class AnalysedText(NamedTuple):
    """What texts are found by: keys and parts as a field holds them; their words, lower case.

    `names` are the compounds among the words that are only names.
    """

    keys: str
    parts: str
    words: tuple[str, ...]
    names: frozenset[str]


class _ReadText(NamedTuple):
    """What a text is found by, if none of its compounds is a name.

    Attributes:
        keys, parts, words: as of `AnalysedText`, `keys` without what is avoided.
        written: the words as written, parts that hang completed.
    """

    text: str
    keys: str
    parts: str
    words: tuple[str, ...]
    written: tuple[str, ...]
    avoided: Avoided

    def parts_without(self, names: frozenset[str]) -> str:
        """Return the parts of those compounds that are no names."""
        if names.isdisjoint(self.written):
            return self.parts
        return " ".join(parts_within(self.written, names))


@lru_cache(maxsize=CACHED_TEXTS)
def _read_text(text: str) -> _ReadText:
    written = tuple(written_words(text))
    keys, inner, words = analyse_words(written)
    return _ReadText(text, " ".join(keys), " ".join(inner), tuple(words), written, avoided_in(text))


def read_texts(texts: Iterable[str], names: frozenset[str] = frozenset()) -> AnalysedText:
    """Return what texts that go into one field are found by.

    Args:
        texts: of one entry.
        names: compounds in them that are wholes, as of `swedish.organisation_names`.
    """
    read = list(map(_read_text, texts))
    avoided = [each.avoided for each in read if each.avoided != NOTHING_AVOIDED]
    distinct = dict.fromkeys(
        chain(*(each.by_phrase for each in avoided), *(each.by_compound for each in avoided))
    )
    words = tuple(chain.from_iterable([each.words for each in read]))
    inner = [each.parts_without(names) for each in read] if names else [each.parts for each in read]
    return AnalysedText(
        " ".join(filter(None, [*(each.keys for each in read), *distinct])),
        " ".join(filter(None, inner)),
        words,
        _only_names(read, names, words),
    )


def _only_names(
    read: Iterable[_ReadText], names: frozenset[str], words: Iterable[str]
) -> frozenset[str]:
    """Return the names among the words, in lower case, that do not stand there as words too."""
    found = frozenset(map(lowered, names)).intersection(words) if names else frozenset()
    holding = [each.text for each in read if not found.isdisjoint(each.words)] if found else ()
    written = {word for text in holding for word in WORD.findall(text) if word not in names}
    return found.difference(map(lowered, written))


@lru_cache(maxsize=CACHED_LABELS)
def read_label(text: str) -> AnalysedText:
    """Return what the name of a concept is found by."""
    return read_texts((text,))


@lru_cache(maxsize=CACHED_LABELS)
def read_organisation(text: str) -> AnalysedText:
    """Return what the name of an organisation is found by: a whole, whatever it is made of."""
    read = read_texts((text,))
    return read._replace(names=frozenset(filter(parts, read.words)))
