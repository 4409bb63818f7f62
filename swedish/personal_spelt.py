"""Addresses, numbers and birth dates that are spelt out, or written so that machines miss them.

Not as sure as `swedish.personal`: for pointing out, never for taking away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from swedish.personal import MOST_DIGITS, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN, _CLOSE = r"[(\[{<]\s?", r"\s?[)\]}>]"
_AT = re.compile(
    rf"\s?{_OPEN}(?:at|a|@|ät|snabel(?:[ -]?a)?|hos){_CLOSE}\s?|\s(?:at|ät|snabel(?:[ -]?a)?|hos)\s"
    rf"|\s?@\s?",
    re.IGNORECASE,
)
_DOT = rf"(?:\.|\s?{_OPEN}(?:dot|punkt|prick|\.){_CLOSE}\s?|\s(?:punkt|dot|prick)\s)"
_LOCAL = re.compile(rf"[\w+-]{{1,64}}(?:{_DOT}[\w+-]{{1,64}}){{0,4}}$", re.IGNORECASE)
_DOMAIN = re.compile(
    rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}?{_DOT}(?:com|org|net|info|[a-z]{{2}})(?![\w-])",
    re.IGNORECASE,
)
_MARKED = "@([{<"
LONGEST_LOCAL, LONGEST_DOMAIN = 100, 120
"""Characters before and after the sign that are looked at."""

_UNITS = "noll(?:a|an)?|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio"
_TEENS = "tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton"
_TENS = "tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio"
_VALUES = {
    word: digits
    for names, first in ((_UNITS.replace("(?:a|an)?", "").replace("|en|", "|"), 0), (_TEENS, 10))
    for digits, word in enumerate(names.split("|"), first)
}
_NUMBER = rf"(?:(?:{_TENS})(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?|{_TEENS}|{_UNITS}|\d{{1,8}})"
_SPELT = re.compile(
    rf"(?<![\w.,])(?:noll|nolla|plus[ -]?(?:{_NUMBER})|\+?\d{{1,4}})"
    rf"(?:[ ,./–-]{{1,3}}{_NUMBER}){{2,14}}(?!\w)",
    re.IGNORECASE,
)
_SPELT_WORD = re.compile(rf"(?<!\w){_NUMBER}(?!\w)", re.IGNORECASE)
_ZERO = ("noll", "plus")
FEWEST_DIGITS = 8

_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_DATE = (
    r"(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}"
    rf"|\d{{1,2}}(?::?[ae])? (?:{_MONTHS})\w*\.?(?: \d{{4}})?"
    r"|\d{8}|\d{6}|(?:19|20)\d\d|\d{1,2}/\d{1,2})"
)
_BORN = re.compile(
    rf"(?<!\w)(?:född|föddes|födda|födelsedag(?:en)?|födelsedatum|födelseår|fyller år|f\.)"
    rf"[ :,]{{1,2}}(?:den |år |i (?:\w+ )?|är )?{_DATE}(?![\w-])",
    re.IGNORECASE,
)
_BORN_SIGNS = ("född", "födel", "fyller år", "f. ", "f.1", "f.2")

_PLACE = r"[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)?"
_POSTAL = re.compile(
    rf"(?:(?<!\w)(?:(?:Box|Fack|Postlåda) \d{{1,5}}|{_PLACE} \d{{1,4}}),? )?"
    rf"(?<![\w.,-])(?:SE?-)?[1-9]\d\d ?\d\d,? {_PLACE}(?!\w)"
)
_BOX = re.compile(r"(?<!\w)(?:(?:Box|Postbox|PL|Pl) \d{2,5}|Postlåda \d{1,5})(?!\w)")
_WAY = (
    r"(?:gata|gatan|väg|vägen|torg|torget|gränd|gränden|stig|stigen|allé|allén|plats|platsen|kaj"
    r"|kajen|backe|backen|esplanad|esplanaden|promenad|promenaden|strand|stranden|boulevard"
    r"|boulevarden|slingan|plan|leden|svängen|rundan)"
)
_NUMBER_OF_HOUSE = r" \d{1,3}(?: ?[A-Fa-f])?(?:,? lgh\.? \d{2,4})?(?![\w-]|[.,]\d)"
_STREET = re.compile(
    rf"(?<![\w-])(?:[A-ZÅÄÖ][\w:-]*(?: [A-ZÅÄÖ]\w*)? \w*(?i:{_WAY})|[A-ZÅÄÖ][\w-]*{_WAY})"
    rf"{_NUMBER_OF_HOUSE}"
)
_FARM = re.compile(
    rf"(?<![\w-])(?:[A-ZÅÄÖ][a-zåäö]+(?:byn|backen|heden|torpet|kullen|åsen|udden|mon|ängen|by|torp)"
    rf"|[A-ZÅÄÖ][a-zåäö]+ (?:by|gård|torp)){_NUMBER_OF_HOUSE}"
    rf"|(?<=[Aa]dress: )[A-ZÅÄÖ][^\n,;]{{0,40}}? \d{{1,4}}(?!\w)"
    rf"|(?:(?<=\bbor på )|(?<=ligger på )|(?<=dressen är )){_PLACE}{_NUMBER_OF_HOUSE}"
)
"""In the country: a farm or village with its number."""


def spelt_out(text: str) -> Iterator[Finding]:
    """Yield what leads to a person in a text as it is seen, some of it twice."""
    yield from _emails(text)
    yield from _telephones(text)
    lowered = text.lower()
    if any(sign in lowered for sign in _BORN_SIGNS):
        for match in _BORN.finditer(text):
            yield Finding(match.start(), match.end(), "birth-date")
    for pattern in (_POSTAL, _BOX, _STREET, _FARM):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), "address")


def _emails(text: str) -> Iterator[Finding]:
    for sign in _AT.finditer(text):
        local = _LOCAL.search(text[max(0, sign.start() - LONGEST_LOCAL) : sign.start()])
        domain = _DOMAIN.match(text, sign.end(), sign.end() + LONGEST_DOMAIN)
        if local and domain and _is_address(local[0], sign[0]):
            yield Finding(sign.start() - len(local[0]), domain.end(), "email")


def _is_address(local: str, sign: str) -> bool:
    """Tell whether it is one: "hos" is a word, and ends one only after a name with a point."""
    return any(mark in sign for mark in _MARKED) or "hos" not in sign.lower() or _has_point(local)


def _has_point(local: str) -> bool:
    return len(re.split(_DOT, local)) > 1


def _telephones(text: str) -> Iterator[Finding]:
    lowered = text.lower()
    if not any(sign in lowered for sign in _ZERO):
        return
    for match in _SPELT.finditer(text):
        words = _SPELT_WORD.findall(match[0].lower())
        digits = "".join(map(_digits, words))
        is_spelt = any(word.isalpha() for word in words)
        begins = digits.startswith("0") or match[0].lower().startswith(("plus", "+"))
        if is_spelt and begins and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS + 2:
            yield Finding(match.start(), match.end(), "phone")


def _digits(word: str) -> str:
    if word.isdigit():
        return word
    if word in _VALUES:
        return str(_VALUES[word])
    if word in {"en", "nolla", "nollan"}:
        return "1" if word == "en" else "0"
    tens = next(each for each in _TENS.split("|") if word.startswith(each))
    unit = _VALUES.get(word.removeprefix(tens))
    return str(20 + 10 * _TENS.split("|").index(tens) + (unit or 0))
