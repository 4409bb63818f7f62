"""Surveys at the desk: opened, links given out, answers gathered, closed."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from app.surveys.calendar import today
from tests.app.importing import work_off
from tests.desk.conftest import open_accounts
from tests.desk.test_survey_form import County

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from tests.desk.conftest import Desk
    from tests.web.page import Page

FORMULA = '=HYPERLINK("https://example.org")'


@pytest.fixture
def services(reply_services: Services, quick_hashes: None) -> Services:
    """A catalogue with a reply of 2018 that came as a file."""
    del quick_hashes
    open_accounts(reply_services)
    return reply_services


def opened(desk: Desk) -> Page:
    day = (today() + timedelta(days=30)).isoformat()
    desk.visit("/redaktion/enkater")
    return desk.send("/redaktion/enkater", questionnaire="rus-2018", year="2027", closes=day)


def place_of(page: Page) -> str:
    action = next(
        each.attributes["action"]
        for each in page.all("form")
        if each.attributes["action"].endswith("/lankar")
    )
    return action.removesuffix("/lankar")


def test_a_survey_is_opened_answered_and_closed(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    desk = as_role("curator")
    desk.visit("/redaktion/enkater")
    refused = desk.send("/redaktion/enkater", questionnaire="rus-2018", year="x", closes="i går")
    assert refused.status == 422
    assert refused.all("p", id="year-fel")
    assert refused.all("p", id="closes-fel")
    page = opened(desk)
    assert "0 av 21 län har svarat" in page.text
    place = place_of(page)
    made = desk.send(f"{place}/lankar")
    links = {
        each.attributes["id"]: each.attributes["value"] for each in made.all("input", class_="link")
    }
    assert len(links) == 21
    assert made.one("textarea", id="alla").text.count("/redaktion/enkat/lank/") == 21
    mails = [each.attributes["href"] for each in made.all("a", class_="quiet-link")]
    assert all(
        quote(link, safe="") in mail for link, mail in zip(links.values(), mails, strict=True)
    )
    county = County(services, links["lank-07"].removeprefix(services.settings.public_url))
    assert "Så svarade ni 2018" in county.ask("2b").text  # in a file
    county.fill("1", choice="ja", comment="I en grupp.")
    county.fill("3", text=FORMULA)
    county.visit(f"{county.place}/granska")
    county.send(f"{county.place}/skicka")
    work_off(services)
    page = desk.visit(place)
    assert "1 av 21 län har svarat" in page.text
    assert page.link("Skriv mejl med texten").attributes["href"].startswith("mailto:?subject=")
    again = desk.send(f"{place}/lankar", waiting="yes")
    assert "lank-07" not in {each.attributes["id"] for each in again.all("input", class_="link")}
    assert len(again.all("input", class_="link")) == 20
    assert page.all("dd")[0].text == "Kronobergs län"
    assert "Kronobergs län: Har svarat" in [each.text for each in page.all("title")]
    assert "skickat" in page.text
    reply = desk.visit(page.link("Visa svaret").attributes["href"])
    assert "ifyllt i formuläret" in reply.text

    desk.visit(place)
    assert "återkallad" in desk.send(f"{place}/aterkalla", county="07").text
    assert county.visit(county.place).status == 404
    desk.visit(place)
    assert "Stänga enkäten?" in desk.send(f"{place}/stang").text
    closed = desk.send(f"{place}/stang", sure="yes")
    assert "Stängd. Länkarna gäller inte." in closed.text
    assert desk.post(f"{place}/lankar").status_code == 409
    assert desk.send(f"{place}/dag", closes="i går").status == 422
    assert "Öppen till och med" in desk.send(f"{place}/dag", closes=today().isoformat()).text
    gathers_what_is_answered(desk)


def gathers_what_is_answered(desk: Desk) -> None:
    """Look at the answers by form of 2027 beside those by e-mail of 2018."""
    page = desk.visit("/redaktion/enkatsvar?question=3")
    assert [each.text for each in page.all("th", scope="col")][1:3] == ["2027", "2018"]
    assert "1 ja, 0 nej, 1 har svarat" in page.text
    assert "Inget särskilt." in page.text
    only = desk.visit("/redaktion/enkatsvar?question=3&year=2027")
    assert "Inget särskilt." not in only.text
    assert desk.visit("/redaktion/enkatsvar?survey=annan").status == 400
    answer = desk.answer("/redaktion/enkatsvar.csv?survey=rus-2018")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rus-2018.csv"'
    head, *rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";")
    assert head[0] == "år"
    told = {(row[0], row[3]): (row[2], row[5], row[6], row[7]) for row in rows}
    assert told["2027", "1"] == ("Kronobergs län", "ja", "Ja. I en grupp.", "formulär")
    assert told["2018", "2b"] == ("Kronobergs län", "nej", "Nej.", "fil")
    assert told["2027", "3"][2] == f"'{FORMULA}"
    assert not any("Anna" in cell for row in rows for cell in row)
