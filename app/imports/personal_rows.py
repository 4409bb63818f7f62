"""Rows of an import that seem to tell of persons: published once somebody has read just that.

Who has read them, and when, lies with the row in which they were found, and the words with its
warnings. When the row is loaded again, the same words need no new confirmation; erasing takes them
out of the warnings, and the confirmation with them.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from app.entries.personal import CODE, MOST_WARNINGS, mark_of
from app.errors import Message
from catalogue import confirmations, imports, ledger
from catalogue.imports import CONFIRMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from catalogue.imports import ImportRecord, RowRecord
    from catalogue.loading.known import Key
    from catalogue.unit import Unit

    Warned = dict[str, Any]

MOST_ROWS = 200
"""Rows that can be confirmed at once: who is to read more reads none of them."""
READ = Message(
    sv="Orden är lästa och bekräftade, och hindrar inte att raden publiceras.",
    en="The words were read and confirmed; they do not keep the row from being published.",
)


class PersonalRows(NamedTuple):
    """Rows of an import with words that nobody has confirmed.

    Attributes:
        rows: at most MOST_ROWS and one.
        mark: what confirms just these words of these rows; None when they cannot be confirmed.
    """

    rows: Sequence[RowRecord]
    mark: str | None


def personal_rows(connection: Connection, record: ImportRecord) -> PersonalRows:
    """Return the rows of an import that are not published until somebody has confirmed them."""
    if not record.personal or not record.options["publish"]:
        return PersonalRows((), None)
    rows = imports.rows_with_warnings(connection, record.pk, MOST_ROWS + 1, [CODE])
    if record.state == "loaded":
        rows = _still_drafts(connection, rows)
    readable = [row for row in rows if can_be_confirmed(row.warnings or ())]
    can_be = bool(readable) and len(rows) <= MOST_ROWS
    return PersonalRows(rows, _mark_of(readable) if can_be else None)


def _still_drafts(connection: Connection, rows: Sequence[RowRecord]) -> list[RowRecord]:
    """Return the rows whose entries are as the load left them."""
    keys = [(row.source_system or "", row.external_id or "") for row in rows]
    now = imports.entry_states(connection, keys)
    return [
        row
        for row, key in zip(rows, keys, strict=True)
        if key in now
        and (now[key].version, now[key].public_version) == (row.version, row.public_version)
    ]


def can_be_confirmed(warnings: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether all that was found in a row is in its warnings."""
    return [each["code"] for each in warnings].count(CODE) < MOST_WARNINGS


def _mark_of(rows: Sequence[RowRecord]) -> str:
    found = sorted(
        [
            row.source_system or "",
            row.external_id or "",
            sorted(
                [each["pointer"], _key_of(each)]
                for each in row.warnings or ()
                if each["code"] == CODE
            ),
        ]
        for row in rows
    )
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()[:16]


def _key_of(warned: Mapping[str, Any]) -> str:
    """Return the mark of the words of a warning, as confirmations of entries have it."""
    return mark_of(CODE, warned["value"] or "")


def confirm_rows(unit: Unit, record: ImportRecord, mark: str, actor: str) -> bool:
    """Keep that somebody has read the rows that `mark` is of; return whether it is of these."""
    found = personal_rows(unit.connection, record)
    if found.mark is None or found.mark != mark:
        return False
    read = {
        row.place: [_confirm(each) if each["code"] == CODE else each for each in row.warnings]
        for row in found.rows
        if row.warnings and can_be_confirmed(row.warnings)
    }
    imports.confirm_rows(unit, record.pk, read, actor)
    unit.record(
        ledger.event_without_entry(
            ledger.CONFIRM_PERSONAL, actor, job_id=record.id, reason=f"rows: {len(read)}"
        )
    )
    return True


def _confirm(warned: Mapping[str, Any]) -> Warned:
    return {**warned, "code": CONFIRMED, "sv": READ.sv, "en": READ.en}


def mark_confirmed(connection: Connection, found: Mapping[Key, list[Warned]]) -> None:
    """Change the warnings of rows, by key, whose words were confirmed for the same row or entry."""
    keys = [key for key, each in found.items() if any(one["code"] == CODE for one in each)]
    of_entries = confirmations.of_keys(connection, keys)
    of_rows = imports.confirmed_warnings(connection, keys)
    for key in keys:
        known = {*of_entries.get(key, ()), *map(_key_of, of_rows.get(key, ()))}
        if known and can_be_confirmed(found[key]):
            found[key][:] = [
                _confirm(each) if each["code"] == CODE and _key_of(each) in known else each
                for each in found[key]
            ]


def keep_with_entries(unit: Unit, rows: Sequence[RowRecord]) -> None:
    """Keep what was confirmed in rows with the entries that they became, too."""
    for row in rows:
        if row.confirmed_by and row.entry_id:
            read = [each for each in row.warnings or () if each["code"] == CONFIRMED]
            confirmations.keep(unit, row.entry_id, map(_key_of, read), row.confirmed_by)
