"""Filters of lists from the rows, whose values are those of a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.answers import services
from app.errors import InvalidQuery, Issue


def counties_of(args: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the counties that a call names, by id, code or name.

    Raises:
        InvalidQuery: with each that there is none of.
    """
    found = [services().vocabularies.resolve("county", value) for value in args["county"]]
    issues = [each for each in found if isinstance(each, Issue)]
    if issues:
        raise InvalidQuery(issues)
    counties = services().vocabularies.known["counties"]
    return tuple(each for each in found if isinstance(each, str) and each in counties)
