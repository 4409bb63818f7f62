"""Backups of SQLite: what is in them, which stay, and what restoring refuses."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import DatabaseError

from app import backups
from app.backup_checks import BackupFailed, write_checksums
from app.backups import back_up, restore
from app.wiring import Services, build_services
from cli.main import commands
from tests.fixtures.repository import ROOT
from tests.fixtures.services import DATABASE, services_in

if TYPE_CHECKING:
    from collections.abc import Callable
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
    assert {each.name for each in made.iterdir()} == {"SHA256SUMS", "rows.sqlite3", "replies"}
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


def test_each_restore_keeps_what_was_there_before_it(services: Services) -> None:
    made = back_up(services, folder_of(services), 1)
    file = services.settings.data / DATABASE
    kept = {}
    for content in (b"no database" * 500, b"another one" * 500):
        services.database.close()
        file.write_bytes(content)
        before = restore(services, made)
        assert before
        assert before.name.startswith(f"{DATABASE}.before-")
        kept[before] = content
    assert {each: each.read_bytes() for each in file.parent.glob("*.before-*")} == kept
    assert services.database.is_alive()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TABLE alembic_version", "its rows are damaged"),
        ("UPDATE alembic_version SET version_num = '9999'", "newer release"),
    ],
)
def test_a_backup_of_a_newer_release_or_of_something_else_is_refused(
    services: Services, statement: str, named: str
) -> None:
    made = back_up(services, folder_of(services), 1)
    with sqlite3.connect(made / "rows.sqlite3") as connection:
        connection.execute(statement)
    connection.close()
    write_checksums(made)
    with pytest.raises(BackupFailed, match=named):
        restore(services, made)
    assert services.database.is_alive()


def lose_a_reply(made: Path) -> None:
    (made / "replies" / "one").unlink()


def lose_all_replies(made: Path) -> None:
    shutil.rmtree(made / "replies")


def change_a_reply(made: Path) -> None:
    (made / "replies" / "one").write_bytes(b"")


def change_the_rows(made: Path) -> None:
    (made / "rows.sqlite3").write_bytes(b"no database" * 500)


def lose_the_rows(made: Path) -> None:
    (made / "rows.sqlite3").unlink()


def lose_the_checksums(made: Path) -> None:
    (made / "SHA256SUMS").unlink()


def name_a_file_outside(made: Path) -> None:
    with (made / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  replies/../../outside\n")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (lose_a_reply, "damaged: replies/one is"),
        (lose_all_replies, "damaged: replies/one, replies/two is"),
        (change_a_reply, "damaged: replies/one is"),
        (change_the_rows, r"damaged: rows\.sqlite3 is"),
        (lose_the_rows, r"damaged: rows\.sqlite3 is"),
        (lose_the_checksums, "has no SHA256SUMS"),
        (name_a_file_outside, "damaged: SHA256SUMS is"),
    ],
)
def test_a_damaged_part_refuses_the_whole_backup(
    services: Services, damage: Callable[[Path], None], named: str
) -> None:
    replies = services.settings.data / "replies"
    replies.mkdir()
    for name in ("one", "two"):
        (replies / name).write_text(f"Svar {name}", encoding="utf-8")
    made = back_up(services, folder_of(services), 1)
    services.database.close()
    damage(made)
    before = contents_of(services.settings.data)
    with pytest.raises(BackupFailed, match=named):
        restore(services, made)
    assert contents_of(services.settings.data) == before


def contents_of(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_backup_without_checksums_is_restored_once_the_named_command_has_run(
    services: Services,
) -> None:
    made = back_up(services, folder_of(services), 1)
    lose_the_checksums(made)
    with pytest.raises(BackupFailed) as refused:
        restore(services, made)
    command = refused.value.full_message.sv.rpartition("så kör: ")[2]
    subprocess.run(["sh", "-c", command], check=True)
    restore(services, made)
    assert services.database.is_alive()


def test_replies_are_restored_and_those_that_came_later_stay(services: Services) -> None:
    replies = services.settings.data / "replies"
    replies.mkdir()
    (replies / "one").write_text("Svar", encoding="utf-8")
    made = back_up(services, folder_of(services), 1)
    left_by_a_killed_one = services.settings.data / "replies.restoring"
    left_by_a_killed_one.mkdir()
    (replies / "one").unlink()
    (replies / "later").write_text("Senare", encoding="utf-8")
    restore(services, made)
    assert {each.name: each.read_text("utf-8") for each in replies.iterdir()} == {
        "one": "Svar",
        "later": "Senare",
    }
    assert not left_by_a_killed_one.exists()


def test_a_folder_that_is_no_backup_is_refused_with_what_to_name_instead(
    services: Services, tmp_path: Path
) -> None:
    made = back_up(services, folder_of(services), 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "postgresql").mkdir()
    (tmp_path / "postgresql" / "rows.dump").touch()
    for folder, named in (
        (made.parent, f"the latest is {made}"),
        (tmp_path / "empty", r"the file rows\.sqlite3 is missing"),
        (tmp_path / "postgresql", "made of PostgreSQL, but the database here is SQLite"),
    ):
        with pytest.raises(BackupFailed, match=named):
            restore(services, folder)


def test_a_restore_that_is_refused_leaves_nothing_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(data))
    done = CliRunner().invoke(commands, ["restore", str(tmp_path)])
    assert isinstance(done.exception, BackupFailed)
    assert not data.exists()
