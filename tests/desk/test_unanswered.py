"""A file in which no answers are found can be worked with at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.replying import sent_in
from tests.desk.conftest import Desk, open_accounts

if TYPE_CHECKING:
    from app.wiring import Services


def test_lines_of_a_file_without_answers_can_be_ticked(
    reply_services: Services,
    quick_hashes: None,
) -> None:
    del quick_hashes
    open_accounts(reply_services)
    desk = Desk(reply_services)
    desk.sign_in("curator")
    text = "Kronobergs län\nVi lånar ut elcyklar till företag i Växjö."
    reply, _ = sent_in(reply_services, text)
    page = desk.visit(f"/redaktion/svar/{reply}")
    assert "Inga svar på enkätens frågor är hittade" in page.text
    box = page.all("input", name="rad")[-1]
    made = desk.send(f"/redaktion/svar/{reply}/kandidat", rad=box.attributes["value"])
    assert "Vi lånar ut elcyklar till företag i Växjö" in made.text


def test_a_reply_without_examples_is_visited_and_closed_with_a_decision(
    reply_services: Services,
    quick_hashes: None,
) -> None:
    del quick_hashes
    open_accounts(reply_services)
    desk = Desk(reply_services)
    desk.sign_in("curator")
    text = "Vi återkommer efter sommaren.\n\nLänsstyrelsen i Hallands län"
    reply, _ = sent_in(reply_services, text)
    todo = desk.visit("/redaktion")
    assert "Svar utan exempel: läs och bestäm" in todo.text
    assert "1 av 21 län har svarat" in todo.text
    place = f"/redaktion/svar/{reply}"
    tasks = desk.visit("/redaktion/att-gora/reply-without-examples")
    assert tasks.all("a", href=place)
    page = desk.visit(f"{place}/nasta")
    buttons = [each.text for each in page.all("button", name="outcome")]
    assert buttons == ["Inget att dela", "Svaret kommer senare", "Exemplen är inlagda för hand"]
    decided = desk.send(f"{place}/beslut", outcome="comes-later")
    assert "länet har inte svarat än, svaret kommer senare" in decided.text
    assert "1 av 21 län har svarat" in desk.visit("/redaktion").text
    assert "Svaret kommer senare" in desk.visit("/redaktion/inkorg").text
    desk.visit(place)
    desk.send(f"{place}/beslut", outcome="nothing-to-share")
    assert "2 av 21 län har svarat" in desk.visit("/redaktion").text
