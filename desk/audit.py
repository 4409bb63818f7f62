"""The log, for admins: who did what, when, on what and why; also to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from flask import make_response
from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from app.accounts.users import list_users
from app.audit import EventFilter, NamedEvent, list_named_events
from app.errors import Message
from app.exports.files import WRITERS
from app.exports.table import Table
from app.surveys.calendar import start_of_day
from desk.access import home, services
from desk.actors import actor_name, known_names
from desk.filters import LONGEST_TYPED, day_faults, read_day
from desk.local_time import local_time
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from record.words import Words
from web.language import gettext, language, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from app.exports.table import Cell

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
        "switch-reading": marked("Annan läsning av ett svar vald"),
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
        "describe-reply": marked("Uppgifter om ett svar bekräftade"),
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
        "put-aside": marked("Lagt åt sidan i en arbetslista"),
        "load-curated-entries": marked("Medföljande exempel valda"),
    }
)
"""What was done -> what it is called."""


KINDS = InLanguage(
    {
        "entry": marked("Exempel"),
        "reply": marked("Svar"),
        "import": marked("Import"),
        "report": marked("Rapport"),
        "user": marked("Konto"),
        "token": marked("Nyckel"),
        "survey": marked("Enkät"),
        "form": marked("Formulär"),
        "job": marked("Jobb"),
    }
)
"""Kind of what something was done to -> what such things are called."""
PLACES = {
    "entry": "exempel",
    "reply": "svar",
    "import": "import",
    "report": "rapport",
    "survey": "enkater",
    "user": "konton",
}
"""Kind -> where its things are at the desk."""
HEADS = {
    "at": Words("När (svensk tid)", "When (Swedish time)"),
    "action": Words("Vad", "What"),
    "actor": Words("Av vem", "By whom"),
    "kind": Words("Slag", "Kind"),
    "thing": Words("Med vad", "To what"),
    "reason": Words("Skäl", "Reason"),
    "id": Words("Id", "Id"),
}
SHEET = Words("Logg", "Log")
MOST_ROWS = 20_000
"""Events in one file."""
TOO_MANY = Message(
    sv=f"Högst {MOST_ROWS} händelser får plats i en fil. Välj färre dagar, och hämta resten sedan.",
    en=f"At most {MOST_ROWS} events fit in one file. Choose fewer days, and get the rest later.",
)


@routes.get(f"/{PATH}", ADMIN)
def audit_page() -> Response:
    """List what was done, the latest first, as far as the filters let it."""
    return _log(_given())


def _log(given: dict[str, str], faults: Sequence[tuple[str, str]] = ()) -> Response:
    faults, number = [*day_faults(given), *faults], page_number()
    total, found = list_named_events(services(), _wanted(given), number, AT_ONCE)
    people = _people()
    if given["actor"] and given["actor"] not in people:
        people[given["actor"]] = given["actor"]
    return page(
        "desk/audit.html",
        422 if faults else 200,
        events=[_shown(each) for each in found],
        total=total,
        given=given,
        faults=faults,
        actions=ACTIONS,
        people=people,
        formats=WRITERS,
        number=number,
        pages=page_count(total, AT_ONCE),
        query=urlencode({name: value for name, value in given.items() if value}),
    )


@routes.get(f"/{PATH}.<any({','.join(WRITERS)}):kind>", ADMIN)
def audit_file(kind: str) -> Response:
    """Give the events that the filters find to take along; none of a day that is no day."""
    given = _given()
    if day_faults(given):
        return _log(given)
    total, found = list_named_events(services(), _wanted(given), 1, MOST_ROWS)
    if total > MOST_ROWS:
        return _log(given, [("since", TOO_MANY.text(language()))])
    rows = [_row(_shown(each)) for each in found]
    about = tuple((name, value) for name, value in given.items() if value)
    table = Table(language(), about, {}, tuple(HEADS), rows, total, HEADS, SHEET)
    media_type, write = WRITERS[kind]
    out = BytesIO()
    write(table, out)
    response = make_response(out.getvalue())
    response.content_type = f"{media_type}; charset=utf-8" if kind == "csv" else media_type
    response.headers["Content-Disposition"] = f'attachment; filename="logg.{kind}"'
    return response


def _given() -> dict[str, str]:
    return {name: http.args.get(name, "").strip()[:LONGEST_TYPED] for name in FILTERS}


def _wanted(given: Mapping[str, str]) -> EventFilter:
    first, last = (read_day(given[name]) for name in ("since", "until"))
    addresses = {each.address: f"user:{each.id}" for each in list_users(services())}
    subject = addresses.get(given["subject"].lower(), given["subject"])
    actor = addresses.get(given["actor"].lower(), given["actor"])
    return EventFilter(
        actions=[given["action"]] if given["action"] in ACTIONS else [],
        actors=[actor] if actor else [],
        subjects=[subject] if subject else [],
        since=start_of_day(first) if first else None,
        until=start_of_day(last + timedelta(days=1)) if last else None,
    )


def _people() -> dict[str, str]:
    """Return what the log calls those who may have done something -> what they are called."""
    return {**known_names(), "command": gettext("ett kommando")}


class Shown(NamedTuple):
    """An event as people read it; `address` is where the thing is at the desk, if anywhere."""

    at: str
    action: str
    actor: str
    kind: str
    thing: str
    address: str
    reason: str
    id: str


def _shown(named: NamedEvent) -> Shown:
    event = named.event
    kind, _, thing_id = (named.thing or "").partition(":")
    name = named.name or known_names().get(named.thing or "", "")
    is_there = kind in PLACES and event.action != "erase"
    return Shown(
        local_time(event.at),
        ACTIONS[event.action],
        actor_name(event.actor),
        KINDS.get(kind, kind),
        name,
        home(f"{PLACES[kind]}/{thing_id}") if is_there else "",
        event.reason or "",
        thing_id,
    )


def _row(shown: Shown) -> list[Cell]:
    return [getattr(shown, column) or None for column in HEADS]
