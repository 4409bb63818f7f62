"""Days as people write them in sheets, where they can be read in one way only."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from swedish.months import MONTHS

SHORT = 3
"""Letters that months are cut to."""

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_WITH_MONTH = re.compile(r"(?:den )?(\d\d?)\.? ([^\W\d_]+)\.?,? (\d{4})")
_NUMBER = {
    name: number for number, month in enumerate(MONTHS, start=1) for name in (month, month[:SHORT])
} | {"sept": 9}
_ALL_DIGITS = 8


def as_day(written: Any) -> Any:  # noqa: ANN401  whatever a cell held
    """Return a day as YYYY-MM-DD: year first, or with the Swedish name of its month.

    Anything else stays as it is: 1/5/2024 is May in Sweden, and January elsewhere.
    """
    if not isinstance(written, str):
        return written
    text = " ".join(written.casefold().split())
    try:
        return (_year_first(text) or _with_month(text) or written) if text else written
    except ValueError:  # no such day
        return written


def _year_first(text: str) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    if not found:
        return None
    year, mark, month, day = found.groups()
    if not mark and len(year + month + day) != _ALL_DIGITS:
        return None
    return date(int(year), int(month), int(day)).isoformat()


def _with_month(text: str) -> str | None:
    found = _WITH_MONTH.fullmatch(text)
    month = _NUMBER.get(found[2]) if found else None
    return date(int(found[3]), month, int(found[1])).isoformat() if found and month else None
