"""From a query that scores to one that only finds."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from indexer import query as tree


class Selecting:
    """Makes queries that find the same documents, without what only decides their scores.

    Counting them takes a third of the time then: of two clauses that each suffice, how well both
    match together no longer matters, and nothing is looked at twice. Nodes are known by identity:
    what a clause is scored and required by is one object.
    """

    def __init__(self) -> None:
        # With the node, which keeps its id.
        self._known: dict[int, tuple[tree.Query, tree.Query]] = {}

    def of(self, node: tree.Query) -> tree.Query:
        """Return what finds the same as one node."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = node, self._made(node)
        return found[1]

    def _made(self, node: tree.Query) -> tree.Query:
        match node:
            case tree.Boost(child, _) | tree.Constant(child, _):
                return self.of(child)
            case tree.DisMax(children, _):
                return tree.Bool(should=self._each(children), minimum=1)
            case tree.Bool() if node.minimum or node.must or node.filter:
                return self._bool(node)
            case _:
                return node

    def _each(self, nodes: Iterable[tree.Query]) -> tuple[tree.Query, ...]:
        return tuple({id(each): each for each in map(self.of, nodes)}.values())

    def _bool(self, node: tree.Bool) -> tree.Query:
        must = self._each((*node.must, *node.filter))
        should = self._each(node.should) if node.minimum else ()
        if node.minimum == 1:
            ids = {id(each) for each in should}
            if any(_is_one_of(each, ids) for each in must):
                should = ()
            should = tuple(each for each in should if not _is_more_than(each, ids))
        unwanted = self._each(node.must_not)
        minimum = node.minimum if should else 0
        return tree.Bool(must=must, should=should, must_not=unwanted, minimum=minimum)


def _is_more_than(node: tree.Query, ids: AbstractSet[int]) -> bool:
    """Return whether a node asks for one of these, and for more."""
    return isinstance(node, tree.Bool) and any(id(each) in ids for each in node.must)


def _is_one_of(node: tree.Query, ids: AbstractSet[int]) -> bool:
    """Return whether whatever a node finds is found by one of these."""
    if not isinstance(node, tree.Bool):
        return False
    ways = bool(node.minimum and node.should)
    return ways and all(id(each) in ids or _is_more_than(each, ids) for each in node.should)
