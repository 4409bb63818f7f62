"""Commands work on tables of their own release only, and say which command helps otherwise."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.tables import UnfitTables, check_tables
from catalogue import migrating
from catalogue.migrating import Tables
from cli.main import main
from cli.serve import check_prepared
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.wiring import Services

COMMANDS = (
    *("index status", "index rebuild", "index sync", "index verify", "jobs list", "tasks", "dump"),
    *(
        "users list",
        "tokens list",
        "candidates list",
        "suggest text",
        "erase --text abc --reason x",
    ),
    *("import -", "worker", "serve --port 0"),
)


def make_older(services: Services) -> None:
    migrating.downgrade(services.database.engine, "0001")


def make_newer(services: Services) -> None:
    with services.database.write() as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


STATES = {
    make_older: (Tables.OLDER, "och sedan: exempelbanken migrate"),
    make_newer: (Tables.NEWER, "Den här utgåvan är äldre än databasen"),
}


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path))
    return services_in(tmp_path)


def run(monkeypatch: pytest.MonkeyPatch, command: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["exempelbanken", *command.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


@pytest.mark.parametrize("change", STATES)
def test_every_command_says_what_helps_with_another_releases_tables(
    services: Services,
    change: Callable[[Services], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    change(services)
    services.database.close()
    (tmp_path / "svar.txt").write_text("1. Ja")
    for command in (*COMMANDS, f"harvest {tmp_path / 'svar.txt'}"):
        code = run(monkeypatch, command)
        assert (command, code) == (command, 2)
        assert STATES[change][1] in capsys.readouterr().err


@pytest.mark.parametrize("command", ["seed", "migrate"])
def test_seed_and_migrate_leave_a_newer_releases_tables_alone(
    command: str,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_newer(services)

    assert run(monkeypatch, command) == 2
    assert "Den här utgåvan är äldre än databasen" in capsys.readouterr().err
    assert services.database.tables() is Tables.NEWER


def test_a_command_without_a_database_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(tmp_path / "new"))

    assert run(monkeypatch, "index status") == 2
    assert "Databasen är inte förberedd" in capsys.readouterr().err
    assert not list((tmp_path / "new").glob("*.sqlite3"))


def test_a_database_that_is_away_at_the_start_may_come_back(services: Services) -> None:
    file = services.settings.data / "exempelbanken.sqlite3"
    services.database.close()
    file.write_bytes(b"no database at all" * 100)

    check_prepared(services.settings)


@pytest.mark.parametrize("change", STATES)
def test_the_state_of_tables_is_reported_on_the_servers_database_too(
    change: Callable[[Services], None], migrated_postgresql_url: str, tmp_path: Path
) -> None:
    services = services_in(
        tmp_path,
        EXEMPELBANKEN_DATABASE_URL=migrated_postgresql_url,
        EXEMPELBANKEN_SECRET_KEY="s" * 32,
    )
    check_tables(services.database)
    change(services)

    with pytest.raises(UnfitTables) as raised:
        check_tables(services.database)
    assert raised.value.found is STATES[change][0]
    services.database.close()
