"""Writing an entry: every field of it, saved as versions, with its remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from secrets import token_urlsafe
from types import MappingProxyType
from typing import Any
from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import PUBLISH, WRITE
from app.entries.checking import Checked, check_change, check_new
from app.entries.editing import BaseVersion, create, patch
from app.entries.reading import get_entry
from app.entries.states import check_county, state_tag
from app.entries.transitions import apply_transition, last_steps, list_transitions
from app.errors import Conflict, InvalidContent, Issue, VersionMismatch
from app.sources.checking import source_check
from desk.access import caller, home, services
from desk.actors import actor_name
from desk.confirming import CONFIRMED, confirmation, is_ticked, names_of
from desk.entries import PATH
from desk.entry_conflict import Sent, chosen, conflict_page
from desk.entry_form import (
    Filled,
    build_new_entry,
    build_patch,
    evidence_name,
    form_field_of_pointer,
    form_values_of_entry,
    read_submitted_form,
)
from desk.entry_pickers import SEARCH, picker_searches, pickers, with_used
from desk.entry_suggestions import Suggested, suggested
from desk.entry_widgets import form_sections
from desk.entry_words import NAMES, SOURCE_OUTCOMES, STATES
from desk.failures import sentence_of
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page
from desk.routes import Routes
from desk.work_lists import in_list, queue_of
from record.fields import DEFAULTS
from record.lists import DRAFT, WITHDRAWN
from schemas.editing import LONGEST_REASON
from web.language import gettext, language, marked

Fault = tuple[str, str]


routes = Routes()
NEW = "nytt"
KNOWN = "known"
"""Field of the form that brings back which state of the entry it was made from."""
SAVES = ("save", "submit", "publish")
"""Buttons that keep what is written; any other shows the page again."""
CONFIRM = marked(
    "Det här ser ut som personuppgifter. Ta bort det, eller kryssa i att det får synas."
)


@routes.get(f"/{PATH}/{NEW}", WRITE)
def new_entry_page() -> Response:
    """Show an empty form."""
    return _page(None, _blank())


def _blank() -> Filled:
    own = caller().county
    blank = {"counties": [own] if own else [], "state": DEFAULTS["state"]}
    return form_values_of_entry({**blank, "source": {"type": "web-page"}})


@routes.post(f"/{PATH}/{NEW}", WRITE)
def send_new_entry() -> Response:
    """Create a draft, or an entry that is public at once."""
    filled, step = read_submitted_form(_blank()), http.form.get("do", "")
    content = build_new_entry(filled)
    if step not in SAVES:
        return _looked_at(None, filled, check_new(services(), caller(), content))
    how: dict[str, Any] = {"reason": text_of("reason") or None, "publish": step == "publish"}
    if step == "publish":
        checked = check_new(services(), caller(), content)
        if is_to_confirm(checked):
            return _ask_to_confirm(None, filled, checked)
        how["confirmPersonal"] = names_of(checked.unconfirmed)
    try:
        made = create(services(), caller(), {**content, **how}, text_of("key") or None).entry
    except InvalidContent as error:
        return _page(None, filled, faults=faults_of(error.issues, filled), status=422)
    except Conflict as error:
        return _page(None, filled, faults=[("do", error.message.text(language()))], status=409)
    if step == "submit":
        _take("submit", made["id"], state_of(made))
    return redirect_with_message(home(f"{PATH}/{made['id']}"), _sentence(step, made, changed=True))


@routes.get(f"/{PATH}/<uuid:entry_id>", WRITE)
def entry_page(entry_id: UUID) -> Response:
    """Show an entry as it stands."""
    entry = own_entry(str(entry_id))
    checked = check_change(services(), caller(), entry["id"], {})
    return _page(entry, form_values_of_entry(entry), checked=checked)


@routes.post(f"/{PATH}/<uuid:entry_id>", WRITE)
def send_entry(entry_id: UUID) -> Response:
    """Keep what was written, and take the step of the button; or look at it only."""
    entry = own_entry(str(entry_id))
    filled = read_submitted_form(form_values_of_entry(entry))
    if "resolved" not in http.form:
        return _sent(entry, filled)
    if text_of(KNOWN) != state_of(entry):  # what was chosen was chosen from other texts
        return _conflict(entry, filled)
    resolved, undecided = chosen(form_values_of_entry(entry), filled)
    return _conflict(entry, filled, undecided=undecided) if undecided else _sent(entry, resolved)


def _conflict(
    entry: Mapping[str, Any],
    filled: Filled,
    based_on: Filled | None = None,
    undecided: Sequence[str] = (),
) -> Response:
    hidden = {KNOWN: state_of(entry), "reason": http.form.get("reason", "")}
    form = Sent(in_list(f"{PATH}/{entry['id']}"), hidden, http.form.get("do", "save"))
    return conflict_page(form, form_values_of_entry(entry), filled, based_on, undecided)


def _sent(entry: Mapping[str, Any], filled: Filled) -> Response:
    step, known = http.form.get("do", ""), text_of(KNOWN)
    content = build_patch(filled, form_values_of_entry(entry))
    confirmed: list[str] = []
    is_current = step == "publish" and known == state_of(entry)
    if step not in SAVES or is_current:
        checked = check_change(services(), caller(), entry["id"], content)
        if step not in SAVES:
            return _looked_at(entry, filled, checked)
        if is_to_confirm(checked):
            return _ask_to_confirm(entry, filled, checked)
        confirmed = names_of(checked.unconfirmed)
    try:
        return _saved(entry, content, known, step, confirmed)
    except VersionMismatch as error:
        based_on = form_values_of_entry(error.based_on) if error.based_on else None
        return _conflict(error.current, filled, based_on)
    except InvalidContent as error:
        faults = faults_of(error.issues, filled)
        return _page(entry, filled, faults=faults, status=422, state=known)
    except Conflict as error:
        faults = [("do", error.message.text(language()))]
        return _page(entry, filled, faults=faults, status=409, state=known)


def _looked_at(entry: Mapping[str, Any] | None, filled: Filled, checked: Checked) -> Response:
    """Show the form as it was sent, with its remarks; to the script those alone."""
    if http.form.get("do") == "look":
        return page("desk/entry_checks.html", checked=check_result(checked, filled), names=NAMES)
    shown = with_used(filled)
    links = suggested(shown) if http.form.get("do") == "suggest" else {}
    return _page(entry, shown, checked=checked, state=text_of(KNOWN), links=links)


def is_to_confirm(checked: Checked) -> bool:
    """Return whether something that would be public at once was not confirmed as read."""
    is_left = bool(checked.unconfirmed) and not is_ticked(names_of(checked.unconfirmed))
    return http.form.get("do") == "publish" and is_left


def _ask_to_confirm(entry: Mapping[str, Any] | None, filled: Filled, checked: Checked) -> Response:
    faults = [(CONFIRMED, gettext(CONFIRM))]
    state = text_of(KNOWN)
    return _page(entry, filled, checked=checked, faults=faults, status=422, state=state)


def own_entry(entry_id: str) -> dict[str, Any]:
    """Return an entry in its latest version, if whoever has signed in may write in it.

    Raises:
        NotFound, EntryWithdrawn, OtherCounty: as they say.
    """
    entry = get_entry(services(), entry_id, caller())
    check_county(caller(), entry)
    return entry


def state_of(entry: Mapping[str, Any]) -> str:
    """Return what a form brings back to tell which state it was made from."""
    return state_tag(entry["version"], entry["status"])


def _saved(
    entry: Mapping[str, Any],
    content: dict[str, Any],
    known: str,
    step: str,
    confirmed: Sequence[str],
) -> Response:
    how = {"publish": True, "confirmPersonal": confirmed} if step == "publish" else {}
    reason = {"reason": text_of("reason")} if text_of("reason") else {}
    after = dict(entry)
    if content or how or known != state_of(entry):
        base = BaseVersion(entry["id"], frozenset({known}))
        after = patch(services(), caller(), base, {**content, **how, **reason}).entry
    if step == "submit" and after["status"] == DRAFT:
        _take("submit", after["id"], state_of(after))
    return redirect_with_message(
        home(in_list(f"{PATH}/{entry['id']}")), _sentence(step, after, changed=bool(content))
    )


def _take(step: str, entry_id: str, state: str) -> None:
    content = dict.fromkeys(("reason", "version", "publish", "replacedBy"))
    base = BaseVersion(entry_id, frozenset({state}))
    apply_transition(services(), caller(), base, {**content, "transition": step})


def _sentence(step: str, entry: Mapping[str, Any], *, changed: bool) -> str:
    sentences = {
        "publish": gettext("Publicerat: %s"),
        "submit": gettext("Lämnat till granskning: %s"),
    }
    if step in sentences:
        return sentences[step] % str(entry["title"])
    return (
        gettext("Sparat som version %s.") % str(entry["version"])
        if changed
        else gettext("Inget var ändrat.")
    )


def faults_of(issues: Sequence[Issue], filled: Filled) -> list[Fault]:
    """Return field and sentence of what is wrong, with what the field is called."""
    found = []
    for each in issues:
        place = form_field_of_pointer(each.parameter, filled)
        name = NAMES.get("evidence" if place.startswith("evidence-") else place, "")
        quoted = f" ({each.value})" if each.value and len(each.value) < 80 else ""  # noqa: PLR2004
        found.append((place, f"{name}: {sentence_of(each)}{quoted}"))
    return found


def handed_back(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return why a draft was handed back, when and by whom, until it is handed in again."""
    step = last_steps(services(), [entry["id"]]).get(entry["id"])
    if entry["status"] != DRAFT or step is None or step["transition"] != "return":
        return None
    return {**step, "by": actor_name(step["actor"])}


def _page(  # noqa: PLR0913  what is written, and the remarks on it
    entry: Mapping[str, Any] | None,
    filled: Filled,
    *,
    faults: Sequence[Fault] = (),
    checked: Checked | None = None,
    state: str = "",
    links: Mapping[str, Sequence[Suggested]] = MappingProxyType({}),
    status: int = 200,
) -> Response:
    steps = list_transitions(services(), caller(), entry["id"])["items"] if entry else []
    return page(
        "desk/entry.html",
        status,
        entry=entry,
        filled=filled,
        faults=list(faults),
        checked=check_result(checked, filled) if checked else None,
        confirm=confirmation(names_of(checked.unconfirmed))
        if checked and is_to_confirm(checked)
        else None,
        state=state or (state_of(entry) if entry else ""),
        withdrawn=bool(entry) and entry["status"] == WITHDRAWN if entry else False,
        steps={each["transition"] for each in steps if each["allowed"]},
        key=token_urlsafe(16),
        action=in_list(f"{PATH}/{entry['id']}") if entry else f"{PATH}/{NEW}",
        queue=queue_of(entry),
        pickers=pickers(filled, picker_searches()),
        suggested=links,
        nothing_suggested=http.form.get("do") == "suggest" and not links,
        may_publish=caller().may(PUBLISH),
        source_check=source_check(services(), entry) if entry else None,
        handed_back=handed_back(entry) if entry else None,
        own=caller().county,
        longest_reason=LONGEST_REASON,
        **words(),
    )


def words() -> dict[str, object]:
    """Return what the templates of entries call things, and how fields hang together."""
    return {
        "names": NAMES,
        "states": STATES,
        "sections": form_sections(),
        "source_outcomes": SOURCE_OUTCOMES,
        "evidence_name": evidence_name,
        "search_name": SEARCH,
    }


def check_result(checked: Checked, filled: Filled) -> dict[str, Any]:
    """Return what a check has found, in words and with where it stands in the form."""
    return {
        "refused": faults_of(checked.refused, filled),
        "warnings": [
            (
                form_field_of_pointer(each.pointer, filled),
                each.value,
                _spoken(each.message_sv, each.message_en),
            )
            for each in checked.warnings
        ],
        "duplicates": checked.duplicates,
    }


def _spoken(swedish: str, english: str) -> str:
    return english if language() == "en" else swedish
