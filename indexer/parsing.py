"""Taking a search text apart: quoted phrases, excluded words, numbered concepts, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from swedish.tokens import normalise, tokenize

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from indexer.concepts import NumberedConcept, Recogniser
    from swedish.tokens import Token

QUOTED = re.compile(r'(?<!\S)(-?)"([^"]*)"')
EXCLUDED = re.compile(r"(?<!\S)-(?=\w)(\S+)")
QUOTES = str.maketrans({"”": '"', "“": '"', "„": '"', "»": '"', "«": '"'})


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The parts of a search text; offsets of `numbered` count in `text`."""

    text: str
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    numbered: tuple[NumberedConcept, ...]
    words: tuple[Token, ...]


def parse(
    text: str, recogniser: Recogniser, unread: AbstractSet[tuple[str, str]] = frozenset()
) -> ParsedText:
    """Take a search text apart; a lone quotation mark is read as a blank.

    The numbers of the concepts in `unread` (facet, id) are left to the words.
    """
    rest = normalise(text).translate(QUOTES)
    phrases: list[str] = []
    excluded: list[str] = []
    for match in QUOTED.finditer(rest):
        (excluded if match[1] else phrases).append(match[2].strip())
    rest = QUOTED.sub(_blank, rest)
    excluded += [match[1] for match in EXCLUDED.finditer(rest)]
    rest = EXCLUDED.sub(_blank, rest)
    searched = rest
    named = (one for one in recogniser.numbered(rest) if one.key not in unread)
    numbered = tuple(sorted(named, key=lambda found: found.start))
    for found in numbered:
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    return ParsedText(
        text=searched,
        phrases=tuple(phrase for phrase in phrases if tokenize(phrase)),
        excluded=tuple(word for word in excluded if tokenize(word)),
        numbered=numbered,
        words=tuple(tokenize(rest)),
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
