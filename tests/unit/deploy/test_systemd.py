"""The units for systemd: they start what exists, guarded, and are what systemd understands."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections import defaultdict
from typing import TYPE_CHECKING

import click
import pytest

from cli.main import commands
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "deploy" / "systemd"
UNITS = sorted(path.name for path in FOLDER.glob("*.*") if path.is_file())
SERVICES = [name for name in UNITS if name.endswith(".service")]
COMMON = "exempelbanken-.service.d/common.conf"
PROGRAM = "/opt/exempelbanken/bin/exempelbanken"
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
    assert program == PROGRAM
    name, *rest = arguments
    command = commands.commands[name]
    if isinstance(command, click.Group):
        assert rest[0] in command.commands
    else:
        command.make_context(name, rest)


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
    shutil.copy(COMMAND, tmp_path / "exempelbanken")
    paths = [str(tmp_path / "units" / name) for name in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "exempelbanken" in line]
    assert told == []


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
