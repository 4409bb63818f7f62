"""A search as files, over HTTP."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import openpyxl
import pytest

from app.exports.files import WRITERS, XLSX_TYPE

if TYPE_CHECKING:
    from tests.api.contract import ContractClient


@pytest.mark.parametrize("kind", WRITERS)
def test_a_link_is_enough_to_save_a_search(client: ContractClient, kind: str) -> None:
    response = client.get(f"/entries/table?q=biogas&format={kind}", buffered=True)
    assert (response.status_code, response.mimetype) == (200, WRITERS[kind][0])
    assert response.headers["Content-Disposition"].endswith(f".{kind}")
    has = {"If-None-Match": response.headers["ETag"]}
    assert client.get(f"/entries/table?q=biogas&format={kind}", headers=has).status_code == 304
    assert client.get("/entries/table?q=vind", headers=has, buffered=True).status_code == 200


@pytest.mark.parametrize("kind", WRITERS)
def test_a_program_asks_by_accept(client: ContractClient, kind: str) -> None:
    asked = {"Accept": WRITERS[kind][0]}
    assert client.get("/entries/table", headers=asked, buffered=True).mimetype == asked["Accept"]


def test_a_browser_gets_a_workbook(client: ContractClient) -> None:
    asked = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}
    response = client.get("/entries/table?county=13", headers=asked, buffered=True)
    assert response.mimetype == XLSX_TYPE


def test_the_file_leads_to_the_search_on_the_page(client: ContractClient) -> None:
    path = "/entries/table?q=biogas&county=13&format=xlsx"
    response = client.get(path, headers={"Accept-Language": "en"}, buffered=True)
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    told = dict(book["About the search"].iter_rows(values_only=True))
    assert urlsplit(told["Address"]).path == "/"
    assert urlsplit(told["Address"]).query == "q=biogas&county=13"
    assert told["Search"] == "biogas; County: Halland County"


@pytest.mark.parametrize(
    "asked", ["page=2", "limit=5", "facets=goal", "format=pdf", "county=Skone"]
)
def test_what_a_file_cannot_be_is_refused(client: ContractClient, asked: str) -> None:
    problem = client.get(f"/entries/table?{asked}").get_json()
    assert problem["status"] == 400
    assert problem["errors"][0]["parameter"] == asked.partition("=")[0]
