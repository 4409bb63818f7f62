"""How a sentence begins, when it happens, and what it tells of, as features of the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from swedish.sections import sections

CUES = Path(__file__).with_name("openings.txt")
AT_THE_BEGINNING = ("adds", "back", "us", "within", "one", "asks", "when")
"""Sections of which the first that fits is the opening."""
REMEMBERED = 2048
"""Texts that are compared with their neighbours."""
LONG = 11
"""Letters of a first word that is a compound, and names something rather than takes it up."""
_WORD = re.compile(r"[^\W\d_-]+")
_DEFINITE = re.compile(r"\w{3,}(?:e[nt]|an|on|na)s?")
_NAME = re.compile(r"[A-ZÅÄÖ]\S* [A-ZÅÄÖ]")
"""Two capitalised words."""
_TENSES = {
    "has": re.compile(r"\b(?:har|hade)\b(?: \w+){0,4}? \w+(?:at|it|tt|ort|ört|agt|ett)s?\b"),
    "was": re.compile(
        r"\b(?:\w{2,}(?:ade|ades|dde|ddes|nde|rde|kte|ste|ttes)|var|fick|gav|gick|kom|höll|hölls"
        r"|blev|tog|skrev|deltog|lät|såg|satt|stod|fanns|bjöd|drev)\b"
    ),
    "is": re.compile(
        r"\b(?:\w{2,}(?:ar|er|as|es|år|ör)|har|kan|ska|vill|finns)\b",
    ),
}


@lru_cache(maxsize=REMEMBERED)
def opening(text: str) -> str:
    """Return the section of what a sentence begins with, or else how its first word looks."""
    plain = text.lstrip('"”“»«(–- ')
    for name in AT_THE_BEGINNING:
        if _cues()[name].match(plain):
            return name
    return "name" if _NAME.match(plain) else _of_word(plain)


def _of_word(text: str) -> str:
    first = _WORD.match(text)
    length = "long" if first and len(first[0]) >= LONG else "short"
    return f"{length} {'definite' if first and _DEFINITE.fullmatch(first[0]) else 'other'}"


@lru_cache(maxsize=REMEMBERED)
def sections_in(text: str) -> tuple[str, ...]:
    """Return the sections of what a sentence holds anywhere."""
    return tuple(
        name for name, cue in _cues().items() if name not in AT_THE_BEGINNING and cue.search(text)
    )


@lru_cache(maxsize=REMEMBERED)
def tense(text: str) -> str:
    """Return whether the first verb that looks like one has been, was or is; or that none does."""
    found = {name: match.start() for name, cue in _TENSES.items() if (match := cue.search(text))}
    return min(found, key=lambda each: found[each]) if found else "none"


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
        for name, lines in sections(CUES).items()
    }
