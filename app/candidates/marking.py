"""A candidate of a passage that somebody marks in a reply: what the harvest missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading, writing
from app.candidates.builder import build_rows
from app.candidates.editing import locked_candidate
from app.candidates.precomputed import Precomputed
from app.candidates.reading import get_candidate
from app.candidates.states import MARKED_TOUCHED
from app.candidates.views import spans_of
from app.errors import Conflict, InvalidContent, Issue, Message
from app.replies.parsing import known_names
from app.replies.service import reply_of
from catalogue import candidates, ledger, replies
from catalogue.candidates import MARK, REJECTED, REPLACED, SPLIT, WAITING
from harvest.cutting import without
from harvest.sector_names import Sectors
from harvest.splitting.titles import title_of_parts
from seed.questionnaires import questionnaire
from swedish.personal import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord
    from catalogue.replies import DocumentRecord, ReplyRecord, RespondentRecord

    Span = tuple[int, int]

NO_TEXT = Message(
    sv="Svarets text finns inte: det är inte läst, eller så är texten raderad.",
    en="The reply's text is not there: it has not been read, or the text has been deleted.",
)
NOTHING_MARKED = Message(sv="Markera några ord i texten.", en="Mark some words of the text.")
NO_SUCH_PASSAGE = Message(
    sv="Det stycket finns inte i svarets text.", en="There is no such passage in the reply's text."
)
WORDS_IN_USE = (
    Message(
        sv="De här orden har redan blivit kandidaten »%(title)s« (%(id)s). Gör en till bara om de"
        " berättar om två exempel.",
        en='These words have become the candidate "%(title)s" (%(id)s) already. Make another only'
        " if they tell of two examples.",
    ),
    Message(
        sv='Sänd "again": true för att göra en till.', en='Send "again": true to make another.'
    ),
)
"""The error about words that a candidate has already, and what a program can do about it."""
ALREADY = "already-candidate"
SHARE = 2
"""One in so many characters in common makes two passages the same."""


def mark(  # noqa: PLR0913  what is marked, and whether it may be again
    services: Services,
    actor: Actor,
    reply_id: str,
    document: int,
    spans: Sequence[Sequence[int]],
    *,
    question: str = "",
    again: bool = False,
) -> dict[str, Any]:
    """Make a candidate of passages, and return it as JSON.

    It is made as the harvest makes one of such words: personal data that were found in the document
    are left out. County, and question unless it is given, are those of the answer that it stands
    in, or the one before.

    Args:
        services: of the application.
        actor: who marks.
        reply_id: the reply.
        document: which of its documents, from 0.
        spans: [start, end) in characters of the document's text.
        question: that it answers.
        again: also if a candidate that is not rejected has the same words, or half of them.

    Raises:
        NotFound: there is no such reply.
        Conflict: its text is not there, or a candidate has the words (`already-candidate`).
        InvalidContent: there is no such document or passage, or it holds no words.
    """
    with reading(services.database) as connection:
        reply = reply_of(connection, reply_id)
        marked, lines, own = read_passage(connection, reply, document, spans)
        others = candidates.of_reply(connection, reply.pk)
    existing = None if again else overlapping_candidate(others, document, lines)
    if existing:
        raise Conflict(*conflict_details(existing))
    found = found_in(reply, marked, own, lines)
    found["question"] = question or found["question"]
    content = {
        "document": document,
        "county": own.county,
        "organisation": own.organisation,
        "candidates": [found],
    }
    (row,) = build_rows(services, content, own.place, Precomputed(services))
    before = [
        each.place
        for each in others
        if each.document == document and spans_of(each) and spans_of(each)[0][0] <= lines[0][0]
    ]
    place = max(before, default=0)
    with writing(services.database) as unit:
        (pk,) = candidates.create(unit, [{"reply_pk": reply.pk, "place": place, **row}])
        made = candidates.by_pk(unit.connection, pk)
        assert made is not None, "it was just stored"  # noqa: S101  for the type
        candidates.note_made(unit, made, actor.name)
        replies.note_review(unit, reply.pk)
        unit.record(
            ledger.event_without_entry(ledger.MARK_CANDIDATE, actor.name, f"reply:{reply_id}")
        )
    return get_candidate(services, made.id, actor)


def conflict_details(existing: CandidateRecord) -> tuple[Message, None, str | None, list[Issue]]:
    """Return what a conflict tells of a candidate that has the words already."""
    title_and_id = {"title": existing.content["title"], "id": existing.id}
    message, remedy = WORDS_IN_USE
    text = Message(sv=message.sv % title_and_id, en=message.en % title_and_id)
    issue = Issue("/spans", ALREADY, remedy, existing.id)
    return text, None, existing.entry_id, [issue]


def overlapping_candidate(
    of_reply: Sequence[CandidateRecord],
    document: int,
    lines: Sequence[Span],
    *,
    with_decided: bool = False,
) -> CandidateRecord | None:
    """Return the candidate that has half of marked words or more, or that half of is marked.

    Those that are rejected, replaced or split count only `with_decided`.
    """
    passed = frozenset() if with_decided else frozenset({REJECTED, REPLACED, SPLIT})
    marked = sum(end - start for start, end in lines)
    for each in of_reply:
        if each.document != document or each.state in passed:
            continue
        own = spans_of(each)
        shared = sum(
            max(0, min(end, last) - max(start, first))
            for start, end in lines
            for first, last in own
        )
        least = min(marked, sum(last - first for first, last in own))
        if least and SHARE * shared >= least:
            return each
    return None


def unmark(services: Services, candidate_id: str) -> None:
    """Take away a candidate that somebody made, and with which nothing has been done since.

    Raises:
        NotFound: there is no such candidate.
        Conflict: something has been done with it, or a later reply continues it.
    """
    with locked_candidate(services, candidate_id) as (unit, record):
        last = candidates.last_step(unit.connection, record.pk)
        is_new = record.state == WAITING and last is not None and last.action == MARK
        if not is_new or candidates.has_successor(unit.connection, record.pk):
            raise Conflict(MARKED_TOUCHED)
        candidates.delete_many(unit, [record.pk])


class Passage(NamedTuple):
    """Marked words: the document, its lines that hold them, and who answers there."""

    document: DocumentRecord
    lines: list[Span]
    respondent: RespondentRecord


def read_passage(
    connection: Connection, reply: ReplyRecord, place: int, spans: Sequence[Sequence[int]]
) -> Passage:
    """Return what is marked in the document of a reply at a place.

    Raises:
        Conflict: the reply's text is not there.
        InvalidContent: there is no such document or passage, or it holds no words.
    """
    documents = replies.documents(connection, reply.pk)
    if reply.state != "harvested" or not any(each.text for each in documents):
        raise Conflict(NO_TEXT)
    if place >= len(documents) or not documents[place].text:
        raise refusal("/document", NO_SUCH_PASSAGE)
    lines = _lines_of(documents[place], spans)
    respondents = replies.respondents(connection, reply.pk)
    return Passage(documents[place], lines, _respondent_at(respondents, place, lines[0][0]))


def refusal(pointer: str, message: Message) -> InvalidContent:
    """Return the error about a part of what was sent."""
    return InvalidContent([Issue(pointer, "unknown-value", message)])


def _lines_of(document: DocumentRecord, spans: Sequence[Sequence[int]]) -> list[Span]:
    """Return the lines, or parts of them, that passages hold, without space around them.

    Raises:
        InvalidContent: there is no such passage, or it holds no words.
    """
    text = document.text or ""
    found: set[Span] = set()
    for at, (start, end) in enumerate(spans):
        if not 0 <= start < end <= len(text):
            raise refusal(f"/spans/{at}", NO_SUCH_PASSAGE)
        first = start
        for line in text[start:end].split("\n"):
            stripped = line.strip()
            if stripped:
                begin = first + line.index(stripped)
                found.add((begin, begin + len(stripped)))
            first += len(line) + 1
    if not found:
        raise refusal("/spans", NOTHING_MARKED)
    return sorted(found)


def _respondent_at(
    respondents: Sequence[RespondentRecord], document: int, at: int
) -> RespondentRecord:
    """Return who answers where a passage begins, or last before it in the document."""
    own = [each for each in respondents if each.document == document] or list(respondents)
    before = [
        (span[0], each.place)
        for each in own
        for answer in each.answers
        for span in answer["spans"]
        if span[0] <= at
    ]
    place = max(before)[1] if before else own[0].place
    return next(each for each in own if each.place == place)


def found_in(
    reply: ReplyRecord, document: DocumentRecord, own: RespondentRecord, lines: Sequence[Span]
) -> dict[str, Any]:
    """Return what the harvest would have made of lines; see `app.replies.parsing`."""
    names = known_names()
    text = document.text or ""
    marked_words = " ".join(text[start:end] for start, end in lines)
    public = [left for line in lines if (left := public_words(text, document.withheld, line))]
    kind, probability = names.kind_of(marked_words)
    return {
        "text": marked_words,
        "publicText": " ".join(public),
        "spans": [list(line) for line in lines],
        "question": _question(reply, own, lines[0][0]),
        "kind": kind,
        "title": title_of_parts(public, " ".join(public)),
        "sectors": list(Sectors(names.sectors).of(marked_words)),
        "context": None,
        "confidence": None,
        "kindConfidence": probability,
        "given": {},
        "within": [],
    }


def public_words(text: str, withheld: Sequence[Mapping[str, Any]], line: Span) -> str:
    """Return a line of a document's text without the personal data that were found in it."""
    return without(text[slice(*line)], withheld_in(withheld, line))


def withheld_in(withheld: Sequence[Mapping[str, Any]], line: Span) -> list[Finding]:
    """Return the personal data that were found in a line of a document, by its own places."""
    start, end = line
    return [
        Finding(max(each["start"], start) - start, min(each["end"], end) - start, each["kind"])
        for each in withheld
        if each["start"] < end and start < each["end"]
    ]


def _question(reply: ReplyRecord, own: RespondentRecord, at: int) -> str:
    """Return the question whose answer a passage stands in, else the first one on examples."""
    of_examples = [
        each.id for each in questionnaire(reply.survey).questions if each.kind == "examples"
    ]
    holding: list[Mapping[str, Any]] = [
        answer for answer in own.answers if any(start <= at < end for start, end in answer["spans"])
    ]
    found = [answer["question"] for answer in holding]
    return next((each for each in of_examples if each in found), (*found, *of_examples)[0])
