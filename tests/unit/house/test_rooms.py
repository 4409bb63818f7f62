from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOMS, ROOT, code_files, pyproject

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_MODULE = 500
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_is_for(room: str) -> None:
    tree = ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)


def test_every_room_is_linted_typed_packaged_measured_and_held_to_the_arrows() -> None:
    tools = pyproject()["tool"]

    assert sorted(tools["importlinter"]["root_packages"]) == sorted(ROOMS)
    assert sorted(tools["ruff"]["lint"]["isort"]["known-first-party"]) == sorted(ROOMS)
    assert sorted(tools["coverage"]["run"]["source"]) == sorted(ROOMS)
    assert set(tools["mypy"]["files"]) >= set(ROOMS)
    packages = tools["setuptools"]["packages"]["find"]["include"]
    assert sorted(packages) == sorted(f"{room}*" for room in ROOMS)


def test_every_room_is_a_layer() -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    layers = [
        room.strip()
        for contract in contracts
        if contract["type"] == "layers" and "containers" not in contract
        for layer in contract["layers"]
        for room in layer.split("|")
    ]

    assert sorted(layers) == sorted(ROOMS)


def test_no_module_is_longer_than_a_reader_holds_in_mind() -> None:
    lengths = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code_files()
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [relative(path) for path in code_files() if path.stem in NAMES_THAT_SAY_NOTHING] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_that_a_room_reads_is_packaged(room: str) -> None:
    patterns = pyproject()["tool"]["setuptools"]["package-data"].get(room, [])
    packaged = {path for pattern in patterns for path in (ROOT / room).glob(pattern)}
    kept = {
        path
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".md"}
    }

    assert kept <= packaged, sorted(relative(path) for path in kept - packaged)
