"""Personal data in Swedish text: addresses, numbers and the names of persons, each with its place.

Made to be right when it points at something: organisations, places and registry numbers are left
alone, and so are single first names. Pure functions; nothing is kept.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from swedish.lexicon import DATA, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["email", "phone", "personal-number", "name"]

# Each begins with the characters that it can begin with: the engine then skips all others at once.
EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]+\.)+[^\W\d_]{2,}")
PHONE = re.compile(
    r"[0+](?<![\w./:-].)"
    r"(?:(?:(?<=\+)|0)46[ \u00a0-]?(?:\(0\))?[ \u00a0-]?[1-9]|(?<=0)[1-9])\d{0,2}"
    r"(?:[ \u00a0]?[-/–‑][ \u00a0]?|[ \u00a0]?)\d{2,8}(?:[ \u00a0-]?\d{2,3}){0,3}"
    r"(?![\w/:-]|[.,]\d)"
)
PERSONAL_NUMBER = re.compile(r"(?<![\w-])(?:19|20)?(\d\d)(\d\d)(\d\d)[-+ ]?(\d{4})(?![\w-])")
SIX_DIGITS = re.compile(r"\d\d{5}")
# Possessive (++): what follows a name is no letter, so giving letters back is in vain.
NAME = re.compile(
    r"([A-ZÅÄÖ](?<![\w-].)[^\W\d_]++(?:-[A-ZÅÄÖ][^\W\d_]++)?)"  # a first name, perhaps double
    r"((?:[ \u00a0][A-ZÅÄÖ](?:[^\W\d_]*+|\.))?)"  # another, or an initial
    r"[ \u00a0]((?:(?:von|af|de|al|el|van)[ -])?[A-ZÅÄÖ][^\W\d_]++(?:-[A-ZÅÄÖ][^\W\d_]++)?)"
    r"(?![\w-])"
)
NO_SURNAME = re.compile(
    r".*(?:hus|huset|hotell|förmedling|universitet|skola|skolan|stiftelse|institut|institutet|center|centrum"
    r"|förening|föreningen|bolag|bolaget|gård|gården|museum|marknad|bryggeri|bageri|kommun|län|park"
    r"|gata|gatan|väg|vägen|fabrik|fabriken|teater|kyrka|förlag|fond|akademi|akademin|science|arena"
    r"|burgers)"
)
"""Last parts of the names of organisations and places, in lower case."""
FEWEST_DIGITS, FEWEST_IN_STOCKHOLM, MOST_DIGITS = 9, 8, 10
"""Of a telephone number within the country, with its leading 0; Stockholm has the shortest."""
BEFORE = (
    *("stiftelsen", "sankt", "sankta", "s:t", "s:ta", "hotell", "hotel", "bröderna", "firma"),
    *("kvarteret", "fartyget", "förlaget", "restaurang", "butiken", "kedjan"),
)
"""Words that make the name after them one of something else than a person."""
AFTER = (
    *("ab", "hb", "kb", "aktiebolag", "bolag", "group", "gruppen", "koncernen", "&", "konsult"),
    *("stiftelse", "foundation", "fond", "minnesfond", "pris", "väg", "vägen", "gata", "gatan"),
    *("gränd", "torg", "plats", "park", "gård", "hus", "skola", "gymnasium", "universitet"),
    *("institut", "kyrka", "församling", "arkitekter", "bygg", "möbler", "förlag", "advokatbyrå"),
)
"""Words that make the name before them one of something else than a person."""


class Finding(NamedTuple):
    """Where in a text something personal stands, in characters, and of which kind it is."""

    start: int
    end: int
    kind: Kind


def find_personal(text: str) -> tuple[Finding, ...]:
    """Return what in the text is likely to tell of a single person, in order, none overlapping."""
    found: list[Finding] = []
    for finding in (*_emails(text), *_numbers(text), *_phones(text), *_names(text)):
        if all(finding.end <= each.start or each.end <= finding.start for each in found):
            found.append(finding)
    return tuple(sorted(found))


@cache
def first_names() -> frozenset[str]:
    """Return the list of first names, in lower case."""
    return frozenset(" ".join(lines(DATA / "first_names.txt")).split())


def _emails(text: str) -> Iterator[Finding]:
    if "@" in text:
        for match in EMAIL.finditer(text):
            yield Finding(match.start(), match.end(), "email")


def _numbers(text: str) -> Iterator[Finding]:
    for match in PERSONAL_NUMBER.finditer(text) if SIX_DIGITS.search(text) else ():
        year, month, day, rest = match.groups()
        if _is_date(int(year), int(month), int(day)) and _adds_up(year + month + day + rest):
            yield Finding(match.start(), match.end(), "personal-number")


def _is_date(year: int, month: int, day: int) -> bool:
    """Tell whether the digits are a date; those of co-ordination numbers have 60 added."""
    try:
        date(2000 + year, month, day - 60 if day > 60 else day)  # noqa: PLR2004  by law
    except ValueError:
        return False
    return True


def _adds_up(digits: str) -> bool:
    """Tell whether ten digits have the check digit that personal numbers end in (Luhn)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _phones(text: str) -> Iterator[Finding]:
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        national = re.sub(r"^(?:00)?46", "0", digits)
        fewest = FEWEST_IN_STOCKHOLM if national.startswith("08") else FEWEST_DIGITS
        if fewest <= len(national) <= MOST_DIGITS:
            yield Finding(match.start(), match.end(), "phone")


def _names(text: str) -> Iterator[Finding]:
    place = 0
    while match := NAME.search(text, place):
        person = _is_person(match)
        if person and not _is_of_something_else(text, match):
            yield Finding(match.start(), match.end(), "name")
        place = match.end() if person else match.end(1)  # a sentence's first word may precede it


def _is_person(match: re.Match[str]) -> bool:
    first, _, last = match.groups()
    surname = last.rpartition(" ")[2].lower()
    return (
        first.partition("-")[0].lower() in first_names()
        and surname not in first_names()
        and surname not in AFTER
        and not NO_SURNAME.fullmatch(surname)
    )


def _is_of_something_else(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].split()[-1:]
    after = text[match.end() :].split(maxsplit=1)[:1]
    return any(word.lower() in BEFORE for word in before) or any(
        word.lower().strip(".,;:!?)") in AFTER for word in after
    )
