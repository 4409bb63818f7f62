"""The years that a text names: `biogas 2023`, `2019-2021`, `före 2015`, `från 2020 till 2022`."""

from __future__ import annotations

import re
from typing import NamedTuple

_YEAR = r"(?:19[5-9]|20[0-2])\d"
YEAR = re.compile(_YEAR)
"""A year that work may be of; 2030 and 2045 are goals."""
_PERIOD = re.compile(
    rf"(?<![\w.,/-])(?:(?:(?:från|mellan|åren|from|between) )?(?P<first>{_YEAR})"
    rf"(?: ?[-/] ?| (?:till|och|to|until|and) )(?P<last>{_YEAR})"
    rf"|(?:före|innan|before) (?:år )?(?P<end>{_YEAR})"
    rf"|(?:till och med|fram till|until|senast) (?:år )?(?P<final>{_YEAR})"
    rf"|(?:efter|after) (?:år )?(?P<start>{_YEAR})"
    rf"|(?:sedan|sen|från och med|från|since|from) (?:år )?(?P<since>{_YEAR})"
    rf"|(?:(?:år|under|in) )?(?P<only>{_YEAR}))(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """The first and the last year that is meant (None: open), and where the text says so."""

    first: int | None
    last: int | None
    start: int
    end: int


def period(text: str) -> Period | None:
    """Return the period that a text names; None where it names none, several or a reversed one.

    Args:
        text: with plain hyphens for all dashes.
    """
    found = list(_PERIOD.finditer(text))
    if len(found) != 1:
        return None
    year = {name: int(said) for name, said in found[0].groupdict().items() if said}
    first = year.get("first") or year.get("since") or year.get("only")
    last = year.get("last") or year.get("final") or year.get("only")
    if "end" in year:
        last = year["end"] - 1
    if "start" in year:
        first = year["start"] + 1
    if first and last and first > last:
        return None
    return Period(first, last, *found[0].span())
