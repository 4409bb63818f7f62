"""The log, for admins: who did what, when, on what and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from app.accounts.users import list_users
from app.audit import EventFilter, list_events
from desk.access import services
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from web.language import gettext, marked
from web.wording import InLanguage

routes = Routes()
PATH = "logg"
AT_ONCE = 50
FILTERS = ("action", "actor", "subject", "since", "until")
ACTIONS = InLanguage(
    {
        "create": marked("Exempel skapat"),
        "update": marked("Exempel ändrat"),
        "submit": marked("Exempel lämnat till granskning"),
        "return": marked("Exempel lämnat tillbaka"),
        "publish": marked("Exempel publicerat"),
        "withdraw": marked("Exempel tillbakadraget"),
        "restore": marked("Tidigare version återställd"),
        "relate": marked("Relation ändrad från ett annat exempel"),
        "erase": marked("Text raderad för gott"),
        "correct-answer": marked("Svar på en enkätfråga rättat"),
        "expire": marked("Gallrat"),
        "create-token": marked("Nyckel skapad"),
        "rotate-token": marked("Nyckel bytt"),
        "revoke-token": marked("Nyckel återkallad"),
        "create-account": marked("Konto skapat"),
        "change-account": marked("Konto ändrat"),
        "change-password": marked("Lösenord bytt"),
        "close-account": marked("Konto stängt"),
        "reopen-account": marked("Konto öppnat igen"),
        "slow-sign-in": marked("Många misslyckade inloggningar"),
        "create-password-link": marked("Länk för nytt lösenord gjord"),
        "use-password-link": marked("Länk för nytt lösenord använd"),
        "sign-out-everywhere": marked("Utloggning överallt"),
        "submit-import": marked("Import mottagen"),
        "finish-import": marked("Import färdig"),
        "commit-import": marked("Import genomförd"),
        "confirm-personal": marked("Personuppgifter bekräftade i en import"),
        "revert-import": marked("Import ångrad"),
        "submit-reply": marked("Svar mottaget"),
        "release-reply": marked("Ja och nej publicerade"),
        "take-back-reply": marked("Ja och nej återtagna"),
        "mark-candidate": marked("Kandidat gjord av markerad text"),
        "review-reply": marked("Svar genomgånget"),
        "relate-reply": marked("Svar valt som rättning eller komplettering"),
        "open-survey": marked("Enkät öppnad"),
        "change-survey": marked("Enkätens sista dag ändrad"),
        "close-survey": marked("Enkät stängd"),
        "create-form-link": marked("Länk till formulär skapad"),
        "revoke-form-link": marked("Länk till formulär återkallad"),
        "submit-report": marked("Fel rapporterat"),
        "close-report": marked("Rapport avslutad"),
        "retry-job": marked("Jobb gjort om"),
        "cancel-job": marked("Jobb avbrutet"),
    }
)
"""What was done -> what it is called."""


@routes.get(f"/{PATH}", ADMIN)
def audit_page() -> Response:
    """List what was done, the latest first, as far as the filters let it."""
    given = {name: http.args.get(name, "").strip() for name in FILTERS}
    since, until = (_day(given[name]) for name in ("since", "until"))
    faults = [
        (name, gettext("Skriv dagen som 2026-11-27."))
        for name, day in (("since", since), ("until", until))
        if given[name] and day is None
    ]
    people = {f"user:{each.id}": each.address for each in list_users(services())}
    wanted = EventFilter(
        actions=[given["action"]] if given["action"] in ACTIONS else [],
        actors=_names(given["actor"], people),
        subjects=_names(given["subject"], people),
        since=since,
        until=until + timedelta(days=1) if until else None,
    )
    number = page_number()
    total, found = list_events(services(), wanted, number, AT_ONCE)
    return page(
        "desk/audit.html",
        422 if faults else 200,
        events=found,
        total=total,
        given=given,
        faults=faults,
        actions=ACTIONS,
        people=people,
        number=number,
        pages=page_count(total, AT_ONCE),
        query=urlencode({name: value for name, value in given.items() if value}),
    )


def _day(text: str) -> datetime | None:
    """Return when a day begins (UTC); None where the text is no day."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        return None


def _names(text: str, people: dict[str, str]) -> list[str]:
    """Return what the log calls somebody: an address is looked up, anything else is a name."""
    found = [name for name, address in people.items() if address == text.lower()]
    return found or ([text] if text else [])
