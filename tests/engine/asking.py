"""Asking an engine, and reading its answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from indexer.engine import EngineAnswer, EngineQuery, SearchEngine
from indexer.fields import TAG_FIELDS
from indexer.query import Query, Term, any_of
from indexer.query_terms import find_word
from swedish.analysis import key

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "entries-test-1"

Live = Callable[..., SearchEngine]


def word(text: str) -> Query:
    return any_of(find_word(key(text)))


def ask(engine: SearchEngine, query: Query | str, **changes: Any) -> EngineAnswer:
    tree = word(query) if isinstance(query, str) else query
    return engine.snapshot().search(EngineQuery(query=tree, **changes))


def titles(answer: EngineAnswer) -> list[str]:
    return [hit.entry["title"] for hit in answer.hits]


def tagged(facet: str, value: str) -> Term:
    return Term(TAG_FIELDS[facet], value)


def numbers(answer: EngineAnswer) -> Sequence[int]:
    return [int(hit.entry["externalId"].removeprefix("entry-")) for hit in answer.hits]
