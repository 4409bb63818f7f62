"""The inbox: replies as they came in, each with what it says and how far its review has come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import redirect
from flask import request as http

from app.candidates.assigning import assign_passage
from app.candidates.marking import ALREADY, mark
from app.candidates.other_readings import switch_reading
from app.candidates.progress import count_answered
from app.candidates.queue import next_reply, next_undecided, reply_queue, undo_last
from app.entries.provenance import HARVEST
from app.errors import Conflict, InvalidContent, Message
from app.replies.correcting import correctable
from app.replies.service import (
    LARGEST_REPLY,
    SubmittedReply,
    get_reply,
    list_replies,
    submit,
)
from app.replies.views import questions_of, reply_view, whole_reply_view
from app.surveys.opening import list_surveys
from app.uploads import receive_upload
from desk.access import caller, home, services
from desk.failures import sentences_of
from desk.filters import filter_options, read_filters, survey_key
from desk.flash import redirect_with_message
from desk.keys import question_keys
from desk.marked_text import MarkedText
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from record.lists import BY_HAND, COMES_LATER, NOTHING_TO_SHARE
from schemas.editing import LONGEST_REASON
from schemas.replies import LONGEST_REGISTRY_NUMBER
from web.language import gettext, language, marked, ngettext
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from werkzeug.wrappers import Response

    from app.candidates.assigning import AssignedPassage
    from app.candidates.queue import Queued, Undone
    from app.surveys.opening import OpenedSurvey

routes = Routes()
PATH, REPLY = "inkorg", "svar"
ORDER, LEAST_SURE = "ordning", "osakrast"
"""In which candidates are decided on: those first of which the harvest was least sure."""
AT_ONCE = 30
UNDER_WAY = frozenset({"queued", "running"})
STATES = InLanguage(
    {
        "queued": marked("väntar på att läsas"),
        "running": marked("läses"),
        "harvested": marked("är läst"),
        "failed": marked("gick inte att läsa"),
    }
)
REVIEWS = InLanguage(
    {
        "to-review": marked("att granska"),
        "reviewed": marked("genomgångna"),
        "unread": marked("väntar på att läsas"),
        "failed": marked("gick inte att läsa"),
    }
)
"""How far a reply has come, as the list is narrowed to it."""
CANDIDATE_STATES = InLanguage(
    {
        "waiting": marked("väntar"),
        "accepted": marked("godkänd"),
        "rejected": marked("avvisad"),
        "merged": marked("sammanförd med en annan"),
        "split": marked("uppdelad"),
        "unchanged": marked("säger samma sak som i länets tidigare svar"),
        "replaced": marked("ersatt av en i ett rättat svar"),
    }
)
OUTCOMES = InLanguage(
    {
        NOTHING_TO_SHARE: marked("Inget att dela"),
        COMES_LATER: marked("Svaret kommer senare"),
        BY_HAND: marked("Exemplen är inlagda för hand"),
    }
)
DECIDED = InLanguage(
    {
        NOTHING_TO_SHARE: marked("länet har svarat men har inga exempel att dela."),
        COMES_LATER: marked("länet har inte svarat än, svaret kommer senare."),
        BY_HAND: marked("länet har svarat, och exemplen är inlagda för hand."),
    }
)
"""Outcome of a reply -> what it means."""
MASKED = InLanguage(
    {
        "email": marked("e-postadress"),
        "phone": marked("telefonnummer"),
        "personal-number": marked("personnummer"),
        "account": marked("kontonummer"),
        "address": marked("adress"),
        "name": marked("namn"),
        "birth-date": marked("födelsedag"),
        "contact": marked("vem som kan svara"),
    }
)
QUESTION = "fraga"
"""Which question marked words answer."""
AGAIN = "igen"
"""Sent where another candidate of the same words is wanted."""
LENGTH_OF_MARK = 3
"""Numbers of a mark: document, start and end."""
ONE_DOCUMENT = Message(
    sv="Markera något i texten, eller kryssa för rader, i ett av dokumenten.",
    en="Mark something in the text, or tick lines, in one of the documents.",
)
NO_FILE = Message(sv="Välj en fil först.", en="Choose a file first.")
LARGEST_INTAKE = LARGEST_REPLY + 10_000
"""Bytes of all files of a form together, with what stands around them."""


@routes.get(f"/{PATH}", HARVEST)
def inbox_page() -> Response:
    """List replies, the newest first."""
    return _inbox()


def _inbox(faults: Sequence[tuple[str, str]] = ()) -> Response:
    filters, number = read_filters(REVIEWS), page_number()
    chosen = (filters["county"],) if filters["county"] else ()
    narrowed = filters.narrowing(review=filters["status"] or None)
    total, found = list_replies(services(), (), chosen, number, AT_ONCE, narrowed)
    is_first = number == 1 and not filters.query
    return page(
        "desk/inbox.html",
        422 if faults or filters.faults else 200,
        replies=[_row(reply_view(each)) for each in found],
        under_way=sum(each.state in UNDER_WAY for each in found),
        answered=count_answered(services()) if is_first else [],
        survey_key=survey_key,
        filters=filters,
        options=filter_options(),
        reviews=REVIEWS,
        number=number,
        pages=page_count(total, AT_ONCE),
        states=STATES,
        outcomes=OUTCOMES,
        faults=list(faults),
        surveys=surveys(),
    )


def surveys() -> list[OpenedSurvey]:
    """Return surveys, opened for a year of their own, that a file can be a reply to."""
    return list_surveys(services())


def _row(reply: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reply with how far its review has come."""
    counts = reply["counts"]
    decided = counts["accepted"] + counts["rejected"]
    return {**reply, "decided": decided, "all": decided + counts["waiting"]}


@routes.post(f"/{PATH}", HARVEST)
def send_reply() -> Response:
    """Take in files, each with a reply; of one alone its page follows."""
    files = [each for each in http.files.getlist("file") if each.filename]
    if not files:
        return _inbox([("file", NO_FILE.text(language()))])
    opened = next((each for each in surveys() if each.record.id == http.form.get("survey")), None)
    sent = SubmittedReply(actor=caller().name)
    if opened:
        record = opened.record
        sent = replace(sent, survey=record.questionnaire, year=record.year)
    taken = []
    for each in files:
        with receive_upload(services().settings, each.stream, LARGEST_REPLY) as upload:
            taken.append(submit(services(), upload, sent, each.filename))
    new = sum(is_new for _, is_new in taken)
    if len(taken) == 1:
        sentence = gettext("Svaret är mottaget.") if new else gettext("Filen fanns redan här.")
        return redirect_with_message(home(f"{REPLY}/{taken[0][0]}"), sentence)
    sentence = ngettext("%s fil är mottagen.", "%s filer är mottagna.", new) % new
    if known := len(taken) - new:
        again = ngettext("%s fil fanns redan här.", "%s filer fanns redan här.", known) % known
        sentence = f"{sentence} {again}"
    return redirect_with_message(home(PATH), sentence)


send_reply.largest_body = LARGEST_INTAKE  # type: ignore[attr-defined]


@routes.get(f"/{REPLY}/<uuid:reply_id>", HARVEST)
def reply_page(reply_id: UUID) -> Response:
    """Show what a reply says, what is held back of it, and its candidates."""
    return show_reply(reply_id)


def show_reply(reply_id: UUID, faults: Sequence[tuple[str, str]] = ()) -> Response:
    """Show a reply; with faults, what was written of its particulars stands there again."""
    reply = whole_reply_view(services(), get_reply(services(), str(reply_id)))
    queue = reply_queue(services(), str(reply_id))
    texts = marked_texts(reply, queue)
    return page(
        "desk/reply.html",
        422 if faults else 200,
        reply=_row(reply),
        faults=faults,
        particulars=http.form if faults else reply,
        longest_number=LONGEST_REGISTRY_NUMBER,
        under_way=reply["state"] in UNDER_WAY,
        queue=queue,
        next_id=next_undecided(queue),
        next_reply_id=next_reply(services(), str(reply_id)),
        answers=_answers(reply),
        texts=texts,
        warnings=[
            *(each.text(language()) for each in reply["warnings"]),
            *missing_of(reply, texts),
        ],
        masked_counts=_masked(reply),
        may_release=_may_release(reply),
        longest_reason=LONGEST_REASON,
        marking_keys=question_keys(each for each, _ in questions_of(reply["survey"])),
        unread_lines=[
            f"rad-{each.place}-{line.number}"
            for each in texts
            for line in each.lines
            if line.is_unread
        ],
        outcomes=OUTCOMES,
        decided=DECIDED,
        **words(),
    )


@routes.post(f"/{REPLY}/<uuid:reply_id>/lasning/<int:respondent>", HARVEST)
def send_reading(reply_id: UUID, respondent: int) -> Response:
    """Let another reading of a reply count."""
    try:
        made = switch_reading(
            services(), caller(), str(reply_id), respondent, http.form.get("reading", "")
        )
    except (Conflict, InvalidContent) as error:
        return redirect_with_message(home(f"{REPLY}/{reply_id}"), " ".join(sentences_of(error)))
    sentence = ngettext("%s ny kandidat.", "%s nya kandidater.", made) % made
    return redirect_with_message(home(f"{REPLY}/{reply_id}"), sentence)


def in_order(*, least_sure: bool) -> str:
    """Return what leads on in the same order, as a query."""
    return f"?{ORDER}={LEAST_SURE}" if least_sure else ""


@routes.get(f"/{REPLY}/<uuid:reply_id>/nasta", HARVEST)
def next_page(reply_id: UUID) -> Response:
    """Go to the next candidate that somebody is to decide on, or back to the reply."""
    least_sure = http.args.get(ORDER) == LEAST_SURE
    following = next_undecided(reply_queue(services(), str(reply_id)), least_sure=least_sure)
    if following is None:
        return redirect(home(f"{REPLY}/{reply_id}"), 303)
    return redirect(home(f"kandidat/{following}{in_order(least_sure=least_sure)}"), 303)


@routes.post(f"/{REPLY}/<uuid:reply_id>/kandidat", HARVEST)
def send_marked(reply_id: UUID) -> Response:
    """Make a candidate of what is marked in the text, or of the lines that are ticked."""
    pieces = [each.split("-") for each in http.form.getlist("rad")]
    if http.form.get("markerat"):
        pieces = [http.form["markerat"].split("-")]
    numbers = [list(map(int, each)) for each in pieces if all(map(str.isdigit, each))]
    places = {each[0] for each in numbers if len(each) == LENGTH_OF_MARK}
    if len(places) != 1:
        return redirect_with_message(home(f"{REPLY}/{reply_id}"), ONE_DOCUMENT.text(language()))
    document, spans = places.pop(), [each[1:] for each in numbers]
    again, question = http.form.get(AGAIN) == "yes", http.form.get(QUESTION, "")
    try:
        if question:
            assigned = assign_passage(
                services(),
                caller(),
                str(reply_id),
                document,
                spans,
                question=question,
                again=again,
            )
            return _after_assigning(str(reply_id), question, assigned)
        made = mark(services(), caller(), str(reply_id), document, spans, again=again)
    except (Conflict, InvalidContent) as error:
        if isinstance(error, Conflict) and any(each.code == ALREADY for each in error.issues):
            return _ask_again(reply_id, error)
        return redirect_with_message(home(f"{REPLY}/{reply_id}"), " ".join(sentences_of(error)))
    sentence = gettext("Ny kandidat: %s") % made["entry"]["title"]
    return redirect_with_message(home(f"kandidat/{made['id']}"), sentence)


def _after_assigning(reply_id: str, question: str, assigned: AssignedPassage) -> Response:
    """Go back to the passage, and say what became of it."""
    if assigned.candidate:
        sentence = gettext("Ny kandidat: %s") % assigned.candidate["entry"]["title"]
    else:
        sentence = gettext("Orden är nu svar på fråga %s.") % question
    place = f"rad-{assigned.document}-{assigned.line}"
    return redirect_with_message(home(f"{REPLY}/{reply_id}#{place}"), sentence)


def _ask_again(reply_id: UUID, error: Conflict) -> Response:
    """Ask whether another candidate is to be made of words that one has already."""
    return page(
        "desk/mark_again.html",
        409,
        reply_id=str(reply_id),
        message=error.message.text(language()),
        taken=error.issues[0].value,
        sent=[
            (name, each)
            for name in ("rad", "markerat", QUESTION)
            for each in http.form.getlist(name)
        ],
        again=AGAIN,
    )


@routes.post(f"/{REPLY}/<uuid:reply_id>/angra", HARVEST)
def send_undo_last(reply_id: UUID) -> Response:
    """Take back the last thing that whoever asks did in the reply, and go there."""
    try:
        undone = undo_last(services(), caller(), str(reply_id))
    except Conflict as error:
        return redirect_with_message(home(f"{REPLY}/{reply_id}"), error.message.text(language()))
    is_one = undone.id and undone.back + undone.left <= 1
    place = f"kandidat/{undone.id}" if is_one else f"{REPLY}/{reply_id}"
    return redirect_with_message(home(place), sentence_of_undone(undone))


def sentence_of_undone(undone: Undone) -> str:
    """Return the message that a decision was taken back, and that a later one was not."""
    passed = [
        gettext("Kvar är %(title)s: %(why)s")
        % {"title": each.title, "why": each.why.text(language())}
        for each in undone.passed[:1]
    ]
    return " ".join([*([_undone_sentence(undone)] if undone.back else []), *passed])


def _undone_sentence(undone: Undone) -> str:
    if undone.back + undone.left == 1:
        return gettext("Ångrat: %s") % undone.title
    back = ngettext(
        "Ångrat: %s kandidat väntar igen.", "Ångrat: %s kandidater väntar igen.", undone.back
    )
    left = ngettext(
        "%s är kvar, för exemplet har ändrats sedan dess.",
        "%s är kvar, för exemplen har ändrats sedan dess.",
        undone.left,
    )
    return f"{back % undone.back} {left % undone.left}" if undone.left else back % undone.back


def words() -> dict[str, Any]:
    """Return what templates call states and what is held back."""
    return {"states": STATES, "candidate_states": CANDIDATE_STATES, "masked": MASKED}


def marked_texts(
    reply: Mapping[str, Any], queue: Sequence[Queued], current: str = ""
) -> list[MarkedText]:
    """Return the documents of a reply, marked; the one of the current candidate alone, if any."""
    places = range(len(reply["documents"]))
    own = next((each.document for each in queue if each.id == current), None)
    return [
        MarkedText(reply, each, queue, current) for each in places if own is None or each == own
    ]


def _answers(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return of everybody who answered what they did, question by question."""
    may_correct = {each.id for each in correctable(reply["survey"])}
    found = []
    for place, each in enumerate(reply["respondents"]):
        answered = {answer["question"]: answer for answer in each["answers"]}
        rows = [
            {
                "id": question,
                "wording": wording,
                "found": question in answered,
                "yes_no": each["yesNo"].get(question),
                "text": answered.get(question, {}).get("publicText", ""),
                "version": answered.get(question, {}).get("version", 0),
                "may_correct": question in may_correct,
            }
            for question, wording in questions_of(reply["survey"])
        ]
        found.append(
            {**each, "place": place, "questions": rows, "next_reading": _next_reading(each)}
        )
    return found


def _next_reading(respondent: Mapping[str, Any]) -> str:
    """Return the key of the likeliest reading after the one that counts, or of the first."""
    keys = [each["key"] for each in respondent["readings"]]
    taken = [each["taken"] for each in respondent["readings"]]
    return keys[(taken.index(True) + 1) % len(keys)] if True in taken else ""


def missing_of(reply: Mapping[str, Any], texts: Sequence[MarkedText]) -> list[str]:
    """Return the remarks on a reply as it is now, after those made when it was read."""
    if reply["state"] != "harvested" or reply["forgottenAt"]:
        return []
    lines = [line for each in texts for line in each.lines if line.is_unused]
    partly = sum(line.is_partly_used for line in lines)
    unused = len(lines) - partly
    none_of = ngettext(
        "%s rad i svaren på 2c och 2d är inte använd.",
        "%s rader i svaren på 2c och 2d är inte använda.",
        unused,
    )
    part_of = ngettext(
        "%s rad i svaren på 2c och 2d är bara delvis använd.",
        "%s rader i svaren på 2c och 2d är bara delvis använda.",
        partly,
    )
    sentences = ((none_of, unused), (part_of, partly))
    return [sentence % number for sentence, number in sentences if number]


def _may_release(reply: Mapping[str, Any]) -> bool:
    """Return whether a reply that was read, and is kept, answers anything with yes or no."""
    is_whole = reply["state"] == "harvested" and not reply["forgottenAt"]
    return is_whole and any(any(each["yesNo"].values()) for each in reply["respondents"])


def _masked(reply: Mapping[str, Any]) -> dict[str, int]:
    """Return how much of which kind is held back."""
    counts: dict[str, int] = {}
    for document in reply["documents"]:
        for each in document["withheldSpans"]:
            counts[each["kind"]] = counts.get(each["kind"], 0) + 1
    return counts
