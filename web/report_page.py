"""The form for reporting a fault of an example; there is none where nobody would read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, make_response, redirect, render_template
from flask import request as http

from app.entries.reading import get_entry
from app.errors import ExempelbankenError, InvalidContent
from app.reports import LONGEST_ADDRESS, LONGEST_TEXT, NewReport, report_token, take_report
from web.addresses import entry_id_of, entry_name, entry_path
from web.forms import NO_STORE, TRAP, not_taken, refusal, refused, sent, taken
from web.language import gettext, language
from web.wording import REPORTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from werkzeug.wrappers import Response

    from app.wiring import Services
    from edge.limits import CallLimit

PATH = "rapportera"
FIELDS = ("kind", "text", "answer")


def report_page(services: Services, calls: CallLimit) -> Blueprint:
    """Make the routes; `calls` counts what one address sends in a minute."""
    routes = Blueprint("reports", __name__)

    @routes.get(f"/exempel/<name>/{PATH}")
    def form(name: str) -> Response:
        entry = get_entry(services, entry_id_of(name))
        if name != entry_name(entry):
            return redirect(f"{entry_path(entry)}/{PATH}", 301)
        return _form(services, entry, {"kind": http.args.get("kind", "")}, [])

    @routes.post(f"/exempel/<name>/{PATH}")
    def send(name: str) -> Response:
        given = sent(FIELDS)
        entry = get_entry(services, entry_id_of(name))
        if why := refusal(calls):
            return refused(_form(services, entry, given, [("", why.sentence)]), why)
        report = NewReport(given["kind"], given["text"], given["answer"])
        try:
            take_report(services, entry["id"], report, http.form.get("token", ""))
        except InvalidContent as error:
            faults = [
                (
                    each.parameter.strip("/").replace("answerTo", "answer"),
                    each.message.text(language()),
                )
                for each in error.issues
            ]
            return _form(services, entry, given, faults, 422)
        except ExempelbankenError as error:
            why = not_taken(error)
            return refused(_form(services, entry, given, [("", why.sentence)]), why)
        return taken(calls, f"{entry_path(entry)}/{PATH}/tack")

    @routes.get(f"/exempel/<name>/{PATH}/tack")
    def thanks(name: str) -> Response:
        entry = get_entry(services, entry_id_of(name))
        return make_response(render_template("report_thanks.html", entry=entry), NO_STORE)

    return routes


def _form(
    services: Services,
    entry: Mapping[str, Any],
    given: Mapping[str, str],
    faults: list[tuple[str, str]],
    status: int = 200,
) -> Response:
    names = {
        "kind": gettext("Vad gäller det?"),
        "text": gettext("Vad är fel, och hur borde det vara?"),
        "answer": gettext("E-postadress, om du vill ha svar (frivilligt)"),
    }
    page = render_template(
        "report.html",
        entry=entry,
        names=names,
        given=given,
        faults=[(field, names.get(field, ""), text) for field, text in faults],
        faulty={field for field, _ in faults},
        kinds=REPORTS,
        longest={"text": LONGEST_TEXT, "answer": LONGEST_ADDRESS},
        trap=TRAP,
        token=report_token(services.settings, entry["id"]),
        address=f"{entry_path(entry)}/{PATH}",
    )
    return make_response(page, status, NO_STORE)
