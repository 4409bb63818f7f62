"""A candidate beside the words that it was made from: looked at, mended and decided on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import redirect
from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import PUBLISH
from app.candidates.changing import entry_change
from app.candidates.cutting import cut, sentences_of
from app.candidates.editing import patch
from app.candidates.headings import Section, section_of
from app.candidates.own_words import own_words
from app.candidates.queue import Queued, next_undecided, reply_queue
from app.candidates.reading import earlier_candidate, get_candidate
from app.candidates.transitions import apply_transition
from app.candidates.views import grouped_warnings
from app.entries.editing import BaseVersion
from app.entries.provenance import HARVEST
from app.errors import Conflict, InvalidContent, Issue, Message, VersionMismatch
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from desk.access import caller, home, services
from desk.candidate_details import DETAILS, changes_of, detail_widgets, details_of
from desk.confirming import confirmation, is_ticked, names_in
from desk.entry_conflict import Sent, chosen, conflict_page
from desk.entry_form import Filled, form_values_of_entry
from desk.entry_versions import pieces
from desk.entry_words import NAMES
from desk.failures import sentence_of
from desk.failures import sentences_of as sentences_about
from desk.flash import redirect_with_message
from desk.forms import chosen_or, text_of, text_or
from desk.inbox import (
    CANDIDATE_STATES,
    LEAST_SURE,
    ORDER,
    REPLY,
    in_order,
    marked_texts,
    words,
)
from desk.keys import link_keys
from desk.pages import county_options, page
from desk.routes import Routes
from record.fields import VOCABULARY_OF
from record.filters import FILTER_OF, number_of
from record.links import LINKS
from schemas.candidates import MOST_PARTS as MOST_OTHERS
from web.language import gettext, language


class PickList(NamedTuple):
    """Links that can be added: the field, what it is called, and (value, number, name) of each."""

    field: str
    name: str
    others: list[tuple[str, str | None, str]]


routes = Routes()
PATH, SPLIT = "kandidat", "dela"
TEXTS = ("title", "summary")
_SETS = (*LINKS, "counties")
"""Fields of which several values are ticked."""
MOST_BOXES = 40
"""Links of a field that are ticked in a list; more are written, with a list to choose from."""
MORE = "more-"
"""What the name of a field begins with in which further links are written."""
STEPS = {"accept": "accept", "publish": "accept", "reject": "reject", "postpone": "postpone"}
"""Button -> step, after which the next candidate is shown."""
NOTHING_TO_MERGE = Message(
    sv="Efter den här finns ingen kandidat som väntar i samma dokument.",
    en="After this one no candidate of the same document waits.",
)
DRAFT_FOLLOWS = Message(
    sv="Kryssa i att utkastet av exemplet publiceras också, eller godkänn bara.",
    en="Tick that the draft of the entry is published, too, or only accept.",
)


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
    if "resolved" in http.form:
        resolved, undecided = chosen(_filled(found["entry"]), given)
        if undecided:
            return _conflict(found, given, undecided)
        given = resolved
    try:
        return _done(found, given, step)
    except VersionMismatch as error:
        return _conflict(error.current, given)
    except InvalidContent as error:
        faults = [(_field(each.parameter), sentence_of(each)) for each in error.issues]
        now = get_candidate(services(), str(candidate_id), caller())
        return _page(now, faults, 422, given, names_in(error.issues))
    except Conflict as error:
        now = get_candidate(services(), str(candidate_id), caller())
        faults = [("do", error.message.text(language()))]
        return _page(now, faults, 409, given)


def _check_draft(found: Mapping[str, Any]) -> None:
    """Refuse to publish a waiting draft of the entry along, unless that is ticked."""
    change = entry_change(services(), found["id"])
    if change and change.draft_follows and http.form.get("along") != "yes":
        raise InvalidContent([Issue("/do", "draft-follows", DRAFT_FOLLOWS)])


def _field(pointer: str) -> str:
    """Return the field of the form that a JSON pointer is about; of a part, that of the whole."""
    names = [each for each in pointer.split("/") if each and not each.isdigit()]
    found = ("-".join(names[:2]), *names)
    return next((each for each in found if each in {*NAMES, *LINKS}), "do")


def _given(found: Mapping[str, Any]) -> Filled:
    """Return the fields as the form has them; a decided candidate's form has none."""
    given: Filled = {
        name: chosen_or(name, value) if name in _SETS else text_or(name, value)
        for name, value in _filled(found["entry"]).items()
    }
    terms = services().cell_terms
    for field in LINKS:
        written = [each.strip() for each in text_of(f"{MORE}{field}").split(";") if each.strip()]
        more = terms.coded({field: written})[field]
        given[field] = list(dict.fromkeys((*given[field], *more)))
    return given


def _changes(found: Mapping[str, Any], given: Filled) -> dict[str, Any]:
    """Return the fields that differ from those of the candidate."""
    return changes_of(given, _filled(found["entry"]))


def _saved(found: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the candidate after a change, if there is one, and the batch that a step joins.

    One button is one step to undo.
    """
    if not changes:
        return found
    base = BaseVersion(found["id"], frozenset({str(found["version"])}))
    changed = patch(services(), caller(), base, changes)
    return {**changed.candidate, "batch": changed.batch}


def _take(found: Mapping[str, Any], **content: object) -> None:
    """Take a step with the candidate as it was read."""
    base = BaseVersion(found["id"], frozenset({str(found["version"])}))
    more = {"reason": text_of("reason") or None, "batch": found.get("batch")}
    apply_transition(services(), caller(), base, {**more, **content})


def _merged(found: Mapping[str, Any], given: Filled) -> Response:
    """Let the next candidate that waits go into this one, and stay here."""
    queue = reply_queue(services(), found["replyId"])
    other = next_to_merge(queue, found["id"])
    if other is None:
        raise Conflict(NOTHING_TO_MERGE)
    _take(_saved(found, _changes(found, given)), transition="merge", others=[other.id])
    sentence = gettext("Sammanförd med: %s. Rubrik och typ är de som stod först i texten.")
    return redirect_with_message(home(f"{PATH}/{found['id']}"), sentence % other.title)


def _gathered(found: Mapping[str, Any], given: Filled) -> Response:
    """Let all that follows under the same heading go into this one, the heading its title."""
    section = _section(found)
    if not section.following:
        raise Conflict(NOTHING_TO_MERGE)
    titled = {**given, "title": section.heading or given["title"]}
    others = section.following[:MOST_OTHERS]
    _take(_saved(found, _changes(found, titled)), transition="merge", others=others)
    return redirect_with_message(
        home(f"{PATH}/{found['id']}"), gettext("Sammanförd med %s till.") % len(others)
    )


def next_to_merge(queue: Sequence[Queued], candidate_id: str) -> Queued | None:
    """Return the next candidate in the same document that waits."""
    at = [each.id for each in queue].index(candidate_id)
    document = queue[at].document
    after = (each for each in queue[at + 1 :] if each.document == document)
    return next((each for each in after if each.waits), None)


def _split(found: Mapping[str, Any], given: Filled) -> Response:
    """Split where the cursor was put in the summary, or ask where."""
    saved = _saved(found, _changes(found, given))
    place = _cursor(len(saved["entry"]["summary"]))
    return _cut(saved, [place]) if place else redirect(home(f"{PATH}/{found['id']}/{SPLIT}"), 303)


def _cursor(length: int) -> int | None:
    """Return where the cursor was put, unless that parts nothing."""
    at, typed = http.form.get("at", ""), http.form.get("summary", "").replace("\r\n", "\n")
    place = int(at) - len(typed) + len(typed.lstrip()) if at.isdecimal() else 0
    return place if 0 < place < length else None


def _cut(found: Mapping[str, Any], places: Sequence[int]) -> Response:
    base = BaseVersion(found["id"], frozenset({str(found["version"])}))
    made = cut(services(), caller(), base, found["entry"], places, batch=found.get("batch")).others
    titles = [get_candidate(services(), each, caller())["entry"]["title"] for each in made]
    sentence = gettext("Uppdelad i %(number)s: %(titles)s. Se över rubrikerna.")
    numbers = {"number": len(made), "titles": "; ".join(titles)}
    return redirect_with_message(home(f"{PATH}/{made[0]}"), sentence % numbers)


@routes.get(f"/{PATH}/<uuid:candidate_id>/{SPLIT}", HARVEST)
def split_page(candidate_id: UUID) -> Response:
    """Ask after which sentences a candidate is to be split."""
    return _split_page(get_candidate(services(), str(candidate_id), caller()))


def _split_page(
    found: Mapping[str, Any], faults: Sequence[tuple[str, str]] = (), status: int = 200
) -> Response:
    sentences = sentences_of(found["entry"]["summary"])
    return page("desk/split.html", status, candidate=found, sentences=sentences, faults=faults)


@routes.post(f"/{PATH}/<uuid:candidate_id>/{SPLIT}", HARVEST)
def send_split(candidate_id: UUID) -> Response:
    """Split a candidate where it is ticked."""
    found = get_candidate(services(), str(candidate_id), caller())
    if http.form.get("version") != str(found["version"]):
        return _conflict(found, _filled(found["entry"]))
    try:
        return _cut(found, [int(each) for each in http.form.getlist("at") if each.isdecimal()])
    except InvalidContent as error:
        return _split_page(found, [("summary", each) for each in sentences_about(error)], 422)


def _done(found: Mapping[str, Any], given: Filled, step: str) -> Response:
    if step == "merge":
        return _merged(found, given)
    if step == "split":
        return _split(found, given)
    if step == "publish":
        _check_draft(found)
    if step == "heading":
        given = {**given, "title": _section(found).heading or found["entry"]["title"]}
    if step == "section":
        return _gathered(found, given)
    changes = _changes(found, given) if step != "undo" else {}
    found = _saved(found, changes)
    candidate_id = found["id"]
    here, title = home(f"{PATH}/{candidate_id}"), found["entry"]["title"]
    if step not in {*STEPS, "undo"}:
        return redirect_with_message(
            here, gettext("Sparat.") if changes else gettext("Inget var ändrat.")
        )
    if step == "publish":
        _publish(found)
    else:
        _take(found, transition=STEPS.get(step, step))
    if step == "undo":
        return redirect_with_message(here, gettext("Ångrat: %s") % title)
    least_sure = http.form.get(ORDER) == LEAST_SURE
    queue = reply_queue(services(), found["replyId"])
    following = next_undecided(queue, candidate_id, least_sure=least_sure)
    place = f"{REPLY}/{found['replyId']}"
    if following:
        place = f"{PATH}/{following}{in_order(least_sure=least_sure)}"
    return redirect_with_message(home(place), _sentence(step, title))


def _publish(found: Mapping[str, Any]) -> None:
    """Accept and publish; what publishing is refused for is confirmed if it was ticked."""
    try:
        _take(found, transition="accept", publish=True)
    except InvalidContent as error:
        names = names_in(error.issues)
        if len(names) == 0 or not is_ticked(names):
            raise
        _take(found, transition="accept", publish=True, confirmPersonal=names)


def _section(found: Mapping[str, Any]) -> Section:
    queue = reply_queue(services(), found["replyId"])
    return section_of(services(), found["replyId"], queue, found["id"])


def _sentence(step: str, title: str) -> str:
    sentences = {
        "accept": gettext("Godkänd som utkast: %s"),
        "publish": gettext("Godkänd och publicerad: %s"),
        "reject": gettext("Avvisad: %s"),
        "postpone": gettext("Väntar till sist: %s"),
    }
    return sentences[step] % title


def _page(
    found: Mapping[str, Any],
    faults: Sequence[tuple[str, str]] = (),
    status: int = 200,
    given: Filled | None = None,
    to_confirm: Sequence[str] = (),
) -> Response:
    filled = given or _filled(found["entry"])
    found = {**found, "entry": {**found["entry"], **{name: filled[name] for name in _SETS}}}
    reply = whole_reply_view(services(), get_reply(services(), found["replyId"]))
    queue = reply_queue(services(), found["replyId"])
    ids = [each.id for each in queue]
    at = ids.index(found["id"])
    waits = found["state"] == "waiting"
    return page(
        "desk/candidate.html",
        status,
        candidate=found,
        warnings=[each for each, _ in grouped_warnings(found["warnings"])],
        entry=found["entry"],
        reply=reply,
        queue=queue,
        number=at + 1,
        decided=sum(not each.waits for each in queue),
        previous_id=ids[at - 1] if at else None,
        next_id=_following(queue, at),
        to_merge=next_to_merge(queue, found["id"]),
        section=section_of(services(), found["replyId"], queue, found["id"]),
        texts=marked_texts(reply, queue, found["id"]),
        kinds=services().vocabularies.values("kind", language()),
        counties=county_options(),
        links=_links(found),
        pick_lists=_pick_lists(found),
        most_boxes=MOST_BOXES,
        pieces=pieces,
        filled=filled,
        details_asked=detail_widgets(),
        own_words=own_words(found) if waits else [],
        names=NAMES,
        details=[each for each in details_of(found) if not waits or each.field not in DETAILS],
        faults=list(faults),
        confirm=confirmation(to_confirm) if to_confirm else None,
        withheld=withheld_words(found, reply),
        may_publish=caller().may(PUBLISH),
        least_sure_first=LEAST_SURE if http.values.get(ORDER) == LEAST_SURE else "",
        change=entry_change(services(), found["id"]),
        **words(),
    )


def withheld_words(found: Mapping[str, Any], reply: Mapping[str, Any]) -> list[str]:
    """Return what was withheld from a candidate's words, each once, while the text is kept."""
    checksum = found["said"]["checksum"]
    texts = (each["text"] for each in reply["documents"] if each["checksum"] == checksum)
    text = next(texts, None) or ""
    spans = found["said"]["withheldSpans"]
    return list(dict.fromkeys(filter(None, (text[each["start"] : each["end"]] for each in spans))))


def _following(queue: Sequence[Queued], at: int) -> str | None:
    return queue[at + 1].id if at + 1 < len(queue) else None


def _links(found: Mapping[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return by what they are called the links that the candidate has, and those suggested."""
    by_field: dict[str, list[dict[str, Any]]] = {}
    keys = iter(link_keys())
    entry = found["entry"]
    suggested = {(each["field"], each["value"]): each for each in found["suggestions"]}
    for field in LINKS:
        chosen = list(entry.get(field, ()))
        more = [value for name, value in suggested if name == field and value not in chosen]
        for value in (*chosen, *more):
            by_field.setdefault(field, []).append(
                {
                    **_link(field, value, suggested.get((field, value)), linked=value in chosen),
                    "key": next(keys, ""),
                }
            )
    return [(NAMES[field], rows) for field, rows in by_field.items()]


def _pick_lists(found: Mapping[str, Any]) -> list[PickList]:
    """Return of each field the links that the candidate neither has nor is suggested."""
    shown = {(field, value) for field in LINKS for value in found["entry"].get(field, ())}
    shown |= {(each["field"], each["value"]) for each in found["suggestions"]}
    return [
        PickList(
            field,
            NAMES[field],
            [
                (value, number_of(_filter_of(field), value), _label(field, value))
                for value in services().vocabularies.known[field]
                if (field, value) not in shown
            ],
        )
        for field in LINKS
    ]


def _link(
    field: str, value: str, suggestion: Mapping[str, Any] | None, *, linked: bool
) -> dict[str, Any]:
    evidence = suggestion["evidence"] if suggestion else ()
    quotes = dict.fromkeys(each["quote"] for each in evidence if each["ground"] != "example")
    return {
        "field": field,
        "value": value,
        "number": number_of(_filter_of(field), value),
        "label": suggestion["label"].text(language()) if suggestion else _label(field, value),
        "linked": linked,
        "precision": round(suggestion["precision"] * 100) if suggestion else None,
        "quotes": list(quotes)[:3],
    }


def _filter_of(field: str) -> str:
    return FILTER_OF.get(VOCABULARY_OF[field], "")


def _label(field: str, value: str) -> str:
    return services().vocabularies.name(VOCABULARY_OF[field], value, language())


def _conflict(current: Mapping[str, Any], given: Filled, undecided: Sequence[str] = ()) -> Response:
    """Show what somebody else has made of it beside what was filled in; nothing is lost."""
    known = http.form.get("version", "")
    based_on = earlier_candidate(services(), current["id"], known, caller()) if known else None
    waits = current["state"] == "waiting"
    state = gettext("Kandidaten är %s.") % CANDIDATE_STATES[current["state"]]
    version = str(current["version"])
    wanted = http.form.get("do", "")
    step = wanted if wanted in STEPS else "save"
    hidden = {"version": version, "reason": text_of("reason")}
    form = Sent(f"{PATH}/{current['id']}", hidden, step, "" if waits else state, _button(step))
    before = _filled(based_on["entry"]) if based_on else None
    return conflict_page(form, _filled(current["entry"]), given, before, undecided)


def _button(step: str) -> str:
    """Return what the step is called that goes on with what was chosen of both texts."""
    called = {
        "accept": gettext("Godkänn det valda"),
        "publish": gettext("Godkänn och publicera det valda"),
        "reject": gettext("Avvisa"),
        "postpone": gettext("Vänta"),
    }
    return called.get(step, "")


def _filled(content: Mapping[str, Any]) -> Filled:
    """Return what a candidate would become in the fields of its form."""
    filled = form_values_of_entry(content)
    return {name: filled[name] for name in (*TEXTS, "kind", *DETAILS, *_SETS)}
