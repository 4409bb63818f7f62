"""Texts of CSV files that spreadsheets would run as formulas: an apostrophe keeps them texts."""

from __future__ import annotations

import re

_START = r"""(?=["']*[=+\-@\t\r])"""
"""Before what a spreadsheet would take for a formula, whatever marks stand before it."""
_PLACE = r"(\A|[;\t\r\n])"
"""Where a cell begins, also for a program that takes semicolons or tabs for the delimiter: it reads
quotation marks around a cell with commas as part of it, and its line breaks as ends of rows."""
_BARE = re.compile(_PLACE + _START)
_GUARDED = re.compile(f"{_PLACE}'{_START}")


def safe_cell(cell: str | int | bool) -> str | int:  # noqa: FBT001  a cell's value
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Apostrophes before such a sign get one more, so that taking one away from every place of that
    shape gives the text back.
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int):
        return cell
    return _BARE.sub(r"\1'", cell)


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` was given."""
    return _GUARDED.sub(r"\1", cell)
