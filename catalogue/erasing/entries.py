"""What follows for an entry when something in its rows is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from catalogue import confirmations, views
from catalogue.curation import mark_fields
from catalogue.json_text import canonical
from catalogue.ledger import ERASE, Change
from catalogue.records import EntryRecord
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion
from catalogue.unit import Unit
from catalogue.versions import changed_fields, copy_version, outgoing, parts_of_record, version_hash
from catalogue.views import View
from record.lists import PUBLISHED, WITHDRAWN

EVERY_VERSION = View(lambda version: version > 0, public=False)


class _Outcome(NamedTuple):
    """What an entry looks like after the overwriting: number of a version -> the version."""

    before: Mapping[int, EntryRecord]
    now: Mapping[int, EntryRecord]

    def changed(self, number: int | None) -> bool:
        """Return whether a version says something else than before."""
        if number is None:
            return False
        return _text_of(self.before[number]) != _text_of(self.now[number])


@contextmanager
def renew_entries(
    unit: Unit, pks: Collection[int | None], actor: str, reason: str
) -> Iterator[None]:
    """Overwrite rows of these entries within the block; what follows from it is written after.

    Checksums fit the texts again. What is public and what is being worked on is copied as new
    versions if it changed: an ETag, a copy elsewhere or a curator's draft of the old text is then
    known to be old. A field that changed counts as edited, so that the next load of its source
    does not bring the text back. What was confirmed as read in them must be confirmed again.
    """
    keys = [pk for pk in pks if pk is not None]
    before = _versions(unit, keys)
    yield
    now = _versions(unit, keys)
    confirmations.forget(unit, keys)
    for pk in sorted(keys):
        _renew(unit, pk, _Outcome(before[pk], now[pk]), actor, reason)


def _versions(unit: Unit, pks: Collection[int]) -> dict[int, dict[int, EntryRecord]]:
    found: dict[int, dict[int, EntryRecord]] = {pk: {} for pk in pks}
    if pks:
        of_entries = views.entries_in(EVERY_VERSION).where(in_array(unit.connection, Entry.pk, pks))
        for record in views.read(unit.connection, of_entries, EVERY_VERSION):
            found[record.pk][record.version] = record
    return found


def _renew(unit: Unit, pk: int, outcome: _Outcome, actor: str, reason: str) -> None:
    for number, record in outcome.now.items():
        if outcome.changed(number):
            _store_hash(unit, pk, number, record)
    latest = max(outcome.now)
    public = outcome.now[latest].published_version
    withdrawn = outcome.now[latest].status == WITHDRAWN
    edited = changed_fields(
        parts_of_record(outcome.before[latest]), parts_of_record(outcome.now[latest])
    )
    number = latest
    copied = {"created_at": unit.now, "actor": actor, "reason": reason, "job_id": None}
    values: dict[str, Any] = {}
    public_changed = outcome.changed(public)
    if public is not None and public_changed:
        number += 1
        seen = {"status": PUBLISHED, "published_at": unit.now}
        copy_version(unit.connection, pk, public, number, {**copied, **seen})
        values["published_version"] = number
    has_draft = public != latest and not withdrawn
    if has_draft and (public_changed or outcome.changed(latest)):
        number += 1
        copy_version(unit.connection, pk, latest, number, {**copied, "published_at": None})
    if number != latest:
        values |= {"version": number, "updated_at": unit.now}
    if outcome.changed(latest):
        values["content_hash"] = _hash_of(outcome.now[latest])
        mark_fields(unit, pk, edited, number, actor)
    if values:
        unit.connection.execute(update(Entry).where(Entry.pk == pk).values(**values))
    version = values.get("published_version", number)
    unit.record(Change(pk, ERASE, version, actor, public=public_changed, reason=reason))


def _text_of(record: EntryRecord) -> tuple[Any, ...]:
    return (record.source_system, record.external_id, record.content, record.links)


def _hash_of(record: EntryRecord) -> str:
    return version_hash(canonical(record.content), record.links, outgoing(record))


def _store_hash(unit: Unit, pk: int, number: int, record: EntryRecord) -> None:
    this = (EntryVersion.entry_pk == pk, EntryVersion.version == number)
    statement = update(EntryVersion).where(*this).values(content_hash=_hash_of(record))
    unit.connection.execute(statement)


def texts_of_entry(connection: Connection, pk: int) -> set[str]:
    """Return titles and summaries of all versions of an entry, by which a file of it is known."""
    versions = select(EntryVersion.content).where(EntryVersion.entry_pk == pk)
    contents = connection.scalars(versions)
    return {content[name] for content in contents for name in ("title", "summary")}


def pk_of(connection: Connection, entry_id: str) -> int | None:
    """Return the entry's key within the database."""
    return connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
