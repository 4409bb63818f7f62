"""Texts of CSV files that spreadsheets would run as formulas: an apostrophe keeps them texts."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(cell: str | int | bool) -> str | int:  # noqa: FBT001  a cell's value
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Texts that begin with apostrophes and then such a sign get one more, so that taking one away
    from every cell of that shape gives the text back.
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int):
        return cell
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` was given."""
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS)
    return cell[1:] if guarded else cell
