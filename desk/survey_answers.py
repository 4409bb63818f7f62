"""What counties have answered to a survey's questions, over the years, as a page and as CSV."""

from __future__ import annotations

from flask import make_response
from flask import request as http
from werkzeug.wrappers import Response

from app.entries.provenance import HARVEST
from app.surveys.gathered import Gathered, as_csv, gathered, surveys_to_gather
from desk.access import services
from desk.pages import page
from desk.routes import Routes

routes = Routes()
PATH = "enkatsvar"


@routes.get(f"/{PATH}", HARVEST)
def answers_page() -> Response:
    """Count yes and no year by year, and list the answers to one question."""
    survey, year = _survey(), _year()
    every = gathered(services(), survey)
    chosen = gathered(services(), survey, year)
    question = http.args.get("question", "")
    chosen_question = next((each for each in chosen if each.question.id == question), chosen[0])
    return page(
        "desk/survey_answers.html",
        survey=survey,
        surveys=surveys_to_gather(),
        year=year,
        years=every[0].years,
        counted=every,
        asked=chosen_question,
    )


@routes.get(f"/{PATH}.csv", HARVEST)
def answers_file() -> Response:
    """Give all answers of a survey to take along, or those of a year."""
    survey, year = _survey(), _year()
    found: list[Gathered] = gathered(services(), survey, year)
    response = make_response(as_csv(services(), found))
    response.content_type = "text/csv; charset=utf-8"
    name = f"{survey}-{year}" if year else survey
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _survey() -> str:
    return http.args.get("survey") or surveys_to_gather()[0][0]


def _year() -> int | None:
    given = http.args.get("year", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None  # noqa: PLR2004
