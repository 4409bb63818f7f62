"""Places that persons are called as well, distinguished from parts of a person's name."""

from __future__ import annotations

import re
from collections.abc import Container

from swedish.lexicon import is_dictionary_word
from swedish.person_names import (
    is_before_year,
    is_first_name,
    is_listed_name,
    is_organisational,
    is_within,
)
from swedish.personal import is_of_something_else
from swedish.personal_cues import Cue, cue_of

_SEAT_OF = re.compile(
    r" (?:[a-zåäö]+(?:ska|iska|a) )?"
    r"(?:högskola|tingsrätt|lasarett|flygplats|hamn|domkyrka|stift|stad|län|region)(?:en|n|et|s)?\b"
)
"""What follows a place only: "Lunds tekniska högskola"."""
_LISTED_BEFORE = re.compile(r"([A-ZÅÄÖ]\w+)(?:,| och| eller| samt)\s$")
_LISTED_AFTER = re.compile(r"(?:,| och| eller| samt)\s([A-ZÅÄÖ]\w+)")
_BESIDE_BEFORE = re.compile(r"(?<![\w-])([A-ZÅÄÖ][\w-]+) $")
_BESIDE_AFTER = re.compile(r" ([A-ZÅÄÖ][\w-]+)")
LONGEST_BESIDE = 40
"""Characters before a part of a name that are searched for a place."""


def is_place(text: str, part: tuple[int, int], places: Container[str]) -> bool:
    """Return whether a part of a name is a place, or of the name of an organisation there.

    "Lunds universitet", "i Lund", "Visit Lund" and "Malmö, Lund och Eslöv" tell nothing of Maria
    Lund; nor does a place that nobody has for a name, unless the words around it call for a person.

    Args:
        text: as it is seen.
        part: where it stands, [start, end).
        places: names of places, in lower case.
    """
    start, end = part
    before = text[max(0, start - LONGEST_BESIDE) : start]
    listed = (_LISTED_BEFORE.search(before), _LISTED_AFTER.match(text, end))
    return (
        is_within(before)
        or any(match[1].lower() in places for match in listed if match)
        or bool(_SEAT_OF.match(text, end))
        or is_of_something_else(text, start, end)
        or (is_name_of_one(text[start:end], places) and _is_no_person(text, start, end))
    )


def _is_no_person(text: str, start: int, end: int) -> bool:
    if cue_of(text, start, end) >= Cue.ROLE:
        return False
    before = _BESIDE_BEFORE.search(text, max(0, start - LONGEST_BESIDE), start)
    around = (before, _BESIDE_AFTER.match(text, end))
    of_organisation = any(not is_listed_name(match[1]) for match in around if match)
    is_known = is_listed_name(text[start:end])
    return of_organisation or is_before_year(text, end) or not is_known


def is_name_of_one(word: str, places: Container[str]) -> bool:
    """Return whether a word is the name of a place, also in the genitive."""
    low = word.lower()
    return low in places or low.removesuffix("s").removesuffix(":") in places


def is_organisation_there(name: str, places: Container[str]) -> bool:
    """Return whether capitalised words are an organisation of a place, no person: "Visit Lund"."""
    first, *rest = name.split()
    if is_first_name(first) or not rest:
        return False
    if any(is_organisational(word) for word in (first, *rest)):
        return True
    of_places = [word for word in (first, *rest) if is_name_of_one(word, places)]
    are_known = all(map(is_listed_name, of_places))
    return bool(of_places) and (not are_known or is_dictionary_word(first.lower()))
