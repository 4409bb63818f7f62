"""Every code block of every document is run as it is printed, or marked as one that cannot be.

One server answers all documents; each has a shell and a folder of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.copies.dumps.service import make_dump
from app.indexing import sync_index
from app.seeding import seed_entries
from tests.clients import toolbox
from tests.documents.blocks import (
    LANGUAGES,
    MARK,
    RUN,
    SAVED,
    SHOWN,
    STATUS,
    Block,
    blocks,
    holds,
    script_of,
)
from tests.fixtures.repository import ROOT, documents
from tests.fixtures.services import copy_learnt, services_in
from tests.web.server import PATIENCE, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

OF_THE_CLONE = ("requirements", "tests")
"""What the blocks use of the repository. A reader has it, and what `make run` makes, no more."""


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def is_run(document: Path) -> bool:
    return any(block.language == RUN for block in blocks(document))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory, learnt: Path) -> Iterator[tuple[str, Path]]:
    """Address and data folder of a server with the curated entries and a dump."""
    folder = tmp_path_factory.mktemp("documented")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    services = services_in(folder)
    seed_entries(services, lambda _rows: None)
    sync_index(services)
    make_dump(services)
    copy_learnt(learnt, folder)
    services.database.close()
    with Server(folder, "--port", f"{port}", EXEMPELBANKEN_PUBLIC_URL=address) as server:
        yield server.address, folder


def paths(parts: list[Block]) -> str:
    """Return PATH, with Node.js where a program is for it."""
    if not any(part.language == "js" for part in parts) or shutil.which("node"):
        return os.environ["PATH"]
    try:
        return f"{toolbox.node().parent}{os.pathsep}{os.environ['PATH']}"
    except AssertionError as fault:
        pytest.skip(f"Node.js is missing, and cannot be fetched: {fault}")


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_a_block_is_run_or_marked(document: Path) -> None:
    parts = blocks(document)
    commands = "".join(part.code for part in parts if part.language == RUN)

    assert {part.language for part in parts} <= LANGUAGES
    assert [
        part.name for part in parts if part.language in SAVED and part.name not in commands
    ] == []
    programs = [part.name.partition(".")[0] for part in parts if part.language in SAVED]
    assert [name for name in programs if name in sys.stdlib_module_names] == []
    for part in parts:
        if part.language in SHOWN:
            json.loads(part.code)


@pytest.mark.parametrize("document", [each for each in documents() if is_run(each)], ids=name_of)
def test_a_document_runs_as_printed(
    document: Path, catalogue: tuple[str, Path], tmp_path: Path
) -> None:
    address, data = catalogue
    parts = blocks(document)
    clone, home = tmp_path / "clone", tmp_path / "home"
    clone.mkdir()
    home.mkdir()
    there = {name: ROOT / name for name in OF_THE_CLONE}
    there |= {".venv": Path(sys.prefix), "data": data}
    for name, path in there.items():
        (clone / name).symlink_to(path)

    done = subprocess.run(
        ["bash", "-c", script_of(parts, address)],
        cwd=clone,
        env={
            "PATH": paths(parts),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "TMPDIR": str(home),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=10 * PATIENCE,
    )

    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert {each.name for each in clone.iterdir()} == set(there), "files are left in the clone"
    check(parts, done.stdout.split(MARK), done.stderr.split(MARK))


def check(parts: list[Block], told: list[str], said: list[str]) -> None:
    """Hold what each block answered to what is shown after it, and calls to being answered."""
    pairs = zip_longest(parts, parts[1:])
    run = [(part, after) for part, after in pairs if part.language in {RUN, *SAVED}]
    for (part, after), answer, statuses in zip(run, told, said, strict=False):
        shown = after if after and after.is_answer else None
        faults = {status for status in STATUS.findall(statuses) if status >= "400"}
        assert faults == (shown.statuses if shown else set()), f"{part.code}\n{answer}"
        if shown:
            assert holds(last_of(answer), json.loads(shown.code)), answer


def last_of(answer: str) -> Any:
    """Return the last line of what a block wrote, or all of it, as JSON."""
    lines = answer.strip()
    try:
        return json.loads(lines)
    except ValueError:
        return json.loads(lines.rpartition("\n")[2])
