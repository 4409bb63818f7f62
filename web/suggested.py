"""What a half-typed search may become, each with where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from app.searching.suggesting import suggest
from record.filters import FILTER_OF
from web.wording import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

MOST = 8
"""Suggestions that a phone shows above its keyboard."""


def suggested(services: Services, text: str, start: str) -> list[dict[str, Any]]:
    """Return label, kind, count and address of what the text may become; `start` is the page."""
    return [_option(item, start) for item in suggest(services, text, MOST)]


def _option(item: Mapping[str, Any], start: str) -> dict[str, Any]:
    option = {"label": item["text"], "matched": item["matched"], "count": item["count"]}
    if item["type"] == "entry":
        return {**option, "kind": "Exempel", "address": f"{start}exempel/{item['id']}"}
    if item["type"] in ("topic", "text"):
        # A search finds more than what is about the topic; and it finds the name that was typed.
        text = item["matched"] or item["text"]
        address = f"{start}?{urlencode({'q': text})}"
        return {**option, "kind": "Sök", "count": None, "address": address}
    name = FILTER_OF[item["vocabulary"]]
    return {**option, "kind": TITLES[name], "address": f"{start}?{urlencode({name: item['id']})}"}
