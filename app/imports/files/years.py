"""Years as people write them in sheets: "våren 2020", "2019–2021", "sedan 2019"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.imports.files.dates import SHORT
from swedish.months import MONTHS

START, END, SINCE = "startYear", "endYear", "since"
UNTIL = "until"
HIGHEST_MONTH = 12
DAY_0 = date(1899, 12, 30)
"""From which spreadsheets count the days."""
DAY_NUMBERS = range((date(2000, 1, 1) - DAY_0).days, (date(2050, 1, 1) - DAY_0).days)
"""Numbers of days, which as years are far ahead."""

_PARTS = (
    *("våren", "hösten", "sommaren", "vintern", "vår", "höst", "sommar", "vinter", "vt", "ht"),
    *("början av", "mitten av", "slutet av", "under", "hela", "år", "året"),
    *MONTHS,
    *(month[:SHORT] for month in MONTHS),
)
_LEAD = rf"(?:(?:\d\d?\.? )?(?:{'|'.join(_PARTS)})\.? )*"
_YEAR = rf"{_LEAD}(\d{{4}})"
_SINGLE = re.compile(rf"{_YEAR}|(\d{{4}})-\d\d-\d\d")
_WITH_MONTH = re.compile(r"(\d\d(\d\d))-(0\d|1[012])")
_RANGE = re.compile(rf"(?:från )?{_YEAR} ?(?:[-–—/]|till|t\.?o\.?m\.?|till och med) ?{_YEAR}")
_SHORT_RANGE = re.compile(r"(\d\d)(\d\d) ?[-–—/] ?(\d\d)")
_OPEN = re.compile(
    rf"(?:pågående |pågår |startade )?"
    rf"(?:sedan|från(?: och med)?|fr\.? ?o\.? ?m\.?|fr\.) {_YEAR}"
    rf"|{_YEAR} ?(?:[-–—→]|och framåt|och framöver|,? tills vidare)"
    rf"|{_YEAR} ?[-–—] ?(?:pågående|pågår|nu|idag|i dag)"
    rf"|{_YEAR} ?\((?:pågår|pågående)\)"
)
_UNTIL = re.compile(rf"(?:till|till och med|fram till|t\.? ?o\.? ?m\.?|senast|[-–—]) ?{_YEAR}")


def with_years(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a sheet's row with years where a cell tells them in words.

    A period in one of the two cells fills both, unless the other cell says otherwise. What can be
    read in two ways, such as 2008-10, stays as it is.
    """
    found = dict(row)
    for name, other in ((START, END), (END, START)):
        written = found.get(name)
        years = _years_of_cell(written)
        if SINCE in years and name == START:
            found[START] = years[SINCE]
        elif UNTIL in years and (name == END or found.get(END) is None):
            found.pop(name)
            found[END] = years[UNTIL]
        elif list(years) == [START]:
            found[name] = years[START]
        elif END in years and found.get(other) in {None, years[other]}:
            found |= years
    return found


def _years_of_cell(written: Any) -> dict[str, int]:  # noqa: ANN401  whatever a cell held
    """Return the years of a cell by field, of a day also where a sheet shows its number."""
    if isinstance(written, str):
        return _years(" ".join(written.casefold().split()))
    if isinstance(written, int) and written in DAY_NUMBERS:
        return {START: (DAY_0 + timedelta(days=written)).year}
    return {}


def _years(text: str) -> dict[str, int]:
    """Return the years of a text: none, one alone, that it begins or ends with, or both."""
    if found := _SINGLE.fullmatch(text):
        return {START: int(found[1] or found[2])}
    if (found := _WITH_MONTH.fullmatch(text)) and int(found[3]) <= int(found[2]):
        return {START: int(found[1])}
    if found := _RANGE.fullmatch(text):
        return {START: int(found[1]), END: int(found[2])}
    if found := _SHORT_RANGE.fullmatch(text):
        century, first, last = (int(each) for each in found.groups())
        is_year = last > max(first, HIGHEST_MONTH)
        return {START: 100 * century + first, END: 100 * century + last} if is_year else {}
    if found := _OPEN.fullmatch(text):
        return {SINCE: int(next(filter(None, found.groups())))}
    found = _UNTIL.fullmatch(text)
    return {UNTIL: int(found[1])} if found else {}
