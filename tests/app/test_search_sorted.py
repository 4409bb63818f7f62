"""Orders other than relevance."""

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


@pytest.mark.parametrize("sort", ["-updatedAt", "title", "-startYear", "seq"])
def test_another_order_has_the_same_hits(solar: Services, sort: str) -> None:
    for text in ("solceller", "solceller ladugård", "bagarstuga", ""):
        best, listed = (
            search(solar, SearchRequest(text, sort=order, facets=("kind",)))
            for order in (None, sort)
        )
        assert {item["id"] for item in best.items} == {item["id"] for item in listed.items}
        assert (best.total, best.facets) == (listed.total, listed.facets)
