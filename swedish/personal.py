"""Personal data in Swedish text: addresses, numbers and the names of persons, each with its place.

Made to be right when it points at something: organisations, places and registry numbers are left
alone, and so are single first names. Pure functions; nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from swedish.lexicon import DATA, lines
from swedish.personal_numbers import accounts, identity_numbers, telephones
from swedish.sections import sections
from swedish.signs import signs_of

Kind = Literal[
    "email",
    "phone",
    "personal-number",
    "account",
    "address",
    "name",
    "birth-date",
    "sensitive",
    "contact",
]
"""A "contact" are words that only lead to a person: they are reported when something is cut."""

AT = re.compile(
    r"\s?@\s?|\s?[(\[]\s?(?:at|@|snabel-?a)\s?[)\]]\s?|\s(?:at|snabel-?a)\s", re.IGNORECASE
)
"""How an address says "at", also where it hides from machines."""
_AT_WORDS = frozenset({"at", "snabel", "snabela"})
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_LOCAL_BACKWARDS = re.compile(r"[\w.+-]+")
LONGEST_LOCAL = 64
"""Characters before the sign (RFC 5321)."""
# Each begins with the characters that it can begin with: the engine then skips all others.
ACCOUNT = re.compile(
    r"(?:https?://)?(?:www\.|se\.)?linkedin\.com/in/[\w%.-]+|(?<=skype)\s?:?\s+[\w.:-]{3,}",
    re.IGNORECASE,
)
"""Where a person is reached by name in other services than mail."""
PHONE = re.compile(
    r"[0+](?<![\w./:-].)"
    r"(?:(?:(?<=\+)|0)46[ \u00a0-]?(?:\(0\))?[ \u00a0-]?[1-9]|(?<=0)[1-9])\d{0,2}"
    r"(?:[.-]\d{2,3}(?:\.\d{2,3}){1,3}"  # with points, but "08.00-17.00" is a time
    r"|(?:[ \u00a0]?[-/–‑][ \u00a0]?|[ \u00a0]?)\d{2,8}(?:[ \u00a0-]?\d{2,3}){0,3})"
    r"(?![\w/:-]|[.,]\d)"
)
_WAYS_JOINED = (
    "gatan",
    "vägen",
    "gränd",
    "gränden",
    "stigen",
    "allén",
    "backen",
    "torget",
    "kajen",
)
_WAYS_APART = ("gata", "väg", "gränd", "stig", "allé", "torg", "plats")
_WAYS = (*_WAYS_JOINED, *_WAYS_APART)
STREET = re.compile(
    rf"[A-ZÅÄÖ](?<![\w-].)(?:[\w-]+(?:{'|'.join(_WAYS_JOINED)})"
    rf"|\w+(?:[ \u00a0][A-ZÅÄÖ]\w+)?[ \u00a0](?:{'|'.join(_WAYS_APART)}))"
    r"[ \u00a0]\d{1,3}(?:[ \u00a0]?[A-Fa-f])?(?![\w-]|[.,]\d)"
)
"""A street with its number; "Länsväg 505" is a road."""
# Possessive (++): what follows a name is no letter, so giving letters back is in vain.
NAME = re.compile(
    r"([A-ZÅÄÖ](?<![\w-].)[^\W\d_]++(?:-[A-ZÅÄÖ][^\W\d_]++)?)"  # a first name, perhaps double
    r"((?:[ \u00a0][A-ZÅÄÖ](?:[^\W\d_]*+|\.))?)"  # another, or an initial
    r"[ \u00a0]((?:(?:von|af|de|al|el|van)[ -])?[A-ZÅÄÖ][^\W\d_]++(?:-[A-ZÅÄÖ][^\W\d_]++)?)"
    r"(?![\w-])"
)
SURNAME = r"(?:\w+(?:sson|qvist|kvist|gren|ström|berg|lund|stedt|holm|dahl|(?<!s)man|én)|Berg|Lind)"
"""What many Swedish surnames end in; "-sman" is an office, "-ell" and "-mark" many other words."""
INITIALS = re.compile(  # "I Hallsberg" and "Å Berg" begin with words
    r"[A-ZÅÄÖ](?<![\w.].)(?:\.(?:[ \u00a0]?[A-ZÅÄÖ]\.)?[ \u00a0]?|(?<![IÅÖ])[ \u00a0])"
    rf"({SURNAME}|(?:al|el|von|af)[ -][A-ZÅÄÖ][^\W\d_]+)s?(?!\w)"
)
FIRST_NAME_LAST = re.compile(r",[ \u00a0]([A-ZÅÄÖ][^\W\d_]+)(?:-[A-ZÅÄÖ]\w+)?")
SURNAME_FIRST = re.compile(rf"(?<![\w-])(?:(?i:{SURNAME})|[A-ZÅÄÖ-]{{5,}})$")
CAPITALISED = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?"
JOINED_AFTER = re.compile(rf"\s(?:och|samt|&)\s({CAPITALISED}(?: {CAPITALISED}){{1,3}})(?![\w-])")
JOINED_BEFORE = re.compile(
    rf"(?<![\w-])({CAPITALISED}(?: {CAPITALISED}){{1,3}})\s(?:och|samt|&)\s$"
)
LONGEST_BESIDE = 60
"""Characters around a name that are searched for another name or a cue."""
WORDS = DATA / "no_persons.txt"
PLACES = frozenset(sections(WORDS)["place"])
"""Which end as surnames do."""
NO_PERSON = re.compile(f"(?:{'|'.join(sections(WORDS)['no person'])})")
"""Words, in lower case, that no person is called, though capitals make them look so."""
NO_SURNAME = re.compile(f".*(?:{'|'.join(sections(WORDS)['no surname'])})")
"""Last parts of the names of organisations and places, in lower case."""
BEFORE, AFTER, TRADES = (frozenset(sections(WORDS)[of]) for of in ("before", "after", "trade"))
"""Words next to a name that make it no person's name; trades have a capital."""
FEWEST_DIGITS, FEWEST_IN_STOCKHOLM, MOST_DIGITS = 9, 8, 11
"""Of a telephone number within the country, with its leading 0; Stockholm has the shortest.

Ten is the most there is: one digit more is a slip of the hand."""


class Finding(NamedTuple):
    """Where in a text something personal stands, in characters, and of which kind it is."""

    start: int
    end: int
    kind: Kind


def find_personal(text: str) -> tuple[Finding, ...]:
    """Return what in the text is likely to tell of a single person, in order, none overlapping."""
    found: list[Finding] = []
    taken = bytearray(len(text))
    for finding in (*_emails(text), *_numbers(text), *_streets(text), *_names(text)):
        if 1 not in taken[finding.start : finding.end]:
            found.append(finding)
            taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    return tuple(sorted(found))


@cache
def first_names() -> frozenset[str]:
    """Return the list of first names, in lower case."""
    return frozenset(" ".join(lines(DATA / "first_names.txt")).split())


class Address(NamedTuple):
    """Where an address stands, and where its sign does, [sign, domain)."""

    start: int
    sign: int
    domain: int
    end: int


def addresses(text: str) -> Iterator[Address]:
    """Yield addresses of mail: from each sign backwards, so that every text takes linear time."""
    if "@" not in text and _AT_WORDS.isdisjoint(signs_of(text).vocabulary):
        return
    place = before = 0
    while sign := AT.search(text, place):
        start = _start_of_local(text, max(before, sign.start() - LONGEST_LOCAL), sign.start())
        domain = _DOMAIN.match(text, sign.end()) if start < sign.start() else None
        if domain:
            yield Address(start, sign.start(), sign.end(), domain.end())
            before = domain.end()
        place = before if domain else sign.start() + 1


def _start_of_local(text: str, least: int, end: int) -> int:
    local = _LOCAL_BACKWARDS.match(text[least:end][::-1])
    return end - local.end() if local else end


def _emails(text: str) -> Iterator[Finding]:
    for each in addresses(text):
        yield Finding(each.start, each.end, "email")
    lowered = signs_of(text).lowered
    for match in ACCOUNT.finditer(text) if "linkedin" in lowered or "skype" in lowered else ():
        start = match.end() - len(match[0].lstrip(" :\u00a0"))
        yield Finding(start, match.end(), "email")


def _numbers(text: str) -> Iterator[Finding]:
    for start, end in identity_numbers(text):
        yield Finding(start, end, "personal-number")
    for start, end in accounts(text):
        yield Finding(start, end, "account")
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        national = re.sub(r"^(?:00)?46", "0", digits)
        fewest = FEWEST_IN_STOCKHOLM if national.startswith("08") else FEWEST_DIGITS
        if fewest <= len(national) <= MOST_DIGITS:
            yield Finding(match.start(), match.end(), "phone")
    for start, end in telephones(text):
        yield Finding(start, end, "phone")


def _streets(text: str) -> Iterator[Finding]:
    for match in STREET.finditer(text) if signs_of(text).has_number_after(_WAYS) else ():
        yield Finding(match.start(), match.end(), "address")


def _names(text: str) -> Iterator[Finding]:
    place = len(text) if first_names().isdisjoint(signs_of(text).vocabulary) else 0
    while match := NAME.search(text, place):
        person = _is_person(match)
        if person and not is_of_something_else(text, *match.span()):
            yield Finding(match.start(), match.end(), "name")
            yield from _names_in_pairs(text, match)
        place = match.end() if person else match.end(1)  # a sentence's first word may precede it
    for match in INITIALS.finditer(text):
        is_place = match[1].lower() in PLACES
        if not is_place and not is_of_something_else(text, *match.span()):
            yield Finding(match.start(), match.end(), "name")
    for match in FIRST_NAME_LAST.finditer(text):
        if match[1].lower() in first_names():
            before = max(0, match.start() - LONGEST_BESIDE)
            surname = SURNAME_FIRST.search(text, before, match.start())
            if surname and not NO_PERSON.fullmatch(surname[0].lower()):
                yield Finding(surname.start(), match.end(), "name")


def _names_in_pairs(text: str, name: re.Match[str]) -> Iterator[Finding]:
    """Yield the other name of a pair of which one is known: "Anna Lind och Nguyen Thi Hoa"."""
    before = max(0, name.start() - LONGEST_BESIDE)
    for match in (
        JOINED_AFTER.match(text, name.end()),
        JOINED_BEFORE.search(text, before, name.start()),
    ):
        if (
            match
            and not _has_other_word(match[1])
            and not is_of_something_else(text, *match.span())
        ):
            yield Finding(*match.span(1), "name")


def _has_other_word(name: str) -> bool:
    return any(
        word in AFTER
        or word.title() in TRADES
        or NO_PERSON.fullmatch(word)
        or NO_SURNAME.fullmatch(word)
        for word in name.lower().split()
    )


def _is_person(match: re.Match[str]) -> bool:
    first, _, last = match.groups()
    surname = last.rpartition(" ")[2]
    return (
        first.partition("-")[0].lower() in first_names()
        and surname.lower() not in first_names()
        and may_be_surname(surname)
    )


def may_be_surname(word: str) -> bool:
    """Return whether a word with a capital is none of those that end other names than persons'."""
    low = word.lower()
    return low not in AFTER and word not in TRADES and not NO_SURNAME.fullmatch(low)


def is_of_something_else(text: str, start: int, end: int) -> bool:
    """Return whether the words around a name make it that of a company, a street or the like."""
    before = text[max(0, start - LONGEST_BESIDE) : start].split()[-1:]
    after = [word.strip(".,;:!?)") for word in text[end : end + LONGEST_BESIDE].split()[:2]]
    first = after[:1]
    return (
        any(word.lower() in BEFORE for word in before)
        or any(word.lower() in AFTER or word in TRADES for word in first)
        or any(NO_SURNAME.fullmatch(word.lower()) for word in first if word.lower() != "gård")
        or after == ["gård", "AB"]
    )
