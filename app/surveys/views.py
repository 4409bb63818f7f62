"""Surveys by form as JSON, for curators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.entries.documents import timestamp
from app.surveys.opening import CountyForm, OpenedSurvey


def survey_view(found: OpenedSurvey, answered: Mapping[str, str]) -> dict[str, Any]:
    """Return a survey with how far each county has come.

    `answered` are the counties that have, as `app.surveys.gathered.answered_in` gives them.
    """
    record = found.record
    return {
        "id": record.id,
        "state": "open" if found.is_open else "closed",
        "questionnaire": record.questionnaire,
        "title": found.questionnaire.title,
        "year": record.year,
        "closesOn": record.closes_on,
        "openedAt": timestamp(record.opened_at),
        "openedBy": record.opened_by,
        "closedAt": timestamp(record.closed_at),
        "forms": [_form(each, answered) for each in found.forms],
    }


def _form(form: CountyForm, answered: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": form.record.id,
        "county": form.record.county,
        "state": form.state,
        "hasAnswered": form.record.county in answered,
        "hasLink": form.record.link_id is not None,
        "savedAt": timestamp(form.filled.saved_at) if form.filled else None,
        "sentAt": timestamp(form.record.sent_at),
        "replyId": form.record.reply_id,
    }
