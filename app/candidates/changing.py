"""What a candidate of a later reply would change in the entry that its predecessor became."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from app.availability import reading
from app.candidates.accepting import plan_acceptance, predecessor
from app.entries.rows import row_of
from app.imports.row_contents import FieldChange, differences
from app.wiring import Services
from catalogue import candidates, entries
from catalogue.candidates import WAITING
from catalogue.loading.rows import LoadRow
from catalogue.records import EntryRecord
from record.links import LINKS
from schemas.loading import RowRejected


class EntryChange(NamedTuple):
    """An entry that accepting a candidate would change.

    Attributes:
        entry_id, title: of the entry.
        is_public: whether readers see it today.
        draft_follows: whether a later version than the public one waits, and would go public too.
        changes: what differs from what readers see, or from the draft where they see none.
    """

    entry_id: str
    title: str
    is_public: bool
    draft_follows: bool
    changes: tuple[FieldChange, ...]


def entry_change(services: Services, candidate_id: str) -> EntryChange | None:
    """Return the stored change of a waiting candidate; None where it makes an entry."""
    with reading(services.database) as connection:
        record = candidates.get(connection, candidate_id)
        if record is None or record.state != WAITING:
            return None
        found = predecessor(connection, record)
        if found is None:
            return None
        entry, _ = found
        public = entries.get(connection, entry.id)
        try:
            row, _ = plan_acceptance(services, connection, record, datetime.now(UTC))
            changes = tuple(_changes(services, public or entry, row))
        except RowRejected:  # a field of the form has to be filled in first
            changes = ()
    return EntryChange(
        entry.id,
        (public or entry).content["title"],
        public is not None,
        public is not None and entry.version != entry.published_version,
        changes,
    )


def _changes(services: Services, before: EntryRecord, row: LoadRow) -> Iterator[FieldChange]:
    """Yield what differs; that it rests on the later reply goes without saying."""
    links = {field: [link.value for link in row.links if link.field == field] for field in LINKS}
    known = row_of(before)
    after = {**known, **dict.fromkeys(before.content), **row.content, **links}
    for each in differences(known, after, services.cell_terms.values):
        if not each.field.startswith("source."):
            yield each
