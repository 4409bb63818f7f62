"""The wheel, installed outside the checkout: complete, small, and all that its commands need."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import urllib.request
import venv
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.fixtures.repository import LAYERS, ROOT, pyproject

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 15_000_000
"""Bytes that the wheel may have."""
BUILD = """
import sys
from setuptools.build_meta import build_sdist, build_wheel
folder = sys.argv[1]
build_wheel(folder)
build_sdist(folder)
"""
# Writes down each file of the checkout that a process of the installation opens. Dependencies are
# those of the environment of the tests, which lies there.
WATCH = """
import sys

def note(event, arguments):
    path = str(arguments[0]) if event == "open" and arguments else ""
    if path.startswith({root!r}) and not path.startswith({dependencies!r}):
        with open({log!r}, "a") as log:
            log.write(path + "\\n")

sys.addaudithook(note)
"""
# All in one process, since most of the time goes to imports.
COMMANDS = """
import shlex, sys
from cli.main import commands
for line in sys.stdin.read().splitlines():
    try:
        commands.main(shlex.split(line), "exempelbanken")
    except SystemExit as end:
        assert end.code == 0, (line, end.code)
"""
ROW = {
    "externalId": "verktyg",
    "title": "Verktyg lagas på kafé i Karlstad",
    "summary": "Företag lagar trasiga verktyg tillsammans en gång i månaden.",
    "kind": "activity",
    "counties": ["17"],
    "source": {"type": "report", "title": "Kommunens årsredovisning"},
}


def tracked_files() -> list[str]:
    """Return the files of the checkout, as paths below it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both from a copy of what they are built from: a build leaves files where it runs."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in tracked_files():
        if name.split("/")[0] in {*LAYERS, "requirements", "deploy"} or "/" not in name:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    subprocess.run(
        [sys.executable, "-P", "-c", BUILD, str(built)],
        cwd=source,
        capture_output=True,
        check=True,
    )
    return built


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def test_the_source_distribution_has_what_an_operator_needs_beside_the_wheel(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {name for name in tracked_files() if name.startswith("deploy/")}
    assert {*needed, "requirements/runtime.txt", "CHANGELOG.md"} <= names


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Install the wheel into an environment of its own, beside the dependencies of the tests."""
    folder = tmp_path_factory.mktemp("installation")
    venv.create(folder / "venv", with_pip=False)
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)  # noqa: S202  built above
    # A folder that a .pth file names is searched, but its own .pth files are not read: the
    # checkout, which is installed there as editable, stays unknown.
    dependencies = sysconfig.get_path("purelib")
    (packages / "dependencies.pth").write_text(dependencies, encoding="utf-8")
    log = folder / "opened"
    watch = WATCH.format(root=f"{ROOT}/", dependencies=f"{ROOT}/.venv/", log=str(log))
    (packages / "sitecustomize.py").write_text(watch, encoding="utf-8")
    log.touch()
    return Installation(folder, folder / "venv" / "bin" / "python", log)


class Installation(NamedTuple):
    """An environment with the wheel, which notes what of the checkout is opened."""

    folder: Path
    python: Path
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}

    def run(self, code: str, lines: str = "") -> str:
        """Run code in a process of the installation; return what it wrote to stdout."""
        done = subprocess.run(
            [self.python, "-c", code],
            cwd=self.folder,
            env=self.environment,
            input=lines,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def opened(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()


def test_the_wheel_holds_every_file_of_the_layers_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {name for name in tracked_files() if name.split("/")[0] in LAYERS}
    assert wheel.stat().st_size < LARGEST


def test_commands_of_the_wheel_need_nothing_of_the_checkout(installation: Installation) -> None:
    (installation.folder / "rows.ndjson").write_text(json.dumps(ROW), encoding="utf-8")
    written = installation.run(
        COMMANDS,
        "--version\nseed --without-entries\nimport rows.ndjson --source test --publish\n"
        "check\nharvest --help\n",
    )
    assert f"version {pyproject()['project']['version']}" in written
    assert "Databasen är hel." in written
    assert installation.opened() == []


def test_serve_of_the_wheel_answers_with_page_and_search(installation: Installation) -> None:
    command = "from cli.main import main; main()"
    with subprocess.Popen(
        [
            installation.python,
            "-c",
            command,
            "serve",
            "--port",
            "0",
            "--workers",
            "1",
            "--no-worker",
        ],
        cwd=installation.folder,
        env=installation.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as serving:
        assert serving.stdout
        address = re.search(r"http://\S+", serving.stdout.readline())
        try:
            assert address
            answers = {
                path: urllib.request.urlopen(address[0] + path).read().decode()  # noqa: S310
                for path in ("/", "/api/v1/entries?q=verktyg", "/api/v1/openapi.yaml")
            }
        finally:
            serving.terminate()
    assert "<h1" in answers["/"]
    assert ROW["title"] in answers["/api/v1/entries?q=verktyg"]
    assert "openapi: 3" in answers["/api/v1/openapi.yaml"]
    assert installation.opened() == []


def test_what_is_opened_of_the_checkout_would_be_seen(installation: Installation) -> None:
    installation.run(f"open({str(ROOT / 'README.md')!r}).close()")
    assert installation.opened() == [str(ROOT / "README.md")]
