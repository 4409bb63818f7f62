"""Giving passages that belong to no answer to their questions, on the page of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.replies.correcting import get_answer
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from tests.app.replying import sent_in

if TYPE_CHECKING:
    from tests.desk.conftest import Desk

PROSE = """Kronobergs län
Samarbetet mellan våra enheter fungerar redan bra sedan några år.
Nej, ännu har vi inte hunnit börja med det.
Sommartid lånas elcyklar ut i centrala Växjö.
Anna Lindqvist, anna.lindqvist@example.org, efterfrågar stöd kring upphandling.
Hälsningar från oss"""


@pytest.fixture
def place(desk: Desk) -> str:
    """The address of a reply in which no answers are found."""
    reply, _ = sent_in(desk.services, PROSE, name="prosa.txt")
    return f"/redaktion/svar/{reply}"


def line(desk: Desk, place: str, words: str) -> str:
    """Return the value of the box of a line."""
    row = next(each for each in desk.visit(place).all("li") if words in each.text)
    number = row.attributes["id"].rpartition("-")[2]
    boxes = desk.visit(place).all("input", name="rad")
    return boxes[int(number) - 1].attributes["value"]


def unread(desk: Desk, place: str) -> int:
    return desk.visit(place).text.count("hör inte till något svar") - 1


def test_the_page_shows_what_belongs_to_no_answer(desk: Desk, place: str) -> None:
    assert "4 rader hör inte till något svar än." in desk.visit(place).text
    assert unread(desk, place) == 4


def test_a_line_given_to_a_question_is_part_of_its_answer(desk: Desk, place: str) -> None:
    given = line(desk, place, "Nej, ännu")
    page = desk.send(f"{place}/kandidat", rad=given, fraga="2a")
    assert "Orden är nu svar på fråga 2a." in page.text
    reply = place.rpartition("/")[2]
    now = get_answer(desk.services, reply, 0, "2a").now
    assert (now.yes_no, now.text) == ("nej", "Nej, ännu har vi inte hunnit börja med det.")
    assert unread(desk, place) == 3
    again = desk.send(f"{place}/kandidat", rad=given, fraga="2a")
    assert "står redan i svaret" in again.text
    desk.send(f"{place}/kandidat", rad=line(desk, place, "Samarbetet"), fraga="2a")
    text = get_answer(desk.services, reply, 0, "2a").now.text
    assert text is not None
    assert text.count("\n") == 1


def test_a_line_given_to_the_question_on_examples_becomes_a_candidate(
    desk: Desk, place: str
) -> None:
    page = desk.send(f"{place}/kandidat", rad=line(desk, place, "elcyklar"), fraga="2c")
    assert "Ny kandidat" in page.text
    assert page.heading.startswith("Svar från")
    assert page.has_link("Sommartid lånas elcyklar ut i centrala Växjö")
    assert unread(desk, place) == 3
    asked = desk.send(f"{place}/kandidat", rad=line(desk, place, "elcyklar"), fraga="2c")
    assert asked.one("input", name="fraga").attributes["value"] == "2c"


def test_personal_data_are_not_given(desk: Desk, place: str) -> None:
    desk.send(f"{place}/kandidat", rad=line(desk, place, "upphandling"), fraga="3")
    reply = get_reply(desk.services, place.rpartition("/")[2])
    (answer,) = whole_reply_view(desk.services, reply)["respondents"][0]["answers"]
    assert "Lindqvist" not in answer["text"]
    assert "stöd kring upphandling" in answer["text"]
    assert unread(desk, place) == 3


def test_an_unknown_question_is_refused(desk: Desk, place: str) -> None:
    page = desk.send(f"{place}/kandidat", rad=line(desk, place, "elcyklar"), fraga="9")
    assert "Det finns ingen sådan fråga i enkäten." in page.text


def test_each_question_has_a_key(desk: Desk, place: str) -> None:
    buttons = desk.visit(place).all("button", name="fraga")
    assert [(each.attributes["value"], each.attributes["data-key"]) for each in buttons] == list(
        zip(("1", "2a", "2b", "2c", "2d", "3", "4"), "1234567", strict=True)
    )
