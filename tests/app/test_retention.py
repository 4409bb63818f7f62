"""What is kept for a time is gone after it, and not before."""

from __future__ import annotations

import io
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from app.accounts.access import COMMAND
from app.candidates.reading import CandidateFilter, list_candidates
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.errors import Conflict
from app.imports.rejected_rows import write_rejected
from app.jobs.observer import WorkerObserver
from app.jobs.worker import run_periodic_tasks
from app.replies.service import SubmittedReply, original_path, submit
from app.retention import SCRUBBING_DUE, StillInUse, expire
from app.tasks import list_tasks
from app.uploads import receive_upload, rows_path, sweep_uploads, upload_path
from catalogue import engines, ledger
from catalogue.database import Database
from catalogue.erasing import scrubbing
from catalogue.tables import Candidate, CandidateStep, Import, Reply, ReplyDocument
from tests.app.importing import imported, ndjson, work_off
from tests.app.planting import REPLY
from tests.fixtures.services import copy_learnt, row, services_in
from tests.fixtures.sharing import built_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services

SIGNED = "Tyko Skårmyr"


@pytest.fixture
def services(empty_services: Services) -> Services:
    return empty_services


def silently(_kind: str, _count: int) -> None:
    """Tell nobody."""


def expired(services: Services) -> dict[str, int]:
    """Return what was deleted."""
    return {kind: count for kind, count in expire(services, silently).items() if count}


def aged(services: Services, table: Any, days: float, *columns: str) -> None:
    """Set times of every row back."""
    then = datetime.now(UTC) - timedelta(days=days)
    with services.database.write() as unit:
        unit.connection.execute(update(table).values(**dict.fromkeys(columns, then)))


def review_a_reply(learnt: Path, folder: Path) -> None:
    """Fill a data folder: send a reply in and reject all that is found in it."""
    services = services_in(folder)
    copy_learnt(learnt, folder)
    imported(services, ndjson(row("one", goals=["12"]), row("two", sectors=["handel"])))
    with receive_upload(services.settings, io.BytesIO(REPLY.read_bytes()), None) as upload:
        submit(services, upload, SubmittedReply("token:test"), "svar.txt")
    work_off(services)
    for each in list_candidates(services, CandidateFilter(), 1, 50)[1]:
        base = BaseVersion(each["id"], frozenset({str(each["version"])}))
        apply_transition(services, COMMAND, base, {"transition": "reject", "reason": None})
    services.database.close()


@pytest.fixture
def reviewed(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    learnt: Path,
    each_reply_read_once: None,  # noqa: ARG001  applies
) -> Iterator[Services]:
    """A catalogue with a reply of which all was rejected."""
    folder = built_once(tmp_path_factory, "reviewed", partial(review_a_reply, learnt))
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    services = services_in(tmp_path)
    yield services
    services.database.close()


@pytest.fixture
def unreviewed(reviewed: Services) -> Services:
    """The same, but that one candidate waits."""
    found = list_candidates(reviewed, CandidateFilter(), 1, 1)[1][0]
    base = BaseVersion(found["id"], frozenset({str(found["version"])}))
    apply_transition(reviewed, COMMAND, base, {"transition": "undo", "reason": None})
    return reviewed


def id_of_reply(services: Services) -> str:
    with services.database.read() as connection:
        return connection.execute(select(Reply.id)).scalar_one()


def original_of(services: Services) -> Path:
    """Return the file of the reply as it came in."""
    return original_path(services.settings, id_of_reply(services))


def stored_text(services: Services) -> str:
    """Return all that is kept of what replies say."""
    with services.database.read() as connection:
        rows = [
            *connection.execute(select(ReplyDocument.text, ReplyDocument.blocks)),
            *connection.execute(select(Candidate.said)),
            *connection.execute(select(CandidateStep.before)),
        ]
    return json.dumps([list(row) for row in rows], ensure_ascii=False)


def test_files_of_imports_go_after_90_days(services: Services) -> None:
    found = imported(services, b"externalId;title\na;b\n")
    files = [path(services.settings, found.record.id) for path in (upload_path, rows_path)]
    aged(services, Import, 89, "finished_at")
    assert expired(services) == {}
    assert all(file.exists() for file in files)
    aged(services, Import, 91, "finished_at")
    assert expired(services) == {"uploads": 1}
    assert not any(file.exists() for file in files)
    with pytest.raises(Conflict):
        write_rejected(services, found.record.id, io.BytesIO())
    assert expired(services) == {}


def test_the_file_of_an_import_that_never_ends_goes_after_90_days(services: Services) -> None:
    found = imported(services, b"externalId;title\na;b\n")
    with services.database.write() as unit:
        unit.connection.execute(update(Import).values(finished_at=None, state="queued"))
    aged(services, Import, 89, "created_at")
    assert expired(services) == {}
    aged(services, Import, 91, "created_at")
    assert expired(services) == {"uploads": 1}
    assert not upload_path(services.settings, found.record.id).exists()


def test_no_file_holds_a_byte_of_a_rejected_row_that_has_expired(services: Services) -> None:
    imported(services, f"externalId;title\n{SIGNED.replace(' ', '-')};b\n".encode())
    assert bytes_with(services.settings.data, "Skårmyr")
    aged(services, Import, 91, "finished_at")
    assert expired(services) == {"uploads": 1}
    assert bytes_with(services.settings.data, "Skårmyr") == []


def test_a_reply_is_forgotten_a_year_after_its_review(reviewed: Services) -> None:
    path = original_of(reviewed)
    aged(reviewed, Reply, 364, "reviewed_at")
    assert expired(reviewed) == {}
    assert path.exists()
    assert SIGNED in stored_text(reviewed)
    aged(reviewed, Reply, 366, "reviewed_at")
    assert expired(reviewed) == {"replies": 1}
    assert not path.exists()
    assert SIGNED not in stored_text(reviewed)
    assert expired(reviewed) == {}


def test_how_long_replies_are_kept_can_be_set(reviewed: Services) -> None:
    path = original_of(reviewed)
    aged(reviewed, Reply, 11, "reviewed_at")
    settings = replace(reviewed.settings, keep_replies_days=10)
    assert expired(replace(reviewed, settings=settings)) == {"replies": 1}
    assert not path.exists()


def test_a_reply_that_waits_for_review_is_kept_for_two_years(unreviewed: Services) -> None:
    path = original_of(unreviewed)
    aged(unreviewed, Reply, 729, "created_at", "finished_at")
    assert expired(unreviewed) == {}
    assert path.exists()
    assert SIGNED in stored_text(unreviewed)
    aged(unreviewed, Reply, 731, "created_at", "finished_at")
    assert expired(unreviewed) == {"replies": 1}
    assert not path.exists()
    assert SIGNED not in stored_text(unreviewed)
    assert list_candidates(unreviewed, CandidateFilter(states=["waiting"]), 1, 50)[0] == 1


def test_how_long_what_waits_is_kept_can_be_set(unreviewed: Services) -> None:
    path = original_of(unreviewed)
    aged(unreviewed, Reply, 11, "created_at")
    settings = replace(unreviewed.settings, keep_replies_at_most_days=10)
    assert expired(replace(unreviewed, settings=settings)) == {"replies": 1}
    assert not path.exists()


def test_what_waits_is_reported_60_days_before_its_text_goes(unreviewed: Services) -> None:
    reply_id = id_of_reply(unreviewed)
    aged(unreviewed, Reply, 669, "created_at")
    assert list_tasks(unreviewed, COMMAND, ["expiring-reply"], 1, 10).items == []
    aged(unreviewed, Reply, 671, "created_at")
    found = list_tasks(unreviewed, COMMAND, ["expiring-reply"], 1, 10)
    (told,) = found.items
    assert (told["replyId"], told["title"], told["counties"]) == (reply_id, "rus-2018", ["17"])
    left = datetime.fromisoformat(told["due"]) - datetime.now(UTC)
    assert timedelta(days=58) < left < timedelta(days=60)
    assert found.counts == {"expiring-reply": 1}


class Stopping(WorkerObserver):
    """Ends the worker when something was deleted, and keeps what."""

    def __init__(self, stop: Event) -> None:
        self.told: list[tuple[str, int]] = []
        self._stop = stop

    def expired(self, kind: str, count: int) -> None:
        self.told.append((kind, count))
        self._stop.set()


def bytes_with(folder: Path, text: str) -> list[str]:
    """Return the files of a folder that hold a text."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )


def test_no_file_holds_a_byte_of_what_the_worker_has_deleted(reviewed: Services) -> None:
    data = reviewed.settings.data
    aged(reviewed, Reply, 366, "reviewed_at")
    aged(reviewed, Candidate, 91, "changed_at")
    assert len(bytes_with(data, SIGNED)) > 1
    stop = Event()
    run_periodic_tasks(reviewed, stop, Stopping(stop))
    assert bytes_with(data, SIGNED) == []
    assert not (data / SCRUBBING_DUE).exists()


def test_bytes_that_somebody_holds_in_use_go_the_next_time(
    reviewed: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "PATIENCE", 0.0)
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.0)
    reviewed = replace(reviewed, database=Database(reviewed.settings.database_url))
    aged(reviewed, Reply, 366, "reviewed_at")
    with reviewed.database.read() as reader:
        reader.execute(select(Reply.id)).all()
        with pytest.raises(StillInUse):
            expired(reviewed)
        assert bytes_with(reviewed.settings.data, SIGNED)
    assert expired(reviewed) == {}
    assert bytes_with(reviewed.settings.data, SIGNED) == []
    reviewed.database.close()


def test_rejected_candidates_go_after_90_days_and_the_others_stay(reviewed: Services) -> None:
    total, found = list_candidates(reviewed, CandidateFilter(), 1, 50)
    base = BaseVersion(found[0]["id"], frozenset({str(found[0]["version"])}))
    apply_transition(reviewed, COMMAND, base, {"transition": "undo", "reason": None})
    aged(reviewed, Candidate, 89, "changed_at")
    assert expired(reviewed) == {}
    aged(reviewed, Candidate, 91, "changed_at")
    assert expired(reviewed) == {"candidates": total - 1}
    assert [each["id"] for each in list_candidates(reviewed, CandidateFilter(), 1, 50)[1]] == [
        found[0]["id"]
    ]


def test_the_ledger_tells_how_much_was_deleted_and_only_then(services: Services) -> None:
    imported(services, b"externalId;title\na;b\n")
    expired(services)
    aged(services, Import, 91, "finished_at")
    expired(services)
    with services.database.read() as connection:
        events = [each for each in ledger.changes(connection, 0, 10) if each.action == "expire"]
    (event,) = events
    assert (event.action, event.actor, event.entry_id, event.public) == (
        "expire",
        "worker",
        None,
        False,
    )


def test_the_worker_does_it_and_is_told_how_much(services: Services) -> None:
    imported(services, b"externalId;title\na;b\n")
    aged(services, Import, 91, "finished_at")
    stop = Event()
    observer = Stopping(stop)
    run_periodic_tasks(services, stop, observer)
    assert observer.told == [("uploads", 1)]


def test_an_upload_that_broke_off_goes_after_a_day(services: Services) -> None:
    folder = services.settings.data / "imports"
    folder.mkdir()
    fresh, old = folder / "incoming-1", folder / "incoming-2"
    for path in (fresh, old):
        path.write_bytes(b"x")
    long_ago = datetime.now(UTC).timestamp() - 90_000
    os.utime(old, (long_ago, long_ago))
    sweep_uploads(services)
    assert (fresh.exists(), old.exists()) == (True, False)
