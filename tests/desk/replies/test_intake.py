"""Taking in files at the desk, and confirming what they tell of themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.replies.service import get_reply
from catalogue.tables import LedgerEvent
from tests.app.importing import work_off
from tests.app.replying import REPLY

if TYPE_CHECKING:
    from tests.desk.conftest import Desk

LETTER = "Svar på enkäten 2021\nDnr 501-4711-2021\nVäxjö den 3 maj 2021\n"


def take_in(desk: Desk, *texts: str) -> str:
    """Send files as one form, and return where it leads."""
    desk.visit("/redaktion/inkorg")
    files = [(io.BytesIO(each.encode()), f"svar {at}.txt") for at, each in enumerate(texts)]
    with desk.client.post("/redaktion/inkorg", data={"token": desk.token, "file": files}) as answer:
        place: str = answer.headers["Location"]
    return place


def test_several_files_are_taken_in_at_once(desk: Desk) -> None:
    place = take_in(desk, f"Ett\n{REPLY}", f"Två\n{REPLY}", REPLY)
    page = desk.visit(place)
    assert "2 filer är mottagna. 1 fil fanns redan här." in page.text
    assert page.all("p", **{"data-progress": ""})
    assert "2 filer läses eller väntar på att läsas." in page.text
    work_off(desk.services)
    page = desk.visit(place)
    assert not page.all("p", **{"data-progress": ""})
    assert page.text.count("uppgifter att bekräfta") == 3
    assert "1 av 21 län har svarat" in page.text


def test_what_the_file_tells_is_confirmed_or_changed(desk: Desk) -> None:
    place = take_in(desk, LETTER + REPLY)
    work_off(desk.services)
    page = desk.visit(place)
    values = {each: page.one("input", id=each).attributes["value"] for each in FIELDS}
    assert values == {
        "year": "2021",
        "receivedOn": "2021-05-03",
        "registryNumber": "501-4711-2021",
    }
    reply_id = place.rpartition("/")[2]
    record = get_reply(desk.services, reply_id).record
    assert (record.year, record.stated_day, record.stated_number) == (2021, None, None)
    page = desk.send(f"{place}/uppgifter", **values | {"year": "21", "receivedOn": "i maj"})
    assert page.status == 422
    assert page.one("input", id="year").attributes["value"] == "21"
    page = desk.send(f"{place}/uppgifter", **values | {"year": "2018"})
    assert "Uppgifterna om svaret är sparade." in page.text
    record = get_reply(desk.services, reply_id).record
    assert (record.year, record.stated_day) == (None, "2021-05-03")
    assert record.stated_number == "501-4711-2021"
    assert not record.unconfirmed
    with desk.services.database.read() as connection:
        assert "describe-reply" in connection.scalars(select(LedgerEvent.action)).all()


FIELDS = ("year", "receivedOn", "registryNumber")


def test_the_year_of_a_compared_reply_stays(desk: Desk) -> None:
    place = take_in(desk, f"Rättat svar\n{REPLY}")
    work_off(desk.services)
    assert "3 lika, 0 ändrade, 0 nya och 0 borttagna exempel." in desk.visit(place).text
    page = desk.send(f"{place}/uppgifter", year="2020", receivedOn="", registryNumber="")
    assert page.status == 422
    assert "redan jämfört" in page.text
    page = desk.send(f"{place}/uppgifter", year="2018", receivedOn="", registryNumber="A 1")
    assert "Uppgifterna om svaret är sparade." in page.text
