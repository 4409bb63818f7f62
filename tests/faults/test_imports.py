"""Loads that are killed, run at once, or run out of disk: nothing is lost, nothing is doubled."""

from __future__ import annotations

import http.client
import json
import random
import resource
import selectors
import signal
from collections import Counter
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from app.indexing import index_status, verify_index
from bench.recombine import recombined
from catalogue import imports
from catalogue.tables import Entry, EntryVersion, LedgerEvent
from tests.faults.acting import die_at
from tests.faults.installation import wait_for
from tests.fixtures.accounts import bearer
from tests.fixtures.services import copy_learnt
from tests.web.server import Server, kill

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Install
    from tests.faults.installation import Installation

ROWS = 3_000
SOME = 1_500
ONCE_A_ROW = ("_begin", "_decide", "uuid7")
"""Functions of `catalogue/` that loading a row calls, in different parts of the work."""
ROWS_UNTIL_KILLED = (550, 850)
"""More than are committed together, and three times so many are not all."""
FULL = 3_000_000
"""Bytes that no file may grow beyond: the upload fits, the rows do not."""


@pytest.fixture
def embedded(install_embedded: Install) -> Installation:
    return install_embedded()


def file_of(folder: Path, count: int, seed: int = 1, **changes: Any) -> Path:
    file = folder / f"{count}-{seed}.ndjson"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(
            json.dumps({**row, **changes}) + "\n" for row in recombined(count, seed, keywords=False)
        )
    return file


def load(file: Path) -> tuple[str, ...]:
    return ("import", str(file), "--source", "faults", "--publish", "--json")


def loaded(installation: Installation) -> int:
    with installation.services.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(Entry)) or 0


def assert_whole(installation: Installation, count: int) -> None:
    """Every row once: as entry, version, event, result and document."""
    with installation.services.database.read() as connection:
        numbers = {
            column.class_.__tablename__: connection.scalar(select(func.count(column)))
            for column in (Entry.pk, EntryVersion.entry_pk, LedgerEvent.entry_pk)
        }
        events = Counter(
            connection.scalars(
                select(LedgerEvent.entry_pk).where(LedgerEvent.entry_pk.is_not(None))
            )
        )
        _, (record, *_others) = imports.page(connection, 0, 10)
        results = imports.row_page(connection, record.pk, (), 0, 0)[0]
    assert numbers == {"entry": count, "entry_version": count, "ledger": count}
    assert set(events.values()) == {1}
    assert (record.state, record.created, results) == ("loaded", count, count)
    assert not verify_index(installation.services)
    assert index_status(installation.services).published == count


def test_an_import_that_is_killed_goes_on_when_it_is_started_again(
    embedded: Installation, tmp_path: Path
) -> None:
    file = file_of(tmp_path, ROWS)
    dice = random.Random(5)
    for function in ONCE_A_ROW:
        before = loaded(embedded)
        deadly = partial(die_at, dice.randint(*ROWS_UNTIL_KILLED), "/catalogue/", function)
        process = embedded.start(*load(file), prepare=deadly)
        assert process.wait() == -signal.SIGKILL
        assert before < loaded(embedded) < ROWS
    done = embedded.run(*load(file))
    assert done.wait() == 0, done.stderr
    assert json.loads(done.stdout)["created"] == ROWS
    assert_whole(embedded, ROWS)


def test_the_worker_that_is_killed_is_started_again_and_goes_on(
    embedded: Installation, tmp_path: Path, learnt: Path
) -> None:
    copy_learnt(learnt, tmp_path / "data")
    file = file_of(tmp_path, SOME)
    token = bearer(embedded.services, "imports:run", "entries:publish")
    with Server(tmp_path / "data", "--workers", "1") as server:
        sent(server, token, file.read_bytes())
        for _ in range(2):
            before = loaded(embedded)
            wait_for(
                lambda before=before: loaded(embedded) > before or state(embedded) == "loaded",
                "rows",
            )
            if server.background is not None:
                kill(server.background)
        wait_for(lambda: state(embedded) == "loaded", "the import")
    assert embedded.run("index", "sync").wait() == 0
    assert_whole(embedded, SOME)


def sent(server: Server, token: dict[str, str], content: bytes) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc)
    headers = {**token, "Content-Type": "application/x-ndjson"}
    connection.request("POST", "/api/v1/imports?source=faults&publish=true", content, headers)
    assert connection.getresponse().status == 202
    connection.close()


def state(installation: Installation) -> str:
    with installation.services.database.read() as connection:
        return imports.page(connection, 0, 1)[1][0].state


def test_two_loads_of_the_same_file_at_once_load_it_once(
    embedded: Installation, tmp_path: Path
) -> None:
    file = file_of(tmp_path, SOME)
    started = [embedded.start(*load(file)) for _ in range(2)]
    assert [process.wait() for process in started] == [0, 0]
    assert loaded(embedded) == SOME
    with embedded.services.database.read() as connection:
        assert connection.scalar(select(func.count(LedgerEvent.entry_pk))) == SOME
    assert not verify_index(embedded.services)


def test_two_loads_of_overlapping_files_at_once_make_every_entry_once(
    embedded: Installation, tmp_path: Path
) -> None:
    small, large = file_of(tmp_path, SOME // 2), file_of(tmp_path, SOME)
    started = [embedded.start(*load(file)) for file in (small, large)]
    assert [process.wait() for process in started] == [0, 0]
    assert loaded(embedded) == SOME
    assert not verify_index(embedded.services)


def test_a_full_disk_is_told_and_the_import_goes_on_when_there_is_room(
    embedded: Installation, tmp_path: Path
) -> None:
    file = file_of(tmp_path, SOME)
    assert file.stat().st_size < FULL

    narrow = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (FULL, FULL))
    done = embedded.run(*load(file), prepare=narrow)
    assert done.wait() == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert loaded(embedded) < SOME
    again = embedded.run(*load(file))
    assert again.wait() == 0, again.stderr
    assert_whole(embedded, SOME)


@pytest.mark.parametrize("announced", [True, False])
def test_an_upload_of_two_gigabytes_is_refused_long_before_its_end(
    embedded: Installation, tmp_path: Path, *, announced: bool
) -> None:
    token = bearer(embedded.services, "imports:run")
    with Server(tmp_path / "data", "--workers", "1", "--no-worker") as server:
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)
        connection.putrequest("POST", "/api/v1/imports?source=faults")
        for name, value in {**token, "Content-Type": "application/x-ndjson"}.items():
            connection.putheader(name, value)
        if announced:
            connection.putheader("Content-Length", "2000000000")
        else:
            connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        if not announced:
            send_until_refused(connection)
        with closing(connection), connection.getresponse() as response:
            assert response.status == 413
    assert list((tmp_path / "data" / "imports").glob("*")) == []


def send_until_refused(connection: http.client.HTTPConnection) -> None:
    piece = bytes(1_000_000)
    chunk = b"%x\r\n" % len(piece) + piece + b"\r\n"
    answered = selectors.DefaultSelector()
    answered.register(connection.sock, selectors.EVENT_READ)
    try:
        for _ in range(2_000):
            connection.send(chunk)
            if answered.select(0):
                return
    except OSError:
        return
    raise AssertionError("two gigabytes were taken")
