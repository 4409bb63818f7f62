"""Erasing, for admins: something is looked for, shown where it stands, and erased for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import ADMIN, READ_DRAFTS
from app.entries.provenance import HARVEST
from app.erasing.jobs import PREVIEW, confirm_erasure, get_erasure, request_erasure
from app.erasing.looks import mark_looked, places_to_look_at, titles_of
from app.erasing.requests import ErasureRequest, InvalidErasure
from app.errors import NotFound
from app.reports import get_report
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from schemas.editing import LONGEST_REASON
from web.addresses import entry_id_of
from web.language import gettext, language, marked
from web.wording import InLanguage

routes = Routes()
PATH = "radering"
LOOKS = "raderat"
AT_ONCE = 20
LONGEST = 2000
WHAT = InLanguage(
    {
        "text": marked("En text, var den än står"),
        "entry_id": marked("Ett helt exempel"),
        "reply_id": marked("Ett helt svar på enkäten"),
    }
)
STAGES = InLanguage(
    {
        "seeking": marked("Söker i raderna"),
        "overwriting": marked("Skriver över"),
        "files": marked("Raderar filer"),
        "index": marked("Bygger om indexet"),
        "dumps": marked("Skriver kopiorna på nytt"),
        "database": marked("Skriver om filerna"),
    }
)
TABLES = InLanguage(
    {
        "entry": marked("exempel (nyckel, orsak)"),
        "entry_version": marked("versioner av exempel"),
        "link": marked("belägg för länkar"),
        "ledger": marked("skäl i loggen"),
        "import": marked("importer"),
        "import_row": marked("rader i importer"),
        "job": marked("jobb"),
        "token": marked("namn på nycklar"),
        "account": marked("konton (stängs)"),
        "reply": marked("svar"),
        "reply_document": marked("svarens texter"),
        "reply_respondent": marked("svarande"),
        "candidate": marked("kandidater"),
        "candidate_step": marked("steg med kandidater"),
        "report": marked("rapporter om fel"),
        "form_answer": marked("svar i formulär"),
        "vocabulary": marked("vokabulärer"),
        "seed": marked("medföljande exempel"),
    }
)

PLACES = InLanguage(
    {
        "entry": marked("ett exempel"),
        "candidate": marked("kandidat"),
        "reply": marked("svar"),
        "import": marked("import"),
        "report": marked("rapport om fel"),
        "reply_file": marked("fil med svaret"),
        "import_file": marked("fil till importen"),
    }
)
"""Kind of a place that has a page -> what it is called."""
PAGES = {
    "entry": "exempel",
    "candidate": "kandidat",
    "reply": "svar",
    "import": "import",
    "report": "rapport",
    "reply_file": "svar",
    "import_file": "import",
}
"""Kind of a place -> what the address of its page begins with."""


@routes.get(f"/{PATH}", ADMIN)
def erasure_form_page() -> Response:
    """Ask what is to be erased."""
    return _form({"what": "text"}, [])


@routes.post(f"/{PATH}", ADMIN)
def send_erasure() -> Response:
    """Have it looked for; nothing is erased."""
    given = {name: text_of(name) for name in ("what", "value", "reason")}
    what, value = given["what"], given["value"]
    faults = []
    if what not in WHAT:
        faults.append(("what", gettext("Välj vad som ska raderas.")))
    if not value:
        faults.append(("value", gettext("Skriv vad som ska raderas.")))
    if not given["reason"]:
        faults.append(("reason", gettext("Skriv ett skäl, utan det som ska raderas.")))
    if faults:
        return _form(given, faults)
    named = {what: value if what == "text" else entry_id_of(value)}
    try:
        request = ErasureRequest(given["reason"][:LONGEST_REASON], caller().name, **named)
        job_id = request_erasure(services(), request)
    except (InvalidErasure, NotFound) as error:
        return _form(given, [("value", error.message.text(language()))])
    return redirect_with_message(
        home(f"{PATH}/{job_id}"), gettext("Det söks upp. Inget är raderat än.")
    )


def _form(given: Mapping[str, str], faults: Sequence[tuple[str, str]]) -> Response:
    return page(
        "desk/erasure_form.html",
        422 if faults else 200,
        given=given,
        faults=list(faults),
        what=WHAT,
        longest=LONGEST,
        longest_reason=LONGEST_REASON,
    )


@routes.get(f"/{LOOKS}", READ_DRAFTS, HARVEST)
def looks_page() -> Response:
    """Show what stands beside what was erased, where nobody has looked at it since."""
    number = page_number()
    total, found = places_to_look_at(services(), number, AT_ONCE)
    return page(
        "desk/erased_places.html",
        places=[(each, PLACES[each.place.kind], PAGES[each.place.kind]) for each in found],
        number=number,
        pages=page_count(total, AT_ONCE),
    )


@routes.post(f"/{LOOKS}", READ_DRAFTS, HARVEST)
def send_looked() -> Response:
    """Note that somebody has looked at a place."""
    number = text_of("place")
    if number.isascii() and number.isdigit():
        mark_looked(services(), caller(), int(number))
    return redirect_with_message(home(LOOKS), gettext("Läst."))


@routes.get(f"/{PATH}/<uuid:job_id>", ADMIN)
def erasure_page(job_id: UUID) -> Response:
    """Show how far it has come: where it stands, or what is left of it."""
    return _page(str(job_id), [])


@routes.post(f"/{PATH}/<uuid:job_id>", ADMIN)
def send_confirmed(job_id: UUID) -> Response:
    """Erase what was looked for, if that was ticked."""
    if http.form.get("sure") != "yes":
        fault = gettext("Kryssa i att det ska raderas för gott.")
        return _page(str(job_id), [("sure", fault)])
    erasing = confirm_erasure(services(), str(job_id), caller().name)
    return redirect_with_message(home(f"{PATH}/{erasing}"), gettext("Raderingen har börjat."))


def _unanswered(places: Sequence[tuple[str, str]]) -> list[str]:
    """Return the reports whose senders want an answer, which may be impossible afterwards."""
    found = []
    for kind, each in places:
        with suppress(NotFound):  # it may have been deleted since
            if kind == "report" and get_report(services(), each)["answerTo"]:
                found.append(each)
    return found


def _page(job_id: str, faults: Sequence[tuple[str, str]]) -> Response:
    job = get_erasure(services(), job_id)
    found = job.found or {}
    rows = [(TABLES.get(name, name), count) for name, count in found.get("rows", {}).items()]
    release = [TABLES[name] for name in found.get("release", ())]
    places = [
        *(("entry", each) for each in found.get("entries", ())),
        *map(tuple, found.get("places", ())),
    ]
    titles = titles_of(services(), [(kind.removesuffix("_file"), each) for kind, each in places])
    return page(
        "desk/erasure.html",
        422 if faults else 200,
        job=job,
        job_id=job_id,
        is_preview=job.task == PREVIEW,
        under_way=job.view["state"] in {"queued", "running"},
        stage=STAGES.get(job.stage, gettext("Arbetet väntar på sin tur.")),
        found=found,
        rows=rows,
        release=release,
        places=[
            (PLACES[kind], PAGES[kind], each, titles.get((kind.removesuffix("_file"), each), ""))
            for kind, each in places
        ],
        looks=LOOKS,
        unanswered=_unanswered(places) if job.task == PREVIEW else [],
        is_anywhere=bool(rows or release or found.get("files") or found.get("dumps")),
        faults=list(faults),
    )
