"""Confirming at the desk that what looks like personal data has been read, by one tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from app.entries.personal import CODE, Found
from app.entries.withheld import WITHHELD
from app.errors import Issue
from desk.forms import text_of

CONFIRMED = "confirmed"


class Confirmation(NamedTuple):
    """A tick to be shown.

    Attributes:
        value: what it brings back: it is about these words, and no others.
        words: that may stand.
        is_withheld: whether something was withheld from the reply's words as well.
    """

    value: str
    words: tuple[str, ...]
    is_withheld: bool


def names_of(found: Iterable[Found]) -> list[str]:
    """Return what is to be confirmed, each once, as the use cases call it."""
    return list(dict.fromkeys(each.named for each in found))


def names_in(issues: Iterable[Issue]) -> list[str]:
    """Return what is to be confirmed of what publishing was refused for."""
    of_persons = (each for each in issues if each.code in {CODE, WITHHELD})
    return list(dict.fromkeys(each.value or each.code for each in of_persons))


def confirmation(names: Sequence[str]) -> Confirmation:
    """Return the tick for some words."""
    words = tuple(name for name in names if name != WITHHELD)
    value = sha256(repr(sorted(names)).encode()).hexdigest()[:16]
    return Confirmation(value, words, WITHHELD in names)


def is_ticked(names: Sequence[str]) -> bool:
    """Return whether the form confirms these words, and no others."""
    return text_of(CONFIRMED) == confirmation(names).value
