"""Sparse answers: the fields that were asked for, and parts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Tree: TypeAlias = "dict[str, Tree | None]"
"""Name -> what to keep of it; None keeps it whole."""

ALWAYS = "id"


def field_tree(paths: Iterable[str]) -> Tree:
    """Return the paths as a tree; a whole field wins over its parts."""
    tree: Tree = {ALWAYS: None}
    for path in paths:
        node: Tree = tree
        *parents, leaf = path.split(".")
        for name in parents:
            inner = node.setdefault(name, {})
            if inner is None:
                break
            node = inner
        else:
            node[leaf] = None
    return tree


def select(value: Any, tree: Tree | None) -> Any:  # noqa: ANN401  # JSON in, JSON out
    """Return what the tree keeps of a value; of a list, what it keeps of each item."""
    if tree is None:
        return value
    if isinstance(value, list):
        return [select(item, tree) for item in value]
    if isinstance(value, dict):
        return {name: select(value[name], tree[name]) for name in tree if name in value}
    return value
