"""The list of examples as a file, with the notes that its reader has written in the browser."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client

from cli.wsgi import build_application
from tests.web.page import Page
from tests.web.test_take_along import GONE, ids_of

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.conftest import Visit

NOTE = "=1+1\nRing i mars"


@pytest.fixture
def client(services: Services) -> Client:
    return Client(build_application(services))


def test_a_list_is_a_file_with_the_notes_on_it_in_its_own_order(
    client: Client, services: Services
) -> None:
    first, second = ids_of(services, "energi", 2)
    page = Page(client.get(f"/lista?id={second}&id={first}"))
    (form,) = page.all("form", id="file-form")
    assert "data-notes" in form.attributes
    fields = [
        (each.attributes["name"], each.attributes["value"])
        for each in page.all("input", type="hidden")
        if each.within("form") is form
    ]
    fields += [(f"note-{first}", f" {NOTE} ".replace("\n", "\r\n")), (f"note-{GONE}", "Borta")]
    address, kind = form.attributes["action"], form.attributes["enctype"]
    titles = [each.text for each in page.all("h2")]

    data = MultiDict([*fields, ("format", "csv")])
    with client.post(address, data=data, content_type=kind) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        text = answer.get_data().decode("utf-8-sig")
    heads, *lines = csv.reader(StringIO(text, newline=""), delimiter=";")
    assert heads[:3] == ["Titel", "Egen anteckning", "Sammanfattning"]
    assert [line[:2] for line in lines] == [[titles[0], ""], [titles[1], f"'{NOTE}"]]

    data = MultiDict([*fields, ("format", "xlsx")])
    with client.post(address, data=data, content_type=kind) as answer:
        sheet, about = load_workbook(BytesIO(answer.get_data())).worksheets
    assert [each.value for each in sheet["A"]] == ["Titel", *titles]
    assert [each.value for each in sheet["B"]] == ["Egen anteckning", None, NOTE]
    assert sheet["B3"].data_type == "s"
    assert sheet["B3"].alignment.wrap_text
    assert sheet.max_column < 20
    assert {"Läge", "Läge år"} <= {each.value for each in sheet[1]}
    assert f"http://127.0.0.1:8000/lista?id={second}&id={first}" in [e.value for e in about["B"]]


def test_a_file_of_a_list_has_no_column_of_notes_without_any(
    client: Client, services: Services
) -> None:
    (one,) = ids_of(services, "energi", 1)
    with client.post("/en/lista/fil", data={"id": one, "columns": "title"}) as answer:
        sheet = load_workbook(BytesIO(answer.get_data())).worksheets[0]
    assert [each.value for each in sheet[1]] == ["Title"]
    with client.post("/lista/fil", data={"id": "foo"}) as answer:
        assert (answer.status_code, answer.headers["Location"]) == (303, "/lista")


def test_the_columns_of_a_list_are_chosen_for_its_own_file(
    visit: Visit, services: Services
) -> None:
    (one,) = ids_of(services, "energi", 1)
    page = visit(visit(f"/en/lista?id={one}").link("Choose columns").attributes["href"])
    (form,) = page.all("form", class_="columns-form")
    assert form.attributes["action"] == "/en/lista/fil"
    assert "data-notes" in form.attributes
    assert visit(page.link("Back to the list").attributes["href"]).heading == "My list: 1 example"
