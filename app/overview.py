"""What the start page tells of the catalogue as a whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.records import PUBLISHED
from catalogue.tables import Entry, EntryVersion
from seed.vocabularies import read_county_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

_COUNTY = re.compile(r'<path id="lan-(?P<id>\d\d)"[^>]* d="(?P<outline>[^"]+)"')


def published_by_source(services: Services) -> dict[str, int]:
    """Return type of source -> published entries that come from one, most first."""
    kind = EntryVersion.content["source"]["type"].as_string()
    statement = (
        select(kind, func.count())
        .join(Entry, (Entry.pk == EntryVersion.entry_pk))
        .where(Entry.status == PUBLISHED, Entry.published_version == EntryVersion.version)
        .group_by(kind)
        .order_by(func.count().desc())
    )
    with services.database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(statement)}


@cache
def county_shapes() -> Mapping[str, str]:
    """Return county id -> outline, as the `d` of an SVG path in a view box of 268 by 600."""
    return {found["id"]: found["outline"] for found in _COUNTY.finditer(read_county_svg())}
