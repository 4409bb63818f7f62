"""Sending a form: what is filled in becomes a reply, which a worker reads as any other."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from app.availability import writing
from app.errors import Conflict, InvalidContent, Issue, Message
from app.replies.forms import read_sent
from app.replies.service import SubmittedReply, original_path, submit
from app.surveys import filling
from app.surveys.answering import Filled, filled_form, offered_links
from app.surveys.calendar import today
from app.surveys.links import OpenForm
from app.uploads import receive_upload
from app.wiring import Services
from catalogue import surveys
from catalogue.json_text import canonical

NOTHING_TO_SEND = Message(
    sv="Inget är ifyllt än. Svara på minst en fråga först.",
    en="Nothing is filled in yet. Answer at least one question first.",
)
NOTHING_NEW = Message(
    sv="Det här är redan skickat, och inget är ändrat sedan dess.",
    en="This has been sent, and nothing has changed since.",
)


class Receipt(NamedTuple):
    """What was sent last: `answers` by question, none once the file is deleted."""

    sent_at: datetime
    reply_id: str
    answers: Mapping[str, Mapping[str, Any]]
    is_latest: bool
    """Whether nothing was changed since."""


def send_form(services: Services, form: OpenForm) -> str:
    """Make a reply of what is filled in, or a correction of the one before; return its id.

    Raises:
        InvalidContent: with every fault; `parameter` is /question/field.
        Conflict: nothing is filled in, or nothing is new.
    """
    filled = filled_form(services, form)
    issues = [
        Issue(f"/{each.question.id}/{note.field}", "invalid", note.message)
        for each in filled
        for note in each.faults
    ]
    if issues:
        raise InvalidContent(issues)
    content = _content_of(form, filled)
    if not content["answers"]:
        raise Conflict(NOTHING_TO_SEND)
    mark = _mark(canonical(content).encode())
    if form.form.sent_mark == mark:
        raise Conflict(NOTHING_NEW)
    data = canonical(_with_links(services, content)).encode()
    sent = SubmittedReply(
        actor=form.actor,
        survey=form.survey.questionnaire,
        received_on=today().isoformat(),
        year=form.survey.year,
        form_id=form.form.id,
    )
    county = services.vocabularies.label("county", form.form.county, "sv")
    name = f"Formulär {form.survey.year}, {county}"
    with receive_upload(services.settings, io.BytesIO(data), None) as upload:
        reply_id, _ = submit(services, upload, sent, name)
    with writing(services.database) as unit:
        surveys.note_sent(unit, form.form.pk, mark, reply_id)
    return reply_id


def _content_of(form: OpenForm, filled: Sequence[Filled]) -> dict[str, Any]:
    """Return what is sent. With the versions, what is taken back to an earlier state is new."""
    answered = [each for each in filled if each.is_answered]
    return {
        "form": form.form.id,
        "survey": form.survey.questionnaire,
        "year": form.survey.year,
        "county": form.form.county,
        "versions": {each.question.id: each.answer.version for each in filled},
        "answers": {each.question.id: filling.to_send(each.answer.content) for each in answered},
    }


def _with_links(services: Services, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent with the links that each example had ticked: its candidate has those."""
    answers = {
        question: {
            **answer,
            "examples": [
                {
                    **each,
                    "kept": [link.id for link in offered_links(services, each) if link.kept],
                }
                for each in answer["examples"]
            ],
        }
        if "examples" in answer
        else answer
        for question, answer in content["answers"].items()
    }
    return {**content, "answers": answers}


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def receipt(services: Services, form: OpenForm) -> Receipt | None:
    """Return what was sent last, if anything."""
    if form.form.sent_at is None or form.form.reply_id is None:
        return None
    now = canonical(_content_of(form, filled_form(services, form)))
    try:
        sent = read_sent(original_path(services.settings, form.form.reply_id))["answers"]
    except FileNotFoundError:
        sent = {}
    is_latest = _mark(now.encode()) == form.form.sent_mark
    return Receipt(form.form.sent_at, form.form.reply_id, sent, is_latest)
