"""Addresses, numbers and birth dates that are spelt out, or written so that machines miss them.

Not as sure as `swedish.personal`: for pointing out, never for taking away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from swedish.personal import MOST_DIGITS, Finding
from swedish.personal_numbers import is_date, may_hold_identity
from swedish.plain_names import is_user_name
from swedish.signs import Signs, signs_of

_OPEN, _CLOSE = r"[(\[{<]\s?", r"\s?[)\]}>]"
_AT = re.compile(
    rf"\s?{_OPEN}(?:at|a|@|ät|snabel(?: ?-?a)?|alfakrull|hos){_CLOSE}\s?"
    r"|\s?[|/*\"”“«=]\s?(?:at|ät|snabel ?-?a)\s?[|/*\"”“»=]\s?"
    r"|\s(?:at|ät|snabel(?: ?-?a)?|hos)\s|\s?(?:@|&#64;|%40)\s?",
    re.IGNORECASE,
)
_DOT = rf"(?:\.|\s?{_OPEN}(?:dot|punkt|prick|\.){_CLOSE}\s?|\s(?:punkt|dot|prick)\s)"
_LOCAL = re.compile(rf"[\w+-]{{1,64}}(?:{_DOT}[\w+-]{{1,64}}){{0,4}}$", re.IGNORECASE)
_DOMAIN = re.compile(
    rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}?{_DOT}(?:com|org|net|info|[a-z]{{2}})(?![\w-])",
    re.IGNORECASE,
)
_MARKED = "@([{<"
_SAID_AT = frozenset({"at", "ät", "hos", "a", "snabel", "snabela", "alfakrull"})
_WRITTEN_AT = ("@", "&#64;", "%40")
_SURELY_AT = re.compile(
    r"[^\w\s]\s?(?:at|ät|snabel ?-?a|alfakrull)\s?[^\w\s]|@|64|40", re.IGNORECASE
)
_WORD_AFTER = re.compile(r"[\w-]*")
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
_AFTER_TENS = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
_NUMBER = rf"(?:(?:{_TENS})(?:{'|'.join(_AFTER_TENS)})?|{_TEENS}|{_UNITS}|\d{{1,8}})"
_SPELT = re.compile(
    rf"(?<![\w.,])(?:noll|nolla|plus[ -]?(?:{_NUMBER})|\+?\d{{1,4}})"
    rf"(?:[ ,./–-]{{1,3}}{_NUMBER}){{2,14}}(?!\w)",
    re.IGNORECASE,
)
_NUMBERS_IN_WORDS = frozenset(
    (
        "en",
        "nolla",
        "nollan",
        *_VALUES,
        *(f"{ten}{unit}" for ten in _TENS.split("|") for unit in ("", *_AFTER_TENS)),
    )
)
_SPELT_WORD = re.compile(rf"(?<!\w){_NUMBER}(?!\w)", re.IGNORECASE)
_ZERO = ("noll", "plus")
_DISGUISED = re.compile(r"(?<![\w.,/-])[0O][\dO]{1,3}(?: ?[·•_.–/-]? ?[\dO]{2,3}){2,4}(?!\w)")
_DISGUISES = frozenset("O·•_")
FEWEST_DIGITS = 8

_BETWEEN = r"[ \u00a0.–+-]{0,3}"
_ANY_IDENTITY = re.compile(
    r"(?<![\w.,/=?&-])(?:(?:1 ?9|2 ?0)"
    + _BETWEEN
    + r")?"
    + _BETWEEN.join([r"\d", r"\d", r"[01]", r"\d", r"[0-36-9]", r"\d", *[r"\d"] * 4])
    + r"(?![\w-]|[.,/]\d)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0.]\d{3}){3}")
_PAIRS = re.compile(r"\d\d(?: \d\d){4}")
"""As tables of years or shares are written, one number beside the other."""
_ROW_OF_NUMBERS = re.compile(
    rf"(?<![\w.,])(?!(?:19|20)\d\d\D{{1,3}}(?:19|20)\d\d\b)"  # from year to year
    rf"{_NUMBER}(?:[ ,./–-]{{1,3}}{_NUMBER}){{1,14}}(?!\w)",
    re.IGNORECASE,
)
CENTURY, TEN = 2, 10
"""Digits of the century, and of a number without it."""
LAST_YEAR = 2012
"""Years in which somebody in a text was born; later dates before four digits are no birth dates."""

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
_POSTAL_CODE = re.compile(r"[1-9]\d\d ?\d\d,? [a-zåäö]")
_BOXES = frozenset({"box", "postbox", "pl", "postlåda"})
_BOX = re.compile(r"(?<!\w)(?:(?:Box|Postbox|PL|Pl) \d(?: ?\d){1,4}|Postlåda \d{1,5})(?!\w)")
_WAYS = (
    *("gata", "gatan", "väg", "vägen", "torg", "torget", "gränd", "gränden", "stig", "stigen"),
    *("allé", "allén", "plats", "platsen", "kaj", "kajen", "backe", "backen", "esplanad"),
    *("esplanaden", "promenad", "promenaden", "strand", "stranden", "boulevard", "boulevarden"),
    *("slingan", "plan", "leden", "svängen", "rundan"),
)
_WAY = f"(?:{'|'.join(_WAYS)})"
_NUMBER_OF_HOUSE = r" \d{1,3}(?: ?[A-Fa-f])?(?:,? lgh\.? \d{2,4})?(?![\w-]|[.,]\d)"
_STREET = re.compile(
    rf"(?<![\w-])(?:[A-ZÅÄÖ][\w:-]*(?: [A-ZÅÄÖ]\w*)? \w*(?i:{_WAY})|[A-ZÅÄÖ][\w-]*{_WAY})"
    rf"{_NUMBER_OF_HOUSE}"
)
_FARMS = (
    *("byn", "backen", "heden", "torpet", "kullen", "åsen", "udden", "mon", "ängen", "by", "torp"),
    "gård",
)
_AT_HOME = ("dress: ", "bor på ", "ligger på ", "dressen är ")
_FARM = re.compile(
    rf"(?<![\w-])(?:[A-ZÅÄÖ][a-zåäö]+(?:{'|'.join(_FARMS[:-1])})"
    rf"|[A-ZÅÄÖ][a-zåäö]+ (?:by|gård|torp)){_NUMBER_OF_HOUSE}"
    rf"|(?<=[Aa]dress: )[A-ZÅÄÖ][^\n,;]{{0,40}}? \d{{1,4}}(?!\w)"
    rf"|(?:(?<=\bbor på )|(?<=ligger på )|(?<=dressen är )){_PLACE}{_NUMBER_OF_HOUSE}"
)
"""In the country: a farm or village with its number."""


def spelt_out(text: str) -> Iterator[Finding]:
    """Yield what leads to a person in a text as it is seen, some of it twice."""
    yield from _emails(text)
    yield from _telephones(text)
    yield from _identity_numbers(text)
    signs = signs_of(text)
    if any(sign in signs.lowered for sign in _BORN_SIGNS):
        for match in _BORN.finditer(text):
            yield Finding(match.start(), match.end(), "birth-date")
    for pattern in _address_patterns(signs):
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), "address")


def _address_patterns(signs: Signs) -> Iterator[re.Pattern[str]]:
    """Yield what may find an address in a text, after what it holds."""
    if _POSTAL_CODE.search(signs.lowered):
        yield _POSTAL
    if not _BOXES.isdisjoint(signs.vocabulary):
        yield _BOX
    if signs.has_number_after(_WAYS):
        yield _STREET
    if signs.has_number_after(_FARMS) or any(each in signs.lowered for each in _AT_HOME):
        yield _FARM


def _emails(text: str) -> Iterator[Finding]:
    is_written = any(sign in text for sign in _WRITTEN_AT)
    if not is_written and _SAID_AT.isdisjoint(signs_of(text).vocabulary):
        return
    for sign in _AT.finditer(text):
        local = _LOCAL.search(text[max(0, sign.start() - LONGEST_LOCAL) : sign.start()])
        if not local:
            continue
        domain = _DOMAIN.match(text, sign.end(), sign.end() + LONGEST_DOMAIN)
        if domain and _is_address(local[0], sign[0]):
            yield Finding(sign.start() - len(local[0]), domain.end(), "email")
        elif _SURELY_AT.search(sign[0]) and is_user_name(local[0]):
            end = _WORD_AFTER.match(text, sign.end())
            yield Finding(sign.start() - len(local[0]), end.end() if end else sign.end(), "email")


def _is_address(local: str, sign: str) -> bool:
    """Return whether it is one: "hos" is a word, and ends one only after a name with a point."""
    return any(mark in sign for mark in _MARKED) or "hos" not in sign.lower() or _has_point(local)


def _has_point(local: str) -> bool:
    return len(re.split(_DOT, local)) > 1


def _telephones(text: str) -> Iterator[Finding]:
    for match in _DISGUISED.finditer(text) if not _DISGUISES.isdisjoint(text) else ():
        count = sum(each.isdigit() or each == "O" for each in match[0])
        is_telephone = FEWEST_DIGITS < count <= MOST_DIGITS and re.search(r"\d\d", match[0])
        if is_telephone and not _DISGUISES.isdisjoint(match[0]):
            yield Finding(match.start(), match.end(), "phone")
    if not any(sign in signs_of(text).lowered for sign in _ZERO):
        return
    for match in _SPELT.finditer(text):
        words = _SPELT_WORD.findall(match[0].lower())
        digits = "".join(map(_digits, words))
        is_spelt = any(word.isalpha() for word in words)
        begins = digits.startswith("0") or match[0].lower().startswith(("plus", "+"))
        if is_spelt and begins and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS + 2:
            yield Finding(match.start(), match.end(), "phone")


def _identity_numbers(text: str) -> Iterator[Finding]:
    """Yield what may be an identity number, whatever its check digit, also with spelt digits."""
    for match in _ANY_IDENTITY.finditer(text) if may_hold_identity(text) else ():
        digits = re.sub(r"\D", "", match[0])
        is_other = _THOUSANDS.fullmatch(match[0]) or _PAIRS.fullmatch(match[0])
        if not is_other and _may_be_identity(digits):
            yield Finding(match.start(), match.end(), "personal-number")
    for match in _ROW_OF_NUMBERS.finditer(text) if _may_spell_a_row(text) else ():
        digits, is_spelt = "", False
        for part in _SPELT_WORD.finditer(match[0].lower()):
            digits += _digits(part[0])
            is_spelt = is_spelt or part[0].isalpha()
            if is_spelt and _may_be_identity(digits):
                yield Finding(match.start(), match.start() + part.end(), "personal-number")
                break


def _may_spell_a_row(text: str) -> bool:
    """Return whether a number in words stands beside another number: "en" is mostly an article."""
    words = signs_of(text).words
    return any(
        word in _NUMBERS_IN_WORDS and any(map(_is_number, words[max(0, at - 1) : at + 2 : 2]))
        for at, word in enumerate(words)
    )


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMBERS_IN_WORDS


def _may_be_identity(digits: str) -> bool:
    """Return whether ten or twelve digits begin as a birth date; those with 0 are telephones."""
    if len(digits) == CENTURY + TEN:
        is_year = digits[:2] in {"19", "20"} and int(digits[:4]) <= LAST_YEAR
        return is_year and is_date(int(digits[2:4]), int(digits[4:6]), int(digits[6:8]))
    is_ten = len(digits) == TEN and not digits.startswith("0")
    return is_ten and is_date(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


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
