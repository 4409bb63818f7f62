"""Backups of SQLite: what is in them, which stay, and what restoring refuses."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import DatabaseError

from app import backups
from app.backups import BackupFailed, back_up, restore
from app.wiring import Services, build_services
from cli.main import commands
from tests.fixtures.repository import ROOT
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from pathlib import Path

INTO_A_SMALL_FOLDER = """
import sys
from pathlib import Path
from catalogue.backups import copy_rows
from catalogue.database import Database
try:
    copy_rows(Database(sys.argv[2]), Path(sys.argv[1]))
except OSError as error:
    print(f"{error.strerror}: {error.filename}")
"""


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return services_in(tmp_path / "data")


def folder_of(services: Services) -> Path:
    return services.settings.data.parent / "backups"


def test_a_backup_holds_rows_and_replies_and_the_oldest_go(services: Services) -> None:
    replies, folder = services.settings.data / "replies", folder_of(services)
    replies.mkdir()
    (replies / "one").write_text("Svar", encoding="utf-8")
    for day in ("20260101T013000Z", "20260102T013000Z", "not-a-backup"):
        (folder / day).mkdir(parents=True)
    made = back_up(services, folder, 2)
    assert {each.name for each in folder.iterdir()} == {
        "20260102T013000Z",
        "not-a-backup",
        made.name,
    }
    assert {each.name for each in made.iterdir()} == {"rows.sqlite3", "replies"}
    assert made.stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_leaves_nothing_behind(services: Services) -> None:
    services.database.close()
    (services.settings.data / "exempelbanken.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(DatabaseError):
        back_up(services, folder_of(services), 1)
    assert list(folder_of(services).iterdir()) == []


def test_a_full_disk_of_the_backups_is_told_as_such(services: Services) -> None:
    small = folder_of(services)
    small.mkdir()
    services.database.close()
    done = subprocess.run(
        [
            *("unshare", "--map-root-user", "--mount", "sh", "-c"),
            'mount -t tmpfs -o size=64k tmpfs "$1" && exec "$0" -c "$2" "$1" "$3"',
            *(sys.executable, str(small), INTO_A_SMALL_FOLDER),
            services.settings.database_url,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"No space left on device: {small}/rows.sqlite3\n", done.stderr


def test_backups_of_the_same_second_lie_beside_each_other(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(backups.datetime):
        @classmethod
        def now(cls, tz: object = None) -> Stopped:  # type: ignore[override]
            assert tz
            return cls(2026, 1, 1, 1, 30)

    monkeypatch.setattr(backups, "datetime", Stopped)
    made = [back_up(services, folder_of(services), 2).name for _ in range(2)]
    assert made == ["20260101T013000Z", "20260101T013000Z-2"]


def test_what_a_killed_backup_left_behind_goes_a_day_later(services: Services) -> None:
    folder = folder_of(services)
    for name, day in ((".old.part", 2), (".new.part", 0)):
        (folder / name).mkdir(parents=True)
        then = time.time() - day * 86_400
        os.utime(folder / name, (then, then))
    made = back_up(services, folder, 1)
    assert {each.name for each in folder.iterdir()} == {".new.part", made.name}


def test_nothing_is_restored_while_somebody_works_with_the_rows(services: Services) -> None:
    made = back_up(services, folder_of(services), 1)
    other = build_services(services.settings)
    with other.database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM entry")
        with pytest.raises(BackupFailed, match="Stop web"):
            restore(services, made)
    other.database.close()
    assert sorted(each.name for each in services.settings.data.glob("*.restoring*")) == []


def test_a_damaged_database_is_replaced_by_a_backup(services: Services) -> None:
    made = back_up(services, folder_of(services), 1)
    services.database.close()
    file = services.settings.data / "exempelbanken.sqlite3"
    file.write_bytes(b"no database" * 500)
    assert restore(services, made) == file.with_name(f"{file.name}.before")
    assert services.database.is_alive()


@pytest.mark.parametrize(
    "statement", ["DROP TABLE alembic_version", "UPDATE alembic_version SET version_num = '9999'"]
)
def test_a_backup_of_a_newer_release_or_of_something_else_is_refused(
    services: Services, statement: str
) -> None:
    made = back_up(services, folder_of(services), 1)
    with sqlite3.connect(made / "rows.sqlite3") as connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(BackupFailed, match="newer release"):
        restore(services, made)
    assert services.database.is_alive()


def test_a_damaged_backup_is_refused(services: Services) -> None:
    made = back_up(services, folder_of(services), 1)
    (made / "rows.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(BackupFailed, match="damaged"):
        restore(services, made)


def test_a_folder_without_a_backup_is_named(services: Services, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"rows\.sqlite3"):
        restore(services, tmp_path)


def test_a_restore_that_is_refused_leaves_nothing_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(data))
    done = CliRunner().invoke(commands, ["restore", str(tmp_path)])
    assert isinstance(done.exception, FileNotFoundError)
    assert not data.exists()
