"""What the searches take that are answered as files."""

from __future__ import annotations

from record.columns import COLUMNS
from schemas.arguments import (
    DEFAULT_LIMIT,
    HIGHEST_PAGE,
    MOST_ITEMS,
    ConditionsArgsSchema,
    SortedArgsSchema,
)
from schemas.parameters import Parameter, Parameters, choice, integer

CSV = "csv"
FORMATS = ("xlsx", CSV)
DELIMITERS = {"comma": ",", "semicolon": ";"}
"""Name -> what parts the cells of CSV."""


class TableArgsSchema(SortedArgsSchema):
    """A search, and the kind of file: all hits are in it."""

    format = Parameter(choice(*FORMATS), "Kind of the file; without it by Accept, else xlsx.")
    delimiter = Parameter(
        choice(*DELIMITERS),
        "What parts the cells of CSV: spreadsheets in Swedish take semicolons.",
        default="comma",
    )
    columns = Parameters(
        choice(*COLUMNS),
        "Column of the table; repeat it for several. None is all.",
        most=len(COLUMNS),
    )


class FeedArgsSchema(ConditionsArgsSchema):
    """A search, and a page of it: the order is that of change."""

    page = Parameter(integer(1, HIGHEST_PAGE), "Page number, starting at 1.", default=1)
    limit = Parameter(integer(1, MOST_ITEMS), "Maximum entries of a page.", default=DEFAULT_LIMIT)
