"""Work lists at the desk: entries to improve, one after another, or put aside for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.surveys.calendar import today
from tests.desk.writing import sent, written

if TYPE_CHECKING:
    from tests.desk.conftest import Desk

LIST = "without-results"


def count(desk: Desk, kind: str = LIST) -> str:
    page = desk.visit("/redaktion")
    rows = [each.text for each in page.all("a", class_="row") if kind in each.attributes["href"]]
    return rows[0].split()[-1] if rows else "0"


def test_a_list_is_gone_through_completed_and_put_aside(desk: Desk) -> None:
    first, second, third = (
        written(desk.services, title=title, state="completed", publish=True)
        for title in ("Ett", "Två", "Tre")
    )
    desk.sign_in("curator")
    assert count(desk) == "3"
    page = desk.visit(f"/redaktion/att-gora/{LIST}")
    place = page.link("Gå igenom listan").attributes["href"]
    assert place == f"/redaktion/exempel/{first}?lista={LIST}"
    page = desk.visit(place)
    assert "3 exempel kvar" in page.text
    assert page.link("Till fältet").attributes["href"] == "#results"
    assert page.one("textarea", id="results")
    page = sent(desk, page, "publish", results="Tio kom.")
    assert "2 exempel kvar" in page.text  # it has left the list, and leads on in it
    page = desk.visit(page.link("Nästa").attributes["href"])
    assert page.one("h1").text == "Två"
    aside = f"/redaktion/att-gora/{LIST}/{second}/vanta"
    day = (today() + timedelta(days=30)).isoformat()
    page = desk.send(aside, reason="Projektet lades ner.", until=day)
    assert "Lagt åt sidan till och med" in page.text
    assert page.one("h1").text == "Tre"
    assert count(desk) == "1"
    assert not desk.visit(f"/redaktion/att-gora/{LIST}").has_link("Två")
    page = desk.visit(f"/redaktion/exempel/{third}?lista={LIST}")
    page = desk.send(f"/redaktion/att-gora/{LIST}/{third}/vanta", reason="Likaså.", until=day)
    assert "Inget väntar här." in page.text
    desk.sign_in("admin")
    log = desk.visit("/redaktion/logg?action=put-aside").text
    assert "Avslutat utan resultat: Projektet lades ner." in log
    assert "Exempel: Två" in log


def test_what_is_put_aside_needs_a_reason_and_a_day_to_come(desk: Desk) -> None:
    entry_id = written(desk.services, title="Ett", state="completed", publish=True)
    desk.sign_in("curator")
    desk.visit(f"/redaktion/exempel/{entry_id}?lista={LIST}")
    aside = f"/redaktion/att-gora/{LIST}/{entry_id}/vanta"
    day = (today() + timedelta(days=1)).isoformat()
    refused = (
        {"reason": "", "until": day},
        {"reason": "x" * 2_001, "until": day},
        {"reason": "Nej.", "until": today().isoformat()},
        {"reason": "Nej.", "until": "9999-12-31"},
        {"reason": "Nej.", "until": "i morgon"},
        {"reason": "Nej."},
    )
    for each in refused:
        assert "Lagt åt sidan" not in desk.send(aside, **each).text
    assert count(desk) == "1"
    assert desk.post(f"/redaktion/att-gora/draft/{entry_id}/vanta", **refused[0]).status_code == 404
    assert desk.post(f"/redaktion/att-gora/inget/{entry_id}/vanta", **refused[0]).status_code == 404


def test_an_editor_opened_from_no_list_shows_none(desk: Desk) -> None:
    entry_id = written(desk.services, title="Ett", state="completed", publish=True)
    desk.sign_in("curator")
    for query in ("", "?lista=", "?lista=draft", "?lista=finns-inte"):
        assert not desk.visit(f"/redaktion/exempel/{entry_id}{query}").all("a", href="#results")


def test_searches_without_a_good_answer_are_among_the_lists(desk: Desk) -> None:
    desk.sign_in("curator")
    assert count(desk, "sokningar-utan-bra-svar") == "0"
