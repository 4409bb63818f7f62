"""The coverage matrix: what the examples are about, by two dimensions, with every empty cell."""

from __future__ import annotations

from dataclasses import dataclass

from app.counties import COUNTY
from app.searching.crossing import AxisValue, Crossing
from record.filters import NATIONAL, number_of
from web.axes import PATH
from web.language import gettext
from web.query_string import QueryString
from web.tones import Classes, classes_of
from web.wording import TITLES

NUMBERED_BY = "ABCDEF"
"""Tone -> the letter that ids of the numbers begin with; overview.css has the same."""
FEW_ROWS = 4
START = "."
"""The start page as seen from the page of the matrix, in its language; it stands in each cell."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column, with the examples of all its cells and their address."""

    id: str
    number: str
    label: str
    total: int
    address: str

    @property
    def name(self) -> str:
        """Number and label."""
        return f"{self.number} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of examples, with the address that shows them."""

    head: Head
    count: int
    tone: int
    address: str

    @property
    def number_id(self) -> str:
        """The id of the number, which names the cell and by its first letter gives it its tone."""
        return f"{NUMBERED_BY[self.tone]}{self.count}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, with the address of a table of it alone."""

    head: Head
    cells: tuple[Cell, ...]
    alone: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of counts.

    `apart` are rows that belong to the whole country, `total` are the examples that the search
    finds whatever rows and columns are chosen, `shown` those of the table, and `classes` those of
    the numbers in cells.
    """

    rows_name: str
    columns_name: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    apart: tuple[Row, ...]
    total: int
    shown: int
    classes: Classes

    @property
    def cell_counts(self) -> list[tuple[str, int]]:
        """Each number of examples that stands in a cell, once, after its id."""
        cells = (cell for row in (*self.rows, *self.apart) for cell in row.cells)
        return sorted({(cell.number_id, cell.count) for cell in cells})

    @property
    def is_short(self) -> bool:
        """Whether a phone shows all cells; of more rows it shows the heads, each a link."""
        return len(self.rows) + len(self.apart) <= FEW_ROWS

    @property
    def caption(self) -> str:
        """What the table counts."""
        return gettext("Antal exempel per %(subject)s") % {"subject": self.subject}

    @property
    def subject(self) -> str:
        """Rows and columns in words."""
        rows, columns = TITLES[self.rows_name], TITLES[self.columns_name]
        return gettext("%(rows)s och %(columns)s") % {
            "rows": rows.lower(),
            "columns": columns.lower(),
        }


def matrix(
    query: QueryString, view: QueryString, names: tuple[str, str], crossing: Crossing, path: str
) -> Matrix:
    """Lay out the counts of a search, without what chooses the axes; `view` is it with that."""
    rows, columns = names
    rest = query.without(rows).without(columns)
    if COUNTY in names:
        rest = rest.without("national")
    of_one = view.without(rows)
    shown = ((row.id, column.id) for row in crossing.rows for column in crossing.columns)
    classes = classes_of(crossing.counts.get(each, 0) for each in shown if NATIONAL not in each)
    of_rows, of_columns = (_within(rest, query, name) for name in names)
    heads = tuple(_head(of_rows, columns, value, path) for value in crossing.columns)
    laid = tuple(
        Row(
            _head(of_columns, rows, value, path),
            tuple(
                Cell(
                    head,
                    count,
                    classes.tone(count),
                    of_row.counted_in_short(columns, head.id).at(START),
                )
                for of_row in (rest.counted_in_short(rows, value.id),)
                for head in heads
                for count in (crossing.counts.get((value.id, head.id), 0),)
            ),
            of_one.adding(rows, value.id).at(f"{path}{PATH}"),
        )
        for value in crossing.rows
    )
    return Matrix(
        rows_name=rows,
        columns_name=columns,
        columns=heads,
        rows=tuple(row for row in laid if row.head.id != NATIONAL),
        apart=tuple(row for row in laid if row.head.id == NATIONAL),
        total=crossing.total,
        shown=crossing.shown,
        classes=classes,
    )


def _within(rest: QueryString, query: QueryString, name: str) -> QueryString:
    """Return the rest of a search for what is counted of the values chosen of one dimension."""
    for value in sorted(query.values(name)):  # "national" last: it is there with its counties
        rest = rest.counted(name, value)
    return rest


def _head(query: QueryString, name: str, value: AxisValue, path: str) -> Head:
    return Head(
        id=value.id,
        number=number_of(name, value.id),
        label=value.label,
        total=value.total,
        address=query.counted(name, value.id).at(path),
    )
