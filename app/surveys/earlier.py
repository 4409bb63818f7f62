"""What a county answered last time, offered where it has not answered yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.availability import reading
from app.surveys import filling
from app.surveys.gathered import gathered
from app.surveys.links import OpenForm
from app.wiring import Services
from catalogue import surveys
from seed.questionnaires import Question


class EarlierAnswer(NamedTuple):
    """An answer to the same question in an earlier year."""

    year: int
    content: Mapping[str, Any]


def earlier_answer(services: Services, form: OpenForm, question: Question) -> EarlierAnswer | None:
    """Return a county's latest earlier answer to a question of the same survey, if there is one.

    One that was filled in by form is whole; of one that came as a file, yes or no and the text.
    """
    survey = form.survey
    with reading(services.database) as connection:
        years = {
            each.pk: each.year
            for each in surveys.all_of_them(connection)
            if each.questionnaire == survey.questionnaire and each.year < survey.year
        }
        own = [
            each
            for each in surveys.forms_of(connection, list(years))
            if each.county == form.form.county
        ]
        found = [
            EarlierAnswer(years[each.survey_pk], _without_removed(answer.content))
            for each in own
            for answer in [surveys.answers(connection, each.pk).get(question.id)]
            if answer is not None and filling.is_answered(answer.content)
        ]
    found += _in_files(services, form, question)
    return max(found, key=lambda each: each.year, default=None)


def _without_removed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in without the examples that were removed."""
    sent = filling.to_send(content)
    if "examples" in sent:
        sent["examples"] = [{**each, "removed": False} for each in sent["examples"]]
    return sent


def _in_files(services: Services, form: OpenForm, question: Question) -> list[EarlierAnswer]:
    text_field = {"yes-no": "comment", "text": "text"}.get(question.kind)
    if text_field is None:
        return []
    return [
        EarlierAnswer(
            each.year,
            {
                **filling.empty(question),
                **({"choice": each.yes_no or ""} if question.kind == "yes-no" else {}),
                text_field: each.text or "",
            },
        )
        for asked in gathered(services, form.survey.questionnaire)
        if asked.question.id == question.id
        for each in asked.said
        if each.county == form.form.county
        and each.year < form.survey.year
        and not each.by_form
        and (each.yes_no or each.text)
    ]
