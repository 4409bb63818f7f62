from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import LAYERS, ROOT, code_files, pyproject

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_MODULE = 500
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
RETIRED_WORDS = {
    *("told", "asked", "said", "gone", "meant", "kept", "several", "beside", "apart"),
    *("taken", "drawn"),
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_says_what_it_is_for(layer: str) -> None:
    tree = ast.parse((ROOT / layer / "__init__.py").read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)


def test_every_layer_is_linted_typed_packaged_measured_and_has_its_dependencies_checked() -> None:
    tools = pyproject()["tool"]

    assert sorted(tools["importlinter"]["root_packages"]) == sorted(LAYERS)
    assert sorted(tools["ruff"]["lint"]["isort"]["known-first-party"]) == sorted(LAYERS)
    assert sorted(tools["coverage"]["run"]["source"]) == sorted(LAYERS)
    assert set(tools["mypy"]["files"]) >= set(LAYERS)
    packages = tools["setuptools"]["packages"]["find"]["include"]
    assert sorted(packages) == sorted(f"{layer}*" for layer in LAYERS)


def test_every_layer_has_its_place_in_the_contract() -> None:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    layers = [
        layer.strip()
        for contract in contracts
        if contract["type"] == "layers" and "containers" not in contract
        for layer in contract["layers"]
        for layer in layer.split("|")
    ]

    assert sorted(layers) == sorted(LAYERS)


def test_no_module_is_longer_than_a_reader_holds_in_mind() -> None:
    lengths = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code_files()
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [relative(path) for path in code_files() if path.stem in NAMES_THAT_SAY_NOTHING] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_file_that_a_layer_reads_is_packaged(layer: str) -> None:
    patterns = pyproject()["tool"]["setuptools"]["package-data"].get(layer, [])
    packaged = {path for pattern in patterns for path in (ROOT / layer).glob(pattern)}
    kept = {
        path
        for path in (ROOT / layer).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".md"}
    }

    assert kept <= packaged, sorted(relative(path) for path in kept - packaged)


@pytest.mark.parametrize("layer", LAYERS)
def test_names_say_what_is_returned_and_not_only_that_something_was_done(layer: str) -> None:
    named = [
        f"{relative(path)}: {name}"
        for path in sorted((ROOT / layer).rglob("*.py"))
        for name in (path.stem, *definitions(path))
        if RETIRED_WORDS & set(re.findall("[a-z]+", re.sub("([A-Z])", r"_\1", name).lower()))
    ]

    assert named == []


def definitions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node.name for node in ast.walk(tree) if isinstance(node, kinds)]
