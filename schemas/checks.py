"""Checks of one value each: they give the value back cleaned, or refuse it with a fault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from uuid import UUID

from record.contact import is_of_function
from record.field import LONGEST_URL
from schemas.faults import nearest, refuse

URL = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_LINES = {ord("\t"): " "} | dict.fromkeys(map(ord, _BREAKS), "\n")
_ONE_LINE = {ord("\t"): " "} | dict.fromkeys(map(ord, _BREAKS), " ")


def clean(value: str, *, lines: bool = False) -> str:
    """Return NFC text without control characters, bidi overrides, surrogates and outer space.

    Line breaks stay if `lines`, otherwise they become spaces.
    """
    if not value.isprintable():
        value = value.replace("\r\n", "\n").translate(_LINES if lines else _ONE_LINE)
        value = "".join(char for char in value if _harmless(char))
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    return value.strip()


def _harmless(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def verbatim(value: object, longest: int, echo: object = "") -> str:
    """Check a text that is taken as it came, neither cleaned nor cut; `echo` stands in its faults.

    What is no text in UTF-8 (lone surrogates, which JSON can spell) would fail wherever it is used.
    """
    if not isinstance(value, str):
        raise refuse("not-text", echo)
    if len(value) > longest:
        raise refuse("too-long", echo, limit=longest)
    _check_unicode(value, echo)
    return value


def _check_unicode(value: str, echo: object) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise refuse("not-unicode", echo) from None


def text(longest: int, *, lines: bool = False) -> Callable[[object], str]:
    """Return a check of a text that holds something and has at most `longest` characters.

    What stands for a fault of the sender, NUL or half a character, is reported, not cleaned away.
    """

    def check(value: object) -> str:
        if not isinstance(value, str):
            raise refuse("not-text", value)
        if len(value) > longest:
            raise refuse("too-long", value, limit=longest)
        if value.isprintable() and (cleaned := unicodedata.normalize("NFC", value).strip()):
            return cleaned  # no control characters and no surrogates, as in nearly every text
        if "\0" in value:
            raise refuse("null-character", value)
        _check_unicode(value, value)
        cleaned = clean(value, lines=lines)
        if not cleaned:
            raise refuse("empty", value)
        return cleaned

    return check


def identifier(longest: int) -> Callable[[object], str]:
    """Return a check of a key from another system: a text without white space."""
    check_text = text(longest)

    def check(value: object) -> str:
        cleaned = check_text(value)
        if len(cleaned.split()) > 1:
            raise refuse("not-identifier", value)
        return cleaned

    return check


def choice(*choices: str) -> Callable[[object], str]:
    """Return a check of a value from a short closed list."""
    valid = dict.fromkeys(choices, "")

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in valid:
            raise refuse("not-choice", value, nearest(value, valid), choices=", ".join(choices))
        return value

    return check


def integer(lowest: int, highest: int) -> Callable[[object], int]:
    """Return a check of a whole number within bounds."""

    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise refuse("not-integer", value)
        if not lowest <= value <= highest:
            raise refuse("out-of-range", value, lowest=lowest, highest=highest)
        return value

    return check


def fraction(value: object) -> float:
    """Check a share, from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse("not-fraction", value)
    if not 0 <= value <= 1:
        raise refuse("out-of-range", value, lowest=0, highest=1)
    return float(value)


def boolean(value: object) -> bool:
    """Check true or false."""
    if not isinstance(value, bool):
        raise refuse("not-boolean", value)
    return value


_short = text(LONGEST_URL)


def url(value: object) -> str:
    """Check an http or https address; other schemes could run code in a reader's page."""
    address = _short(value)
    if not URL.fullmatch(address):
        raise refuse("not-url", value)
    return address


def day(value: object) -> str:
    """Check a date, YYYY-MM-DD; it stays a text."""
    written = _short(value)
    try:
        proper = date.fromisoformat(written).isoformat() == written
    except ValueError:
        proper = False
    if not proper:
        raise refuse("not-date", value)
    return written


def uuid(value: object) -> str:
    """Check a UUID; it is given back in its usual spelling."""
    try:
        return str(UUID(_short(value)))
    except ValueError as error:
        raise refuse("not-uuid", value) from error


MAILBOX = re.compile(r"([\w.+-]{1,64})@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
PERSON = re.compile(r"([^\W\d_]+)[._-]([^\W\d_]+)\d*", re.IGNORECASE)


def organisation_contact(value: object) -> str:
    """Check a contact page or a functional mailbox; a person's mailbox is refused."""
    written = _short(value)
    if URL.fullmatch(written):
        return written
    mailbox = MAILBOX.fullmatch(written)
    if not mailbox:
        raise refuse("not-contact", value)
    names = PERSON.fullmatch(mailbox[1])
    if names and not is_of_function(mailbox[1]):
        raise refuse("personal-address", value)
    return written
