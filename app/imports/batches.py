"""Loading one batch of rows: what files, the seed and dry runs all go through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from app.entries.rows import load_row
from app.errors import Message
from app.imports.made_keys import is_made
from catalogue import imports, publishing
from catalogue.loading.known import key_of
from catalogue.loading.rows import REJECTED
from catalogue.loading.write import load
from schemas.faults import LONGEST_ECHO, FieldFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.imports.options import ImportOptions
    from app.imports.rows import Row
    from catalogue.imports import EntryState
    from catalogue.loading.known import Key
    from catalogue.loading.rows import LoadResult, LoadRow
    from catalogue.unit import Unit

Expected: TypeAlias = "Mapping[Key, tuple[int | None, int | None]]"
"""Key -> latest and public version."""
Unconfirmed: TypeAlias = "Mapping[int, frozenset[str]]"
NOTHING: Unconfirmed = {}
WITHDRAWN, UNCHANGED = "withdrawn", "unchanged"


class RowResult(NamedTuple):
    """What the catalogue did with a row."""

    action: str
    faults: tuple[FieldFault, ...] = ()
    preserved: tuple[str, ...] = ()


ROW_MESSAGES = {
    "withdrawn": Message(
        sv="Exemplet har dragits tillbaka; återställ det innan det läses in på nytt.",
        en="The entry has been withdrawn; restore it before loading it again.",
    ),
    "unknown-entry": Message(
        sv="Det exempel som relationen pekar på finns inte. Står det längre ned i filen, flytta upp"
        " raden.",
        en="The entry that the relation points to does not exist. If it stands further down in the"
        " file, move the row up.",
    ),
    "relation-to-itself": Message(
        sv="Ett exempel kan inte ha en relation till sig självt.",
        en="An entry cannot be related to itself.",
    ),
    "repeated-key": Message(
        sv="Samma id i källsystemet står redan på rad {value}. Ta bort en av raderna.",
        en="Row {value} has the same sourceSystem and externalId. Remove one of the rows.",
    ),
    "repeated-content": Message(
        sv="Rad {value} har samma titel, organisation och län, och ingen av raderna har ett id."
        " Lämna den här raden utanför, eller ge dem var sitt id i källsystemet.",
        en="Row {value} has the same title, organisation and county, and neither row has an id."
        " Leave this row out, or give each an externalId of its own.",
    ),
    "exists": Message(
        sv="Det finns redan ett exempel med detta id i källsystemet, och filen skulle bara lägga"
        " till nya.",
        en="There is an entry with this externalId already; mode=create takes new ones only.",
    ),
    "missing": Message(
        sv="Det finns inget exempel med detta id i källsystemet.",
        en="There is no entry with this externalId.",
    ),
    "moved": Message(
        sv="Exemplet har ändrats sedan filen kontrollerades. Kontrollera filen på nytt.",
        en="The entry has changed since the file was checked. Check the file again.",
    ),
}
"""Why a valid row is not loaded, by code."""


class BatchOutcome(NamedTuple):
    """What became of a row.

    Attributes:
        preserved: fields in which an edit stands against what the row says.
        before, after: where its entry stood; None = there was none.
    """

    row: Row
    action: str
    faults: tuple[FieldFault, ...] = ()
    preserved: tuple[str, ...] = ()
    before: EntryState | None = None
    after: EntryState | None = None


class Loader:
    """Loads the batches of one file.

    `seen` holds the keys of the rows that were taken before -> (place, row number); a key that
    comes back is refused, since one of the two rows would be lost.
    """

    def __init__(
        self,
        options: ImportOptions,
        job_id: str | None = None,
        seen: Mapping[Key, tuple[int, int]] | None = None,
    ) -> None:
        self._options = options
        self._job_id = job_id
        self._seen = dict(seen or {})

    def load(
        self,
        unit: Unit,
        batch: Sequence[Row],
        expected: Expected,
        *,
        rehearsal: bool = False,
        unconfirmed: Unconfirmed = NOTHING,
    ) -> list[BatchOutcome]:
        """Load a batch; return what became of each row, in order.

        Args:
            unit: rolled back afterwards if it is a rehearsal.
            batch: the rows.
            expected: key -> latest and public version in which its entry must stand.
            rehearsal: whether earlier batches were rolled back, so that relations to their rows
                lead nowhere yet.
            unconfirmed: place of a row -> its fields that must not be published yet.
        """
        fresh = {row.key for row in batch} - self._seen.keys()
        valid = [row.key for row in batch if not row.faults]
        before = imports.entry_states(unit.connection, valid)
        faults = {row.raw.place: self._faults(row, before, expected) for row in batch}
        accepted = [row for row in batch if not faults[row.raw.place]]
        if self._options.mode == "withdraw":
            done = self._withdraw(unit, accepted)
        else:
            loaded = [_load_row(row, unconfirmed) for row in accepted]
            done = self._load(unit, loaded, fresh if rehearsal else None)
        results = {row.raw.place: each for row, each in zip(accepted, done, strict=True)}
        after = imports.entry_states(unit.connection, [row.key for row in accepted])
        refused = {place: RowResult(REJECTED, found) for place, found in faults.items() if found}
        results |= refused
        return [
            BatchOutcome(row, *results[row.raw.place], before.get(row.key), after.get(row.key))
            for row in batch
        ]

    def _faults(
        self, row: Row, before: Mapping[Key, EntryState], expected: Expected
    ) -> tuple[FieldFault, ...]:
        if row.faults:
            return row.faults
        place, number = self._seen.setdefault(row.key, (row.raw.place, row.raw.number))
        mode, state = self._options.mode, before.get(row.key)
        if place != row.raw.place:
            code = "repeated-content" if is_made(row.key[1]) else "repeated-key"
            return (row_fault("/externalId", code, str(number)),)
        if mode == "create" and state:
            return (row_fault("/externalId", "exists", row.key[1]),)
        if mode in ("update", "withdraw") and not state:
            return (row_fault("/externalId", "missing", row.key[1]),)
        now = (state.version, state.public_version) if state else (None, None)
        if expected.get(row.key, now) != now:
            return (row_fault("/externalId", "moved", row.key[1]),)
        return ()

    def _load(self, unit: Unit, rows: Sequence[LoadRow], fresh: set[Key] | None) -> list[RowResult]:
        """Load rows; in a rehearsal `fresh` holds the keys that no earlier batch had."""
        options = self._options
        results = load(
            unit,
            rows if fresh is None else self._without_relations(unit, rows, fresh),
            actor=options.actor,
            publish=options.publish,
            job_id=self._job_id,
            overwrite=options.overwrite,
        )
        return [RowResult(each.action, _row_faults(each), each.preserved) for each in results]

    def _without_relations(
        self, unit: Unit, rows: Sequence[LoadRow], fresh: set[Key]
    ) -> list[LoadRow]:
        """Return the rows without relations to entries that only earlier, rehearsed rows make."""
        named = {key_of(each, row.source_system) for row in rows for each in row.relations}
        earlier = [each for each in named if each in self._seen and each not in fresh]
        missing = {*earlier} - imports.entry_states(unit.connection, earlier).keys()
        return [
            replace(
                row,
                relations=[
                    each for each in row.relations if key_of(each, row.source_system) not in missing
                ],
            )
            for row in rows
        ]

    def _withdraw(self, unit: Unit, rows: Sequence[Row]) -> list[RowResult]:
        states = imports.entry_states(unit.connection, [row.key for row in rows])
        reasons = {states[row.key].id: row.withdrawal.reason for row in rows if row.withdrawal}
        withdrawn = publishing.withdraw_each(
            unit, reasons, actor=self._options.actor, job_id=self._job_id
        )
        return [
            RowResult(WITHDRAWN if states[row.key].id in withdrawn else UNCHANGED) for row in rows
        ]


def _load_row(row: Row, unconfirmed: Unconfirmed) -> LoadRow:
    assert row.entry is not None, "a row without faults has one"  # noqa: S101  for the type
    fields = unconfirmed.get(row.raw.place)
    loaded = load_row(row.entry)
    return replace(loaded, unconfirmed=fields) if fields else loaded


def row_fault(pointer: str, code: str, value: str) -> FieldFault:
    """Return the fault of a valid row that the catalogue does not take."""
    message, shown = ROW_MESSAGES[code], value[:LONGEST_ECHO]
    sv, en = message.sv.format(value=shown), message.en.format(value=shown)
    return FieldFault(pointer, code, sv, en, shown)


def _row_faults(result: LoadResult) -> tuple[FieldFault, ...]:
    return tuple(row_fault(each.pointer, each.code, each.value) for each in result.errors)
