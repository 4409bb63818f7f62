"""The ways to look at the examples of a search: as a list, on the map, in the matrix."""

from __future__ import annotations

from typing import NamedTuple

from web.language import gettext, home, marked
from web.query_string import QueryString

LIST = ""
PATHS = ((LIST, marked("Lista")), ("karta", marked("Karta")), ("tackning", marked("Tabell")))


class View(NamedTuple):
    """A way to look at them; `current` is the one that is shown."""

    title: str
    address: str
    current: bool


def views(query: QueryString, current: str) -> tuple[View, ...]:
    """Link each view of a search."""
    return tuple(
        View(gettext(title), query.at(home() + path), path == current) for path, title in PATHS
    )
