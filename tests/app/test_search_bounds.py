"""How much work a search may make, counted: its time follows, on any machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from app.searching import prepared
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.searching.zero_hits import MOST_CLAUSES, MOST_RELATED, MOST_WIDER
from indexer import content_words
from indexer.content_words import MOST_CORRECTED
from indexer.engines.embedded.snapshot import TantivySnapshot
from indexer.understanding import understand
from record.filters import FILTER_NAMES
from seed import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from app.wiring import Services
    from indexer.engine import EngineQuery

Count = Callable[["ModuleType", str], list[Any]]
GOALS = " ".join(f"mål {number}" for number in range(1, 18))
TARGETS = " ".join(f"{goal}.{part}" for goal in range(1, 18) for part in range(1, 4))
LETTERS = " ".join("abcdefghjklmnopqrstuvwxyz" * 5)
UNKNOWN = " ".join(f"zzqq{letter * 3}" for letter in "abcdefghijkl")
TRIED = 3 * len(FILTER_NAMES) + 2 * MOST_CLAUSES + MOST_RELATED + MOST_WIDER * 4
"""Searches that are tried when one finds nothing: each filter and piece left out and alone, and any
value of a filter in place of all."""


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Return a function that notes what a function of a module is called with from now on."""

    def count(module: ModuleType, name: str) -> list[Any]:
        calls: list[Any] = []
        real = getattr(module, name)

        def noting(*arguments: Any, **options: Any) -> Any:
            calls.append(arguments[0] if arguments else None)
            return real(*arguments, **options)

        monkeypatch.setattr(module, name, noting)
        return calls

    return count


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[EngineQuery]:
    """The queries that the engine is to count from now on."""
    asked: list[EngineQuery] = []
    counts = TantivySnapshot.counts

    def noting(self: TantivySnapshot, queries: Sequence[EngineQuery]) -> list[int]:
        asked.extend(queries)
        return counts(self, queries)

    monkeypatch.setattr(TantivySnapshot, "counts", noting)
    return asked


def of_each(services: Services, number: int) -> dict[str, tuple[str, ...]]:
    closed = [name for name in FILTER_NAMES if name not in ("organisation", "year")]
    values = {name: services.vocabularies.values(name)[:number] for name in closed}
    return {name: tuple(each["id"] for each in found) for name, found in values.items()}


@pytest.mark.parametrize("text", [GOALS, TARGETS, LETTERS])
def test_a_search_that_finds_nothing_tries_a_bounded_number_of_others(
    services: Services, count: Count, counted: list[EngineQuery], text: str
) -> None:
    understood = count(prepared, "understand")
    filters = of_each(services, 2)
    found = search(services, SearchRequest(text, filters=filters, match_all=(*filters,)))
    assert found.total == 0
    assert len(counted) <= TRIED
    assert len(understood) <= 1 + 2 * MOST_CLAUSES + MOST_RELATED + MOST_WIDER * 4


def test_a_long_text_that_finds_nothing_is_not_tried_without_each_of_its_words(
    services: Services, count: Count
) -> None:
    understood = count(prepared, "understand")
    assert search(services, SearchRequest(UNKNOWN)).total == 0
    assert len(understood) <= 1 + MOST_CLAUSES


def test_so_many_unknown_words_of_a_text_are_corrected_and_no_more(
    services: Services, count: Count
) -> None:
    compared = count(content_words, "nearest")
    understand(UNKNOWN, services.lexicons.of(services.engine.snapshot()))
    assert len(compared) == MOST_CORRECTED


def test_a_text_is_understood_once_for_all_searches_that_have_it(
    services: Services, count: Count
) -> None:
    understood = count(prepared, "understand")
    search(services, SearchRequest(f"zzzqq {GOALS}", filters=of_each(services, 1)))
    assert len(understood) == len(set(understood)) > 0


def test_names_are_looked_for_in_proportion_to_the_length_of_a_text(
    services: Services, count: Count
) -> None:
    lexicon = services.lexicons.of(services.engine.snapshot())
    text = " ".join(chr(ord("b") + place % 20) * 3 for place in range(100))
    named = count(content_words, "naming_key")
    understand(text, lexicon)
    once = len(named)
    understand(f"{text} {text}", lexicon)
    assert len(named) - once <= 2.2 * once


def test_no_vocabulary_file_is_read_for_an_answer(services: Services, count: Count) -> None:
    services.vocabularies.concept("objectives", "1")
    read = count(files, "parse_yaml")
    for concept in services.vocabularies.concepts("objectives"):
        services.vocabularies.concept("objectives", concept.id)
    assert read == []


def test_a_search_asks_the_engine_a_few_times(services: Services, engine_calls: list[str]) -> None:
    for text in ("biogas", "klimat företag", "biogas i Skåne", "biogas 2022"):
        search(services, SearchRequest(text))  # reads the words of the index
        engine_calls.clear()
        search(services, SearchRequest(text, facets=("county",)))
        assert engine_calls.count("search") <= 5, text
        assert engine_calls.count("counts") <= 2, text
