"""The units for systemd: they start what exists, guarded, and are what systemd understands."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
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
COMMAND = FOLDER / "exempelbanken"


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


def test_backups_made_at_once_lie_beside_each_other(
    account_services: Services, tmp_path: Path
) -> None:
    """The clock is stopped: it gives every backup the same second until somebody has waited."""
    programs, folder = tmp_path / "bin", tmp_path / "backups"
    programs.mkdir()
    (programs / "date").write_text('#!/bin/sh\ncat "$0.now"\n')
    (programs / "date.now").write_text("20260101T013000Z")
    (programs / "sleep").write_text(f"#!/bin/sh\necho 20260101T013001Z > {programs}/date.now\n")
    for name in ("date", "sleep"):
        (programs / name).chmod(0o755)
    where = {
        "EXEMPELBANKEN_DATA": str(account_services.settings.data),
        "PATH": f"{programs}:{os.environ['PATH']}",
    }
    for _ in range(2):
        made = backed_up(folder, 2, **where)
    assert [path.name for path in made] == ["20260101T013000Z", "20260101T013001Z"]
    assert [[each.name for each in path.iterdir()] for path in made] == [["rows.sqlite3"]] * 2


def test_what_a_killed_backup_left_behind_goes_a_day_later(
    account_services: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    for name, day in ((".old.part", 2), (".new.part", 0)):
        (folder / name).mkdir(parents=True)
        then = time.time() - day * 86_400
        os.utime(folder / name, (then, then))
    left, _ = backed_up(folder, 1, EXEMPELBANKEN_DATA=str(account_services.settings.data))
    assert left.name == ".new.part"


def test_a_command_runs_as_the_services_do(tmp_path: Path) -> None:
    """As the same user, with the same settings and data folder; arguments arrive as written."""
    (tmp_path / "systemd-run").write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    (tmp_path / "systemd-run").chmod(0o755)
    done = subprocess.run(
        ["sh", str(COMMAND), "suggest", "två ord"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    options = done.stdout.splitlines()
    assert options[-3:] == [PROGRAM, "suggest", "två ord"]
    common = values(COMMON)
    assert f"--uid={common['User'][0]}" in options
    assert f"--property=EnvironmentFile={common['EnvironmentFile'][0]}" in options
    for setting in common["Environment"][0].split():
        assert f"--setenv={setting}" in options
    for name in ("UMask", "NoNewPrivileges"):
        assert f"--property={name}={common[name][0]}" in options
