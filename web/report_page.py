"""The form for reporting a fault of an example; reports reach the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template
from flask import request as http
from werkzeug.wrappers import Response

from app.addresses import entry_name
from app.entries.reading import get_entry
from app.errors import InvalidContent
from app.reports import NewReport, report_token, take_report
from app.wiring import Services
from edge.limits import CallLimit
from web.addresses import entry_id_of, entry_path
from web.caching import NO_STORE
from web.forms import Faults, form_page, handle_submission, sent
from web.language import gettext, language
from web.wording import REPORTS

PATH = "rapportera"
FIELDS = ("kind", "text", "answer")


def report_page(services: Services, calls: Callable[[], CallLimit]) -> Blueprint:
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
        report = NewReport(given["kind"], given["text"], given["answer"])
        return handle_submission(
            calls(),
            lambda: take_report(services, entry["id"], report, http.form.get("token", "")),
            _faults,
            lambda faults: _form(services, entry, given, faults),
            f"{entry_path(entry)}/{PATH}/tack",
        )

    @routes.get(f"/exempel/<name>/{PATH}/tack")
    def thanks(name: str) -> Response:
        entry = get_entry(services, entry_id_of(name))
        return make_response(render_template("report_thanks.html", entry=entry), NO_STORE)

    return routes


def _faults(error: InvalidContent) -> Faults:
    """Return field of the form and what is wrong with it, for every fault of a report."""
    return [
        (each.parameter.strip("/").replace("answerTo", "answer"), each.message.text(language()))
        for each in error.issues
    ]


def _form(
    services: Services, entry: Mapping[str, Any], given: Mapping[str, str], faults: Faults
) -> Response:
    names = {
        "kind": gettext("Vad gäller det?"),
        "text": gettext("Vad är fel, och hur borde det vara?"),
        "answer": gettext("E-postadress, om du vill ha svar (frivilligt)"),
    }
    return form_page(
        "report.html",
        names,
        given,
        faults,
        entry=entry,
        kinds=REPORTS,
        token=report_token(services.settings, entry["id"]),
        address=f"{entry_path(entry)}/{PATH}",
    )
