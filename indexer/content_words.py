"""The words of a search text that count, and what each is read as."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from indexer.content_word import ContentWord
from indexer.one_name import as_one
from swedish.analysis import completions, is_generic, is_stop, key
from swedish.lexicon import base_of_first, is_basic_word, is_dictionary_word, split
from swedish.naming import naming_key
from swedish.spelling import SHORTEST_CORRECTED, nearest
from swedish.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indexer.lexicons import QueryLexicon
    from swedish.spelling import Correction

MARKED = frozenset("åäö")
MOST_CORRECTED = 6
"""Unknown words of a text that are corrected: each is compared with all that entries hold."""


class ContentReader:
    """Finds the words that count in a text, with one lexicon.

    Args:
        lexicon: what the words are read with.
        as_written: no word is corrected or joined with another.
        other_names: names are read as those that mean just the same.
    """

    def __init__(
        self, lexicon: QueryLexicon, *, as_written: bool, other_names: bool = True
    ) -> None:
        self._lexicon = lexicon
        self._words = lexicon.words
        self._same = lexicon.same if other_names else None
        self._names = (
            lexicon.recogniser.spellings,
            lexicon.topics.spellings,
            lexicon.same.spellings,
        )
        self._lists = (lexicon.words.spelling, *(each.words for each in self._names))
        self._as_written = as_written
        self._has_marks = False

    def read(self, text: str, tokens: Sequence[Token]) -> list[ContentWord]:
        """Leave out function words; read what is written otherwise than the entries write it."""
        self._has_marks = not MARKED.isdisjoint(text.lower())
        completed = dict(completions(text))
        content = [
            token
            for at, token in enumerate(tokens)
            if token.start in completed or not self._is_idle(tokens, at)
        ]
        words = list(self._read(text, content, completed))
        return words if self._same is None else list(as_one(text, words, self._same, self._lexicon))

    def _is_idle(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether a function word is just that, not the first of a name (Vara kommun)."""
        if not is_stop(tokens[at].text):
            return False
        recogniser = self._lexicon.recogniser
        names = [naming_key(token.text) for token in tokens[at : at + recogniser.longest]]
        return recogniser.longest_match(names, 0) < (2 if len(tokens) > 1 else 1)

    def _read(
        self, text: str, tokens: Sequence[Token], completed: Mapping[int, str]
    ) -> Iterator[ContentWord]:
        """Read pairs that are one compound as that, other words by themselves."""
        joined = self._join_pairs(text, tokens)
        corrected = 0
        for token in tokens:
            if token.start in joined:
                if word := joined[token.start]:
                    yield word
            elif token.start in completed:
                hanging = Token(f"{token.text}-", token.start, token.end + 1)
                yield ContentWord(hanging, completed[token.start])
            elif self._knows(token.text) or corrected == MOST_CORRECTED:
                yield ContentWord(token, token.text)
            elif apart := self._words_of_joined_name(token.text):
                name = " ".join(apart)
                yield from (ContentWord(token, word, rewritten=(name,)) for word in apart)
            else:
                corrected += 1
                yield ContentWord(token, token.text, self._correct(token.text))

    def _words_of_joined_name(self, word: str) -> tuple[str, ...]:
        """Return the words of a name that is written as one (foodwaste); none if it is no name."""
        ways = (each.apart[word] for each in self._names if word in each.apart)
        return tuple(each for each in next(ways, ()) if not is_stop(each))

    def _join_pairs(self, text: str, tokens: Sequence[Token]) -> dict[int, ContentWord | None]:
        """Return the place of a first word -> the compound of both; of a second one -> None."""
        found: dict[int, ContentWord | None] = {}
        for first, second in () if self._as_written else pairwise(tokens):
            if text[first.end : second.start] != " " or first.start in found:
                continue
            if joined := self._join(first.text, second.text):
                whole = Token(text[first.start : second.end].lower(), first.start, second.end)
                found[first.start] = ContentWord(whole, joined, rewritten=(joined,))
                found[second.start] = None
        return found

    def _join(self, first: str, second: str) -> str:
        """Return the word that two are, perhaps with a letter doubled wrongly; "" if none."""
        ways = (first + second, *self._words.spelling.doubled_otherwise(first + second))
        return next((way for way in ways if self._is_one_word(first, second, way)), "")

    def _is_one_word(self, first: str, second: str, joined: str) -> bool:
        """Return whether two words are a name in one, or entries write them so often enough.

        That is at least as often as the second, unless the first is a form that only begins
        compounds (livsmedels strategi).
        """
        if split(joined) and self._is_name(joined):
            return True
        together = self._words.whole(key(joined))
        if not together or not split(joined):
            return False
        return base_of_first(first) != first or together >= self._words.whole(key(second))

    def _is_name(self, word: str) -> bool:
        return any(naming_key(word) in each.keys for each in self._names)

    def _knows(self, word: str) -> bool:
        """Return whether a word is right as it is: one of the entries', the names' or Swedish."""
        return (
            self._as_written
            or not word.isalpha()
            or is_generic(word)
            or any(known.known(word) for known in self._lists)
            or (is_basic_word(word) and not self._lacks_marks(word))
        )

    def _lacks_marks(self, word: str) -> bool:
        """Return whether a word that is written nowhere is one without its marks (trad, träd).

        Whoever writes å, ä or ö somewhere in the text writes it everywhere: lada is no låda then.
        """
        if self._has_marks:
            return False
        short = len(word) < SHORTEST_CORRECTED
        written = (short and self._is_name(word)) or self._words.occurs(key(word))
        return not written and any(each.folded(word) for each in self._lists)

    def _correct(self, word: str) -> tuple[Correction, ...]:
        """Read a word that is not known as one that is: half of it typed, or misspelt.

        What has the same key finds the same, and needs no correction. None is read as a function
        word: nothing is found by those.
        """
        found = [each for each in nearest(word, self._lists) if not is_stop(each.word)]
        if any(each.kind == "folded" for each in found):
            return tuple(found)
        half = [] if is_dictionary_word(word) else self._words.spelling.finished(word)
        likely = half or found
        return () if any(key(word) == key(each.word) for each in likely) else tuple(likely)
