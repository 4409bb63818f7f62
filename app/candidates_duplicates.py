"""Entries that a candidate may tell of again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.import_duplicates import Twins
from schemas.loading import LoadedEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services


class Likeness:
    """Compares candidates with the entries that there are; reads them when first asked."""

    def __init__(self, services: Services) -> None:
        self._twins = Twins(services.database)

    def of(self, content: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the entries that are like a candidate: {entryId, title, likeness of 100}."""
        if not content["counties"]:
            return []
        compared = LoadedEntry("", "", dict(content), (), ())
        return [
            {"entryId": each["entryId"], "title": each["value"], "likeness": each["likeness"]}
            for each in self._twins.of(compared)
        ]
