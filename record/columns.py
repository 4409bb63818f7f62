"""The columns of a search as a table, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping

from record.field import Type
from record.fields import BY_NAME, leaves
from record.words import Words


def _heads(*names: str) -> dict[str, Words]:
    """Return column -> head of fields of the record; an object has a column for each part."""
    found: dict[str, Words] = {}
    for field in (BY_NAME[name] for name in names):
        columns = leaves((field,)) if field.type is Type.OBJECT else [(field.name, field)]
        found |= {path: each.heading or Words(each.head, path) for path, each in columns}
    return found


HEADS: Mapping[str, Words] = {
    "title": Words("Titel", "Title"),
    "summary": Words("Sammanfattning", "Summary"),
    "kind": Words("Typ av exempel", "Kind of example"),
    "counties": Words("Län", "Counties"),
    "objectives": Words("Miljömål", "Environmental objectives"),
    "goals": Words("Globala mål", "Global goals"),
    "targets": Words("Delmål", "Targets"),
    "levers": Words("Cirkulära strategier", "Circular levers"),
    "sectors": Words("Branscher", "Sectors"),
    "funding": Words("Finansiering", "Funding"),
    "leadOrganisation": Words("Ansvarig organisation", "Lead organisation"),
    "partners": Words("Samarbetspartner", "Partners"),
    "contact": Words("Kontakt", "Contact"),
    "startYear": Words("Startår", "Start year"),
    "endYear": Words("Slutår", "End year"),
    **_heads("state", "stateAsOf"),
    "budget": Words("Budget (kr)", "Budget (SEK)"),
    "facts": Words("Fakta", "Facts"),
    **_heads("methods", "steps", "results", "resultBasis", "lessons", "transfer", "targetGroup"),
    **_heads("resources", "documents", "english"),
    "address": Words("Adress", "Address"),
    "source.type": Words("Källtyp", "Type of source"),
    "source.title": Words("Källans titel", "Title of the source"),
    "source.url": Words("Källans adress", "Address of the source"),
    "source.retrievedOn": Words("Källan läst", "Source read"),
    "publishedAt": Words("Publicerat", "Published"),
    "updatedAt": Words("Ändrat", "Changed"),
    "licence": Words("Licens", "Licence"),
    "id": Words("Id", "Id"),
    **_heads("keywords"),
}
"""Column -> its head, in order."""
COLUMNS = tuple(HEADS)
NOTE = "note"
"""A column of a list of one's own: it is no field of the record."""
NOTE_HEAD = Words("Egen anteckning", "Note of your own")
ENGLISH_FIRST = ("english.title", "english.summary")
"""What a table in English begins with."""


def columns_in(language: str) -> tuple[str, ...]:
    """Return the columns in the order of a language: in English the English texts lead."""
    first = ENGLISH_FIRST if language == "en" else ()
    return tuple(dict.fromkeys((*first, *COLUMNS)))
