"""Builders of rows to load, with defaults for what a test does not care about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.loading.rows import LoadResult, LoadRow, RelationKey
from catalogue.loading.write import load
from catalogue.records import LinkRecord

if TYPE_CHECKING:
    from catalogue.database import Database

SOURCE = "test"
QUOTE = {"quote": "lånar ut verktyg"}
CONTENT = {
    "kind": "activity",
    "title": "Verktygspool",
    "summary": "Kommunen lånar ut verktyg.",
    "counties": ["12"],
    "source": {"type": "web-page", "title": "Sida"},
}


def row(external_id: str = "one", **changes: Any) -> LoadRow:
    """Return a row; changes other than links, relations, source_system are of its content."""
    links = changes.pop("links", (LinkRecord("goals", "12", evidence=(QUOTE,)),))
    relations = changes.pop("relations", ())
    source_system = changes.pop("source_system", SOURCE)
    return LoadRow(source_system, external_id, {**CONTENT, **changes}, links, relations)


def uses(external_id: str) -> RelationKey:
    return RelationKey("uses-method", external_id=external_id)


def loaded(database: Database, *rows: LoadRow, publish: bool = True) -> list[LoadResult]:
    """Load the rows in a unit of their own."""
    with database.write() as unit:
        return load(unit, rows, actor="tester", publish=publish)


def loaded_id(database: Database, item: LoadRow, *, publish: bool = True) -> str:
    """Load one row and return the entry's id."""
    entry_id = loaded(database, item, publish=publish)[0].entry_id
    assert entry_id is not None
    return entry_id
