"""Files that are mapped into memory, on a disk that fills up: no process is killed for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

IN_MOUNTS_OF_ITS_OWN = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
WRITES = """
import os, sys
from pathlib import Path

folder = Path(sys.argv[1])
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
def fill():
    try:
        with (folder / "filler").open("ab", 0) as filler:
            while True:
                filler.write(b"x" * 4096)
    except OSError:
        pass


from edge.limits import CallLimit
calls = CallLimit(folder / "calls", "secret", 1000)
from edge import measures
fill()
for number in range(2000):
    calls.take(f"192.0.{number // 256}.{number % 256}")
    measures.REQUESTS.labels("GET", f"/{number % 60}", 200).inc()
    measures.REQUEST_SECONDS.labels("GET", f"/{number % 60}").observe(0.1)
print(calls.take("192.0.2.1").used, "went on")
"""


def _can_mount() -> bool:
    tried = [*IN_MOUNTS_OF_ITS_OWN, "true"]
    return bool(shutil.which("unshare")) and not subprocess.run(tried, check=False).returncode


@pytest.mark.skipif(
    not _can_mount(), reason="unshare may mount nothing: Linux, with namespaces of users"
)
def test_counts_and_figures_go_on_when_the_disk_is_full(tmp_path: Path) -> None:
    script = f'mount -t tmpfs -o size=4m tmpfs "{tmp_path}" && exec "$0" -c "$1" "{tmp_path}"'
    done = subprocess.run(
        [*IN_MOUNTS_OF_ITS_OWN, script, sys.executable, WRITES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("went on\n")
