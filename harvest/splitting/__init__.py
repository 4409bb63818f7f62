"""The answer to a question for examples, split into single ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from harvest.answers.field_names import is_of_persons
from harvest.answers.tables import with_heads
from harvest.documents.document import Block, BlockKind
from harvest.labels import counts
from harvest.splitting.boilerplate import (
    is_contact_sentence,
    is_introduction,
    points_elsewhere,
    refers,
    says_none,
)
from harvest.splitting.certainty import Split, certainty, signals
from harvest.splitting.example import Example
from harvest.splitting.features import features_of
from harvest.splitting.fields import is_field
from harvest.splitting.model import Model
from harvest.splitting.outline import headed
from harvest.splitting.records import forms, record_labels
from harvest.splitting.tables import is_head
from harvest.splitting.units import Unit, joined, units_of

SHORTEST = 2
"""Words of an example."""
SHORTEST_NAME = 8
"""Characters of a name that is an example: "Klimatklivet"."""
FEWEST_SEMICOLONS = 2
"""Of an answer of one line that is a list."""
LONGEST_HEADING = 8
"""Words."""
_ASIDE = re.compile(
    r"\W*(?:nr|nummer|löp(?:nr|nummer)|id|dnr|diarienummer|kontakt\w*|handläggare"
    r"|ansvarig(?: handläggare)?|vem|telefon|e-?post)\W*",
    re.IGNORECASE,
)
"""Heads of columns that tell nothing of an example."""

_BOXES = re.compile(r"[☐□].*[☒☑☐□✓✔]|[☒☑✓✔].*[☐□]")
"""Several kinds of examples to be crossed, beside one."""


def examples(lines: Sequence[Block], model: Model | None = None) -> list[Example]:
    """Return the examples of an answer in order; what is none is left out.

    Args:
        lines: of the answer.
        model: by default the one that the corpus was learnt with.
    """
    own = content_lines(lines)
    return examples_of(own, _split_lines(lines, own, model)) if own else []


def _split_lines(lines: Sequence[Block], own: Sequence[Block], model: Model | None = None) -> Split:
    """Return how the model and what is certain divide an answer; `own` are its content lines."""
    units = units_of(own)
    labels, probable = (model or Model.shipped()).labels(features_of(units, own))
    records = record_labels(lines, own)
    return Split(units, _with_sure(units, labels, records), probable, records)


def examples_of(lines: Sequence[Block], split: Split) -> list[Example]:
    """Return the examples of lines that are divided."""
    found = list(_grouped(lines, split))
    return [] if len(found) == 1 and says_none(found[0].text) else found


def _with_sure(
    units: Sequence[Unit],
    labels: Sequence[str],
    records: Mapping[int, str],
) -> list[str]:
    """Return the labels with what marks and words say beyond doubt."""
    semicolons = sum(unit.parted_by == "semicolon" for unit in units)
    is_row = semicolons >= FEWEST_SEMICOLONS and all(
        unit.parted_by in {"line", "semicolon"} and not unit.line for unit in units
    )
    sure = list(labels)
    heads, below, parts = headed(units)
    for at, unit in enumerate(units):
        if unit.line in records:
            sure[at] = records[unit.line] if not unit.at or records[unit.line] == "O" else "I"
        elif unit.line in heads or (unit.line in below and not unit.at):
            sure[at] = "B" if unit.line in below else "O"
        elif unit.line in parts:
            sure[at] = "I"
            if at and units[at - 1].line not in parts and sure[at - 1] == "O":
                sure[at - 1] = "B"
        elif (
            unit.parted_by == "mark" or is_row or (unit.typed[:1].isalpha() and len(unit.typed) > 1)
        ):
            sure[at] = "B"
        elif points_elsewhere(unit.text) or is_contact_sentence(unit.text):
            sure[at] = "O"
        elif at and is_field(unit.block):
            sure[at] = sure[at] if sure[at - 1] == "O" else "I"
    return sure


def _in_rows(lines: Sequence[Block]) -> bool:
    """Return whether each line is a cell of a row of its own, in one column."""
    return len({(line.table, line.row) for line in lines}) == len(lines) > 1


def _in_one_line(lines: Sequence[Block]) -> bool:
    """Return whether lines are a single column or row, so that the table has no meaning."""
    columns = {(line.table, line.column) for line in lines}
    rows = {(line.table, line.row) for line in lines}
    return min(len(columns), len(rows)) == 1 and all(line.column is not None for line in lines)


def _kind(line: Block) -> BlockKind:
    return "paragraph" if line.kind == "cell" else line.kind


def _heads(lines: Sequence[Block]) -> set[int]:
    """Return where cells start that say what others hold; beside a label of a form, none does."""
    labels = {at for each in forms(lines).values() for at in each}
    rows = {(line.table, line.row) for line in lines if line.start in labels}
    return labels | {
        line.start for line in lines if is_head(line) and (line.table, line.row) not in rows
    }


def _is_aside(text: str) -> bool:
    return bool(_ASIDE.fullmatch(text)) or is_of_persons(text)


def content_lines(lines: Sequence[Block]) -> list[Block]:
    """Return the lines of an answer without heads of tables, numbers of rows, and contacts."""
    if _in_one_line(lines):
        kind: BlockKind | None = "list-item" if _in_rows(lines) else None
        return [
            replace(line, kind=kind or _kind(line), table=None, row=None, column=None)
            for line in lines
        ]
    lines = with_heads(lines)
    heads = _heads(lines)
    aside = {
        (line.table, line.column)
        for line in lines
        if line.column is not None and line.start in heads and _is_aside(line.text)
    }
    return [
        line
        for line in lines
        if line.column is None or not (line.start in heads or (line.table, line.column) in aside)
        if not _BOXES.search(line.text)
    ]


def _grouped(lines: Sequence[Block], split: Split) -> Iterator[Example]:
    units = split.units
    group: list[int] = []
    context: Block | None = None
    above: Block | None = None
    for at, label in enumerate([*split.labels, "B"]):
        if label == "I" and group:
            group.append(at)
        elif label in {"B", "I"}:
            if group:
                yield from _example(lines, split, group, context)
            above = None if at < len(units) and _leaves(units[at], above) else above
            group, context = [at], above
        elif _is_heading(units[at]):
            above = units[at].block


def _leaves(unit: Unit, above: Block | None) -> bool:
    """Return whether a list item stands as far out as the one that headed those before it."""
    is_item = above is not None and above.kind == unit.block.kind == "list-item"
    return is_item and (unit.block.level or 0) <= (above.level or 0 if above else 0)


def _is_heading(unit: Unit) -> bool:
    """Return whether what is no example names those that follow."""
    short = len(unit.text.split()) <= LONGEST_HEADING
    is_name = short and not unit.text.endswith((".", "!", "?"))
    return is_name and not (is_introduction(unit.text) or counts(unit.text))


def _example(
    lines: Sequence[Block], split: Split, group: Sequence[int], context: Block | None
) -> Iterator[Example]:
    """Yield the example of pieces, if they tell one; what names it may look like a person."""
    units = [split.units[at] for at in group]
    is_named = split.of_records.get(units[0].line) == "B"
    details_of = [
        unit for unit in units if not _tells_nothing(unit.text) or (is_named and unit is units[0])
    ]
    words = [word for unit in details_of for word in unit.text.split()]
    if not any(map(str.isalpha, "".join(words))):
        return  # a number alone may be the half of somebody's
    is_name = bool(words) and len(words[0]) >= SHORTEST_NAME
    in_list = bool(details_of) and (
        details_of[0].block.kind == "list-item" or details_of[0].parted_by != "line"
    )
    if len(words) >= SHORTEST or (is_name and in_list):
        remaining = [unit for unit in units if not is_contact_sentence(unit.text)]
        if is_named and units[0] not in remaining:
            remaining = [units[0], *remaining]
        seen = signals(split, group)
        yield Example(joined(remaining or units, lines), context, certainty(seen), seen)


def _tells_nothing(text: str) -> bool:
    return is_contact_sentence(text) or is_introduction(text) or refers(text)
