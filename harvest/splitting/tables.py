"""Tables within an answer, with an example or a sector in each row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import Block

_NAMES_OF_COLUMNS = (
    r"(?:(?:kort|närmare) )?"
    r"(?:nr|id|benämning|utfall|nivå|läge|beskr|budget|medel|belopp"
    r"|start|slut|omfattning"
    r"|projektnamn|vad (?:görs|gör vi)|innehåll|medverkande|parter"
    r"|namn|titel|rubrik|exempel|aktivitet(?:er)?|arbetssätt|insats(?:er)?|åtgärd(?:er)?|projekt"
    r"|beskrivning|kommentar|syfte|resultat|bransch(?:er)?|sektor(?:er)?|målgrupp|aktörer"
    r"|samverkan(?:sparter)?|partner|tid|år|period|status|kontakt(?:person)?|länk|mål|miljömål"
    r"|vad|vem|när|hur|var|vilka|(?:tillsammans )?med (?:vem|vilka)|tillsammans med|ansvarig)"
)
_COLUMN = re.compile(
    rf"{_NAMES_OF_COLUMNS}(?:\s?/\s?|\soch\s|\seller\s|,\s)?{_NAMES_OF_COLUMNS}?\W*", re.IGNORECASE
)
"""What columns of such a table are called."""


def is_table(lines: Sequence[Block]) -> bool:
    """Tell whether lines are a table of their own, of several rows and columns."""
    rows = {(line.table, line.row) for line in lines if line.column is not None}
    columns = {line.column for line in lines if line.column is not None}
    return len(rows) > 1 and len(columns) > 1 and all(line.column is not None for line in lines)


def is_head(cell: Block) -> bool:
    """Tell whether a cell says what its column holds."""
    return cell.header or is_field_name(cell.text)


def is_field_name(text: str) -> bool:
    """Tell whether a text is what columns of a table of examples are called."""
    return bool(_COLUMN.fullmatch(text))


def first_column(lines: Sequence[Block]) -> list[Block]:
    """Return the cells of a table that name what its rows are about, without heads."""
    first = min(line.column for line in lines if line.column is not None)
    return [line for line in lines if line.column == first and not is_head(line)]
