"""Names of persons without capitals or spaces: "andersson, anna", annaandersson, @anna_andersson.

Not as sure as `swedish.personal`: for pointing out, never for taking away.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import pairwise

from swedish.person_names import PARTICLES, given_names, is_listed_surname, is_plain_word
from swedish.personal import PLACES, SURNAME, Finding, first_names, is_of_something_else
from swedish.signs import signs_of

_TOKEN = re.compile(r"[^\W\d_]+")
_SURNAME_ENDING = re.compile(
    r"[^\W\d_]{3,}(?:qvist|kvist|wicz|vi[ćč]|o[ğg]lu|shvili|poulos|escu|zadeh|nejad|[aäo]inen|[äö]nen)"
)
_LETTERS_APART = re.compile(r"(?<!\w)(?:[^\W\d_] ){6,40}[^\W\d_](?!\w)")
_SMALL_WORDS = frozenset(PARTICLES)
_BETWEEN = re.compile(rf" ?[,;] ?|[._-]| (?:(?:{'|'.join(PARTICLES)}|[^\W\d_]\.?)[ -])*")
_BETWEEN_CAPITALS = re.compile("[,._]")
"""What may stand between the parts of a name; that of words with capitals is found elsewhere."""
_SERVICE = r"\b(?:instagram|facebook|twitter|x|tiktok|github)\.com/@?|\bt\.me/"
_USER = re.compile(
    rf"(?:(?<![\w.@+-])@|{_SERVICE})([^\W\d_][\w.-]{{2,38}})(?<![.-])(?![\w@]|\.\w)",
    re.IGNORECASE,
)
_USER_SIGNS = ("@", ".com/", "t.me/")
_DOMAIN_ENDS = re.compile(r"\.[a-z]{2,4}(?!\w)")
"""What makes a word the name of somebody's site, which is no more a person than a company is."""
_ADDRESS_GOES_ON = re.compile(r"[\w.+-]*@")
"""What makes a word part of an address of mail, which is found as one."""
_ENDS_AS_SURNAME = re.compile(rf"(?:{SURNAME}|\w+strom)")
"""What follows a first name in a user name, which has no å, ä and ö: gronlund, sjoberg."""
SHORTEST_JOINED, LONGEST_JOINED = 7, 60
"""Letters of a first name and a surname in one word. A longer word is no name, and would take time
that grows with the square of its length."""
SHORTEST = 3
"""Letters of a first name, and of a surname that is no other word."""
LONGEST_REST = 2
"""Letters of a surname after a first name in a user name: annaan."""


def user_names(text: str) -> Iterator[Finding]:
    """Yield user names of persons: @annaandersson, instagram.com/anna_andersson."""
    lowered = signs_of(text).lowered
    for match in _USER.finditer(text) if any(sign in lowered for sign in _USER_SIGNS) else ():
        if is_user_name(match[1]):
            yield Finding(*match.span(1), "name")


def plain_names(text: str, places: Container[str]) -> Iterator[Finding]:
    """Yield names in a text as it is seen that no capital or space marks as names.

    Args:
        text: as it is seen.
        places: names of places, in lower case, that are no first names here.
    """
    for match in _LETTERS_APART.finditer(text):
        if _is_joined(match[0].lower().replace(" ", "")):
            yield Finding(*match.span(), "name")
    words = signs_of(text).vocabulary
    if any(map(_is_joined, words)):
        for match in _TOKEN.finditer(text):
            if (
                _is_joined(match[0].lower())
                and not _DOMAIN_ENDS.match(text, match.end())
                and not is_of_something_else(text, *match.span())
            ):
                yield Finding(*match.span(), "name")
    if "_" in text or not given_names().isdisjoint(words):
        yield from _pairs(text, places)


def _pairs(text: str, places: Container[str]) -> Iterator[Finding]:
    tokens = [
        each for each in _TOKEN.finditer(text) if len(each[0]) > 1 and each[0] not in _SMALL_WORDS
    ]
    for one, other in pairwise(tokens):
        are_capital = one[0][0].isupper() and other[0][0].isupper()
        allowed = _BETWEEN_CAPITALS if are_capital else _BETWEEN
        between = allowed.fullmatch(text, one.end(), other.start())
        if between and _are_names(one[0].lower(), between[0].strip(), other[0].lower(), places):
            start, end = one.start(), other.end()
            is_of_address = _ADDRESS_GOES_ON.match(text, end)
            if not is_of_address and not is_of_something_else(text, start, end):
                yield Finding(start, end, "name")


def _are_names(first: str, between: str, last: str, places: Container[str]) -> bool:
    """Return whether words in lower case are a first name and a surname, in either order."""
    if between not in {",", ";"} and _is_given(first, places) and _may_follow(first, last):
        return True
    if not _is_given(last, places):
        return False
    if between:
        return not between[0].isalpha() and _may_follow(last, first)
    return is_surely_surname(first) and not is_plain_word(last)


def _is_given(word: str, places: Container[str]) -> bool:
    return len(word) >= SHORTEST and word in given_names() and word not in places


def _may_follow(given: str, word: str) -> bool:
    """Return whether a word may be a surname: any, next to a first name that is no other word."""
    if given in first_names() and not is_plain_word(given):
        return is_listed_surname(word) or not (is_plain_word(word) or word in given_names())
    return is_surely_surname(word)


@lru_cache(maxsize=65_536)
def _is_joined(word: str) -> bool:
    """Return whether a word in lower case is a first name and a surname, in either order."""
    if not SHORTEST_JOINED <= len(word) <= LONGEST_JOINED or not word.isalpha():
        return False
    return any(
        (one in given_names() and is_surely_surname(other))
        or (other in given_names() and is_surely_surname(one))
        for at in range(SHORTEST, len(word) - SHORTEST + 1)
        if (one := word[:at]) and (other := word[at:])
    ) and not is_plain_word(word)


def is_surely_surname(word: str) -> bool:
    """Return whether a word in lower case, also in the genitive, is a surname and no other word."""
    for form in (word, word.removesuffix("s")):
        stem = form.removesuffix("son")
        if stem != form and not given_names().isdisjoint((stem, stem.removesuffix("s"))):
            return stem.endswith("s") or not is_plain_word(form)
        if _SURNAME_ENDING.fullmatch(form):
            return True
    return len(word) >= SHORTEST and is_listed_surname(word) and not is_plain_word(word)


@lru_cache(maxsize=1_024)
def is_user_name(name: str) -> bool:
    """Return whether a user name, or what stands before the @ of an address, is a person's."""
    parts = [part.lower() for part in _TOKEN.findall(name)]
    if len(parts) == 1:
        return _is_one_user(parts[0])
    are_names = [
        part in given_names() or is_surely_surname(part) or _is_joined(part) for part in parts
    ]
    return any(are_names) and all(
        is_name or len(part) == 1 or is_listed_surname(part) or part in _SMALL_WORDS
        for part, is_name in zip(parts, are_names, strict=True)
    )


def _is_one_user(name: str) -> bool:
    if is_plain_word(name) or name in PLACES:
        return name in first_names()
    return (
        name in given_names()
        or is_surely_surname(name)
        or is_surely_surname(name[1:])
        or _is_joined(name)
        or any(
            name[:at] in first_names()
            and (
                is_listed_surname(name[at:])
                or _ENDS_AS_SURNAME.fullmatch(name, at)
                or len(name) - at <= LONGEST_REST < at - 1
            )
            for at in range(SHORTEST, len(name))
        )
    )
