"""Warnings about the rows of a batch: found before it is loaded, stored with it.

Looking for names and for entries that are alike takes longer than loading. Nobody can write while
a batch is loaded, so that all of it is done before, for the rows that will make a version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.entries.personal import CODE, SEPARATOR, personal_warnings
from app.entries.rows import load_row
from app.imports.duplicates import DuplicateFinder
from app.imports.organisations import organisation_warnings
from app.imports.personal_rows import mark_confirmed
from app.imports.results import preserved_edit_warnings, stored_warning
from catalogue.loading.known import latest_versions
from catalogue.loading.rows import CREATED, UNCHANGED, UPDATED
from catalogue.versions import row_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.imports.batches import BatchOutcome
    from app.imports.options import ImportOptions
    from app.imports.rows import Row
    from app.wiring import Services
    from catalogue.loading.known import LatestVersion
    from schemas.loading import LoadedEntry

    Warned = dict[str, Any]

NOT_LOOKED_AT = ({"code": CODE, "pointer": "/"},)


class RowWarnings:
    """Looks at the batches of one import."""

    def __init__(self, services: Services, options: ImportOptions) -> None:
        self._database = services.database
        self._work = services.batch_work
        self._publish = options.publish
        self._duplicates = DuplicateFinder(services.database)
        self._found: dict[int, list[Warned]] = {}

    def look_through(self, batches: Iterable[Sequence[Row]]) -> Iterator[Sequence[Row]]:
        """Yield batches, each when those of its rows have been looked at that need a look.

        Those are new, say something new or make something public.
        """
        for looked_at, found in self._work.each(text_warnings, map(self._looked_at, batches)):
            self._found = {
                place: self._with_duplicates(entry, warnings, is_new=is_new)
                for (place, entry, is_new), warnings in zip(looked_at.entries, found, strict=True)
            }
            self._mark_confirmed(looked_at.batch)
            yield looked_at.batch

    def _looked_at(self, batch: Sequence[Row]) -> tuple[_LookedAt, list[LoadedEntry]]:
        with self._database.read() as connection:
            known = latest_versions(connection, [row.key for row in batch if row.entry])
        rows = [
            (row.raw.place, row.entry, row.key not in known)
            for row in batch
            if row.entry and not self._stands(row.entry, known.get(row.key))
        ]
        return _LookedAt(batch, rows), [entry for _, entry, _ in rows]

    def _mark_confirmed(self, batch: Sequence[Row]) -> None:
        found = {row.key: each for row in batch if (each := self._found.get(row.raw.place))}
        if any(one["code"] == CODE for each in found.values() for one in each):
            with self._database.read() as connection:
                mark_confirmed(connection, found)

    def unconfirmed(self, batch: Sequence[Row]) -> dict[int, frozenset[str]]:
        """Return the fields of rows, by place, that nobody may publish without a confirmation.

        A row that nobody has looked at, as it changes nothing, is not to be published unseen if
        its entry changes meanwhile.
        """
        if not self._publish:
            return {}
        return {
            row.raw.place: frozenset(_field_of(one) for one in found if one["code"] == CODE)
            for row in batch
            if (found := self._found.get(row.raw.place, NOT_LOOKED_AT))
        }

    def of(self, outcome: BatchOutcome) -> list[Warned]:
        """Return what to keep with a row of the batch that was looked at."""
        edits = preserved_edit_warnings(outcome.preserved)
        entry, place = outcome.row.entry, outcome.row.raw.place
        if entry is None or not (outcome.action in {CREATED, UPDATED} or self._waits(outcome)):
            return edits
        found = self._found.get(place)
        if found is None:  # somebody has changed the entry since
            (warnings,) = text_warnings([entry])
            found = self._with_duplicates(entry, warnings, is_new=outcome.action == CREATED)
        return [*edits, *(each for each in found if _field_of(each) not in outcome.preserved)]

    def _waits(self, outcome: BatchOutcome) -> bool:
        """Return whether a row is to be public, and is the draft that there was already."""
        after = outcome.after
        is_draft = after is not None and after.public_version != after.version
        return self._publish and outcome.action == UNCHANGED and is_draft

    def _stands(self, entry: LoadedEntry, latest: LatestVersion | None) -> bool:
        """Return whether a row changes neither the text nor what is public of it."""
        if latest is None or (self._publish and not latest.is_public):
            return False
        return row_hash(load_row(entry)) == latest.content_hash

    def _with_duplicates(
        self, entry: LoadedEntry, warnings: list[Warned], *, is_new: bool
    ) -> list[Warned]:
        return [*warnings, *(self._duplicates.of(entry) if is_new else ())]


class _LookedAt(NamedTuple):
    """A batch, and of each row to look at its place, its entry and whether that is new."""

    batch: Sequence[Row]
    entries: list[tuple[int, LoadedEntry, bool]]


def text_warnings(entries: Sequence[LoadedEntry]) -> list[list[Warned]]:
    """Return what is worth a look in the texts of each entry, in whichever process."""
    return [
        [
            *(stored_warning(each) for each in personal_warnings(_words_of(entry))),
            *organisation_warnings(entry),
        ]
        for entry in entries
    ]


def _words_of(entry: LoadedEntry) -> dict[str, Any]:
    """Return all that a row would make public, its quotes as one text."""
    return {
        "sourceSystem": entry.source_system,
        "externalId": entry.external_id,
        **entry.content,
        "evidence": SEPARATOR.join(each["quote"] for link in entry.links for each in link.evidence),
    }


def _field_of(warned: Warned) -> str:
    pointer: str = warned["pointer"]
    return pointer.split("/")[1]
