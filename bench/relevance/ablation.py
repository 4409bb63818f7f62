"""What each ingredient of the search gives: the same queries with one of them taken away.

The product has no switches for this, so a part of it is replaced from outside while a query set
is asked. A part that has moved is told by name instead of being measured.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.indexing import rebuild_index
from bench.relevance.settings import overridden, present
from bench.relevance.trials import Trial, built_anew, trial
from indexer.fields import WHOLE_WORDS
from swedish import analysis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery


class MovedError(Exception):
    """What should be taken away is not where it was."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """Something that can be taken away.

    Attributes:
        parts: "module:name" or "module:Class.name" -> what stands in for it.
        weights: weights with other values.
        indexed: the index has to be built anew without it.
    """

    name: str
    parts: Mapping[str, Any] | None = None
    weights: Mapping[str, float] | None = None
    indexed: bool = False


def _none(*_: object) -> tuple[()]:
    return ()


def _nothing(*_: object, **__: object) -> list[Any]:
    return []


TOPICS = {"indexer.topics:Topics.in_query": _nothing}
BROADER = {"indexer.topics:Topics._with_broader": lambda _topics, topic: [topic]}
CONCEPTS = {"app.searching.concepts:search_concepts": _none}
WORDS = "swedish.spelling:WordList"
CORRECTIONS = {f"{WORDS}.{way}": _nothing for way in ("folded", "misspelled", "finished")}
INDEX_PARTS = {"indexer.clauses:EVERYWHERE": WHOLE_WORDS}
QUERY_PARTS = {"indexer.understanding:sides": _none}
COVERAGE = {"indexer.clauses:_covering": lambda clauses: tuple(clause.query for clause in clauses)}

INGREDIENTS = (
    Ingredient("topics", TOPICS),
    Ingredient("broader topics of an entry", BROADER, indexed=True),
    Ingredient("concepts", CONCEPTS),
    Ingredient("topics and concepts", {**TOPICS, **CONCEPTS}),
    Ingredient("spelling (missing å ä ö kept)", {f"{WORDS}.misspelled": _nothing}),
    Ingredient("spelling, å ä ö, half words", CORRECTIONS),
    Ingredient("parts of the entries' words", INDEX_PARTS),
    Ingredient("parts of the query's words", QUERY_PARTS),
    Ingredient("all compound parts", {**INDEX_PARTS, **QUERY_PARTS}),
    Ingredient("derived words", {"indexer.word_statistics:WordStatistics.family": _nothing}),
    Ingredient("general words count half", {"indexer.content_words:is_generic": lambda _: False}),
    Ingredient("coverage", COVERAGE),
    Ingredient("cut-off", weights={"SHARE_NEEDED": 0.0}),
    Ingredient("coverage and cut-off", COVERAGE, {"SHARE_NEEDED": 0.0}),
    Ingredient("lemma", {"swedish.analysis:_lemma": lambda word: word}, indexed=True),
)


@contextmanager
def without(ingredient: Ingredient) -> Iterator[None]:
    """Take an ingredient away.

    Raises:
        MovedError: names the part or the weight.
    """
    with ExitStack() as stack:
        for place, stand_in in (ingredient.parts or {}).items():
            stack.enter_context(_replaced(place, stand_in))
        if gone := set(ingredient.weights or {}) - set(present()):
            raise MovedError(", ".join(sorted(gone)))
        stack.enter_context(overridden(ingredient.weights or {}))
        yield


@contextmanager
def _replaced(place: str, stand_in: object) -> Iterator[None]:
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    try:
        owner: object = import_module(module)
        for each in owners:
            owner = getattr(owner, each)
        before = getattr(owner, name)
    except (ImportError, AttributeError) as error:
        raise MovedError(place) from error
    setattr(owner, name, stand_in)
    try:
        yield
    finally:
        setattr(owner, name, before)


def trial_without(
    services: Services, queries: Sequence[JudgedQuery], ingredient: Ingredient
) -> Trial:
    """Ask every query without an ingredient; the index is as before afterwards."""
    if not ingredient.indexed:
        with without(ingredient):
            return trial(services, queries)
    try:
        with without(ingredient):
            _analyse_anew(services)
            return trial(services, queries)
    finally:
        _analyse_anew(services)


def _analyse_anew(services: Services) -> None:
    """Build the index with what holds now, in services of its own: they remember words too."""
    for cached in (analysis.key, analysis.parts):
        cached.cache_clear()
    with built_anew(services) as fresh:
        rebuild_index(fresh)
