"""Steps of an entry that ask for a reason, and what it looks like to the public before any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort
from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import WRITE
from app.entries.editing import BaseVersion
from app.entries.reading import relations_of_state
from app.entries.transitions import apply_transition, list_transitions
from app.errors import Conflict, InvalidContent, Issue, VersionMismatch
from desk.access import caller, home, services
from desk.entries import PATH
from desk.entry_editor import own_entry, state_of
from desk.failures import sentences_of
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page
from desk.routes import Routes
from schemas.editing import LONGEST_REASON
from web.addresses import entry_id_of
from web.entry_page import shown_entry
from web.language import gettext, language, marked

routes = Routes()


class Step(NamedTuple):
    """What a step is called, what it leads to, and the message when it is done."""

    heading: str
    lead: str
    done: str


STEPS = {
    "return": Step(
        marked("Lämna tillbaka"),
        marked("Exemplet blir ett utkast igen. Skälet sparas i loggen."),
        marked("Tillbakalämnat: %s"),
    ),
    "withdraw": Step(
        marked("Dra tillbaka"),
        marked(
            "Exemplet försvinner för läsarna. Var det publicerat, så svarar adressen att det är"
            " tillbakadraget och varför: skälet blir då offentligt. Det går att återställa."
        ),
        marked("Tillbakadraget: %s"),
    ),
    "restore": Step(
        marked("Återställ"),
        marked(
            "Texten blir en ny version, som ett utkast. Det publicerade ändras inte förrän någon"
            " publicerar."
        ),
        marked("Återställt som version %s."),
    ),
}


@routes.get(f"/{PATH}/<uuid:entry_id>/steg/<step>", WRITE)
def step_page(entry_id: UUID, step: str) -> Response:
    """Ask for the reason of a step."""
    return _page(own_entry(str(entry_id)), step)


@routes.post(f"/{PATH}/<uuid:entry_id>/steg/<step>", WRITE)
def send_step(entry_id: UUID, step: str) -> Response:
    """Take a step."""
    entry = own_entry(str(entry_id))
    if step not in STEPS:
        abort(404)
    replaced_by, version = text_of("replacedBy"), text_of("version")
    content = {
        "transition": step,
        "reason": text_of("reason")[:LONGEST_REASON] or None,
        "version": int(version) if version.isascii() and version.isdigit() else None,
        "publish": None,
        "replacedBy": entry_id_of(replaced_by) if replaced_by else None,
    }
    base = BaseVersion(entry["id"], frozenset({text_of("state")}))
    try:
        after = apply_transition(services(), caller(), base, content).entry
    except InvalidContent as error:
        return _page(entry, step, _faults(error.issues), 422)
    except (Conflict, VersionMismatch) as error:
        return _page(entry, step, [("reason", each) for each in sentences_of(error)], 409)
    subject = after["version"] if step == "restore" else after["title"]
    return redirect_with_message(home(f"{PATH}/{entry['id']}"), gettext(STEPS[step].done) % subject)


def _faults(issues: Sequence[Issue]) -> list[tuple[str, str]]:
    return [(each.parameter.removeprefix("/"), each.message.text(language())) for each in issues]


def _page(
    entry: Mapping[str, Any],
    step: str,
    faults: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> Response:
    """Show what a step leads to; where it cannot be taken, there is no such page."""
    possible = list_transitions(services(), caller(), entry["id"])["items"]
    open_now = {each["transition"] for each in possible if each["allowed"]}
    if step not in STEPS or not (faults or step in open_now):
        abort(404)
    never_public = step == "withdraw" and entry["publishedVersion"] is None
    return page(
        "desk/entry_step.html",
        status,
        entry=entry,
        step=step,
        heading=gettext("Ta bort utkastet") if never_public else gettext(STEPS[step].heading),
        lead=gettext(STEPS[step].lead),
        version=text_of("version") or http.args.get("version", ""),
        state=text_of("state") or state_of(entry),
        reason=text_of("reason"),
        replaced_by=text_of("replacedBy"),
        faults=list(faults),
        longest=LONGEST_REASON,
    )


@routes.get(f"/{PATH}/<uuid:entry_id>/forhandsgranska", WRITE)
def entry_preview_page(entry_id: UUID) -> Response:
    """Show the latest version of an entry as its page would be."""
    entry = own_entry(str(entry_id))
    return page(
        "desk/entry_preview.html",
        entry=entry,
        related=relations_of_state(services(), entry["id"], caller())[1],
        similar=(),
        back="",
        listed=(),
        search="",
        **shown_entry(services(), entry),
    )
