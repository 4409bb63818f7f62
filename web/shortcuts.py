"""Choices of several counties at once: the neighbours of one, and the parts of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.geography import county_neighbours
from record.filters import NATIONAL
from web.language import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from web.query_string import QueryString

PARTS = {
    "Norrland": ("21", "22", "23", "24", "25"),
    "Svealand": ("01", "03", "04", "17", "18", "19", "20"),
    "Götaland": ("05", "06", "07", "08", "09", "10", "12", "13", "14"),
}
"""By whole counties, as the three lands are usually counted: Jämtland, with Härjedalen, is of
Norrland, and Gotland of Götaland."""


class Shortcut(NamedTuple):
    """A choice of counties; `address` is the search with it in place of the chosen ones."""

    title: str
    address: str


def shortcuts(
    query: QueryString, meant: Collection[str], path: str, label: Callable[[str, str], str]
) -> tuple[Shortcut, ...]:
    """Return the neighbours of the county that is chosen, or `meant` by the text, and the parts.

    Two counties have no neighbours together.
    """
    bare = query.without("page")
    chosen = query.values("county")
    found = [
        Shortcut(name, bare.replacing("county", *counties).at(path))
        for name, counties in PARTS.items()
        if set(counties) != set(chosen)
    ]
    (county, *others) = chosen or tuple(meant) or (NATIONAL,)
    if not others and county_neighbours().get(county):
        around = bare.replacing("county", county, *county_neighbours()[county])
        title = gettext("%s och grannlänen") % label("county", county)
        found.insert(0, Shortcut(title, around.at(path)))
    return tuple(found)
