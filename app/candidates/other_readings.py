"""The readings of a reply: how its examples may lie in its text, and a switch to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import reading, writing
from app.candidates.builder import build_rows
from app.candidates.marking import NO_TEXT, found_in, overlapping_candidate
from app.candidates.precomputed import Precomputed
from app.errors import Conflict, InvalidContent, Issue, Message, NotFound
from app.replies.service import reply_of
from catalogue import candidates, ledger, replies
from catalogue.candidates import WAITING
from catalogue.touched_candidates import touched_in
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord
    from catalogue.replies import ReplyRecord, RespondentRecord

NO_SUCH_RESPONDENT = Message(
    sv="Det finns ingen sådan i svaret.", en="There is no such respondent in the reply."
)
NO_SUCH_READING = Message(
    sv="Svaret har ingen sådan läsning. Välj en av dem som räknas upp.",
    en="The reply has no such reading. Choose one of those that are listed.",
)
IS_COMPARED = Message(
    sv="Svaret är jämfört med länets tidigare svar och kan inte läsas på ett annat sätt. Markera i"
    " texten i stället.",
    en="The reply is compared with an earlier one of the county and cannot be read in another way."
    " Mark passages of its text instead.",
)
TAKEN, KEY, SPANS = "taken", "key", "spans"
"""In a stored reading: whether it counts, its name, and where the pieces of each example stand."""


def switch_reading(
    services: Services, actor: Actor, reply_id: str, respondent: int, key: str
) -> int:
    """Let another reading of a reply count, and return how many candidates it makes.

    Candidates that nobody has done anything with give way. All others stay, and of words that one
    of them has no other is made.

    Args:
        services: of the application.
        actor: who chooses.
        reply_id: the reply.
        respondent: whose examples, by place in the reply.
        key: of the reading; the one that counts already changes nothing.

    Raises:
        NotFound: there is no such reply, or nobody answers at that place.
        InvalidContent: there is no such reading.
        Conflict: the text is deleted, or the reply is compared with an earlier one.
    """
    with reading(services.database) as connection:
        reply, own = _reply_and_respondent(connection, reply_id, respondent)
        documents = replies.documents(connection, reply.pk)
        _check(candidates.of_reply(connection, reply.pk))
    chosen = _reading(own, key)
    document = documents[own.document]
    if reply.forgotten_at or not document.text:
        raise Conflict(NO_TEXT)
    if chosen[TAKEN]:
        return 0
    question = question_of(reply.survey)
    parts = [[(start, end) for start, end in each] for each in chosen[SPANS]]
    content = {
        "document": own.document,
        "county": own.county,
        "organisation": own.organisation,
        "candidates": [
            {**found_in(reply, document, own, each), "question": question} for each in parts
        ],
    }
    rows = build_rows(services, content, own.place, Precomputed(services))
    with writing(services.database) as unit:
        reply, own = _reply_and_respondent(unit.connection, reply_id, respondent)
        every = candidates.of_reply(unit.connection, reply.pk)
        _check(every)
        touched = touched_in(unit.connection, reply.pk)
        leaving = [each for each in every if _gives_way(each, own.place, question, touched)]
        kept = [each for each in every if each not in leaving]
        place = min((each.place for each in leaving), default=len(every))
        made = [
            {"reply_pk": reply.pk, "place": place, **row}
            for row, each in zip(rows, parts, strict=True)
            if not overlapping_candidate(kept, own.document, each, with_decided=True)
        ]
        candidates.delete_many(unit, [each.pk for each in leaving])
        candidates.create(unit, made)
        readings = [{**each, TAKEN: each[KEY] == key} for each in own.readings]
        replies.change_readings(unit, reply.pk, own.place, readings)
        replies.note_review(unit, reply.pk)
        unit.record(
            ledger.event_without_entry(
                ledger.SWITCH_READING, actor.name, f"reply:{reply_id}", reason=key
            )
        )
    return len(made)


def question_of(survey: str) -> str:
    """Return the question that asks for examples, the first of them."""
    return next(each.id for each in questionnaire(survey).questions if each.kind == "examples")


def _reply_and_respondent(
    connection: Connection, reply_id: str, place: int
) -> tuple[ReplyRecord, RespondentRecord]:
    reply = reply_of(connection, reply_id)
    own = [each for each in replies.respondents(connection, reply.pk) if each.place == place]
    if not own:
        raise NotFound(NO_SUCH_RESPONDENT)
    return reply, own[0]


def _reading(own: RespondentRecord, key: str) -> Mapping[str, Any]:
    found = next((each for each in own.readings if each[KEY] == key), None)
    if found is None:
        keys = tuple(each[KEY] for each in own.readings)
        raise InvalidContent([Issue("/reading", "unknown-value", NO_SUCH_READING, key, keys)])
    return found


def _check(every: Sequence[CandidateRecord]) -> None:
    if any(each.revision for each in every):
        raise Conflict(IS_COMPARED)


def _gives_way(
    each: CandidateRecord, respondent: int, question: str, touched: Collection[int]
) -> bool:
    """Return whether a candidate is the harvest's own and nobody has done anything with it."""
    is_of_reading = each.respondent == respondent and each.question == question
    return is_of_reading and each.state == WAITING and each.pk not in touched
