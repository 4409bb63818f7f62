"""What is worth a look in the rows of a batch: looked for before it is loaded, kept with it.

Looking for names and for entries that are alike takes longer than loading. Nobody can write while
a batch is loaded, so that all of it is done before, for the rows that will make a version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.entries.personal import APART, CODE, personal_warnings
from app.entries.rows import load_row
from app.imports.duplicates import DuplicateFinder
from app.imports.organisations import organisation_warnings
from app.imports.personal_rows import mark_confirmed
from app.imports.results import kept_warnings, stored_warning
from catalogue.loading.known import latest_versions
from catalogue.loading.rows import CREATED, UNCHANGED, UPDATED
from catalogue.versions import row_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.imports.batches import BatchOutcome
    from app.imports.options import ImportOptions
    from app.imports.rows import Row
    from catalogue.database import Database
    from catalogue.loading.known import LatestVersion
    from schemas.loading import LoadedEntry

    Warned = dict[str, Any]

NOT_LOOKED_AT = ({"code": CODE, "pointer": "/"},)


class RowWarnings:
    """Looks at the batches of one import."""

    def __init__(self, database: Database, options: ImportOptions) -> None:
        self._database = database
        self._publish = options.publish
        self._duplicates = DuplicateFinder(database)
        self._found: dict[int, list[Warned]] = {}

    def look_at(self, batch: Sequence[Row]) -> None:
        """Look at the rows of a batch that are new, say something new or make something public."""
        with self._database.read() as connection:
            known = latest_versions(connection, [row.key for row in batch if row.entry])
        self._found = {
            row.raw.place: self._looked(row.entry, is_new=row.key not in known)
            for row in batch
            if row.entry and not self._stands(row.entry, known.get(row.key))
        }
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
            row.raw.place: frozenset(_field(one) for one in found if one["code"] == CODE)
            for row in batch
            if (found := self._found.get(row.raw.place, NOT_LOOKED_AT))
        }

    def of(self, outcome: BatchOutcome) -> list[Warned]:
        """Return what to keep with a row of the batch that was looked at."""
        kept = kept_warnings(outcome.kept)
        entry, place = outcome.row.entry, outcome.row.raw.place
        if entry is None or not (outcome.action in {CREATED, UPDATED} or self._waits(outcome)):
            return kept
        found = self._found.get(place)
        if found is None:  # somebody has changed the entry since
            found = self._looked(entry, is_new=outcome.action == CREATED)
        return [*kept, *(each for each in found if _field(each) not in outcome.kept)]

    def _waits(self, outcome: BatchOutcome) -> bool:
        """Tell whether a row is to be public, and is the draft that there was already."""
        after = outcome.after
        is_draft = after is not None and after.public_version != after.version
        return self._publish and outcome.action == UNCHANGED and is_draft

    def _stands(self, entry: LoadedEntry, latest: LatestVersion | None) -> bool:
        """Tell whether a row changes neither the text nor what is public of it."""
        if latest is None or (self._publish and not latest.is_public):
            return False
        return row_hash(load_row(entry)) == latest.content_hash

    def _looked(self, entry: LoadedEntry, *, is_new: bool) -> list[Warned]:
        found = [stored_warning(each) for each in personal_warnings(_words_of(entry))]
        found += organisation_warnings(entry)
        return [*found, *(self._duplicates.of(entry) if is_new else ())]


def _words_of(entry: LoadedEntry) -> dict[str, Any]:
    """Return all that a row would make public, its quotes as one text."""
    return {
        "sourceSystem": entry.source_system,
        "externalId": entry.external_id,
        **entry.content,
        "evidence": APART.join(each["quote"] for link in entry.links for each in link.evidence),
    }


def _field(warned: Warned) -> str:
    pointer: str = warned["pointer"]
    return pointer.split("/")[1]
