"""A county's form: opened by its secret link or by a contributor, and filled in.

Everybody may request every page; whether there is a form to see is decided by `opened`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import jsonify, redirect
from flask import request as http
from werkzeug.wrappers import Response

from app.surveys.answering import (
    Filled,
    SavedMeanwhile,
    filled_form,
    filled_question,
    question_of,
    save_answer,
)
from app.surveys.earlier import earlier_answer
from app.surveys.filling import MOST_EXAMPLES, NEW_EXAMPLE, Note, filled_in, is_answered
from app.surveys.links import OpenForm, form_of_link
from app.surveys.lists import items_of, join_examples, split_example
from app.surveys.sending import receipt
from desk.access import home, services, set_cookie
from desk.flash import redirect_with_message
from desk.forms import LARGEST_FORM, text_of
from desk.routes import Routes
from desk.survey_pages import (
    COOKIE,
    PATH,
    clock,
    count_saving,
    links_of,
    opened,
    page_of_form,
)
from web.language import LANGUAGES, gettext, language

routes = Routes()
SEARCH, LAST, PARTED = "sok", "last", "delad"
LONGEST_TYPED = 100
AT_ONCE = 12


@routes.open_get(f"/{PATH}/lank/<secret>")
def open_link(secret: str) -> Response:
    """Remember a secret link in the browser until it is closed, and lead away from its address.

    No page is shown there, so the secret is in no Referer and no history of pages.
    """
    form = form_of_link(services(), secret)
    response = redirect(home(f"{PATH}/{form.form.id}"), 303)
    set_cookie(response, COOKIE, secret)
    return response


@routes.open_get(f"/{PATH}/<uuid:form_id>")
def form_page(form_id: UUID) -> Response:
    """List the questions, with what is answered."""
    form = opened(form_id)
    filled = filled_form(services(), form)
    return page_of_form(
        "desk/survey_tasks.html", form, filled=filled, sent=receipt(services(), form)
    )


@routes.open_get(f"/{PATH}/<uuid:form_id>/fraga/<question>")
def question_page(form_id: UUID, question: str) -> Response:
    """Show a question with what is filled in."""
    form = opened(form_id)
    return _question(form, filled_question(services(), form, question))


@routes.open_post(f"/{PATH}/<uuid:form_id>/fraga/<question>")
def send_answer(form_id: UUID, question: str) -> Response:
    """Save what is filled in, and go on as the button says; a script only saves."""
    form = opened(form_id)
    count_saving(form)
    found = question_of(form, question)
    step = http.form.get("do", "")
    before = filled_question(services(), form, question).answer
    filled = filled_in(found, _given(), before.content)
    content = _stepped(filled, step)
    if step == LAST and not is_answered(content):
        earlier = earlier_answer(services(), form, found)
        content = dict(earlier.content) if earlier else content
    version = http.form.get("version", "", type=str)
    based_on = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0  # noqa: PLR2004
    try:
        saved = save_answer(services(), form, question, content, based_on)
    except SavedMeanwhile as error:
        if step == "auto":
            return _json({"conflict": error.message.text(language())}, 409)
        mine = error.current._replace(answer=replace(error.current.answer, content=content))
        return _question(form, mine, theirs=error.current)
    if step == "auto":
        return _json(_state(saved), 200)
    is_new = saved.answer.version != before.version
    more = len(content.get("examples", ())) - len(filled.get("examples", ()))
    if step.startswith("list-") and more:
        return _parted(form, saved, step, more + 1)
    return _onward(form, saved, step, is_new=is_new)


def _parted(form: OpenForm, saved: Filled, step: str, many: int) -> Response:
    """Show the examples that a list became, with a button that makes them one again."""
    place = step.partition("-")[2]
    here = home(f"{PATH}/{form.form.id}/fraga/{saved.question.id}")
    return redirect(f"{here}?{PARTED}={place}-{many}#exempel-{int(place) + 1}", 303)


def _json(found: Mapping[str, Any], status: int) -> Response:
    response = jsonify(found)
    response.status_code = status
    return response


def _given() -> dict[str, str | list[str]]:
    """Return what a form brought, as `app.surveys.filling` takes it."""
    prefixes = ("sector", "keep-", "shown")
    return {
        name: http.form.getlist(name) if name.startswith(prefixes) else value
        for name, value in http.form.items()
    }


def _stepped(content: dict[str, Any], step: str) -> dict[str, Any]:
    """Return what a button makes of examples: removed ones are marked, and can be taken back."""
    does, _, places = step.partition("-")
    examples, numbers = content.get("examples", []), _numbers(places)
    if not numbers or not numbers[0] < len(examples):
        return content
    if does in {"remove", "restore"}:
        examples[numbers[0]]["removed"] = does == "remove"
    elif does == "list":
        return {"examples": split_example(examples, numbers[0])}
    elif does == "join" and len(numbers) == 2:  # noqa: PLR2004  where, and how many
        return {"examples": join_examples(examples, *numbers)}
    return content


def _numbers(text: str) -> list[int]:
    """Return the numbers of "0-3", if they are such as a form of ours has."""
    found = text.split("-")
    fits = len(text) < 8 and all(each.isascii() and each.isdigit() for each in found)  # noqa: PLR2004
    return [int(each) for each in found] if fits else []


def _onward(form: OpenForm, saved: Filled, step: str, *, is_new: bool) -> Response:
    """Go where a button leads; "next" shows a question with faults again, though it is saved."""
    does, _, place = step.partition("-")
    here = f"{PATH}/{form.form.id}/fraga/{saved.question.id}"
    sentence = gettext("Sparat %(time)s.") % {"time": clock(saved.answer.saved_at)}
    if does == "next" and saved.faults:
        return _question(form, saved, faults=saved.faults)
    if does == "in" and place in LANGUAGES:
        return redirect(f"/{place}{http.path}", 303)
    if does in {"next", "before", "tasks"}:
        place = home(f"{PATH}/{form.form.id}{_neighbouring_pages(form, saved.question.id)[does]}")
        values = {"id": saved.question.id, "time": clock(saved.answer.saved_at)}
        sentence = gettext("Fråga %(id)s: sparat %(time)s.") % values
        return (
            redirect_with_message(place, sentence)
            if is_new or does == "next"
            else redirect(place, 303)
        )
    if does == "add":
        return redirect_with_message(
            f"{home(here)}?till=1#exempel-{len(saved.answer.content['examples'])}", sentence
        )
    if text_of(SEARCH):
        return redirect_with_message(
            f"{home(here)}?{urlencode({SEARCH: text_of(SEARCH)})}#branscher", sentence
        )
    return redirect_with_message(
        f"{home(here)}{f'#exempel-{place}' if place.isdigit() else ''}", sentence
    )


def _neighbouring_pages(form: OpenForm, question: str) -> dict[str, str]:
    """Return the pages that the buttons of a question lead to."""
    ids = [each.id for each in form.questionnaire.to_answer]
    at = ids.index(question)
    return {
        "tasks": "",
        "before": f"/fraga/{ids[at - 1]}" if at else "",
        "next": f"/fraga/{ids[at + 1]}" if at + 1 < len(ids) else "/granska",
    }


def _question(
    form: OpenForm, filled: Filled, faults: Sequence[Note] = (), theirs: Filled | None = None
) -> Response:
    """Show a question: with faults, or beside what somebody else has saved meanwhile."""
    content = dict(filled.answer.content)
    if "examples" in content:
        more = "till" in http.args or not content["examples"]
        blank = [NEW_EXAMPLE] if more else []
        content["examples"] = [*content["examples"], *blank][:MOST_EXAMPLES]
    ids = [each.id for each in form.questionnaire.to_answer]
    at = ids.index(filled.question.id)
    return page_of_form(
        "desk/survey_question.html",
        form,
        409 if theirs else 422 if faults else 200,
        filled=filled,
        question=filled.question,
        saves_by="svar",
        content=content,
        version=filled.answer.version,
        faults=[(each.field, each.message.text(language())) for each in faults],
        notes=_notes(filled, faults),
        links=[links_of(each) for each in content.get("examples", ())],
        listed=[len(items_of(each["what"])) > 1 for each in content.get("examples", ())],
        parted=_numbers(http.args.get(PARTED, "")) if http.method == "GET" else [],
        earlier=earlier_answer(services(), form, filled.question),
        sought=http.args.get(SEARCH, "")[:LONGEST_TYPED].strip(),
        hits=_sectors(http.args.get(SEARCH, "")[:LONGEST_TYPED]),
        theirs=theirs,
        number=at + 1,
        all=len(ids),
        before=ids[at - 1] if at else None,
        most=MOST_EXAMPLES,
        largest=LARGEST_FORM,
    )


def _sectors(text: str) -> list[str]:
    """Return the ids of sectors that a half-typed text may mean; none for no text."""
    if not text.strip():
        return []
    return [each.id for each in services().vocabularies.matching("sectors", text, AT_ONCE)]


def _notes(filled: Filled, faults: Sequence[Note] = ()) -> dict[str, list[str]]:
    """Return field -> that it is too long, and what looks like personal data in it; no fault."""
    found: dict[str, list[str]] = {}
    for each in (*filled.too_long, *filled.personal):
        if each in faults:
            continue
        found.setdefault(each.field, []).append(each.message.text(language()))
    return found


def _state(saved: Filled) -> dict[str, Any]:
    """Return what a script shows of what was saved."""
    return {
        "version": saved.answer.version,
        "saved": gettext("Sparat %(time)s.") % {"time": clock(saved.answer.saved_at)},
        "notes": _notes(saved),
        "links": [links_of(each) for each in saved.answer.content.get("examples", ())],
    }
