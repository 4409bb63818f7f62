"""What is kept for a time is gone after it, and not before."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from app.accounts.access import COMMAND
from app.candidates.reading import Wanted, list_candidates
from app.candidates.steps import take
from app.entries.editing import Base
from app.errors import Conflict
from app.imports.rejected import write_rejected
from app.privacy.retention import expire
from app.replies.intake import Sent, original_path, send_in
from app.uploads import received, rows_path, sweep_uploads, upload_path
from app.work.watching import Watcher
from app.work.worker import do_chores
from catalogue import ledger
from catalogue.tables import Candidate, CandidateStep, Import, Reply, ReplyDocument
from tests.app.importing import imported, ndjson, work_off
from tests.app.planting import REPLY
from tests.fixtures.replies import copy_learnt
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

SIGNED = "Tyko Skårmyr"


@pytest.fixture
def services(
    empty_services: Services,
    read_once: Path,
    each_reply_read_once: None,  # noqa: ARG001  applies
) -> Services:
    copy_learnt(read_once, empty_services)
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


def reviewed_reply(services: Services) -> str:
    """Send a reply in and reject all that is found in it."""
    imported(services, ndjson(row("one", goals=["12"]), row("two", sectors=["handel"])))
    with received(services.settings, io.BytesIO(REPLY.read_bytes()), None) as upload:
        reply_id, _ = send_in(services, upload, Sent("token:test"), "svar.txt")
    work_off(services)
    for each in list_candidates(services, Wanted(), 1, 50)[1]:
        base = Base(each["id"], frozenset({str(each["version"])}))
        take(services, COMMAND, base, {"transition": "reject", "reason": None})
    return reply_id


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


def test_a_reply_is_forgotten_a_year_after_its_review(services: Services) -> None:
    path = original_path(services.settings, reviewed_reply(services))
    aged(services, Reply, 364, "reviewed_at")
    assert expired(services) == {}
    assert path.exists()
    assert SIGNED in stored_text(services)
    aged(services, Reply, 366, "reviewed_at")
    assert expired(services) == {"replies": 1}
    assert not path.exists()
    assert SIGNED not in stored_text(services)
    assert expired(services) == {}


def test_how_long_replies_are_kept_can_be_set(services: Services) -> None:
    path = original_path(services.settings, reviewed_reply(services))
    aged(services, Reply, 11, "reviewed_at")
    settings = replace(services.settings, keep_replies_days=10)
    assert expired(replace(services, settings=settings)) == {"replies": 1}
    assert not path.exists()


def test_a_reply_that_waits_for_review_is_kept(services: Services) -> None:
    path = original_path(services.settings, reviewed_reply(services))
    with services.database.write() as unit:
        unit.connection.execute(update(Reply).values(reviewed_at=None))
    aged(services, Reply, 1000, "created_at", "finished_at")
    assert expired(services) == {}
    assert path.exists()


def test_rejected_candidates_go_after_90_days_and_the_others_stay(services: Services) -> None:
    reviewed_reply(services)
    total, found = list_candidates(services, Wanted(), 1, 50)
    base = Base(found[0]["id"], frozenset({str(found[0]["version"])}))
    take(services, COMMAND, base, {"transition": "undo", "reason": None})
    aged(services, Candidate, 89, "changed_at")
    assert expired(services) == {}
    aged(services, Candidate, 91, "changed_at")
    assert expired(services) == {"candidates": total - 1}
    assert [each["id"] for each in list_candidates(services, Wanted(), 1, 50)[1]] == [
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
    stop, told = Event(), []

    class Noting(Watcher):
        def expired(self, kind: str, count: int) -> None:
            told.append((kind, count))
            stop.set()

    do_chores(services, stop, Noting())
    assert told == [("uploads", 1)]


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
