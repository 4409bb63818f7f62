"""Splitting a search text: quoted phrases, excluded words, numbered concepts, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.concepts import name_a_place
from indexer.negation import Name, read_negations
from swedish.naming import naming_key
from swedish.tokens import normalise, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from indexer.concept_recogniser import ConceptRecogniser
    from indexer.numbered_concepts import NumberedConcept
    from swedish.tokens import Token

QUOTED = re.compile(r'(?<!\S)(-?)"([^"]*)"')
EXCLUDED = re.compile(r"(?<!\S)-(?=\w)(\S+)")
QUOTES = str.maketrans(dict.fromkeys("”“„»«", '"'))
PLAIN = {**QUOTES, **str.maketrans(dict.fromkeys("\u2010\u2011\u2012–—\u2212", "-"))}
"""Quotation marks, and with them hyphens, dashes and minus signs; each stays one character."""


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The parts of a search text; offsets of `numbered` and `words` count in `text`.

    Attributes:
        written: the whole text, with plain quotation marks and dashes, and negations as hyphens.
        text: that without what is excluded.
        excluded: words and phrases that must not be there.
        without: concepts that must not be there, named by number.
        negated: those of `excluded` that a word excludes, and not a hyphen.
        wishes: what is negated and sought all the same ("utan plast").
    """

    written: str
    text: str
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    numbered: tuple[NumberedConcept, ...]
    without: tuple[NumberedConcept, ...]
    words: tuple[Token, ...]
    negated: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()


def parse(
    text: str,
    recogniser: ConceptRecogniser,
    ignored: AbstractSet[tuple[str, str]] = frozenset(),
    topic_at: Callable[[Sequence[str], int], int] = lambda _words, _at: 0,
) -> ParsedText:
    """Split a search text; a lone quotation mark is read as a blank.

    The numbers of the concepts in `ignored` (facet, id) are left to the words. `topic_at` tells how
    many words from a place on are a topic's name together.
    """

    def name_of(words: Sequence[str]) -> Name:
        keys = [naming_key(word) for word in words]
        length = recogniser.longest_match(keys, 0)
        if name_a_place(recogniser.meanings(keys[:length])):
            return Name(length, is_place=True)
        return Name(max(length, topic_at(words, 0)), is_place=False)

    plain, hyphens, wishes = read_negations(normalise(text).translate(PLAIN), name_of)
    named = [one for one in recogniser.numbered(plain) if one.key not in ignored]
    named.sort(key=lambda one: one.start)
    numbered = tuple(one for one in named if not _is_excluded(plain, one))
    without = tuple(one for one in named if _is_excluded(plain, one))
    rest = plain
    for found in without:
        rest = _blanked(rest, found.start - 1, found.end)
    phrases: list[str] = []
    excluded: list[str] = []
    negated: set[str] = set()
    for match in QUOTED.finditer(rest):
        if not any(_is_all(match, found) for found in numbered):
            (excluded if match[1] else phrases).append(match[2].strip())
            if match.start() in hyphens:
                negated.add(match[2].strip())
            rest = _blanked(rest, *match.span())
    for match in EXCLUDED.finditer(rest):
        excluded.append(match[1])
        if match.start() in hyphens:
            negated.add(match[1])
    rest = EXCLUDED.sub(lambda match: " " * len(match[0]), rest)
    numbered = tuple(one for one in numbered if rest[one.start : one.end].strip())
    searched = rest
    for found in numbered:
        rest = _blanked(rest, found.start, found.end)
    return ParsedText(
        written=plain,
        text=searched,
        phrases=tuple(phrase for phrase in phrases if tokenize(phrase)),
        excluded=tuple(word for word in excluded if tokenize(word)),
        numbered=numbered,
        without=without,
        words=tuple(tokenize(rest)),
        negated=frozenset(negated),
        wishes=wishes,
    )


def _is_excluded(text: str, found: NumberedConcept) -> bool:
    """Return whether a hyphen stands before it, at the beginning of a word."""
    before = text[: found.start]
    return before.endswith("-") and not before[-2:-1].strip()


def _is_all(quoted: re.Match[str], found: NumberedConcept) -> bool:
    """Return whether nothing but the concept's number stands between quotation marks."""
    start, end = quoted.span(2)
    return not quoted[1] and (found.start, found.end) == (start, end)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
