"""Reads names that mean just the same as one of them, whichever is written."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from indexer.content_word import ContentWord
from swedish.analysis import analyse, is_stop
from swedish.naming import name_keys
from swedish.tokens import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.lexicons import QueryLexicon
    from indexer.same_names import Names, SameNames


def as_one(
    text: str, words: Sequence[ContentWord], same: SameNames, lexicon: QueryLexicon
) -> Iterator[ContentWord]:
    """Read names that mean just the same as one of them, whichever is written.

    Not within a longer name of a concept.
    """
    keys = [word.name for word in words]
    written = [word.searched for word in words]
    at = 0
    while at < len(words):
        length, names = same.longest(written, keys, at)
        named = lexicon.recogniser.longest_match(keys, at)
        if names is None or named > length:
            length = max(1, named)
            yield from words[at : at + length]
        else:
            yield from _called(text, words[at : at + length], names, lexicon)
        at += length


def _called(
    text: str, words: Sequence[ContentWord], names: Names, lexicon: QueryLexicon
) -> Iterator[ContentWord]:
    """Return what some words are read as, each with the other names of the same."""
    first, *others = names.swedish
    english = (name for name in names.english if _may_occur(name, lexicon))
    same = (*others, *english)
    if tuple(word.name for word in words) == name_keys(first.lower()):
        yield from (word._replace(same=same) for word in words)
        return
    read = [token.text for token in tokenize(first) if not is_stop(token.text)]
    if len(read) == len(words):
        tokens = [word.token for word in words]
    else:
        start, end = words[0].token.start, words[-1].token.end
        tokens = [Token(text[start:end].lower(), start, end)] * len(read)
    guessed = len(words) == 1 and words[0].corrections
    rewritten = tuple(dict.fromkeys(chain.from_iterable(word.read_as for word in words)))
    for token, word in zip(tokens, read, strict=True):
        read_as = (words[0].corrections[0]._replace(word=word),) if guessed else ()
        yield ContentWord(token, word, read_as, rewritten, same=same, typed=token.text)


def _may_occur(name: str, lexicon: QueryLexicon) -> bool:
    return all(map(lexicon.words.occurs, analyse(name).keys))
