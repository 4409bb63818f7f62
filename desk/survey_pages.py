"""What all pages of a county's form share: who may open it, and what its templates may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app

from app.errors import Message, TooManyAttempts
from app.surveys.answering import offered_links
from app.surveys.calendar import in_sweden, today
from app.surveys.links import form_for
from desk.access import caller, cookie, services
from desk.pages import page
from edge.limits import CallLimit
from web.language import language, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from flask import Flask
    from werkzeug.wrappers import Response

    from app.settings import Settings
    from app.surveys.links import OpenForm

PATH = COOKIE = "enkat"
MOST_SAVED = 180
"""How often a form may be saved in a minute."""
PERIODS = InLanguage(
    {"planned": marked("Planeras"), "ongoing": marked("Pågår"), "ended": marked("Avslutat")}
)
ANSWERS = InLanguage({"ja": marked("Ja"), "nej": marked("Nej")})


class TooManySaves(TooManyAttempts):
    """The form was saved or sent more often than people do."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.message = Message(
            sv="Formuläret har sparats eller skickats många gånger den senaste minuten. Vänta en"
            " minut och försök igen. Det som var sparat finns kvar.",
            en="The form has been saved or sent many times in the last minute. Wait a minute and"
            " try again. What was saved is still there.",
        )


def limit_saves(flask_app: Flask, settings: Settings) -> None:
    """Let an app count how often forms are saved; all apps of a host count together."""
    path = settings.data / "run" / "survey-forms"
    flask_app.extensions["saves"] = CallLimit(path, settings.secret_key, MOST_SAVED)


def count_saving(form: OpenForm, count: int = 1) -> None:
    """Refuse to save more often than people do; some savings count as several.

    Raises:
        TooManySaves: tells how long to wait.
    """
    limit: CallLimit = current_app.extensions["saves"]
    allowance = limit.take(form.form.id, count=count)
    if allowance.exceeded:
        raise TooManySaves(allowance.seconds_left)


def opened(form_id: UUID) -> OpenForm:
    """Return the form to who may fill it in.

    Raises:
        NoForm: nobody else learns whether there is one.
    """
    return form_for(services(), str(form_id), cookie(COOKIE), caller())


def clock(moment: datetime) -> str:
    """Return the time in Sweden, with the day unless that is today."""
    local = in_sweden(moment)
    return f"{local:%H:%M}" if local.date() == today() else f"{local:%Y-%m-%d %H:%M}"


def page_of_form(template: str, form: OpenForm, status: int = 200, **names: object) -> Response:
    """Return a page of a form."""
    county = services().vocabularies.label("county", form.form.county, language())
    own = {
        "form": form,
        "county": county,
        "survey": form.questionnaire,
        "way": f"{PATH}/{form.form.id}",
        "clock": clock,
        "periods": PERIODS,
        "choices": ANSWERS,
        "sector_names": _sector_names(),
    }
    return page(template, status, **{**own, **names})


def _sector_names() -> dict[str, str]:
    return {
        each.id: services().vocabularies.name("sectors", each.id, language())
        for each in services().vocabularies.concepts("sectors")
    }


def links_of(example: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the links that an example is offered, as a page names them."""
    return [
        {
            "id": each.id,
            "label": services().vocabularies.name(each.vocabulary, each.value, language()),
            "number": each.value if each.field in {"goals", "targets", "objectives"} else "",
            "kept": each.kept,
        }
        for each in offered_links(services(), example)
    ]
