"""What the fields of one row say of each other and of the vocabularies."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from record.fields import whole_text
from schemas.faults import FieldFault, fault, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def consistency_faults(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldFault]:
    """Yield what is wrong between the valid fields of a row; `data` may lack the others."""
    return chain(
        _unknown_values(data, known),
        _reversed_years(data),
        _national_faults(data, known),
        _evidence_faults(data),
    )


def _unknown_values(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldFault]:
    for field, valid in known.items():
        for index, value in enumerate(data.get(field) or ()):
            if value not in valid:
                found = fault("unknown-value", value, nearest(value, valid))
                yield replace(found, pointer=f"/{field}/{index}")


def _reversed_years(data: Mapping[str, Any]) -> Iterator[FieldFault]:
    start, end = data.get("startYear"), data.get("endYear")
    if start and end and end < start:
        yield replace(fault("years-reversed", end), pointer="/endYear")
    quote = (data.get("source") or {}).get("quote") or {}
    if {"start", "end"} <= quote.keys() and quote["end"] <= quote["start"]:
        yield replace(fault("offsets-reversed", quote["end"]), pointer="/source/quote/end")


def _national_faults(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldFault]:
    claimed, counties = data.get("national"), data.get("counties")
    if claimed is None or counties is None:
        return
    if claimed != (known["counties"].keys() <= set(counties)):
        yield replace(fault("not-national", claimed), pointer="/national")


def _evidence_faults(data: Mapping[str, Any]) -> Iterator[FieldFault]:
    evidence = data.get("evidence")
    if not evidence:
        return
    whole = whole_text(data)
    for index, item in enumerate(evidence):
        if item["quote"] not in whole:
            found = fault("quote-not-found", item["quote"])
            yield replace(found, pointer=f"/evidence/{index}/quote")
        linked = data.get(item["field"], (item["value"],))  # a field at fault is told of already
        if item["value"] not in (linked or ()):
            found = fault("not-linked", item["value"])
            yield replace(found, pointer=f"/evidence/{index}/value")
