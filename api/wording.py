"""Labels in the language of the answer; use cases give them in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.answers import services
from api.language import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def in_readers_language(
    facets: Mapping[str, Iterable[dict[str, Any]]], query: dict[str, Any]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """Return facets and query echo with the labels that the reader asked for."""
    if language() == "sv":
        return {name: list(values) for name, values in facets.items()}, query
    told = {
        **query,
        "concepts": [_relabelled(one["filter"], one) for one in query["concepts"]],
        "filters": {name: relabelled(name, values) for name, values in query["filters"].items()},
        "relaxations": [_relaxation(one, query["filters"]) for one in query["relaxations"]],
    }
    return {name: relabelled(name, values) for name, values in facets.items()}, told


def explained(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a hit with the sentences of its explanation, if it has one, as text."""
    if "explanation" not in item:
        return item
    told = [
        {**reason, "message": reason["message"].in_(language())} for reason in item["explanation"]
    ]
    return {**item, "explanation": told}


def relabelled(parameter: str, values: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return {id, label, ...} with labels in the language of the answer."""
    return [_relabelled(parameter, value) for value in values]


def _relabelled(parameter: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {**value, "label": services().vocabularies.label(parameter, value["id"], language())}


def _relaxation(
    relaxation: dict[str, Any], filters: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, Any]:
    """A filter that was left out, or alone was kept, is named by its values."""
    if relaxation["type"] not in {"without-filter", "only-filter"}:
        return relaxation
    kept = relaxation["type"] == "only-filter"
    named = [
        value["label"]
        for name, values in filters.items()
        if (name in relaxation["parameters"]) is kept
        for value in relabelled(name, values)
    ]
    return {**relaxation, "label": ", ".join(named)}
