"""What a half-typed search may become, each with where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.searching.suggesting import suggest
from app.wiring import Services
from web.addresses import entry_path
from web.language import gettext, home, language
from web.query_string import QueryString
from web.wording import title_of

MOST = 8
"""Suggestions that a phone shows above its keyboard."""


def suggested(services: Services, text: str, kept: QueryString) -> list[dict[str, Any]]:
    """Return label, kind, count and address of what the text may become.

    `kept` is the other conditions, which stay; how many it leaves is not counted.
    """
    found = suggest(services, text, MOST, language())
    options = [_option(item, kept) for item in found]
    return [{**each, "count": None} for each in options] if kept.pairs else options


def _option(item: Mapping[str, Any], kept: QueryString) -> dict[str, Any]:
    option = {"label": item["label"], "matched": item["matched"], "count": item["count"]}
    if item["type"] == "entry":
        address = entry_path({"title": item["label"], "id": item["id"]})
        return {**option, "kind": gettext("Exempel"), "address": address}
    if item["type"] in ("topic", "text"):
        # A search finds more than what is about the topic; and it finds the name that was typed.
        address = kept.replacing("q", item["asFilter"]["q"][0]).at(home())
        return {**option, "kind": gettext("Sök"), "count": None, "address": address}
    ((name, (value,)),) = item["asFilter"].items()
    chosen = kept if value in kept.values(name) else kept.adding(name, value)
    return {**option, "kind": title_of(name), "address": chosen.at(home())}
