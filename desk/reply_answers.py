"""The answer to a question of a reply: as it was read, corrected or written in; its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.entries.provenance import HARVEST
from app.errors import Conflict, InvalidContent
from app.replies.correcting import (
    YES_NO,
    Answer,
    AnswerVersion,
    CorrectedMeanwhile,
    correct_answer,
    get_answer,
)
from app.replies.service import get_reply
from app.replies.views import reply_view
from app.surveys.calendar import in_sweden
from desk.access import caller, home, services
from desk.actors import actor_name
from desk.entry_versions import Piece, pieces
from desk.failures import sentences_of
from desk.flash import redirect_with_message
from desk.forms import text_or
from desk.pages import page
from desk.routes import Routes
from desk.survey_pages import ANSWERS
from harvest.yes_no import yes_or_no
from web.language import gettext

routes = Routes()
RULE = "/svar/<uuid:reply_id>/fraga/<int:respondent>/<question>"


@routes.get(RULE, HARVEST)
def answer_page(reply_id: UUID, respondent: int, question: str) -> Response:
    """Show an answer in a form, with its history."""
    return _page(str(reply_id), respondent, question)


@routes.post(RULE, HARVEST)
def send_answer(reply_id: UUID, respondent: int, question: str) -> Response:
    """Keep an answer as a curator has written it."""
    where = (str(reply_id), respondent, question)
    answer = get_answer(services(), *where)
    now = answer.now
    given = text_or("choice", now.yes_no or ""), text_or("text", now.text or "")
    version = http.form.get("version", "")
    based_on = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0  # noqa: PLR2004
    yes_no = given[0] if given[0] in YES_NO else None
    of_text = _new_yes_no(answer, given[1]) if based_on == now.version else None
    if of_text and of_text != yes_no and http.form.get("asked") != of_text:
        sentence = _ask(yes_no, of_text)
        return _page(*where, (of_text, given[1]), [sentence], 422, based_on, asked=of_text)
    try:
        left_out = correct_answer(services(), caller(), *where, yes_no, given[1], based_on)
    except CorrectedMeanwhile as error:
        return _page(*where, given, sentences_of(error), 409)
    except (Conflict, InvalidContent) as error:
        return _page(*where, given, sentences_of(error), 422, based_on)
    sentence = gettext("Svaret på fråga %s är sparat.") % question
    if left_out:
        sentence += (
            " " + gettext("Det här ser ut som personuppgifter och är utelämnat: %s") % left_out
        )
    return redirect_with_message(home(f"svar/{reply_id}#fragor"), sentence)


def _new_yes_no(answer: Answer, text: str) -> str | None:
    """Return which of yes and no a changed text says, if the question is of that kind."""
    is_changed = answer.question.kind == "yes-no" and text != (answer.now.text or "")
    return yes_or_no(text) if is_changed else None


def _ask(yes_no: str | None, of_text: str) -> str:
    sentence = gettext(
        "Av texten att döma är svaret ”%(text)s”, men ”%(chosen)s” var valt. Nu är ”%(text)s”"
        " valt. Stämmer det inte, så välj något annat. Spara sedan igen."
    )
    chosen = ANSWERS[yes_no] if yes_no else gettext("Ingetdera")
    return sentence % {"text": ANSWERS[of_text], "chosen": chosen}


def _page(  # noqa: PLR0913, PLR0917  which answer, and what was made of it
    reply_id: str,
    respondent: int,
    question: str,
    given: tuple[str, str] | None = None,
    faults: Sequence[str] = (),
    status: int = 200,
    based_on: int | None = None,
    asked: str = "",
) -> Response:
    """Show an answer in its form; what is given rests on a version, else on the one that counts."""
    answer = get_answer(services(), reply_id, respondent, question)
    choice, text = given or (answer.now.yes_no or "", answer.now.text or "")
    return page(
        "desk/answer.html",
        status,
        reply=reply_view(get_reply(services(), reply_id)),
        answer=answer,
        respondent=respondent,
        version=answer.now.version if based_on is None else based_on,
        choice=choice,
        text=text,
        faults=[("choice" if asked else "text", each) for each in faults],
        asked=asked,
        meanwhile=status == 409,  # noqa: PLR2004
        steps=list(_steps(answer))[::-1],
        choices=ANSWERS,
        actor_name=actor_name,
        clock=lambda moment: f"{in_sweden(moment):%Y-%m-%d %H:%M}",
    )


class Step(NamedTuple):
    """A correction, with what it changed; empty where it changed nothing."""

    version: AnswerVersion
    yes_no: list[Piece]
    text: list[Piece]


def _steps(answer: Answer) -> Iterator[Step]:
    """Yield each correction with what it changed."""
    for before, after in pairwise(answer.versions):
        yes_no = pieces(_yes_no(before), _yes_no(after))
        text = pieces(_text(before), _text(after))
        yield Step(
            after,
            yes_no if before.yes_no != after.yes_no else [],
            text if before.text != after.text else [],
        )


def _yes_no(version: AnswerVersion) -> str:
    return ANSWERS[version.yes_no] if version.yes_no else gettext("Ingetdera")


def _text(version: AnswerVersion) -> str:
    return gettext("Texten är raderad.") if version.text is None else version.text
