"""How the columns of a sheet were understood, with examples of what their cells hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from app.imports.files.cell_terms import CellTerms
from app.imports.files.cells import ADDRESS, cells_of
from app.imports.files.columns import BY_FIELD, Column, chosen_columns, key_of, likely_column
from app.uploads import rows_path
from app.wiring import Services
from catalogue.imports import ImportRecord

NEEDED = ("title", "summary", "counties", "kind")
"""Fields that every row needs and only a column fills."""
MOST_ROWS, MOST_EXAMPLES, LONGEST_EXAMPLE = 50, 3, 80


class UnderstoodColumn(NamedTuple):
    """A column of a sheet.

    Attributes:
        key: by which its head is known again.
        head: as it was sent.
        column: that it is read as; None when it is not used.
        examples: different cells of the first rows, cut.
        likely: the field that its head or its cells suggest, when it is not used.
    """

    key: str
    head: str
    column: Column | None
    examples: Sequence[str]
    likely: str = ""


def understood_columns(services: Services, record: ImportRecord) -> list[UnderstoodColumn]:
    """Return the columns of a dry run's sheet with heads; none where columns are not chosen."""
    chosen = record.options.get("columns")
    if chosen is None or not record.columns or record.file_removed_at is not None:
        return []
    rows = list(islice(_rows(services, record), MOST_ROWS))
    terms = services.cell_terms
    columns = chosen_columns(record.columns, chosen)
    used = {column.field for column in columns if column and column.content != "list"}
    found = []
    for head, column in zip(record.columns, columns, strict=True):
        if not head:
            continue
        cells = [
            str(cells_of([column], row)[0]) if column else unused.get(head, "")
            for row, unused in rows
        ]
        examples = list(dict.fromkeys(each.strip()[:LONGEST_EXAMPLE] for each in cells if each))
        likely = "" if column or key_of(head) in chosen else _likely_field(head, examples, terms)
        likely = "" if likely in used else likely
        if likely and BY_FIELD[likely].content != "list":
            used.add(likely)
        found.append(UnderstoodColumn(key_of(head), head, column, examples[:MOST_EXAMPLES], likely))
    return found


def missing_columns(columns: Sequence[UnderstoodColumn]) -> list[str]:
    """Return the names of those that every row needs and none is read as, where some are unused."""
    used = {each.column.field for each in columns if each.column}
    if len(used) == len(columns):
        return []
    return [BY_FIELD[name].head for name in NEEDED if name not in used]


def _likely_field(head: str, cells: Sequence[str], terms: CellTerms) -> str:
    by_head = likely_column(head)
    if by_head:
        return by_head.field
    if cells and sum(bool(ADDRESS.match(each)) for each in cells) * 2 > len(cells):
        return "source.url"
    return terms.likely_field(cells)


def _rows(
    services: Services, record: ImportRecord
) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Yield the rows of a converted sheet, with what unused columns hold."""
    with rows_path(services.settings, record.id).open(encoding="utf-8") as lines:
        for line in lines:
            _, row, _, _, unused = json.loads(line)
            yield row, unused
