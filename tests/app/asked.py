"""What searches are asked for in tests of how a text is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.searching.requests import SearchRequest
from app.searching.search import search

if TYPE_CHECKING:
    from app.wiring import Services


def county_names(services: Services) -> list[str]:
    names = [each.pref_sv for each in services.vocabularies.concepts("counties")]
    return [each.removesuffix(" län").removesuffix("s") for each in names if each.endswith(" län")]


def first_found(services: Services, text: str, number: int) -> set[str]:
    answer = search(services, SearchRequest(text, limit=number))
    return {item["externalId"] for item in answer.items}
