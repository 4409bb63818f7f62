"""Gallring: what is kept for a time only, and how much of it is due."""

from __future__ import annotations

from datetime import timedelta

from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from app.retention import (
    COMMENT_RETENTION,
    EVENT_RETENTION,
    REPORT_RETENTION,
    UNCONFIRMED_KEPT,
    due,
)
from desk.access import services
from desk.pages import page
from desk.routes import Routes
from web.language import gettext, marked
from web.wording import InLanguage

routes = Routes()
PATH = "gallring"
SOON = timedelta(days=30)
NAMES = InLanguage(
    {
        "uploads": marked("Filer från importer, med avvisade rader"),
        "replies": marked("Svarens texter och filer"),
        "candidates": marked("Avvisade kandidater"),
        "reports": marked("Rapporter om fel"),
        "surveys": marked("Länens svar i formulär"),
        "subscriptions": marked("Bevakningar som ingen har bekräftat, med adress"),
        "comments": marked("Redaktionens kommentarer"),
    }
)


@routes.get(f"/{PATH}", ADMIN)
def retention_page() -> Response:
    """Show what is deleted when."""
    settings = services().settings
    periods = {
        "uploads": gettext("%s dagar efter importens slut") % EVENT_RETENTION.days,
        "replies": gettext(
            "%(reviewed)s dagar efter granskningen, senast %(received)s dagar efter att det kom in"
        )
        % {
            "reviewed": settings.keep_replies_days,
            "received": settings.keep_replies_at_most_days,
        },
        "candidates": gettext("%s dagar efter avvisningen") % EVENT_RETENTION.days,
        "reports": gettext("%(closed)s dagar efter avslutet, högst %(most)s dagar")
        % {"closed": EVENT_RETENTION.days, "most": REPORT_RETENTION.days},
        "surveys": gettext("%s dagar efter enkätens slut") % settings.keep_replies_days,
        "subscriptions": gettext("%s dagar efter anmälan") % UNCONFIRMED_KEPT.days,
        "comments": gettext("%s dagar efter att de skrevs") % COMMENT_RETENTION.days,
    }
    now, soon = due(services()), due(services(), SOON)
    return page(
        "desk/retention.html",
        rows=[(NAMES[kind], periods[kind], now[kind], soon[kind]) for kind in NAMES],
        days=SOON.days,
    )
