"""Taking a search text apart: quoted phrases, excluded words, numbered concepts, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.negation import negations_as_minus
from swedish.tokens import normalise, tokenize

if TYPE_CHECKING:
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
        excluded: words and phrases that must not be there.
        without: concepts that must not be there, named by number.
    """

    text: str
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    numbered: tuple[NumberedConcept, ...]
    without: tuple[NumberedConcept, ...]
    words: tuple[Token, ...]


def parse(
    text: str, recogniser: ConceptRecogniser, ignored: AbstractSet[tuple[str, str]] = frozenset()
) -> ParsedText:
    """Take a search text apart; a lone quotation mark is read as a blank.

    The numbers of the concepts in `ignored` (facet, id) are left to the words.
    """
    plain = negations_as_minus(normalise(text).translate(PLAIN))
    named = [one for one in recogniser.numbered(plain) if one.key not in ignored]
    named.sort(key=lambda one: one.start)
    numbered = tuple(one for one in named if not _is_excluded(plain, one))
    without = tuple(one for one in named if _is_excluded(plain, one))
    rest = plain
    for found in without:
        rest = _blanked(rest, found.start - 1, found.end)
    phrases: list[str] = []
    excluded: list[str] = []
    for match in QUOTED.finditer(rest):
        if not any(_is_all(match, found) for found in numbered):
            (excluded if match[1] else phrases).append(match[2].strip())
            rest = _blanked(rest, *match.span())
    excluded += [match[1] for match in EXCLUDED.finditer(rest)]
    rest = EXCLUDED.sub(lambda match: " " * len(match[0]), rest)
    numbered = tuple(one for one in numbered if rest[one.start : one.end].strip())
    searched = rest
    for found in numbered:
        rest = _blanked(rest, found.start, found.end)
    return ParsedText(
        text=searched,
        phrases=tuple(phrase for phrase in phrases if tokenize(phrase)),
        excluded=tuple(word for word in excluded if tokenize(word)),
        numbered=numbered,
        without=without,
        words=tuple(tokenize(rest)),
    )


def _is_excluded(text: str, found: NumberedConcept) -> bool:
    """Tell whether a hyphen stands before it, at the beginning of a word."""
    before = text[: found.start]
    return before.endswith("-") and not before[-2:-1].strip()


def _is_all(quoted: re.Match[str], found: NumberedConcept) -> bool:
    """Tell whether nothing but the concept's number stands between quotation marks."""
    start, end = quoted.span(2)
    return not quoted[1] and (found.start, found.end) == (start, end)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
