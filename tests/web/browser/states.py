"""Every page in every state that looks different: where it is, and how it is brought about."""

from __future__ import annotations

from typing import NamedTuple

SEEDED, SMALL, AWAY = "seeded", "small", "away"
"""The curated catalogue; one entry with every field and one withdrawn; one without an index."""
IDS = "id={one}&id={two}"
GONE = "00000000-0000-4000-8000-000000000000"


class State(NamedTuple):
    """An address, with ids of examples filled in; the same in the dark, if asked for."""

    address: str
    dark: bool = False
    site: str = SEEDED
    status: int = 200
    do: str = ""
    """What is done there, by its name among the steps of the tests."""

    def __str__(self) -> str:
        site = "" if self.site == SEEDED else f"{self.site}:"
        return f"{site}{self.address}{' ' if self.do else ''}{self.do}"


STATES = [
    State("/", dark=True),
    State("/", site=SMALL),
    State("/", site=AWAY),
    State("/", do="suggestions"),
    State("/en/"),
    # a search
    State("/?q=energi&county=12&goal=7", dark=True),
    State("/?q=biogsa&explain=true&lista={one}"),
    State("/?q=giftfri+miljö+i+byggbranschen", dark=True),
    State("/?q=&yearFrom=2015&limit=5&page=2"),
    State("/en/?q=solel+skåne&county=12"),
    State("/?q=xyzzyq"),
    State("/?q=öppettider"),
    State("/?goal=10"),
    State("/?q=biogas&county=09&goal=5"),
    State("/?q=biogas&page=50"),
    # one example
    State("/exempel/{one}?q=energi&lista={two}", dark=True),
    State("/exempel/{full}", site=SMALL),
    State("/en/exempel/{full}", site=SMALL),
    State("/exempel/{withdrawn}", site=SMALL, status=410),
    # to take along
    State("/utskrift?q=energi&county=12", dark=True),
    State("/lista", dark=True),
    State(f"/lista?{IDS}&id={GONE}&sok=q%3Denergi"),
    State(f"/en/lista?{IDS}"),
    State(f"/lista/jamfor?{IDS}", dark=True),
    State("/lista/jamfor"),
    State("/kolumner?q=energi&county=12", dark=True),
    State("/folj?q=energi&county=12", dark=True),
    State("/folj/tack"),
    State("/folj/sluta/x", status=410),
    State("/en/folj/bekrafta/x", status=410),
    # overviews
    State("/tackning", site=SMALL),
    State("/tackning?rows=lever&columns=objective&q=biogas&kind=activity", dark=True),
    State("/tackning?rows=county&columns=goal&county=08&county=07"),
    State("/en/tackning?rows=lever&columns=kind"),
    State("/karta?q=biogas&county=08", dark=True),
    State("/en/karta"),
    State("/lan"),
    State("/lan/kalmar", dark=True),
    State("/lan/kalmar", site=SMALL),
    State("/en/lan/kalmar"),
    State("/lan/jamfor?county=08"),
    State("/lan/jamfor?county=08&county=07&county=10", dark=True),
    State("/lan/jamfor?county=08&county=07&q=energi&goal=7"),
    State("/en/lan/jamfor?county=08&county=07&dimension=objective"),
    State("/kolumner?id={one}"),
    State("/miljomal", dark=True),
    State("/miljomal/giftfri-miljo", dark=True),
    State("/miljomal/frisk-luft"),
    State("/globala-mal"),
    State("/globala-mal/hallbar-energi-for-alla"),
    State("/cirkulara-strategier"),
    State("/cirkulara-strategier/loopa"),
    State("/branscher"),
    State("/branscher/lantbruk"),
    State("/finansiering"),
    State("/finansiering/klimatklivet"),
    # about, for programmers, and the forms
    State("/om", dark=True),
    State("/en/om"),
    State("/om/tillganglighet"),
    State("/tipsa", dark=True),
    State("/tipsa", do="an empty form is sent", status=422),
    State("/tipsa/tack"),
    State("/exempel/{one}/rapportera", dark=True),
    State("/exempel/{one}/rapportera", do="an empty form is sent", status=422),
    State("/exempel/{one}/rapportera/tack"),
    State("/for-utvecklare", dark=True),
    # what cannot be shown
    State("/?q=energi&county=12&county=Skånne&yearFrom=abc", dark=True, status=400),
    State("/tackning?goal=99", status=400),
    State("/tackning?rows=goal&columns=goal&q=biogas", status=400),
    State("/finns-inte", status=404),
    State("/en/exempel/biogas-i-vessige-01a2", status=404),
    State("/?q=biogas&county=12", site=AWAY, status=503),
]

NO_PAGES = (
    "/static/",
    "/id/",
    "/health/",
    "/sitemap",
    "/robots.txt",
    "/apple-touch-icon.png",
    "/favicon.ico",
    "/forslag",
    "/tackning.",
    "/llms.txt",
)
"""Addresses that answer with no page: files, redirections, parts of pages."""
