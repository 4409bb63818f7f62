"""What columns of a table of examples are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harvest.documents.document import Block
from harvest.labels import field_named


def is_field_name(text: str) -> bool:
    """Return whether a text is what columns of a table of examples are called."""
    return field_named(text, is_head=True) is not None


_OF_PERSONS = re.compile(
    r"\W*(?:kontakt(?:person(?:er)?|uppgifter)?|(?:ansvarig )?handl(?:äggare|\.)?"
    r"|ansv(?:arig)?a?\.?"
    r"|projekt(?:ledare|ägare)|samordnare|uppgiftslämnare|processledare|koordinator|inspektör"
    r"|rådgivare|vem|namn på .*|resp\.|e-?post|mejl|mail|telefon|tfn|frågor till|mer info"
    r"(?:rmation)?|våra? kontakt\w*)(?:\s(?:hos|på|vid|från|i|lst|oss|person|handläggare"
    r"|länsstyrelsen|för\b.*|[/&]\s?\w+)){0,3}\W*",
    re.IGNORECASE,
)


_OF_RESPONDENTS = re.compile(
    r"\W*(?:(?:ifyll[dt]|besvara[dt]|svara[dt]|antecknat|inlämna[dt]|uppgiftslämnad) av"
    r"|svarande|svarsperson|respondent|uppgiftslämnare|intervjuad|sign(?:atur|\.)?|initialer"
    r"|(?:ditt|ert|svarandens) namn|(?:din|er) (?:e-?post|mejl|telefon)\w*)\W*",
    re.IGNORECASE,
)


def is_of_persons(text: str) -> bool:
    """Return whether a head asks for a person: "Kontakt", "Frågor till"."""
    return bool(_OF_PERSONS.fullmatch(text)) or is_of_respondents(text)


def is_of_respondents(text: str) -> bool:
    """Return whether a head asks who answered: "Ifylld av"."""
    return bool(_OF_RESPONDENTS.fullmatch(text))


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


def without_respondents(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without the cells that tell who answered: their words are no answer.

    Those are the rows of a form that ask it, and the columns that do in the first row of a table.
    """
    first: dict[int | None, int | None] = {}
    rows, columns = set(), set()
    for block in blocks:
        if block.column is None:
            continue
        top = first.setdefault(block.table, block.row)
        if is_of_respondents(block.text):
            if block.column == 0:
                rows.add((block.table, block.row))
            elif block.row == top:
                columns.add((block.table, block.column))
    return [
        block
        for block in blocks
        if block.column is None
        or ((block.table, block.row) not in rows and (block.table, block.column) not in columns)
    ]
