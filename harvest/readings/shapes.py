"""The shapes that examples have in a text: where each of them may begin.

A shape knows layout alone: neither a survey, nor a kind of file, nor a word of any language.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from harvest.splitting.nesting import look
from harvest.splitting.records import label_of
from harvest.splitting.units import units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from harvest.documents.document import Block
    from harvest.splitting.nesting import Look
    from harvest.splitting.units import Unit

    Found = tuple[str, list[Block], set[int]]
    """A shape's name, lines in the order that they are read, and which of them begin an example."""

FEWEST = 2
"""Examples that show a shape, and cells that make a row of a table."""
MOST_LOOKS = 4
"""Looks of lines that are tried, those of the most lines first."""


class Division(NamedTuple):
    """Lines in the order that they are read, and the pieces that examples begin with."""

    shape: str
    lines: list[Block]
    units: list[Unit]
    begins: set[int]


def divisions(lines: Sequence[Block]) -> Iterator[Division]:
    """Yield the ways to divide lines that their layout allows."""
    for make in _SHAPES:
        for shape, ordered, begins in make(lines):
            units = units_of(ordered)
            first = {at for at, unit in enumerate(units) if not unit.at and unit.line in begins}
            if len(first) >= FEWEST:
                yield Division(shape, ordered, units, first)
    units = units_of(lines)
    if any(unit.at for unit in units):
        yield Division("sentences", list(lines), units, set(range(len(units))))


def _by_look(lines: Sequence[Block]) -> Iterator[Found]:
    """Yield a division for each look that lines have in common: each such line begins one."""
    plain = [line for line in lines if line.column is None]
    looks = Counter(map(look, plain))
    for each, times in looks.most_common(MOST_LOOKS):
        if times >= FEWEST:
            yield (
                _name_of(each),
                plain,
                {at for at, line in enumerate(plain) if look(line) == each},
            )


def _name_of(own: Look) -> str:
    kind, _, is_bold, is_indented = own
    if kind != "paragraph":
        return f"{kind}s"
    return "bold-lines" if is_bold else "indented-lines" if is_indented else "plain-lines"


def _paragraphs(lines: Sequence[Block]) -> Iterator[Found]:
    yield "paragraphs", list(lines), set(range(len(lines)))


def _spaced(lines: Sequence[Block]) -> Iterator[Found]:
    yield "spaced-lines", list(lines), {at for at, line in enumerate(lines) if line.spaced}


def _labelled(lines: Sequence[Block]) -> Iterator[Found]:
    """Yield a division at the first label that recurs, as the first field of a card does."""
    labels = [label_of(line.text) for line in lines]
    times = Counter(label for label in labels if label)
    first = next((label for label in labels if label and times[label] >= FEWEST), None)
    if first:
        yield "labels", list(lines), {at for at, label in enumerate(labels) if label == first}


def _tables_in(lines: Sequence[Block]) -> list[list[Block]]:
    tables: dict[int, list[Block]] = defaultdict(list)
    for line in lines:
        if line.table is not None and line.column is not None:
            tables[line.table].append(line)
    return list(tables.values())


def _rows(lines: Sequence[Block]) -> Iterator[Found]:
    cells = [cell for table in _tables_in(lines) for cell in _rows_below_first(table)]
    yield "rows", cells, _changes([(cell.table, cell.row) for cell in cells])


def _columns(lines: Sequence[Block]) -> Iterator[Found]:
    """Yield a division at each column, of tables whose first column says what the rows tell."""
    cells = [
        cell
        for table in _tables_in(lines)
        for cell in sorted(
            _columns_after_first(table), key=lambda cell: (cell.column or 0, cell.row or 0)
        )
    ]
    yield "columns", cells, _changes([(cell.table, cell.column) for cell in cells])


def _cells(lines: Sequence[Block]) -> Iterator[Found]:
    cells = [cell for table in _tables_in(lines) for cell in table]
    yield "cells", cells, _changes([(cell.table, cell.row, cell.column) for cell in cells])


def _tables(lines: Sequence[Block]) -> Iterator[Found]:
    """Yield a division at each table or sheet, whose first column says what the rows tell."""
    cells = [cell for table in _tables_in(lines) for cell in _columns_after_first(table)]
    yield "tables", cells, _changes([(cell.table,) for cell in cells])


def _rows_below_first(table: Sequence[Block]) -> list[Block]:
    first = min(cell.row or 0 for cell in table)
    return [cell for cell in table if cell.row != first]


def _columns_after_first(table: Sequence[Block]) -> list[Block]:
    first = min(cell.column or 0 for cell in table)
    return [cell for cell in table if cell.column != first]


def _changes(keys: Sequence[tuple[int | None, ...]]) -> set[int]:
    return {at for at, key in enumerate(keys) if not at or key != keys[at - 1]}


_SHAPES: tuple[Callable[[Sequence[Block]], Iterator[Found]], ...] = (
    _by_look,
    _paragraphs,
    _spaced,
    _labelled,
    _rows,
    _columns,
    _cells,
    _tables,
)
