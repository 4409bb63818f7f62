"""Numbers that lead to a person, in whatever writing: identity numbers, telephones, bank accounts.

Each function returns where in a text they stand, [start, end) in characters. The libraries that
know them are imported at the first text that may hold one: most commands never see any.
"""

from __future__ import annotations

import re
from datetime import date

from swedish.signs import signs_of

Spans = list[tuple[int, int]]

_DIGITS_IN_A_ROW = re.compile(r"\d(?:[ \u00a0.–+-]{0,3}\d){9}")
"""Of an identity number, at least, with what may stand between: quicker looked for."""
_LABELS = ("nummer", "nr")
_IDENTITY = re.compile(
    r"\d(?<![\w-].)\d(?:[ \u00a0.-]?\d\d){2,3} ?[-+–]? ?\d{4}(?![\w-])",
)
_LABELLED_IDENTITY = re.compile(
    r"\b(?:person-?(?:nummer|nr)|pers\.? ?nr|p\.?nr|samordnings(?:nummer|nr))\b\W{0,4}"
    r"(\d[\d .+–-]{6,14}\d)",
    re.IGNORECASE,
)
_OF_CENTURY = re.compile(
    r"(?<![\w.,-])19\d\d[ .-]?(?:0[1-9]|1[0-2])[ .-]?(?:[0-2]\d|3[01]|[6-8]\d|9[01]) \d{4}(?![\w-])"
)
_ACCOUNT = re.compile(
    r"[A-Z](?<!\w.)[A-Z]\d\d(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?(?!\w)"
)
_MAY_BE_TELEPHONE = re.compile(r"(?:\+|[(]0|0)(?<![\w./-].)[\d \u00a0()./–-]{7,}")
_TELEPHONE_LABELS = ("tel", "tfn", "mob")
_LABELLED_TELEPHONE = re.compile(
    r"\b(?:(?:tel|mob|tfn)\b\.? ?:? ?|(?:telefon|mobil)(?:nummer|nr)?: ?)"
    r"(?!(?:19|20)\d\d ?[-–])(\d(?:[ \u00a0-]?\d){5,10})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\d\d[.:]\d\d ?[-–] ?\d\d[.:]\d\d")
_PARTED = r"[\w./-]"
"""What a telephone number does not follow, but a code or an address does."""
MOST_TRIES = 1_000
"""Runs of digits in a text that are looked at as telephone numbers."""


def identity_numbers(text: str) -> Spans:
    """Find personal and co-ordination numbers: with the right check digit, or so labelled.

    Of one with a space and the century the check digit does not matter: a slip of the pen is
    personal all the same.
    """
    found: Spans = []
    may_hold_any = may_hold_identity(text)
    if may_hold_any:
        found += [match.span() for match in _IDENTITY.finditer(text) if _is_identity(match[0])]
    if any(label in signs_of(text).lowered for label in _LABELS):
        found += [match.span(1) for match in _LABELLED_IDENTITY.finditer(text)]
    if may_hold_any:
        found += [match.span() for match in _OF_CENTURY.finditer(text)]
    return found


def may_hold_identity(text: str) -> bool:
    """Return whether a text holds as many digits in a row as an identity number."""
    return bool(_DIGITS_IN_A_ROW.search(text))


def _is_identity(number: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415  see the module

    digits = re.sub(r"\D", "", number)
    ten = digits[-10:]
    century = digits[:-10] in {"", "19", "20"}
    return century and is_date(int(ten[:2]), int(ten[2:4]), int(ten[4:6])) and luhn.is_valid(ten)


def is_date(year: int, month: int, day: int) -> bool:
    """Return whether the digits are a date; those of co-ordination numbers have 60 added."""
    try:
        date(2000 + year, month, day - 60 if day > 60 else day)  # noqa: PLR2004  by law
    except ValueError:
        return False
    return True


def accounts(text: str) -> Spans:
    """Find bank accounts (IBAN) whose check digits are right."""
    found = list(_ACCOUNT.finditer(text))
    if not found:
        return []
    from stdnum import iban  # noqa: PLC0415  see the module

    return [match.span() for match in found if iban.is_valid(match[0].replace("\u00a0", " "))]


def telephones(text: str) -> Spans:
    """Find telephone numbers of any country with its code, and Swedish ones without it.

    After a word that says that it is one a number needs neither code nor dialling code.
    """
    lowered = signs_of(text).lowered
    labelled: Spans = []
    if any(label in lowered for label in _TELEPHONE_LABELS):
        labelled = [match.span(1) for match in _LABELLED_TELEPHONE.finditer(text)]
    if not _MAY_BE_TELEPHONE.search(text):
        return labelled
    import phonenumbers  # noqa: PLC0415  see the module

    possible = phonenumbers.PhoneNumberMatcher(
        text, "SE", leniency=phonenumbers.Leniency.POSSIBLE, max_tries=MOST_TRIES
    )
    return labelled + [
        (match.start, match.end)
        for match in possible
        if not _HOURS.fullmatch(match.raw_string)
        and not re.match(_PARTED, text[max(0, match.start - 1) : match.start])
        and (
            match.raw_string.startswith(("+", "00"))
            or (
                match.raw_string.startswith(("0", "(0"))
                and phonenumbers.is_valid_number(match.number)
            )
        )
    ]
