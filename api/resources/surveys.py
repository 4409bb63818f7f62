"""/surveys: surveys that counties answer by form, opened and followed by programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import actor, require_scope
from api.addresses import href, link
from api.answers import answer, changed, services
from api.language import language
from api.paging import whole_list
from api.smorest import Blueprint
from app.entries.provenance import HARVEST
from app.surveys import opening as use_cases
from app.surveys.gathered import answered_in, read_answered
from app.surveys.opening import OpenedSurvey
from app.surveys.views import survey_view
from schemas.examples import read_examples
from schemas.surveys import NewSurveySchema, SurveySchema, SurveysSchema

examples = read_examples("replies")

surveys = Blueprint("surveys", "Open surveys that counties answer by form, and see who has.")


@surveys.route("/surveys")
class Surveys(MethodView):
    """All surveys by form."""

    @require_scope(HARVEST)
    @surveys.operation("listSurveys")
    @surveys.answers(SurveysSchema, examples.surveys, 503)
    def get(self) -> Response:
        """List surveys by form, the newest first, with how far each county has come."""
        found, answered = use_cases.list_surveys(services()), read_answered(services())
        return answer(whole_list([_survey_with_links(each, answered) for each in found]))

    @require_scope(HARVEST)
    @surveys.operation("createSurvey")
    @surveys.content(NewSurveySchema(), examples.new)
    @surveys.changes(201, SurveySchema, examples.opened, 409, 503)
    def post(self, content: Mapping[str, Any]) -> Response:
        """Open a survey for all counties, until a day.

        Links to the counties' forms are made at the desk, as each is shown once and for a person to
        pass on.
        """
        survey_id = use_cases.open_survey(
            services(), actor(), content["questionnaire"], content["year"], content["closesOn"]
        )
        survey = use_cases.get_survey(services(), survey_id)
        found = _survey_with_links(survey, read_answered(services()))
        place = href("surveys", survey_id)
        return changed(found, {}, version=found["state"], location=place, spoken=language())


@surveys.route("/surveys/<uuid:surveyId>")
class OneSurvey(MethodView):
    """One survey by form."""

    @require_scope(HARVEST)
    @surveys.operation("getSurvey")
    @surveys.answers(SurveySchema, examples.survey, 404, 503)
    def get(self, surveyId: UUID) -> Response:  # noqa: N803
        """Read how far each county has come with a survey."""
        survey = use_cases.get_survey(services(), str(surveyId))
        return answer(_survey_with_links(survey, read_answered(services())))


def _survey_with_links(found: OpenedSurvey, answered: Mapping[Any, str]) -> dict[str, Any]:
    links = [link("self", "surveys", found.record.id), link("collection", "surveys")]
    record = found.record
    counties = answered_in(answered, record.questionnaire, record.year)
    return {**survey_view(found, counties), "_links": links}
