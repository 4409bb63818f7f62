from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

IN_A_TEST = "import pytest\n\ndef test_server():\n    pytest.skip('install the server')\n"
IN_A_MODULE = (
    "import pytest\n\n"
    "pytest.skip('install the server', allow_module_level=True)\n\n"
    "def test_server():\n    pass\n"
)


def run_pytest(folder: Path, source: str, **variables: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_needs_a_server.py").write_text(source)
    plugin = ["-p", "tests.fixtures.requirements"]
    command = [sys.executable, "-m", "pytest", f"--rootdir={folder}", *plugin, str(folder)]
    environment = {**os.environ, "EXEMPELBANKEN_TEST_REQUIRE": "", **variables}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_skip_is_allowed_on_a_machine_that_lacks_something(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, IN_A_TEST)

    assert run.returncode == 0, run.stdout
    assert "1 skipped: install the server\n" in run.stdout


@pytest.mark.parametrize("source", [IN_A_TEST, IN_A_MODULE])
def test_a_skip_fails_where_everything_is_required(tmp_path: Path, source: str) -> None:
    run = run_pytest(tmp_path, source, EXEMPELBANKEN_TEST_REQUIRE="all")

    assert run.returncode != 0, run.stdout
    assert "EXEMPELBANKEN_TEST_REQUIRE=all, but: install the server" in run.stdout


def test_an_expected_failure_stays_expected_where_everything_is_required(tmp_path: Path) -> None:
    source = "import pytest\n\n@pytest.mark.xfail\ndef test_wish():\n    assert False\n"

    run = run_pytest(tmp_path, source, EXEMPELBANKEN_TEST_REQUIRE="all")

    assert run.returncode == 0, run.stdout
    assert "1 xfailed" in run.stdout
