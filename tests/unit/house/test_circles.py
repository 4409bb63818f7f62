from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from tests.fixtures.repository import LAYERS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Imports = dict[str, set[str]]


def modules(root: Path, layers: Iterable[str]) -> dict[str, Path]:
    """Return the file of each module, by its dotted name."""
    paths = [path for layer in layers for path in (root / layer).rglob("*.py")]
    return {name_of(path.relative_to(root)): path for path in paths}


def name_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield what a module imports anywhere, also for its types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(root: Path, layers: Iterable[str]) -> Imports:
    """Return which modules each module imports."""
    files = modules(root, layers)
    return {
        name: {
            each if each in files else each.rpartition(".")[0]
            for each in imported(path)
            if each in files or each.rpartition(".")[0] in files
        }
        - {name}
        for name, path in files.items()
    }


def circle(graph: Imports) -> set[str]:
    """Return the modules of one circle, if there is any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return set(error.args[1])
    return set()


def circles(graph: Imports) -> list[set[str]]:
    """Return circles, until those that are left have none."""
    found = []
    while members := circle(graph):
        found.append(members)
        graph = {name: others - members for name, others in graph.items() if name not in members}
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(imports(ROOT, LAYERS)) == []


def test_a_circle_is_found_also_of_types_alone(tmp_path: Path) -> None:
    layer = tmp_path / "layer"
    layer.mkdir()
    (layer / "__init__.py").write_text("")
    (layer / "one.py").write_text("if TYPE_CHECKING:\n    from layer.two import Two\n")
    (layer / "two.py").write_text("from layer import three\n")
    (layer / "three.py").write_text("import layer.one\n")
    (layer / "four.py").write_text("from layer import one\n")

    assert circles(imports(tmp_path, ["layer"])) == [{"layer.one", "layer.two", "layer.three"}]
