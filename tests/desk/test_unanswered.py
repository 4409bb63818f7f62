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
