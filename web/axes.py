"""What the rows and columns of the matrix are, and the sentence where they make no table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from record.filters import BY_NAME, DIMENSIONS
from web.language import gettext, home, marked
from web.mistakes import Mistake
from web.query_string import QueryString
from web.wording import TITLES

AXES = tuple(name for name in DIMENSIONS if BY_NAME[name].on_pages)
"""What rows and columns can be; 169 targets fit on no page."""
PATH = "tackning"
"""Below the start page."""
SIDES = ("rows", "columns")
"""Parameters of the page."""
DEFAULT = ("county", "objective")
TABLES = (
    (marked("Län och miljömål"), "county", "objective"),
    (marked("Län och globala mål"), "county", "goal"),
    (marked("Branscher och globala mål"), "sector", "goal"),
    (marked("Cirkulära strategier och branscher"), "lever", "sector"),
)
SIDE_TITLES = {"rows": marked("Rader"), "columns": marked("Kolumner")}


class Axes(NamedTuple):
    """Rows and columns as requested; `mistakes` is why there is no table of them."""

    rows: str
    columns: str
    mistakes: Sequence[Mistake]


class ReadyTable(NamedTuple):
    """A table that is a link away; `current` is the one that is shown."""

    title: str
    address: str
    current: bool


def read_axes(sent: QueryString) -> Axes:
    """Read rows and columns; what is not chosen is the usual one that the other leaves."""
    rows, columns = (sent.value(side) for side in SIDES)
    usual = [each for each in DEFAULT if each not in (rows, columns)]
    rows, columns = rows or usual[0], columns or usual[-1]
    unknown = [
        _mistake(side, value, gettext("Så kan tabellen inte delas in. Välj något i listan."))
        for side, value in zip(SIDES, (rows, columns), strict=True)
        if value not in AXES
    ]
    if not unknown and rows == columns:
        sentence = gettext("Raderna är samma sak. Välj två olika.")
        return Axes(rows, columns, [_mistake("columns", TITLES[columns], sentence)])
    return Axes(rows, columns, unknown)


def _mistake(side: str, value: str, sentence: str) -> Mistake:
    return Mistake(side, side, "axis", gettext(SIDE_TITLES[side]), value, sentence, ())


def laid_out(query: QueryString, rows: str, columns: str) -> QueryString:
    """Write down what rows and columns are, unless they are the usual ones."""
    if (rows, columns) == DEFAULT:
        return query
    return query.adding("rows", rows).adding("columns", columns)


def ready_tables(query: QueryString, *shown: str) -> list[ReadyTable]:
    """Link the tables that most want, of the same search."""
    return [
        ReadyTable(
            gettext(title), laid_out(query, *names).at(home() + PATH), current=tuple(names) == shown
        )
        for title, *names in TABLES
    ]
