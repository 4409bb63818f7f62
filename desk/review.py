"""A candidate beside the words that it was made from: looked at, mended and decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request as http

from app.accounts.access import PUBLISH
from app.candidates.editing import patch
from app.candidates.queue import next_undecided, reply_queue
from app.candidates.reading import get_candidate
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.entries.provenance import HARVEST
from app.errors import Conflict, InvalidContent, VersionMismatch
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from desk.access import caller, home, services
from desk.flash import told
from desk.forms import text_of
from desk.inbox import REPLY, marked_texts, words
from desk.pages import county_options, page
from desk.routes import Routes
from record.fields import FIELDS, LINKS, VOCABULARY_OF
from web.language import gettext, language, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from werkzeug.wrappers import Response

    from app.candidates.queue import Queued

routes = Routes()
PATH = "kandidat"
TEXTS = ("title", "summary")
STEPS = {"accept": "accept", "publish": "accept", "reject": "reject", "postpone": "postpone"}
"""Button -> step."""
NAMES = InLanguage(
    {
        "title": marked("Rubrik"),
        "summary": marked("Sammanfattning"),
        "kind": marked("Typ"),
        "counties": marked("Län"),
        "facts": marked("Fakta"),
    }
)
"""Field -> what it is called at the desk."""
HEADINGS = {each.name: each.heading for each in FIELDS if each.heading}
"""Field -> what it is called on pages."""


@routes.get(f"/{PATH}/<uuid:candidate_id>", HARVEST)
def candidate_page(candidate_id: UUID) -> Response:
    """Show a candidate beside its reply."""
    return _page(get_candidate(services(), str(candidate_id), caller()))


@routes.post(f"/{PATH}/<uuid:candidate_id>", HARVEST)
def send_candidate(candidate_id: UUID) -> Response:
    """Keep what was changed, and take the step of the button."""
    found = get_candidate(services(), str(candidate_id), caller())
    given, step = _given(found), http.form.get("do", "")
    if http.form.get("version") != str(found["version"]):
        return _conflict(found, given)
    try:
        return _done(found, given, step)
    except VersionMismatch as error:
        return _conflict(error.current, given)
    except InvalidContent as error:
        faults = [
            (each.parameter.strip("/").partition("/")[0], each.message.text(language()))
            for each in error.issues
        ]
        now = get_candidate(services(), str(candidate_id), caller())
        return _page({**now, "entry": {**now["entry"], **given}}, faults, 422)
    except Conflict as error:
        now = get_candidate(services(), str(candidate_id), caller())
        return _page(now, [("do", error.message.text(language()))], 409)


def _given(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as the form has them; a decided candidate's form has none."""
    if "title" not in http.form:
        return {}
    links = [each.partition(":") for each in http.form.getlist("link")]
    given: dict[str, Any] = {name: text_of(name) for name in TEXTS}
    given |= {"kind": text_of("kind"), "counties": http.form.getlist("county")}
    if found["entry"].get("facts"):
        lines = [line.strip() for line in http.form.get("facts", "").splitlines()]
        given["facts"] = [line for line in lines if line]
    for field in LINKS:
        given[field] = [value for name, _, value in links if name == field]
    return given


def _changes(found: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that differ from those of the candidate."""
    entry = found["entry"]
    return {
        name: value
        for name, value in given.items()
        if (set(value) != set(entry.get(name, ())) if name in _SETS else value != entry.get(name))
    }


_SETS = frozenset({*LINKS, "counties"})


def _done(found: Mapping[str, Any], given: Mapping[str, Any], step: str) -> Response:
    candidate_id, version = found["id"], str(found["version"])
    changes = _changes(found, given) if step != "undo" else {}
    if changes:
        base = BaseVersion(candidate_id, frozenset({version}))
        found = patch(services(), caller(), base, changes).candidate
        version = str(found["version"])
    here, title = home(f"{PATH}/{candidate_id}"), found["entry"]["title"]
    if step not in {*STEPS, "undo"}:
        return told(here, gettext("Sparat.") if changes else gettext("Inget var ändrat."))
    content = {
        "transition": STEPS.get(step, step),
        "reason": text_of("reason") or None,
        "publish": step == "publish",
    }
    if step != "publish":
        del content["publish"]
    base = BaseVersion(candidate_id, frozenset({version}))
    apply_transition(services(), caller(), base, content)
    if step == "undo":
        return told(here, gettext("Ångrat: %s") % title)
    following = next_undecided(reply_queue(services(), found["replyId"]), candidate_id)
    place = f"{PATH}/{following}" if following else f"{REPLY}/{found['replyId']}"
    return told(home(place), _sentence(step, title))


def _sentence(step: str, title: str) -> str:
    said = {
        "accept": gettext("Godkänd som utkast: %s"),
        "publish": gettext("Godkänd och publicerad: %s"),
        "reject": gettext("Avvisad: %s"),
        "postpone": gettext("Väntar till sist: %s"),
    }
    return said[step] % title


def _page(
    found: Mapping[str, Any], faults: Sequence[tuple[str, str]] = (), status: int = 200
) -> Response:
    reply = whole_reply_view(services(), get_reply(services(), found["replyId"]))
    queue = reply_queue(services(), found["replyId"])
    ids = [each.id for each in queue]
    at = ids.index(found["id"])
    return page(
        "desk/candidate.html",
        status,
        candidate=found,
        entry=found["entry"],
        reply=reply,
        queue=queue,
        number=at + 1,
        decided=sum(not each.waits for each in queue),
        previous_id=ids[at - 1] if at else None,
        next_id=_following(queue, at),
        texts=marked_texts(reply, queue, found["id"]),
        kinds=services().vocabularies.values("kind", language()),
        counties=county_options(),
        links=_links(found),
        faults=list(faults),
        may_publish=caller().may(PUBLISH),
        **words(),
    )


def _following(queue: Sequence[Queued], at: int) -> str | None:
    return queue[at + 1].id if at + 1 < len(queue) else None


def _links(found: Mapping[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return by what they are called the links that the candidate has, and those suggested."""
    by_field: dict[str, list[dict[str, Any]]] = {}
    entry = found["entry"]
    suggested = {(each["field"], each["value"]): each for each in found["suggestions"]}
    for field in LINKS:
        chosen = list(entry.get(field, ()))
        more = [value for name, value in suggested if name == field and value not in chosen]
        for value in (*chosen, *more):
            by_field.setdefault(field, []).append(
                _link(field, value, suggested.get((field, value)), linked=value in chosen)
            )
    return [(_title(field), rows) for field, rows in by_field.items()]


def _title(field: str) -> str:
    heading = HEADINGS.get(field)
    return heading.text(language()) if heading else NAMES.get(field, field)


def _link(
    field: str, value: str, suggestion: Mapping[str, Any] | None, *, linked: bool
) -> dict[str, Any]:
    evidence = suggestion["evidence"] if suggestion else ()
    quotes = dict.fromkeys(each["quote"] for each in evidence if each["ground"] != "example")
    return {
        "id": f"{field}:{value}",
        "number": value if field in {"goals", "targets", "objectives"} else "",
        "label": suggestion["label"].text(language()) if suggestion else _label(field, value),
        "linked": linked,
        "precision": round(suggestion["precision"] * 100) if suggestion else None,
        "quotes": list(quotes)[:3],
    }


def _label(field: str, value: str) -> str:
    return services().vocabularies.name(VOCABULARY_OF[field], value, language())


def _conflict(current: Mapping[str, Any], given: Mapping[str, Any]) -> Response:
    """Show what somebody else has made of it beside what was filled in; nothing is lost."""
    entry = current["entry"]
    rows = [
        (_title(name), _shown(name, entry.get(name)), _shown(name, value))
        for name, value in _changes(current, given).items()
    ]
    return page(
        "desk/conflict.html",
        409,
        candidate=current,
        given=given,
        rows=rows,
        fields=[(name, value) for name, value in http.form.items(multi=True)],
        **words(),
    )


def _shown(name: str, value: object) -> str:
    """Return a field in words."""
    if isinstance(value, list | tuple):
        of_vocabulary = VOCABULARY_OF.get(name)
        known = services().vocabularies
        labels = [
            known.name(of_vocabulary, each, language()) if of_vocabulary else str(each)
            for each in value
        ]
        return "\n".join(labels)
    if name == "kind" and value:
        return services().vocabularies.label("kind", str(value), language())
    return str(value or "")
