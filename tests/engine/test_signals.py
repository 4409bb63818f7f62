"""Both engines tell the same of why a hit stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.indexing import RowSource
from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.engine.asking import NAME

if TYPE_CHECKING:
    from app.wiring import Services
    from indexer.engine import SearchEngine


@pytest.mark.parametrize(
    "text", ["solceller på lantbruk i Halland", '"cirkulär ekonomi" textil', "öppettider"]
)
def test_each_signal_has_the_same_points_on_both_engines(
    services: Services, engine: SearchEngine, text: str
) -> None:
    source = RowSource(services)
    engine.create(NAME)
    engine.build(NAME, source.pages(), source.last_seq())
    engine.point_alias(NAME)
    request = SearchRequest(text, explain=True)
    usual, here = search(services, request), search(services, request, engine.snapshot())
    items = (*here.items, *here.nearby)
    assert items
    for one, other in zip((*usual.items, *usual.nearby), items, strict=True):
        points = {each["name"]: each["points"] for each in other["signals"]}
        assert points == pytest.approx(
            {each["name"]: each["points"] for each in one["signals"]}, abs=0.002
        )
        assert sum(points.values()) == pytest.approx(other["score"], abs=0.002)
