"""The work behind an import, phase by phase; each phase goes on where it was interrupted.

read: find out what the file is, bring its rows into shape.
check: rehearse every batch, each in a transaction that is rolled back.
load: load batch after batch, each together with its results and its place.
undo: take back what was loaded.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.entries.personal import public_words_of, warnings_of
from app.imports.batches import Loader
from app.imports.bulk_load import BATCH, batches
from app.imports.corrections import drop_corrections_file, read_corrections
from app.imports.files.faults import UnreadableFile, unreadable
from app.imports.options import read_options
from app.imports.parsing import raw_of, read_file, stored_fault
from app.imports.personal_rows import confirm_rows, keep_with_entries
from app.imports.results import row_record, stored_warning
from app.imports.row_warnings import RowWarnings
from app.uploads import rows_path, upload_path
from catalogue import entries, imports, jobs, ledger
from catalogue.loading.rows import REJECTED
from catalogue.reverting import REVERTED_ACTIONS, Reverting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from app.imports.batches import BatchOutcome, Expected
    from app.imports.rows import Row
    from app.jobs.execution import JobLease
    from app.wiring import Services
    from catalogue.imports import ImportRecord, RowRecord
    from catalogue.jobs import JobRecord
    from catalogue.ledger import Change
    from catalogue.unit import Unit

KIND = "import"
FIRST_PHASE = {
    "load": "read",
    "map": "read",
    "correct": "read",
    "check": "check",
    "commit": "load",
    "revert": "undo",
}
"""Task of a job -> the phase that it begins with."""


class _BadRow(Exception):
    """Ends the transaction of a batch that must not be loaded."""

    def __init__(self, outcomes: list[BatchOutcome]) -> None:
        super().__init__("a row was rejected")
        self.outcomes = outcomes


def run_import_job(services: Services, job: JobRecord, lease: JobLease) -> None:
    """Do what a job asks of its import."""
    with services.database.read() as connection:
        record = imports.get(connection, job.payload["import"])
    if record is None:
        raise LookupError("the job's import is gone")
    _Run(services, record, job, lease).run()


class _Run:
    """One job's work on one import."""

    def __init__(
        self, services: Services, record: ImportRecord, job: JobRecord, lease: JobLease
    ) -> None:
        self._services = services
        self._record = record
        self._lease = lease
        self._task = job.payload["task"]
        self._options = read_options(record.options, job.payload["actor"])
        self._counts = {name: getattr(record, name) for name in imports.TALLIES}
        self._kind, self._total = record.file_kind or "", record.total
        self._checkpoint: dict[str, Any] = dict(job.checkpoint or {}) or _begin(
            FIRST_PHASE[self._task]
        )
        self._fault: dict[str, Any] | None = None
        self._source = upload_path(services.settings, record.id)
        self._rows = rows_path(services.settings, record.id)

    def run(self) -> None:
        """Work through the phases until the job has ended."""
        phases: dict[str, Callable[[], None]] = {
            "read": self._read,
            "check": self._check,
            "load": self._load,
            "undo": self._undo,
        }
        while (phase := self._checkpoint["phase"]) in phases:
            phases[phase]()

    def _read(self) -> None:
        if self._task == "correct":
            self._take_corrections()
            return
        try:
            found = read_file(
                self._source, self._rows, self._lease.renew_if_due, self._options.columns
            )
        except UnreadableFile as error:
            self._end("failed", fault=stored_fault(error))
            return
        self._kind, self._total = found.kind, found.total
        if missing := source_missing(next(iter(self._batches()), [])):
            self._end("failed", file_kind=found.kind, fault=stored_fault(missing))
            return
        options = self._options
        confirms = options.confirm_personal is not None
        rehearse = options.dry_run or options.on_error == "abort" or confirms
        with self._services.database.write() as unit:
            self._change(
                unit,
                state="running",
                file_kind=found.kind,
                total=found.total,
                columns=found.columns or None,
            )
            self._go_to(unit, "check" if rehearse else "load")

    def _take_corrections(self) -> None:
        """Keep the corrected rows of a file with the import, and try the whole anew."""
        try:
            corrections = read_corrections(self._services, self._record, self._lease.renew_if_due)
        except UnreadableFile as error:
            self._end("checked", fault=stored_fault(error))
        else:
            fault = stored_fault(corrections.left_out) if corrections.left_out else None
            with self._services.database.write() as unit:
                imports.keep_corrections(unit, self._record.pk, corrections.rows)
                self._counts = dict.fromkeys(imports.TALLIES, 0)
                self._change(unit, state="running", fault=fault)
                self._go_to(unit, "check")
        drop_corrections_file(self._services.settings, self._record.id)

    def _check(self) -> None:
        loader = self._loader()
        for batch in self._warnings.look_through(self._batches()):
            with self._services.database.rehearse() as rehearsal:
                unconfirmed = self._warnings.unconfirmed(batch)
                outcomes = loader.load(
                    rehearsal, batch, {}, rehearsal=True, unconfirmed=unconfirmed
                )
            with self._services.database.write() as unit:
                self._keep(unit, outcomes)
            if self._stops_after(batch):
                break
        if self._options.dry_run:
            self._end("checked")
        elif self._counts[REJECTED] and self._options.on_error == "abort":
            self._end("aborted")
        else:
            with self._services.database.write() as unit:
                self._confirm(unit)
                self._counts = dict.fromkeys(imports.TALLIES, 0)
                self._go_to(unit, "load")

    def _confirm(self, unit: Unit) -> None:
        """Keep that the rows with personal data were read, if the mark is of those found now."""
        mark = self._options.confirm_personal
        record = imports.get(unit.connection, self._record.id)
        if mark and record:
            confirm_rows(unit, record, mark, self._options.actor)

    def _load(self) -> None:
        loader = self._loader()
        all_or_nothing = self._options.on_error == "abort"
        was_checked = self._task == "commit" or all_or_nothing
        try:
            for batch in self._warnings.look_through(self._batches()):
                with self._services.database.write() as unit:
                    expected = self._expected_of(unit, batch) if was_checked else {}
                    unconfirmed = self._warnings.unconfirmed(batch)
                    outcomes = loader.load(unit, batch, expected, unconfirmed=unconfirmed)
                    _stop_at_rejected(outcomes if all_or_nothing else ())
                    places = (batch[0].raw.place, batch[-1].raw.place)
                    confirmed = imports.confirmations(unit.connection, self._record.pk, *places)
                    self._keep(unit, outcomes, confirmed)
                if self._stops_after(batch):
                    break
        except _BadRow as bad:
            self._go_back(bad.outcomes)
        else:
            self._end("loaded")

    def _stops_after(self, batch: Sequence[Row]) -> bool:
        """Return whether so many rows were rejected that the rest is not looked at."""
        reason = too_many_rejected(self._counts[REJECTED], batch[-1].raw.number)
        self._fault = stored_fault(reason) if reason else None
        return reason is not None

    def _go_back(self, outcomes: list[BatchOutcome]) -> None:
        """Begin to take back what was loaded before a row that must not be left out."""
        with self._services.database.write() as unit:
            rejected = [each for each in outcomes if each.action == REJECTED]
            place = self._checkpoint["place"]
            imports.drop_rows(unit, self._record.pk, place)
            imports.replace_rows(unit, self._record.pk, [row_record(each, ()) for each in rejected])
            self._counts[REJECTED] += len(rejected)
            self._go_to(unit, "undo", after="aborted")

    def _undo(self) -> None:
        after = self._checkpoint.get("after", "reverted")
        pk = self._record.pk
        while True:
            self._lease.renew_if_due()
            with self._services.database.write() as unit:
                rows = imports.rows(
                    unit.connection, pk, self._checkpoint["place"], BATCH, REVERTED_ACTIONS
                )
                if rows:
                    reverting = Reverting(unit, self._record.id, self._options.actor)
                    done = zip(rows, reverting.revert(rows), strict=True)
                    imports.mark_reverted(unit, pk, {row.place: back for row, back in done})
                    self._reach(unit, 0, rows[-1].place)
            if not rows:
                break
            self._look_at_what_is_public_again(rows)
        self._end(after)

    def _look_at_what_is_public_again(self, rows: Sequence[RowRecord]) -> None:
        """Keep with the rows what looks like personal data in the texts that came back."""
        ids = {row.entry_id: row for row in rows if row.entry_id and row.public_before}
        with self._services.database.read() as connection:
            back = public_words_of(connection, entries.get_many(connection, list(ids)))
        found = {
            ids[words.entry["id"]].place: [stored_warning(each) for each in warnings_of(words)]
            for words in back
        }
        with self._services.database.write() as unit:
            imports.add_warnings(unit, self._record.pk, found)

    def _loader(self) -> Loader:
        with self._services.database.read() as connection:
            seen = imports.keys_seen(connection, self._record.pk, self._checkpoint["place"])
        self._warnings = RowWarnings(self._services, self._options)
        return Loader(self._options, self._record.id, seen)

    def _batches(self) -> Iterable[list[Row]]:
        position, place = self._checkpoint["position"], self._checkpoint["place"]
        raw = raw_of(self._kind, self._source, self._rows, position, place)
        with self._services.database.read() as connection:
            corrected = imports.corrections(connection, self._record.pk)
        rows = (each.with_correction(corrected.get(each.place)) for each in raw)
        for batch in batches(self._services, rows, self._options):
            self._lease.renew_if_due()
            yield batch

    def _expected_of(self, unit: Unit, batch: Sequence[Row]) -> Expected:
        first, last = batch[0].raw.place, batch[-1].raw.place
        found = imports.rows(unit.connection, self._record.pk, first - 1, last - first + 1)
        return {
            (row.source_system or "", row.external_id or ""): (
                row.version_before,
                row.public_before,
            )
            for row in found
            if row.place <= last and row.action != REJECTED
        }

    def _keep(
        self,
        unit: Unit,
        outcomes: list[BatchOutcome],
        confirmed: Mapping[int, tuple[str, datetime]] | None = None,
    ) -> None:
        by_place = confirmed or {}
        records = [
            row_record(each, self._warnings.of(each), by_place.get(each.row.raw.place))
            for each in outcomes
        ]
        imports.replace_rows(unit, self._record.pk, records)
        keep_with_entries(unit, records)
        for each in records:
            self._counts[each.action] += 1
            codes = {warning["code"] for warning in each.warnings or ()}
            for name, code in imports.NOTED.items():
                self._counts[name] += code in codes
        last = outcomes[-1].row.raw
        self._reach(unit, last.end, last.place)

    def _reach(self, unit: Unit, position: int, place: int) -> None:
        """Note the place that was reached, together with what was done."""
        self._checkpoint |= {"position": position, "place": place}
        done = sum(self._counts[name] for name in imports.COUNTS)
        self._change(unit, **self._counts)
        self._lease.progress(unit, done, self._total, self._checkpoint)

    def _go_to(self, unit: Unit, phase: str, **more: str) -> None:
        self._checkpoint = _begin(phase, **more)
        self._change(unit, **self._counts)
        self._lease.progress(unit, 0, self._total, self._checkpoint)

    def _end(self, state: str, **values: object) -> None:
        with self._services.database.write() as unit:
            seq = ledger.last_seq(unit.connection)
            ended = {"state": state, "seq": seq, "finished_at": datetime.now(UTC)}
            stopped = {"fault": self._fault} if self._fault else {}
            self._change(unit, **ended, **stopped, **values)
            unit.record(self._change_at_end(state))
            jobs.finish(unit, self._lease.job_id, self._lease.worker, {"import": self._record.id})
        self._checkpoint = {"phase": "ended"}

    def _change_at_end(self, state: str) -> Change:
        """Return what the ledger tells of the end: also of an import that changed no entry."""
        counts = [f"{name}: {count}" for name, count in self._counts.items() if count]
        actor, came_to = self._options.actor, ", ".join([state, *counts])
        return ledger.event_without_entry(
            ledger.FINISH_IMPORT, actor, job_id=self._record.id, reason=came_to
        )

    def _change(self, unit: Unit, **values: object) -> None:
        imports.change(unit, self._record.pk, **values)


def _begin(phase: str, **more: str) -> dict[str, Any]:
    return {"phase": phase, "position": 0, "place": 0, **more}


def _stop_at_rejected(outcomes: Iterable[BatchOutcome]) -> None:
    found = list(outcomes)
    if any(each.action == REJECTED for each in found):
        raise _BadRow(found)


MOST_REJECTED = 10_000
"""Rejected rows after which an import stops, at the end of their batch: somebody who is to read
about them has enough to read, and each is kept."""


def source_missing(batch: Sequence[Row]) -> UnreadableFile | None:
    """Return what is wrong when none of the first rows says which source it is of."""
    return unreadable("source-missing") if batch and all(map(_lacks_source, batch)) else None


def _lacks_source(row: Row) -> bool:
    return any(each.code == "required" and each.pointer == "/sourceSystem" for each in row.faults)


def too_many_rejected(rejected: int, number: int) -> UnreadableFile | None:
    """Return why an import that came as far as row `number` stops, if it does."""
    if rejected <= MOST_REJECTED:
        return None
    return unreadable("too-many-rejected", limit=f"{MOST_REJECTED:_}".replace("_", " "), row=number)
