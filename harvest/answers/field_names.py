"""What columns of a table of examples are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harvest.documents.document import Block

_NAMES_OF_COLUMNS = (
    r"(?:(?:kort|närmare) )?"
    r"(?:nr|id|benämning|utfall|nivå|läge|beskr|budget|medel|belopp"
    r"|start|slut|omfattning"
    r"|projektnamn|vad (?:görs|gör vi)|innehåll|medverkande|parter"
    r"|namn|titel|rubrik|exempel|aktivitet(?:er)?|arbetssätt|insats(?:er)?|åtgärd(?:er)?|projekt"
    r"|beskrivning|kommentar|syfte|resultat|bransch(?:er)?|sektor(?:er)?|målgrupp|aktörer"
    r"|samverkan(?:sparter)?|partner|tid|år|period|status|kontakt(?:person)?|länk|mål|miljömål"
    r"|handläggare|projektledare|samordnare"
    r"|vad|vem|när|hur|var|vilka|(?:tillsammans )?med (?:vem|vilka)|tillsammans med|ansvarig)"
)
_COLUMN = re.compile(
    rf"{_NAMES_OF_COLUMNS}(?:\s?/\s?|\soch\s|\seller\s|,\s)?{_NAMES_OF_COLUMNS}?\W*", re.IGNORECASE
)
"""What columns of such a table are called."""


def is_field_name(text: str) -> bool:
    """Tell whether a text is what columns of a table of examples are called."""
    return bool(_COLUMN.fullmatch(text))


_OF_PERSONS = re.compile(
    r"\W*(?:kontakt(?:person(?:er)?|uppgifter)?|(?:ansvarig )?handl(?:äggare|\.)?"
    r"|ansv(?:arig)?a?\.?"
    r"|projekt(?:ledare|ägare)|samordnare|uppgiftslämnare|processledare|koordinator|inspektör"
    r"|rådgivare|vem|namn på .*|resp\.|e-?post|mejl|mail|telefon|tfn|frågor till|mer info"
    r"(?:rmation)?|våra? kontakt\w*)(?:\s(?:hos|på|vid|från|i|lst|oss|person|handläggare"
    r"|länsstyrelsen|för\b.*|[/&]\s?\w+)){0,3}\W*",
    re.IGNORECASE,
)


def is_of_persons(text: str) -> bool:
    """Tell whether a head asks for a person: "Kontakt", "Frågor till"."""
    return bool(_OF_PERSONS.fullmatch(text))


def cells_of_persons(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the cells below or right of heads that ask for a person, as "Kontakt"."""
    heads = {
        (block.table, block.column): block.row or 0
        for block in blocks
        if block.column is not None and is_of_persons(block.text)
    }
    for block in blocks:
        if block.column is not None:
            above = heads.get((block.table, block.column))
            left = heads.get((block.table, block.column - 1))
            if left == block.row or (above is not None and (block.row or 0) > above):
                yield block
