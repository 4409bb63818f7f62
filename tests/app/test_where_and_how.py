"""Where and how something is to be is no answer by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from indexer import weights

if TYPE_CHECKING:
    from app.wiring import Services

STRANGE = ("mobbning", "skilsmässa", "pianolektion", "dykarklocka")


@pytest.mark.parametrize("beside", ["skola", "hotell", "jordbruk", "företag i Skåne"])
def test_a_strange_word_beside_a_sector_finds_nothing(services: Services, beside: str) -> None:
    for word in STRANGE:
        answer = search(services, SearchRequest(f"{word} {beside}"))
        assert (answer.total, answer.query["words"][0]["status"]) == (0, "unknown"), word


def test_beside_a_theme_it_leaves_the_theme(services: Services) -> None:
    assert search(services, SearchRequest("mobbning matsvinn")).total > 0


def test_where_many_have_both_none_has_one_of_them_alone(services: Services) -> None:
    both, one, other = (
        search(services, SearchRequest(text, limit=0)).total
        for text in ("nätverk industri", "nätverk", "industri")
    )
    assert weights.MANY <= both < min(one, other)
