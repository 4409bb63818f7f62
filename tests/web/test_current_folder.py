"""Commands that are run in a folder whose files are called as modules of the standard library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT
from tests.fixtures.services import copy_learnt
from tests.web.server import Server, eventually

if TYPE_CHECKING:
    from app.wiring import Services

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("learnt_services")]

COMMANDS = {
    "entry point": [str(Path(sys.executable).with_name("exempelbanken"))],
    "module": [sys.executable, "-m", "cli.main"],
}
SHEET = """externalId;kind;title;summary;counties;source.type;source.title
a;activity;Titel;Text;12;web-page;Sida
"""


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """A folder whose modules end whoever imports them."""
    for name in ("copy", "json", "struct", "tempfile", "signal", "socket"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(f'imported {__file__}')")
    return tmp_path


def run(line: list[str], folder: Path, services: Services) -> str:
    done = subprocess.run(
        line,
        cwd=folder,
        env={**os.environ, "EXEMPELBANKEN_DATA": str(services.settings.data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_sheet_is_imported(command: list[str], poisoned: Path, empty_services: Services) -> None:
    (poisoned / "i.csv").write_text(SHEET)
    told = run(
        [*command, "import", "i.csv", "--source", "test", "--json"], poisoned, empty_services
    )
    assert json.loads(told)["created"] == 1


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_reply_is_harvested(
    command: list[str], poisoned: Path, empty_services: Services, learnt: Path
) -> None:
    copy_learnt(learnt, empty_services.settings.data)
    reply = ROOT / "tests/harvest/corpus/training/00/09_varmland_svar.txt"
    assert "Värmland" in run([*command, "harvest", str(reply)], poisoned, empty_services)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_it_serves_with_its_worker(command: list[str], poisoned: Path, services: Services) -> None:
    line = [*command, "serve", "--port", "0", "--workers", "1"]
    with Server(services.settings.data, line=line, folder=poisoned) as server:
        assert server.get("/api/v1/entries?q=biogas")[0] == 200
        assert eventually(lambda: server.background)
        assert "imported" not in server.log
        assert "process ended" not in server.log
