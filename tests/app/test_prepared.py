"""What `serve` forks its processes from holds nothing that a fork would share or lack."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import json, os
from pathlib import Path
from app.settings import read_settings
from app.wiring import known
from cli.prepared import prepare
prepare(read_settings(os.environ))
opened = [os.readlink(each) for each in Path("/proc/self/fd").iterdir() if each.exists()]
print(json.dumps({
    "threads": len(os.listdir("/proc/self/task")),
    "opened": opened,
    "made": sorted(vars(known())),
}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc: needs Linux")
def test_preparing_makes_what_depends_on_no_setting_and_opens_no_thread_and_no_file(
    tmp_path: Path,
) -> None:
    settings = {
        "EXEMPELBANKEN_DATA": str(tmp_path / "data"),
        "EXEMPELBANKEN_CONTACT": "kontakt@example.org",
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    told = json.loads(done.stdout)
    assert told["threads"] == 1
    assert not [each for each in told["opened"] if str(tmp_path) in each or "socket" in each]
    assert {"concepts", "recogniser", "suggestions", "topics", "vocabularies"} <= set(told["made"])
