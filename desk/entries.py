"""Entries at the desk: drafts, public and withdrawn ones, found by words and county."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import request as http

from app.accounts.access import WRITE
from app.entries.reading import Wanted, list_by_status
from app.searching.requests import MAX_WINDOW, SearchRequest
from app.searching.search import search
from desk.access import caller, services
from desk.entry_words import STATES
from desk.pages import county_options, page, page_count, page_number
from desk.routes import Routes
from record.lists import DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN
from web.language import language, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

routes = Routes()
PATH = "exempel"
AT_ONCE = 50
LONGEST_TYPED = 200
STATUSES = {"draft": (DRAFT, IN_REVIEW), "published": (PUBLISHED,), "withdrawn": (WITHDRAWN,)}
"""What the list shows -> states of latest versions."""
CHOICES = InLanguage(
    {
        "draft": marked("Utkast"),
        "published": marked("Publicerade"),
        "withdrawn": marked("Tillbakadragna"),
    }
)


@routes.get(f"/{PATH}", WRITE)
def entries_page() -> Response:
    """List entries; whoever works with one county sees those of it."""
    status = http.args.get("status", "")
    status = status if status in STATUSES else "draft"
    text = http.args.get("q", "").strip()[:LONGEST_TYPED]
    own, known = caller().county, services().vocabularies.known["counties"]
    asked = http.args.get("county", "")
    county = own or (asked if asked in known else "")
    number = min(page_number(), MAX_WINDOW // AT_ONCE)
    items, total = _found(status, text, county, number)
    given = {"status": status, "county": "" if own else county, "q": text}
    return page(
        "desk/entries.html",
        entries=items,
        total=total,
        shows=status,
        text=text,
        county=county,
        own=own,
        choices=CHOICES,
        states=STATES,
        counties=county_options(),
        number=number,
        pages=page_count(total, AT_ONCE),
        query=urlencode({name: each for name, each in given.items() if each}),
    )


def _found(
    status: str, text: str, county: str, number: int
) -> tuple[Sequence[Mapping[str, Any]], int]:
    """Return a page of entries and how many there are: public ones by the catalogue's search.

    Whoever works with one county may open none that names another one, too.
    """
    own = caller().county is not None
    if status == "published" and text and not own:
        filters = {"county": (county,)} if county else {}
        request = SearchRequest(
            text, filters, page=number, limit=AT_ONCE, national=False, language=language()
        )
        answer = search(services(), request)
        return answer.items, answer.total
    wanted = Wanted(STATUSES[status], {}, None, county or None, alone=own, words=text.split())
    found = list_by_status(services(), wanted, number, AT_ONCE)
    return found.items, found.total
