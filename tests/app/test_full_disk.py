"""A disk that is full, a damaged file and a writer who takes long are told from one another."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy.exc import NoSuchModuleError, OperationalError

from app.availability import unavailability
from app.errors import EntriesUnavailable, NoRoom, WritingRefused, WritingUnavailable
from app.jobs.faults import fault_of
from catalogue.database import Database
from catalogue.engines import Trouble, trouble_of
from cli.errors import MENDABLE, message_for
from tests.fixtures.accounts import new_token
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from app.errors import Unavailable
    from app.wiring import Services

IN_MOUNTS_OF_ITS_OWN = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
ON_A_FULL_DISK = """
import json, os, sys
from pathlib import Path

from click.testing import CliRunner
from werkzeug.test import Client

from cli.errors import message_for
from cli.main import commands
from cli.wsgi import build_application
from tests.fixtures.services import row, services_in

folder, token = Path(sys.argv[1]), sys.argv[2]
os.environ["EXEMPELBANKEN_DATA"] = str(folder)

def fill():
    try:
        with (folder / "filler").open("ab", 0) as filler:
            while True:
                filler.write(b"x" * 4096)
    except OSError:
        pass

def run(*arguments):
    done = CliRunner().invoke(commands, arguments)
    error = done.exception
    failed = error is not None and not isinstance(error, SystemExit)
    return [done.exit_code, message_for(error).sv if failed else done.output]

services = services_in(folder)
client = Client(build_application(services))
services.database.is_alive()
fill()
answer = client.post(
    "/api/v1/entries",
    json=row("a", summary="Lång sammanfattning. " * 80),
    headers={"Authorization": f"Bearer {token}", "Host": "localhost", "Accept-Language": "en"},
)
posted = [answer.status_code, answer.json["type"].rpartition("/")[2], answer.json["detail"]]
rebuilt = run("index", "rebuild")
services.database.close()
fill()
full = run("check")
(folder / "filler").unlink()
print(json.dumps([posted, full, rebuilt, run("check"), run("index", "rebuild")]))
"""


def _can_mount() -> bool:
    tried = [*IN_MOUNTS_OF_ITS_OWN, "true"]
    return bool(shutil.which("unshare")) and not subprocess.run(tried, check=False).returncode


@pytest.mark.skipif(
    not _can_mount(), reason="unshare may mount nothing: Linux, with namespaces of users"
)
def test_on_a_full_disk_commands_and_answers_say_so_and_nothing_is_damaged(
    account_services: Services, tmp_path_factory: pytest.TempPathFactory
) -> None:
    token = new_token(account_services, "entries:write")
    account_services.database.close()
    kept, small = account_services.settings.data, tmp_path_factory.mktemp("small")
    script = (
        f"mount -t tmpfs -o size=12m tmpfs {small} && cp -a {shlex.quote(str(kept))}/. {small}"
        f" && exec {shlex.join([sys.executable, '-c', ON_A_FULL_DISK, str(small), token])}"
    )
    done = subprocess.run(
        [*IN_MOUNTS_OF_ITS_OWN, script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr
    posted, full, rebuilt, after, rebuilt_after = json.loads(done.stdout.splitlines()[-1])
    assert posted[:2] == [503, "no-room"]
    assert "disk is full" in posted[2]
    assert full[0] not in {0, None}
    assert "Disken är full" in full[1]
    assert "säkerhetskopia" not in full[1]
    assert rebuilt[0] not in {0, None}
    assert "Sökindexet går inte att använda" in rebuilt[1]
    assert "No space left" in rebuilt[1]
    assert after == [0, "Databasen är hel.\n"]
    assert rebuilt_after[0] == 0


def of_sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("of the driver")
    error.sqlite_errorcode = code
    return error


TOLD = {
    Trouble.LOCKED: (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), WritingUnavailable, "dröjer"),
    Trouble.FULL: (of_sqlite(sqlite3.SQLITE_FULL), NoRoom, "Disken är full"),
    Trouble.READ_ONLY: (of_sqlite(sqlite3.SQLITE_READONLY), WritingRefused, "skrivskyddat"),
    Trouble.UNREADABLE: (of_sqlite(sqlite3.SQLITE_IOERR_READ), EntriesUnavailable, "dmesg"),
    Trouble.DAMAGED: (of_sqlite(sqlite3.SQLITE_CORRUPT), EntriesUnavailable, "är skadad"),
}


@pytest.mark.parametrize("trouble", Trouble)
def test_each_trouble_of_a_database_has_an_answer_and_a_sentence_of_its_own(
    trouble: Trouble,
) -> None:
    fault, answer, sentence = TOLD[trouble]
    error = OperationalError("INSERT", {}, fault)
    found: Unavailable | None = unavailability(error)
    assert trouble_of(fault) is trouble
    assert type(found) is answer
    assert sentence in message_for(error).sv
    assert (fault_of(error)["code"] == "disk-full") == (trouble is Trouble.FULL)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (psycopg.errors.DiskFull(), Trouble.FULL),
        (psycopg.errors.LockNotAvailable(), Trouble.LOCKED),
        (psycopg.errors.ReadOnlySqlTransaction(), Trouble.READ_ONLY),
        (psycopg.errors.DataCorrupted(), Trouble.DAMAGED),
        (psycopg.OperationalError("no answer"), None),
    ],
)
def test_postgresql_says_the_same_in_its_own_codes(
    fault: psycopg.Error, trouble: Trouble | None
) -> None:
    assert trouble_of(fault) is trouble


def test_only_a_missing_driver_is_told_as_a_fault_of_the_address() -> None:
    with pytest.raises(NoSuchModuleError) as raised:
        Database("mysql+pymysql://localhost/x")
    assert "EXEMPELBANKEN_DATABASE_URL" in message_for(raised.value).sv
    assert not isinstance(ImportError("cannot import name 'x'"), MENDABLE)
