"""In another order than relevance, what only mentions what is sought does not come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader


@pytest.fixture
def solar(empty_services: Services, load: Loader) -> Services:
    """Three entries about solar cells or a roof for them, and one of a dairy that has some."""
    load(
        row("titel", title="Solceller på ladugårdens tak"),
        row("sammanfattning", title="Tak som ger el", summary="Gården satte solceller på taket."),
        row(
            "annat",
            title="Mejeriet bytte panna",
            facts=["Mejeriet har solceller och en bagarstuga."],
        ),
    )
    return empty_services


def found(services: Services, sort: str | None, text: str = "solceller") -> tuple[set[str], int]:
    answer = search(services, SearchRequest(text, sort=sort, facets=("kind",)))
    assert answer.total == len(answer.items)
    assert sum(value["count"] for value in answer.facets["kind"]) == answer.total
    return {item["externalId"] for item in answer.items}, answer.query["leftOut"]


@pytest.mark.parametrize("sort", ["-updatedAt", "title", "-startYear"])
def test_a_list_by_date_or_title_leaves_out_what_only_mentions_what_is_sought(
    solar: Services, sort: str
) -> None:
    assert found(solar, sort) == ({"titel", "sammanfattning"}, 1)


@pytest.mark.parametrize("sort", [None, "relevance", "seq"])
def test_relevance_and_whoever_reads_everything_have_it_all(
    solar: Services, sort: str | None
) -> None:
    assert found(solar, sort) == ({"titel", "sammanfattning", "annat"}, 0)


def test_a_list_by_date_or_title_has_only_what_has_all_that_is_sought(solar: Services) -> None:
    assert found(solar, "title", "solceller ladugård") == ({"titel"}, 2)
    assert found(solar, None, "solceller ladugård")[0] == {"titel", "sammanfattning", "annat"}


def test_what_is_only_mentioned_is_listed_where_there_is_nothing_else(solar: Services) -> None:
    assert found(solar, "title", "bagarstuga") == ({"annat"}, 0)
