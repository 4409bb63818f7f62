"""What the start page tells of the catalogue as a whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from app.availability import reading
from catalogue import entries, ledger
from seed.vocabularies import read_county_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.database import Database

_COUNTY = re.compile(r'<path id="lan-(?P<id>\d\d)"[^>]* d="(?P<outline>[^"]+)"')


class Overview:
    """Counts over all published entries, made anew only when the ledger has moved."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._latest: tuple[int, Mapping[str, int]] | None = None

    def published_by_source(self) -> Mapping[str, int]:
        """Return type of source -> published entries that come from one, most first."""
        with reading(self._database) as connection:
            seq = ledger.last_seq(connection)
            latest = self._latest
            if latest is None or latest[0] != seq:
                latest = (seq, entries.count_by_source(connection))
                self._latest = latest
        return latest[1]


@cache
def county_shapes() -> Mapping[str, str]:
    """Return county id -> outline, as the `d` of an SVG path in a view box of 268 by 600."""
    return {found["id"]: found["outline"] for found in _COUNTY.finditer(read_county_svg())}
