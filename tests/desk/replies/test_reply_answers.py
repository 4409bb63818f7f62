"""Answers of a reply at the desk: corrected, written in, with their history, by two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.replies.correcting import correct_answer, get_answer
from app.replies.releasing import release, released_answers
from app.replies.service import get_reply
from app.replies.views import answers_by_county, whole_reply_view
from app.surveys.gathered import as_csv, gathered
from catalogue import replies
from tests.app.replying import REPLY, sent_in
from tests.desk.reviewing import reply_id

if TYPE_CHECKING:
    from app.surveys.gathered import YearAnswer
    from app.wiring import Services
    from tests.desk.conftest import Desk

UNREAD = "2b"
READ = "3"


def place_of(desk: Desk, question: str) -> str:
    return f"/redaktion/svar/{reply_id(desk.services)}/fraga/0/{question}"


def said(services: Services, question: str) -> YearAnswer:
    found = gathered(services, "rus-2018")
    return next(each.said[0] for each in found if each.question.id == question)


def test_an_answer_is_corrected_where_it_stands_and_everybody_reads_the_correction(
    desk: Desk,
) -> None:
    listed = desk.visit(f"/redaktion/svar/{reply_id(desk.services)}")
    page = desk.visit(listed.link("Ändra svaret på fråga 2a").attributes["href"])
    assert page.one("textarea", id="text").text == "Ja, genom rådgivning."
    place = place_of(desk, "2a")
    after = desk.send(place, version="0", choice="nej", text="Nej, bara som planer.")
    assert "Svaret på fråga 2a är sparat." in after.text
    assert "Nej, bara som planer." in after.text
    now = said(desk.services, "2a")
    assert (now.yes_no, now.text, now.held_back) == ("nej", "Nej, bara som planer.", False)
    assert (
        "Nej, bara som planer."
        in as_csv(desk.services, gathered(desk.services, "rus-2018")).decode()
    )
    (of_question,) = [each for each in answers_by_county(desk.services) if each["question"] == "2a"]
    assert (of_question["yesCounties"], of_question["noCounties"]) == ([], ["07"])
    release(desk.services, COMMAND, reply_id(desk.services), None)
    public = {each.question: each.answer for each in released_answers(desk.services)}
    assert public["2a"] == "nej"


def test_what_the_harvest_did_not_read_is_written_in(desk: Desk) -> None:
    desk.visit(place_of(desk, "4"))
    assert said(desk.services, "4").text == ""
    desk.send(place_of(desk, "4"), version="0", text="Mer pengar till tillsyn.")
    assert said(desk.services, "4").text == "Mer pengar till tillsyn."
    view = whole_reply_view(desk.services, get_reply(desk.services, reply_id(desk.services)))
    (answer,) = [each for each in view["respondents"][0]["answers"] if each["question"] == "4"]
    assert (answer["version"], answer["text"], answer["spans"]) == (
        1,
        "Mer pengar till tillsyn.",
        [],
    )


def test_the_history_tells_who_changed_what_and_when(desk: Desk) -> None:
    place = place_of(desk, "3")
    assert "Ingen har ändrat svaret" in desk.visit(place).text
    desk.send(place, version="0", text="Inget särskilt, men gärna kurser.")
    desk.visit(place)
    desk.send(place, version="1", text="Gärna kurser.")
    page = desk.visit(place)
    changes = ["".join(each.parts) for each in page.all("ins")]
    assert any("men gärna kurser" in each for each in changes)
    assert page.text.count(", du") == 2
    assert "Inget särskilt" in "".join(each.text for each in page.all("del"))


def test_two_who_correct_the_same_answer_see_both_texts(desk: Desk) -> None:
    place = place_of(desk, "3")
    desk.visit(place)
    correct_answer(desk.services, COMMAND, reply_id(desk.services), 0, "3", None, "Kurser.", 0)
    page = desk.send(place, version="0", text="Stöd.")
    assert page.status == 409
    shown = [
        each for each in page.all("section", class_="understood") if "hidden" not in each.attributes
    ]
    assert ["Kurser." in each.text for each in shown] == [True]
    assert page.one("textarea", id="text").text == "Stöd."
    assert said(desk.services, "3").text == "Kurser."
    desk.send(place, version="1", text="Kurser och stöd.")
    assert said(desk.services, "3").text == "Kurser och stöd."


def test_personal_data_are_left_out_of_a_correction_and_named_once(desk: Desk) -> None:
    desk.visit(place_of(desk, "3"))
    text = "Mer stöd. Ring Anna Lindqvist, 070-123 45 67."
    page = desk.send(place_of(desk, "3"), version="0", text=text)
    assert "ser ut som personuppgifter" in page.text
    assert "Lindqvist" in page.text
    now = get_answer(desk.services, reply_id(desk.services), 0, "3").now
    assert now.text
    assert "Mer stöd." in now.text
    assert "Lindqvist" not in now.text
    assert "070" not in now.text


def test_a_part_of_a_name_that_was_withheld_from_the_reply_is_left_out_of_a_correction(
    desk: Desk,
) -> None:
    signed = REPLY.replace("Kronobergs", "Hallands") + "\nMed vänlig hälsning\nThi Mai Nguyen\n"
    reply, _ = sent_in(desk.services, signed)
    text = "Vi önskar mer stöd, säger Mai."
    left_out = correct_answer(desk.services, COMMAND, reply, 0, "3", None, text, 0)
    now = get_answer(desk.services, reply, 0, "3").now
    assert left_out == "Mai"
    assert now.text
    assert "Mai" not in now.text


def test_what_the_form_does_not_send_and_what_is_not_changed_stays(desk: Desk) -> None:
    place = place_of(desk, "2a")
    desk.visit(place)
    desk.send(place, version="0", choice="nej")
    now = get_answer(desk.services, reply_id(desk.services), 0, "2a").now
    assert (now.version, now.yes_no, now.text) == (1, "nej", "Ja, genom rådgivning.")
    desk.visit(place)
    desk.send(place, version="1")
    assert get_answer(desk.services, reply_id(desk.services), 0, "2a").now.version == 1


@pytest.mark.parametrize(
    ("question", "text", "ticks"),
    [
        (UNREAD, "Ja, programmet finns sedan 2016.", ["ingetdera", "ja"]),
        ("2a", "Nej, inte längre.", ["ja", "nej"]),
    ],
)
@pytest.mark.parametrize("chosen", [0, 1], ids=["insisted", "as-the-text"])
def test_a_tick_that_the_text_speaks_against_is_asked_about_once(
    desk: Desk, question: str, text: str, ticks: list[str], chosen: int
) -> None:
    place, (ticked, meant) = place_of(desk, question), ticks
    desk.visit(place)
    before = said(desk.services, question)
    page = desk.send(place, version="0", choice=ticked, text=text)
    assert page.status == 422
    assert "Av texten att döma" in page.one("p", id="choice-fel").text
    assert page.one("textarea", id="text").text == text
    boxes = [each.attributes for each in page.all("input", name="choice")]
    assert [each["value"] for each in boxes if "checked" in each] == [meant]
    assert said(desk.services, question) == before
    desk.send(place, version="0", asked=meant, choice=ticks[chosen], text=text)
    now = said(desk.services, question)
    assert (now.yes_no or "ingetdera", now.text) == (ticks[chosen], text)


def test_a_correction_that_is_too_long_comes_back_whole(desk: Desk) -> None:
    page = desk.visit(place_of(desk, "3"))
    assert "maxlength" not in page.one("textarea", id="text").attributes
    text = "Stöd. " * 4_000 + "Slut."
    page = desk.send(place_of(desk, "3"), version="0", text=text)
    assert page.status == 422
    assert "längre än 20000 tecken" in page.one("p", id="text-fel").text
    assert page.one("textarea", id="text").text == text


def test_a_correction_that_is_too_long_does_not_go_over_a_later_one(desk: Desk) -> None:
    place = place_of(desk, "3")
    desk.visit(place)
    desk.send(place, version="0", text="En kollegas svar.")
    desk.visit(place)
    page = desk.send(place, version="0", text="Stöd. " * 4_000)
    assert page.status == 422
    assert page.one("input", name="version").attributes["value"] == "0"
    assert desk.send(place, text="Stöd.").status == 409
    assert said(desk.services, "3").text == "En kollegas svar."


def test_examples_are_no_answer_to_correct_and_a_forgotten_reply_is_closed(desk: Desk) -> None:
    assert desk.visit(place_of(desk, "2c")).status == 404
    desk.visit(place_of(desk, "3"))
    desk.send(place_of(desk, "3"), version="0", text="Kurser.")
    record = get_reply(desk.services, reply_id(desk.services)).record
    with desk.services.database.write() as unit:
        replies.forget(unit, record.pk)
    page = desk.visit(place_of(desk, "3"))
    assert "Svaret kan inte ändras" in page.text
    assert "Kurser." not in page.text
    assert said(desk.services, "3").text is None
