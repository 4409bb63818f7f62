"""Adds the desk to the web app: its pages, their errors, and what their templates may use."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask import Blueprint, Flask, Response

from app.accounts.access import ADMIN, PUBLISH, READ_DRAFTS, RUN_IMPORTS, WRITE
from app.entries.provenance import HARVEST
from app.wiring import Services
from desk import (
    account,
    accounts,
    audit,
    bulk_accept,
    candidate_list,
    entries,
    entry_editor,
    entry_pickers,
    entry_steps,
    entry_versions,
    erasures,
    import_rows,
    imports,
    inbox,
    index,
    jobs,
    keys,
    management,
    quality,
    releasing,
    reply_answers,
    reply_particulars,
    reports,
    retention,
    review,
    sign_in,
    survey_answers,
    survey_form,
    survey_pages,
    survey_sending,
    surveys,
    teamwork,
    todo,
    tokens,
    work_lists,
)
from desk.access import PATH, home, signed_in
from desk.failures import show_failures
from desk.flash import forget, pop_message
from desk.forms import form_token, keep_binding
from desk.local_time import local_time
from desk.pages import county_names
from edge.attempts import limit_failures
from web.app import release_of

FOLDER = Path(__file__).parent
PARTS = (
    *(sign_in, todo, work_lists, reports, inbox, releasing, reply_answers, review, candidate_list),
    reply_particulars,
    *(bulk_accept, keys),
    *(imports, import_rows, account, accounts, jobs, audit),
    *(management, tokens, retention, quality, index, erasures),
    teamwork,
    *(entries, entry_editor, entry_pickers, entry_steps, entry_versions),
    *(surveys, survey_answers, survey_form, survey_sending),
)
"""Modules that declare pages, each as `routes`."""
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with no-referrer forms would come from nowhere
    "X-Robots-Tag": "noindex",
}


def add_desk(flask_app: Flask, services: Services) -> None:
    """Let the web app answer for the desk, too."""
    flask_app.extensions["services"] = services
    limit_failures(flask_app, services.settings)
    survey_pages.limit_saves(flask_app, services.settings)
    flask_app.register_blueprint(_files())
    flask_app.register_blueprint(desk(release_of(FOLDER)))


def desk(release: str) -> Blueprint:
    """Make the pages."""
    blueprint = Blueprint(
        "desk", __name__, url_prefix=f"/{PATH}", template_folder=str(FOLDER / "templates")
    )
    for part in PARTS:
        part.routes.add_to(blueprint)
    show_failures(blueprint)
    for step in (_sent_off, keep_binding, forget):
        blueprint.after_request(step)

    blueprint.add_app_template_filter(local_time, "moment")
    blueprint.add_app_template_filter(partial(local_time, clock_only=True), "clock")

    @blueprint.context_processor
    def furnished() -> dict[str, object]:
        return {
            "desk_asset": lambda name: f"/static/{PATH}/{name}?v={release}",
            "desk_home": home,
            "form_token": form_token,
            "who": signed_in(),
            "county_names": county_names,
            "key_of": keys.key_of,
            "shown": pop_message,
            "team_of": teamwork.discussion,
            "unread": teamwork.unread,
            "ADMIN": ADMIN,
            "HARVEST": HARVEST,
            "PUBLISH": PUBLISH,
            "READ_DRAFTS": READ_DRAFTS,
            "RUN_IMPORTS": RUN_IMPORTS,
            "WRITE": WRITE,
        }

    return blueprint


def _files() -> Blueprint:
    """Make the addresses of styles and scripts, which browsers may keep."""
    folder, address = str(FOLDER / "static"), f"/static/{PATH}"
    return Blueprint("desk-files", __name__, static_folder=folder, static_url_path=address)


def _sent_off(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.vary.add("Cookie")
    return response
