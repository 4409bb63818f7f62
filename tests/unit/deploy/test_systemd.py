"""The units for systemd: they start what exists, guarded, and are what systemd understands."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.main import commands
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from app.wiring import Services

FOLDER = ROOT / "deploy" / "systemd"
UNITS = sorted(path.name for path in FOLDER.glob("*.*") if path.is_file())
SERVICES = [name for name in UNITS if name.endswith(".service")]
COMMON = "exempelbanken-.service.d/common.conf"
PROGRAM = "/opt/exempelbanken/bin/exempelbanken"
BACKUP = FOLDER / "exempelbanken-backup"


def values(name: str) -> dict[str, list[str]]:
    """Return what stands in a unit: name of a setting -> its values, in order."""
    found = defaultdict(list)
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        setting, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found[setting].append(value)
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_a_command_that_exists_with_its_options(name: str) -> None:
    (line,) = values(name)["ExecStart"]
    program, *arguments = shlex.split(line)
    if program == PROGRAM:
        commands.make_context("exempelbanken", arguments)
        command = commands.commands[arguments[0]]
        assert not getattr(command, "commands", None) or arguments[1] in command.commands
    else:
        assert Path(program).name == BACKUP.name


def test_every_timer_has_its_service_and_every_other_unit_that_is_named_is_there() -> None:
    for name in UNITS:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in SERVICES
        found = values(name)
        named = " ".join([*found["Requires"], *found["After"], *found["Wants"]]).split()
        assert {each for each in named if each.startswith("exempelbanken")} <= set(UNITS)


def test_web_and_worker_are_started_again_and_have_time_to_end() -> None:
    for name in ("exempelbanken-web.service", "exempelbanken-worker.service"):
        found = values(name)
        assert found["Restart"] == ["always"]
        assert int(found["TimeoutStopSec"][0]) > 30  # seconds that `serve` gives its processes
        assert found["MemoryMax"]


def test_nothing_that_starts_with_the_host_stays_down_when_the_database_is_late() -> None:
    """A unit that requires one which fails is never started, and no limit ends the attempts."""
    for name in SERVICES:
        found = values(name)
        assert not found["Requires"] + found["Requisite"] + found["BindsTo"]
        if found["WantedBy"]:
            assert found["Restart"] in (["always"], ["on-failure"])
            assert int(found["RestartSec"][0]) > 0
            assert found["StartLimitIntervalSec"] == ["0"]


def test_services_can_change_nothing_but_their_data_and_gain_nothing() -> None:
    found = values(COMMON)
    assert found["User"] == ["exempelbanken"]
    assert found["ProtectSystem"] == ["strict"]
    assert found["NoNewPrivileges"] == ["yes"]
    assert found["CapabilityBoundingSet"] == [""]


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is missing: systemd"
)
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "units")
    for path in (tmp_path / "units").glob("*.service"):
        text = path.read_text(encoding="utf-8").replace("/opt/exempelbanken/bin/", f"{tmp_path}/")
        path.write_text(text, encoding="utf-8")
    for program in ("exempelbanken", BACKUP.name):
        shutil.copy(BACKUP, tmp_path / program)
    paths = [str(tmp_path / "units" / name) for name in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "exempelbanken" in line]
    assert told == []


def backed_up(folder: Path, kept: int, **environment: str) -> list[Path]:
    """Make a backup; return all there are, the oldest first."""
    subprocess.run(
        ["sh", str(BACKUP), str(folder), str(kept)],
        env={"PATH": os.environ["PATH"], "PYTHON": sys.executable, **environment},
        check=True,
    )
    return sorted(folder.iterdir())


def test_a_backup_holds_rows_and_replies_and_the_oldest_go(
    account_services: Services, tmp_path: Path
) -> None:
    data, folder = account_services.settings.data, tmp_path / "backups"
    (data / "replies").mkdir()
    (data / "replies" / "one").write_text("Svar", encoding="utf-8")
    for day in ("20260101T013000Z", "20260102T013000Z"):
        (folder / day).mkdir(parents=True)
    older, latest = backed_up(folder, 2, EXEMPELBANKEN_DATA=str(data))
    assert older.name == "20260102T013000Z"
    assert {path.name for path in latest.iterdir()} == {"rows.sqlite3", "replies.tar"}
    rows = sqlite3.connect(latest / "rows.sqlite3")
    assert rows.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    rows.close()
    assert latest.stat().st_mode & 0o077 == 0


@pytest.mark.postgresql
def test_a_backup_of_postgresql_can_be_listed(migrated_postgresql_url: str, tmp_path: Path) -> None:
    where = {
        "EXEMPELBANKEN_DATA": str(tmp_path),
        "EXEMPELBANKEN_DATABASE_URL": migrated_postgresql_url,
    }
    (latest,) = backed_up(tmp_path / "backups", 1, **where)
    listed = subprocess.run(
        ["pg_restore", "--list", str(latest / "rows.dump")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "TABLE public entry " in listed.stdout


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        backed_up(tmp_path / "backups", 1, EXEMPELBANKEN_DATA=str(tmp_path / "nothing"))
    assert list((tmp_path / "backups").iterdir()) == []
