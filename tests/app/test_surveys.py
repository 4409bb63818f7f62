"""A county's form: filled in, sent, corrected, and what it becomes in the inbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from app.accounts.access import ANONYMOUS, COMMAND, WRITE, Actor
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.entries.reading import get_entry
from app.errors import Conflict, InvalidContent
from app.replies.service import get_reply, original_path
from app.replies.views import whole_reply_view
from app.retention import expire
from app.surveys import filling
from app.surveys.answering import (
    SavedMeanwhile,
    filled_form,
    filled_question,
    offered_links,
    question_of,
    save_answer,
)
from app.surveys.calendar import in_sweden, today
from app.surveys.gathered import as_csv, gathered
from app.surveys.links import NoForm, form_for, form_of_link, make_links, revoke_link
from app.surveys.opening import change_day, close_survey, get_survey, open_survey
from app.surveys.sending import receipt, send_form
from catalogue.tables import Survey
from record.links import LINKS
from tests.app.importing import work_off
from tests.app.replying import candidates_of
from tests.fixtures.services import copy_learnt

if TYPE_CHECKING:
    from pathlib import Path

    from app.surveys.links import OpenForm
    from app.wiring import Services

EXAMPLE = {
    "title": "Verktygspool i Växjö",
    "what": "Vi lånar ut verktyg till tolv byggföretag. Kontakta Anna Lindqvist,"
    " anna.lindqvist@example.org.",
    "who": "Region Kronoberg\nVäxjö kommun",
    "status": "ongoing",
    "from": "2025",
    "to": "2027",
    "result": "Tolv företag har köpt färre maskiner.",
    "url": "https://example.org/verktygspool",
    "dropped": [],
    "removed": False,
}
CONTRIBUTOR = Actor("user", "7", "07", frozenset({WRITE}), "07")


@pytest.fixture
def services(empty_services: Services, learnt: Path) -> Services:
    """An empty catalogue in which link suggestions have been learnt."""
    copy_learnt(learnt, empty_services.settings.data)
    return empty_services


@pytest.fixture
def survey_id(services: Services) -> str:
    """A survey that is open for a month."""
    return open_survey(services, COMMAND, "rus-2018", 2027, in_days(30))


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def secret_of(services: Services, survey_id: str, county: str = "07") -> str:
    (made,) = make_links(services, COMMAND, survey_id, [county])
    return made.link.rpartition("/")[2]


@pytest.fixture
def form(services: Services, survey_id: str) -> OpenForm:
    """The form of Kronoberg, opened by its link."""
    return form_of_link(services, secret_of(services, survey_id))


def fill(services: Services, form: OpenForm, question: str, content: dict[str, Any]) -> None:
    version = filled_question(services, form, question).answer.version
    save_answer(services, form, question, content, version)


def fill_all(services: Services, form: OpenForm, *examples: dict[str, Any]) -> None:
    fill(services, form, "1", {"choice": "ja", "comment": "I en intern grupp."})
    fill(services, form, "2a", {"choice": "nej", "comment": ""})
    fill(services, form, "2c", {"examples": list(examples or (EXAMPLE,))})
    fill(services, form, "2d", {"sectors": ["bygg"], "words": "Åkerier"})
    fill(services, form, "3", {"text": "Ring Anna Lindqvist, 070-123 45 67."})


def sent(services: Services, form: OpenForm) -> str:
    reply_id = send_form(services, again(services, form))
    work_off(services)
    return reply_id


def again(services: Services, form: OpenForm) -> OpenForm:
    """Open a form anew, as every page does."""
    return form_for(services, form.form.id, "", Actor("user", "7", "", frozenset(), "07"))


def test_a_form_becomes_a_reply_with_its_fields_in_the_candidate(
    services: Services, form: OpenForm
) -> None:
    fill_all(services, form)
    reply_id = sent(services, form)
    reply = whole_reply_view(services, get_reply(services, reply_id))
    assert (reply["state"], reply["fileKind"], reply["year"]) == ("harvested", "form", 2027)
    assert reply["formId"] == form.form.id
    (respondent,) = reply["respondents"]
    assert respondent["county"] == "07"
    assert respondent["yesNo"] == {"1": "ja", "2a": "nej"}
    assert [each["question"] for each in respondent["answers"]] == ["1", "2a", "2c", "2d", "3"]
    assert respondent["sectors"][0]["sectors"] == ["bygg"]
    withheld = {each["kind"] for each in reply["documents"][0]["withheldSpans"]}
    assert withheld == {"name", "email", "phone", "contact"}
    assert "Anna" not in respondent["answers"][-1]["publicText"]

    (candidate,) = candidates_of(services, reply_id)
    entry = candidate["entry"]
    assert entry["title"] == "Verktygspool i Växjö"
    assert entry["summary"] == "Vi lånar ut verktyg till tolv byggföretag."
    assert entry["results"] == "Tolv företag har köpt färre maskiner."
    assert (entry["leadOrganisation"], entry["partners"]) == ("Region Kronoberg", ["Växjö kommun"])
    assert (entry["startYear"], entry["endYear"]) == (2025, 2027)
    assert entry["state"] == "ongoing"
    text = reply["documents"][0]["text"]
    said = " ".join(text[start:end] for start, end in candidate["said"]["spans"])
    assert said == candidate["said"]["text"]
    assert "Anna" not in candidate["quote"]


def test_the_address_in_the_box_is_the_source_of_the_entry(
    services: Services, form: OpenForm
) -> None:
    fill_all(services, form)
    (candidate,) = candidates_of(services, sent(services, form))
    base = BaseVersion(candidate["id"], frozenset({str(candidate["version"])}))
    done = apply_transition(services, COMMAND, base, {"transition": "accept", "reason": None})
    entry = get_entry(services, done.candidate["entryId"], COMMAND)
    source = entry["source"]
    assert source["url"] == EXAMPLE["url"]
    assert (source["survey"], source["question"]) == ("rus-2018", "2c")


def test_what_is_sent_again_corrects_what_was_sent_before(
    services: Services, form: OpenForm
) -> None:
    fill_all(services, form)
    first = sent(services, form)
    with pytest.raises(Conflict):
        send_form(services, again(services, form))
    fill(services, form, "2c", {"examples": [{**EXAMPLE, "result": "Femton företag."}]})
    assert receipt(services, again(services, form)).is_latest is False  # type: ignore[union-attr]
    second = sent(services, form)
    assert second != first
    (replaced,) = candidates_of(services, first)
    (changed,) = candidates_of(services, second)
    assert (replaced["state"], changed["revision"]) == ("replaced", "changed")
    fill(services, form, "2c", {"examples": [EXAMPLE]})
    third = sent(services, form)
    assert third not in {first, second}
    assert receipt(services, again(services, form)).is_latest  # type: ignore[union-attr]


def test_a_form_corrects_no_reply_of_another_year(reply_services: Services) -> None:
    survey_id = open_survey(reply_services, COMMAND, "rus-2018", 2027, in_days(30))
    form = form_of_link(reply_services, secret_of(reply_services, survey_id))
    fill_all(reply_services, form)
    reply = whole_reply_view(reply_services, get_reply(reply_services, sent(reply_services, form)))
    assert reply["revision"] is None


def test_a_dropped_link_and_a_removed_example_are_not_sent(
    services: Services, form: OpenForm
) -> None:
    example = {**EXAMPLE, "what": "Vi minskar matsvinn i storkök."}
    offered = {each.id for each in offered_links(services, example)}
    assert "goals:12" in offered
    gone = {**example, "title": "Borttaget", "removed": True}
    goals = [each for each in offered if each.startswith("goals:")]
    fill_all(services, form, {**example, "dropped": goals}, gone)
    (candidate,) = candidates_of(services, sent(services, form))
    assert candidate["entry"].get("goals", []) == []
    assert "sectors" in candidate["entry"]


def test_the_candidate_has_the_links_that_were_ticked_and_no_others(
    services: Services, form: OpenForm
) -> None:
    example = {**EXAMPLE, "who": "Avfall Sverige\nSvenskt Vatten"}  # not part of what is offered
    offered = offered_links(services, example)
    dropped = [each.id for each in offered[:1]]
    fill_all(services, form, {**example, "dropped": dropped})
    (candidate,) = candidates_of(services, sent(services, form))
    linked = {f"{field}:{value}" for field in LINKS for value in candidate["entry"].get(field, ())}
    assert linked == {each.id for each in offered} - set(dropped)
    with pytest.raises(Conflict):
        send_form(services, again(services, form))


def test_two_who_fill_in_the_same_question_are_told(services: Services, form: OpenForm) -> None:
    save_answer(services, form, "3", {"text": "Min"}, 0)
    with pytest.raises(SavedMeanwhile) as told:
        save_answer(services, form, "3", {"text": "Din"}, 0)
    assert told.value.current.answer.content == {"text": "Min"}
    saved = save_answer(services, form, "3", {"text": "Din"}, 1)
    assert saved.answer.version == 2
    assert save_answer(services, form, "3", {"text": "Din"}, 2).answer.version == 2


def test_faults_stop_sending_and_no_draft(services: Services, form: OpenForm) -> None:
    wrong = {**EXAMPLE, "what": "", "from": "i år", "to": "2027", "url": "exempel"}
    fill_all(services, form, wrong)
    with pytest.raises(InvalidContent) as told:
        send_form(services, form)
    assert {each.parameter for each in told.value.issues} == {
        "/2c/what-0",
        "/2c/from-0",
        "/2c/url-0",
    }
    assert filled_question(services, form, "2c").answer.content["examples"] == [wrong]


def test_an_empty_form_is_not_sent(services: Services, form: OpenForm) -> None:
    with pytest.raises(Conflict):
        send_form(services, form)


def test_personal_data_are_pointed_out_where_they_stand(services: Services, form: OpenForm) -> None:
    fill_all(services, form)
    told = {each.question.id: each.personal for each in filled_form(services, form)}
    assert {each.field for each in told["2c"]} == {"what-0"}
    assert {each.field for each in told["3"]} == {"text"}
    assert not told["1"]


def test_who_has_the_link_or_writes_for_the_county_opens_a_form_and_nobody_else(
    services: Services, survey_id: str
) -> None:
    secret = secret_of(services, survey_id)
    form_id = form_of_link(services, secret).form.id
    other = form_of_link(services, secret_of(services, survey_id, "08")).form.id
    assert form_for(services, form_id, secret, ANONYMOUS).actor == f"form:{form_id}"
    assert form_for(services, form_id, "", CONTRIBUTOR).actor == "user:7"
    for asked, shown, actor in (
        (other, secret, ANONYMOUS),
        (other, "", CONTRIBUTOR),
        (form_id, "", ANONYMOUS),
        (form_id, "", COMMAND),
        (form_id, secret[:-1] + ("a" if secret[-1] != "a" else "b"), ANONYMOUS),
        (form_id, "exb_" + secret[4:], ANONYMOUS),
    ):
        with pytest.raises(NoForm):
            form_for(services, asked, shown, actor)


def test_a_link_ends_when_it_is_revoked_or_replaced_or_the_survey_closes(
    services: Services, survey_id: str
) -> None:
    first = secret_of(services, survey_id)
    second = secret_of(services, survey_id)
    with pytest.raises(NoForm):
        form_of_link(services, first)
    form_of_link(services, second)
    close_survey(services, COMMAND, survey_id)
    with pytest.raises(NoForm):
        form_of_link(services, second)
    with pytest.raises(Conflict):
        make_links(services, COMMAND, survey_id)
    change_day(services, COMMAND, survey_id, in_days(0))
    form_of_link(services, second)
    with services.database.write() as unit:
        unit.connection.execute(update(Survey).values(closes_on=in_days(-1)))
    with pytest.raises(NoForm):
        form_of_link(services, second)
    change_day(services, COMMAND, survey_id, in_days(0))
    revoke_link(services, COMMAND, survey_id, "07")
    with pytest.raises(NoForm):
        form_of_link(services, second)


def test_links_are_made_for_all_that_have_none(services: Services, survey_id: str) -> None:
    secret_of(services, survey_id)
    assert len(make_links(services, COMMAND, survey_id)) == 20
    assert make_links(services, COMMAND, survey_id) == []


def test_a_survey_needs_a_questionnaire_a_year_and_a_day_to_come(services: Services) -> None:
    with pytest.raises(InvalidContent) as told:
        open_survey(services, COMMAND, "annan", None, in_days(-1))
    assert {each.parameter for each in told.value.issues} == {
        "/questionnaire",
        "/year",
        "/closesOn",
    }
    open_survey(services, COMMAND, "rus-2018", 2027, in_days(1))
    with pytest.raises(Conflict):
        open_survey(services, COMMAND, "rus-2018", 2027, in_days(1))


def test_a_file_of_the_same_year_is_corrected_by_the_form(
    reply_services: Services,
) -> None:
    survey_id = open_survey(reply_services, COMMAND, "rus-2018", 2018, in_days(30))
    form = form_of_link(reply_services, secret_of(reply_services, survey_id))
    fill_all(reply_services, form)
    reply = whole_reply_view(reply_services, get_reply(reply_services, sent(reply_services, form)))
    assert reply["year"] == 2018
    assert len(reply["revision"]["goneIds"]) == 3


def test_how_far_a_county_has_come_is_told(
    services: Services, survey_id: str, form: OpenForm
) -> None:
    def state() -> str:
        return get_survey(services, survey_id).form_of("07").state

    assert state() == "waiting"
    fill_all(services, form)
    assert state() == "begun"
    sent(services, form)
    assert (state(), get_survey(services, survey_id).sent) == ("sent", 1)
    fill(services, form, "3", {"text": "Mer"})
    assert state() == "changed"


def test_what_was_filled_in_goes_a_year_after_the_survey(
    services: Services, form: OpenForm
) -> None:
    fill_all(services, form)
    reply_id = sent(services, form)
    day = (today() - timedelta(days=367)).isoformat()
    with services.database.write() as unit:
        unit.connection.execute(update(Survey).values(closes_on=day))
    assert expire(services, lambda _kind, _count: None)["surveys"] == 1
    change = {"closes_on": in_days(1)}
    with services.database.write() as unit:
        unit.connection.execute(update(Survey).values(**change))
    assert not any(each.is_answered for each in filled_form(services, again(services, form)))
    assert original_path(services.settings, reply_id).exists()  # that of the reply has its own time


@pytest.mark.parametrize(
    ("moment", "clock"),
    [
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "01:59"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "03:00"),
        (datetime(2027, 10, 31, 0, 59, tzinfo=UTC), "02:59"),
        (datetime(2027, 10, 31, 1, 0, tzinfo=UTC), "02:00"),
    ],
)
def test_clocks_are_those_of_sweden(moment: datetime, clock: str) -> None:
    assert f"{in_sweden(moment):%H:%M}" == clock


def test_what_a_browser_sends_is_taken_as_it_was_typed(form: OpenForm) -> None:
    given: dict[str, str | list[str]] = {
        "count": "2",
        "what-0": " Vi lånar ut\r\nverktyg. ",
        "from-0": "i år",
        "status-0": "påhittad",
        "shown-0": ["goals:12", "goals:13"],
        "keep-0": ["goals:13"],
        "removed-1": "yes",
        "what-7": "bortom",
    }
    first, second = filling.filled_in(question_of(form, "2c"), given)["examples"]
    assert first["what"] == "Vi lånar ut\nverktyg."
    assert (first["from"], first["status"]) == ("i år", "")
    assert (first["dropped"], second["removed"]) == (["goals:12"], True)
    huge = filling.filled_in(question_of(form, "2c"), {"count": "9" * 5000})
    assert len(huge["examples"]) == filling.MOST_EXAMPLES


def test_a_comment_that_repeats_the_choice_says_it_once_and_tells_that_some_is_held_back(
    services: Services, form: OpenForm, survey_id: str
) -> None:
    del survey_id
    fill_all(services, form)
    comment = "Ja, via Anna Lindqvist, anna.lindqvist@example.org."
    fill(services, form, "1", {"choice": "ja", "comment": comment})
    sent(services, form)
    found = gathered(services, "rus-2018")
    said = next(each.said[0] for each in found if each.question.id == "1")
    assert said.yes_no == "ja"
    assert said.text is not None
    assert said.text.count("Ja") == 1
    assert "Anna" not in said.text
    assert said.held_back
    assert "[något hålls inne]" in as_csv(services, found).decode()
    plain = next(each.said[0] for each in found if each.question.id == "2a")
    assert (plain.text, plain.held_back) == ("Nej.", False)
