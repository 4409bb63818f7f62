"""Replies as JSON, for curators: what was answered, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.entries.documents import timestamp
from app.errors import Message
from app.jobs.execution import fault_of_job
from app.replies.reading_names import reading_name
from app.replies.service import GIVEN_UP
from catalogue import candidates, replies
from catalogue.latest_answers import latest_answers
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.replies.service import ReplyWithJob
    from app.wiring import Services
    from catalogue.replies import DocumentRecord, RespondentRecord

RELATION_UNDECIDED = Message(
    sv="Länet har svarat tidigare, och nästan inget av det finns i det här svaret. Välj om det är"
    " en rättning (då är det som saknas borttaget) eller en komplettering (då gäller båda).",
    en="The county has answered before, and hardly anything of that is in this reply. Say whether"
    " it is a correction (what is missing is then gone) or an addition (both then hold).",
)
UNCONFIRMED = {
    "year": "year",
    "received_on": "receivedOn",
    "registry_number": "registryNumber",
}
STATES = ("waiting", "accepted", "rejected", "merged", "split", "unchanged", "replaced")


def reply_view(found: ReplyWithJob) -> dict[str, Any]:
    """Return a reply among others as JSON."""
    record = found.record
    failed = found.state == "failed"
    fault = record.fault or (fault_of_job(found.job, GIVEN_UP) if failed else None)
    return {
        "id": record.id,
        "state": found.state,
        "survey": record.survey,
        "year": record.year or questionnaire(record.survey).year,
        "formId": record.form_id,
        "fileName": record.file_name,
        "fileKind": record.file_kind,
        "size": record.size,
        "checksum": record.sha256,
        "registryNumber": record.registry_number,
        "receivedOn": record.received_on,
        "counties": list(dict.fromkeys(found.counties)),
        "counts": {state: found.counts.get(state, 0) for state in STATES},
        "fault": _fault_view(fault) if fault else None,
        "relation": record.relation,
        "outcome": record.outcome,
        "unconfirmedFields": [UNCONFIRMED[each] for each in record.unconfirmed],
        "warnings": [
            *([RELATION_UNDECIDED] if record.relation == "asked" else []),
            *(Message.of(each) for each in record.warnings or ()),
        ],
        "createdAt": timestamp(record.created_at),
        "createdBy": record.actor,
        "finishedAt": timestamp(record.finished_at),
        "reviewedAt": timestamp(record.reviewed_at),
        "forgottenAt": timestamp(record.forgotten_at),
        "releasedAt": timestamp(record.released_at),
        "releasedBy": record.released_by,
    }


def whole_reply_view(services: Services, found: ReplyWithJob) -> dict[str, Any]:
    """Return a reply with who answered what in it, and how it differs from the one before."""
    pk = found.record.pk
    with reading(services.database) as connection:
        documents = replies.documents(connection, pk)
        respondents = replies.respondents(connection, pk)
        removed_ids = candidates.removed_from_reply(connection, pk)
        revisions = candidates.count_revisions(connection, pk)
    return {
        **reply_view(found),
        "documents": [_document(each) for each in documents],
        "respondents": [_respondent(each) for each in respondents],
        "revision": {**revisions, "goneIds": removed_ids} if revisions or removed_ids else None,
    }


def _fault_view(fault: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": fault["code"], "message": Message.of(fault)}


def _document(document: DocumentRecord) -> dict[str, Any]:
    return {
        "checksum": document.sha256,
        "name": document.name,
        "kind": document.kind,
        "characters": None if document.text is None else len(document.text),
        "text": document.text,
        "withheldSpans": [dict(each) for each in document.withheld],
    }


def _respondent(respondent: RespondentRecord) -> dict[str, Any]:
    return {
        "document": respondent.document,
        "row": respondent.row,
        "county": respondent.county,
        "organisation": respondent.organisation,
        "yesNo": dict(respondent.yes_no),
        "answers": [{"version": 0, **each} for each in respondent.answers],
        "sectors": [dict(each) for each in respondent.sectors],
        "readings": [reading_view(each) for each in respondent.readings],
    }


def reading_view(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reading as JSON: what is known of it, with what people call it."""
    return {
        "key": reading["key"],
        "name": reading_name(reading["key"]).sv,
        "examples": len(reading["spans"]),
        "unread": reading["unread"],
        "sureness": reading["sureness"],
        "taken": reading["taken"],
    }


def questions_of(survey: str) -> list[tuple[str, str]]:
    """Return id and wording of each question of a survey that is to be answered, in order."""
    return [(each.id, each.text) for each in questionnaire(survey).to_answer]


def answers_by_county(services: Services) -> list[dict[str, Any]]:
    """Return which counties say yes or no to each question, by its latest reply in a year."""
    with reading(services.database) as connection:
        found = latest_answers(connection)
    by_question: dict[tuple[str, int, str], dict[str, list[str]]] = {}
    for each in found:
        year = each.year or questionnaire(each.survey).year
        for question, answer in each.yes_no.items():
            of_question = by_question.setdefault(
                (each.survey, year, question), {"ja": [], "nej": [], "": []}
            )
            of_question[answer or ""].append(each.county)
    return [
        {
            "survey": survey,
            "year": year,
            "question": question,
            "text": _wording(survey, question),
            "yesCounties": counties["ja"],
            "noCounties": counties["nej"],
            "unclearCounties": counties[""],
        }
        for (survey, year, question), counties in sorted(by_question.items())
    ]


def _wording(survey: str, question: str) -> str:
    return {each.id: each.text for each in questionnaire(survey).questions}[question]
