"""Förvaltning: the pages for those who run the catalogue, in one list."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from desk import accounts, audit, erasures, index, jobs, quality, retention, tokens
from desk.pages import page
from desk.routes import Routes
from web.language import marked
from web.wording import InLanguage

routes = Routes()
PATH = "forvaltning"
PAGES = InLanguage(
    {
        accounts.PATH: marked("Konton"),
        tokens.PATH: marked("Nycklar"),
        jobs.PATH: marked("Jobb"),
        audit.PATH: marked("Logg"),
        index.PATH: marked("Sökindex"),
        erasures.PATH: marked("Radering"),
        retention.PATH: marked("Gallring"),
        quality.PATH: marked("Kvalitet"),
    }
)
"""Address of a page -> what it is called."""
ABOUT = InLanguage(
    {
        accounts.PATH: marked("vilka som får logga in, och med vilken roll"),
        tokens.PATH: marked("vad program loggar in med"),
        jobs.PATH: marked("det som görs i bakgrunden, och varför något misslyckades"),
        audit.PATH: marked("vem som gjorde vad, när och varför"),
        index.PATH: marked("om det är i takt med katalogen, byggs om och jämförs"),
        erasures.PATH: marked("ta bort ett exempel, ett svar eller en text för gott"),
        retention.PATH: marked("vad som raderas av sig självt, och när"),
        quality.PATH: marked("hur bra sökningen hittar och hur bra svar läses"),
    }
)


@routes.get(f"/{PATH}", ADMIN)
def management_page() -> Response:
    """List the pages."""
    return page("desk/management.html", pages=[(path, PAGES[path], ABOUT[path]) for path in PAGES])
