"""The years that a text names: `biogas 2023`, `2019-2021`, `före 2015`, `startade 2021`."""

from __future__ import annotations

import re
from typing import NamedTuple

_YEAR = r"(?:19[5-9]|20[0-2])\d"
YEAR = re.compile(_YEAR)
"""A year that work may be of; 2030 and 2045 are goals."""
_NUMBERS = {
    word: count
    for row in (
        "två tre fyra fem sex sju åtta nio tio",
        "two three four five six seven eight nine ten",
    )
    for count, word in enumerate(row.split(), 2)
}
_FEW = 3
"""Years that are "the last years", this one among them."""
_DECADE = 10
_COUNT = rf"(?:\d\d?|{'|'.join(_NUMBERS)})"
_BEGUN = (
    r"(?:(?:som )?(?:(?:ny)?starta(?:des?|t|d)|började|påbörjades?|påbörjad|inleddes?|inledda?)"
    r"|startår|start|(?:that )?started|began|start year)"
)
_PERIOD = re.compile(
    rf"(?<![\w.,/-])(?P<begun>{_BEGUN}:? )?"
    rf"(?:(?:(?:från|mellan|åren|from|between) )*(?P<first>{_YEAR})"
    rf"(?: ?[-/] ?| (?:till|och|to|until|and) | )(?P<last>{_YEAR})"
    rf"|(?:(?:från|på|under|in|from|the) )*(?P<decade>(?:19[5-9]|20[0-2])0)(?:-?talet|s)"
    rf"|(?:före|innan|before) (?:år )?(?P<end>{_YEAR})"
    rf"|(?:till och med|fram till|till|until|senast) (?:år )?(?P<final>{_YEAR})"
    rf"|(?:efter|after) (?:år )?(?P<start>{_YEAR})"
    rf"|(?:sedan|sen|från och med|från|since|from) (?:år )?(?P<since>{_YEAR})"
    rf"|(?:(?:under|från|de|in|from|the) )*(?:senaste|sista|last|past|recent) "
    rf"(?:(?P<count>{_COUNT}) )?(?:åren|years)"
    rf"|(?:(?:under|från|in|from) )?(?P<past>(?:senaste|förra|last) (?:året|år|year)|i fjol)"
    rf"|(?P<now>i år|this year)"
    rf"|(?:(?:år|under|in|from) )?(?P<only>{_YEAR}))(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """The first and the last year that is meant (None: open), and where the text says so.

    `begun`: only work that began then counts, not all that went on.
    """

    first: int | None
    last: int | None
    start: int
    end: int
    begun: bool = False

    @property
    def years(self) -> tuple[str, ...]:
        """Each year of a period that is closed, as the filter of start years has it."""
        return tuple(map(str, range(self.first or 0, (self.last or 0) + 1)))


def periods(text: str, this_year: int) -> tuple[Period, ...]:
    """Return the periods that a text names, as alternatives; none where one is reversed.

    Args:
        text: with plain hyphens for all dashes.
        this_year: the year that "this year" is.
    """
    found = []
    for each in _PERIOD.finditer(text):
        first, last = _years(each, this_year)
        if first and last and first > last:
            return ()
        begun = each["begun"] is not None and first is not None
        found.append(Period(first, (last or this_year) if begun else last, *each.span(), begun))
    return tuple(found)


def _years(found: re.Match[str], this_year: int) -> tuple[int | None, int | None]:
    groups = {name: text for name, text in found.groupdict().items() if text}
    year = {name: int(text) for name, text in groups.items() if YEAR.fullmatch(text)}
    if "decade" in year:
        return year["decade"], year["decade"] + _DECADE - 1
    if "past" in groups:
        return this_year - 1, this_year if "senaste" in groups["past"].lower() else this_year - 1
    if "now" in groups:
        return this_year, this_year
    if not year:
        return this_year - _counted(groups.get("count")) + 1, this_year
    first = year.get("first") or year.get("since") or year.get("only")
    last = year.get("last") or year.get("final") or year.get("only")
    if "end" in year:
        last = year["end"] - 1
    if "start" in year:
        first = year["start"] + 1
    return first, last


def _counted(number: str | None) -> int:
    """Return how many years some last years are."""
    if not number:
        return _FEW
    return int(number) if number.isdigit() else _NUMBERS[number.lower()]
