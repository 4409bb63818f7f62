"""Erasing an entry, a survey reply or a text for good: rows, files, index, dumps, database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, field
from typing import TypeAlias

from sqlalchemy import Connection

from app.copies.dumps import service as dumps
from app.copies.dumps.files import NDJSON
from app.erasing.files import holds, in_packed_lines
from app.erasing.requests import ErasureRequest, check, parts_of
from app.erasing.uploads import AffectedFiles, affected_files, remove_affected
from app.indexing import rebuild_index
from app.linking.suggesting import forget_models
from app.wiring import Services
from catalogue import candidates, entries, publishing, replies
from catalogue.erasing import looks, rows, scrubbing, uploads
from catalogue.erasing.looks import Place
from catalogue.erasing.rows import ErasureTask, Match
from catalogue.erasing.text import MARK, FullErasure
from catalogue.erasing.uploads import reply_pk, unaccepted_candidate_keys
from catalogue.unit import Unit
from record.lists import WITHDRAWN
from seed.entries import entries_path
from seed.vocabularies import ConceptMapping, Vocabulary, read_mappings, read_vocabularies

Stage: TypeAlias = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]
"""Name of a piece of work and its number of steps -> a function that receives steps just done."""


ROUNDS = 3
"""Somebody may write the text anew while it is erased; after so many rounds that is reported."""
SEEKING, OVERWRITING, FILES = "seeking", "overwriting", "files"
INDEX, DUMPS, DATABASE = "index", "dumps", "database"


@dataclass(frozen=True, slots=True)
class Findings:
    """Where something to be erased stands.

    Attributes:
        rows: table -> rows.
        entry_ids: entries of which a version holds it.
        files: files that were handed in.
        dumps: dumps.
        release: what comes with the release and is not touched: `seed`, `vocabulary`.
        places: what has a page of its own, each as its kind and id: `candidate`, `reply`, `import`,
            `report`, and `reply_file` or `import_file` where the file goes; not entries.
        in_use: whether somebody keeps the database from letting go of old pages.
    """

    rows: dict[str, int] = field(default_factory=dict)
    entry_ids: tuple[str, ...] = ()
    files: int = 0
    dumps: int = 0
    release: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    in_use: bool = False

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.rows or self.files or self.dumps or self.release or self.in_use)


@dataclass(frozen=True, slots=True)
class _Found:
    hits: list[tuple[ErasureTask, list[Match]]]
    affected: AffectedFiles

    @property
    def all_hits(self) -> list[Match]:
        return [hit for _, hits in self.hits for hit in hits]


def preview(services: Services, request: ErasureRequest, stage: Stage) -> Findings:
    """Tell where something to be erased stands; changes nothing.

    Raises:
        InvalidErasure, NotFound: it cannot be erased, or is not there.
    """
    check(request)
    return _findings(services, request, _find_text(services, request, stage))


def erase(services: Services, request: ErasureRequest, stage: Stage) -> Findings:
    """Erase; return where something still stands afterwards, which should be nowhere.

    May be repeated, also after it was cut off: every step is done again.

    Raises:
        InvalidErasure, NotFound: it cannot be erased, or is not there.
    """
    check(request)
    found = _find_text(services, request, stage)
    _overwrite(services, request, found, stage, first=True)
    for _ in range(ROUNDS - 1):
        found = _find_text(services, request, stage)
        if not (found.all_hits or found.affected):
            break
        _overwrite(services, request, found, stage, first=False)
    forget_models(services.settings)
    with services.database.read() as connection:
        published = entries.count_published(connection)
    with stage(INDEX, published) as progress:
        rebuild_index(services, progress)
    with stage(DUMPS, published) as progress:
        dumps.renew_dump(services, progress)
    with stage(DATABASE, scrubbing.count_scrubbed(services.database)) as progress:
        let_go = scrubbing.scrub(services.database, progress)
    return _findings(services, request, _find_text(services, request, stage), in_use=not let_go)


def _find_text(services: Services, request: ErasureRequest, stage: Stage) -> _Found:
    with services.database.read() as connection:
        parts = parts_of(connection, request)
        total = sum(rows.count_rows(connection, part) for part in parts)
        with stage(SEEKING, total) as progress:
            hits = [(part, rows.find(connection, part, progress)) for part in parts]
        return _Found(hits, affected_files(services, connection, request, hits))


def _overwrite(
    services: Services, request: ErasureRequest, found: _Found, stage: Stage, *, first: bool
) -> None:
    with stage(FILES, len(found.affected)) as progress:  # first: rows tell which are an entry's
        remove_affected(services, found.affected, progress)
    with stage(OVERWRITING, len(found.all_hits)) as progress, services.database.write() as unit:
        if request.entry_id and first:
            _withdraw(unit, request.entry_id, request.actor)
        for part, hits in found.hits:
            rows.overwrite(unit, part, hits, request.actor, request.reason)
            progress(len(hits))
        if first:
            looks.note(unit, _to_look_at(unit.connection, found))
            _forget_reply(unit, request.reply_id)
            rows.record(unit, request.actor, request.reason)


def _to_look_at(connection: Connection, found: _Found) -> list[Place]:
    """Return where a text is erased and others around it stay."""
    hits = [
        hit
        for task, of_task in found.hits
        if not isinstance(task.erasure, FullErasure)
        for hit in of_task
    ]
    ids = {
        "entry": rows.entries_of(connection, hits),
        "candidate": rows.candidates_of(connection, hits),
        "reply": uploads.reply_ids_with_matches(connection, hits),
        "report": rows.reports_of(connection, hits),
    }
    return [Place(kind, each) for kind, of_kind in ids.items() for each in sorted(of_kind)]


def _withdraw(unit: Unit, entry_id: str, actor: str) -> None:
    """Withdraw an entry that nothing is left of; its key stays, and so it is never loaded again."""
    found = entries.get(unit.connection, entry_id, published_only=False)
    if found and found.status != WITHDRAWN:
        publishing.withdraw(unit, entry_id, MARK, actor=actor)


def _forget_reply(unit: Unit, reply_id: str | None) -> None:
    """Leave of a reply who answered, for curators; of its candidates those that became entries."""
    pk = reply_pk(unit.connection, reply_id) if reply_id else None
    if pk is not None:
        candidates.delete_many(unit, unaccepted_candidate_keys(unit.connection, pk))
        replies.forget(unit, pk)
        replies.take_back(unit, pk)


def _findings(
    services: Services, request: ErasureRequest, found: _Found, *, in_use: bool = False
) -> Findings:
    hits = found.all_hits
    with services.database.read() as connection:
        return Findings(
            rows=rows.count_by_table(hits),
            entry_ids=rows.entries_of(connection, hits),
            files=len(found.affected),
            dumps=_dumps_with(services, request, hits),
            release=_release_with(request),
            places=_places(connection, found),
            in_use=in_use,
        )


def _places(connection: Connection, found: _Found) -> tuple[tuple[str, str], ...]:
    hits = found.all_hits
    ids = {
        "candidate": rows.candidates_of(connection, hits),
        "reply": uploads.reply_ids_with_matches(connection, hits),
        "import": uploads.imports_of(connection, hits),
        "report": rows.reports_of(connection, hits),
        "reply_file": found.affected.replies,
        "import_file": found.affected.imports,
    }
    return tuple((kind, each) for kind, of_kind in ids.items() for each in sorted(of_kind))


def _dumps_with(services: Services, request: ErasureRequest, hits: list[Match]) -> int:
    """Return how many dumps hold something: of an entry all, since only its rows tell."""
    dump_files = sorted(dumps.folder_of(services).glob(f"*/{NDJSON}"))
    if request.text_erasure is None:
        return len(dump_files) if any(hit.table == "entry_version" for hit in hits) else 0
    text_erasure = request.text_erasure
    return sum(in_packed_lines(path, text_erasure) for path in dump_files)


def _release_with(request: ErasureRequest) -> tuple[str, ...]:
    if request.text_erasure is None:
        return ()
    brought: tuple[Vocabulary | ConceptMapping, ...] = (*read_vocabularies(), *read_mappings())
    found = {
        "seed": holds(entries_path(), request.text_erasure),
        "vocabulary": any(request.text_erasure.is_in(str(astuple(each))) for each in brought),
    }
    return tuple(name for name, affected in found.items() if affected)
