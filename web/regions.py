"""Several counties under one name: parts of the country, a county with its neighbours or without.

The three lands are made of whole counties, as they are usually counted: Jämtland, with Härjedalen,
belongs to Norrland, and Gotland to Götaland.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from app.geography import county_neighbours
from record.filters import NATIONAL
from web.language import gettext, language
from web.query_string import QueryString

if TYPE_CHECKING:
    from app.wiring import Services

Label: TypeAlias = Callable[[str, str], str]
"""Returns the label of a filter's value, in the language of the page."""


LANDS = {
    "Norrland": ("21", "22", "23", "24", "25"),
    "Svealand": ("01", "03", "04", "17", "18", "19", "20"),
    "Götaland": ("05", "06", "07", "08", "09", "10", "12", "13", "14"),
}
SHORTEST_REGION = 2
"""Counties; one alone has its own name."""


class Shortcut(NamedTuple):
    """A choice of counties; `address` is the search with it in place of the chosen ones."""

    title: str
    address: str


def page_labels(services: Services) -> Label:
    """Return what looks up labels in the language of the page."""
    return partial(services.vocabularies.label, language=language())


def region_name(counties: Collection[str], label: Label) -> str:
    """Return what several counties are called together; nothing if they have no such name."""
    chosen = frozenset(counties)
    if len(chosen) < SHORTEST_REGION:
        return ""
    for name, codes in LANDS.items():
        if chosen == frozenset(codes):
            return name
    for county in chosen:
        if chosen == {county, *county_neighbours().get(county, ())}:
            return _with_neighbours(county, label)
    others = county_neighbours().keys() - chosen
    if len(others) == 1 and NATIONAL not in chosen:
        return _all_but(others.pop(), label)
    return ""


def shortcuts(
    query: QueryString, recognised: Collection[str], path: str, label: Label
) -> tuple[Shortcut, ...]:
    """Offer the lands and, around the one county chosen or recognised in the text, its regions."""
    bare = query.without("page")
    chosen = query.values("county")
    (county, *others) = chosen or tuple(recognised) or (NATIONAL,)
    around = _around(county, label) if not others and county != NATIONAL else ()
    return tuple(
        Shortcut(name, bare.replacing("county", *codes).at(path))
        for name, codes in (*around, *LANDS.items())
        if set(codes) != set(chosen)
    )


def _around(county: str, label: Label) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield name and codes of the regions that a county gives rise to."""
    if near := county_neighbours().get(county):
        yield _with_neighbours(county, label), (county, *near)
    yield _all_but(county, label), tuple(each for each in county_neighbours() if each != county)


def _with_neighbours(county: str, label: Label) -> str:
    return gettext("%s och grannlänen") % label("county", county)


def _all_but(county: str, label: Label) -> str:
    return gettext("andra län än %s") % label("county", county)
