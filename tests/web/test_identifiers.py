"""Addresses of things lead to pages for people and to data for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from cli.wsgi import build_application
from seed.vocabularies import VOCABULARY_IDS

if TYPE_CHECKING:
    from app.wiring import Services

ENTRY = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def client(services: Services) -> Client:
    return Client(build_application(services))


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        (f"/id/entries/{ENTRY}", BROWSER, f"/exempel/{ENTRY}"),
        (f"/id/entries/{ENTRY}", "text/turtle", f"/api/v1/entries/{ENTRY}"),
        (f"/id/entries/{ENTRY}", "*/*", f"/api/v1/entries/{ENTRY}"),
        ("/id/goals", "text/turtle", "/api/v1/vocabularies/goals"),
        ("/id/targets/12.3", "text/turtle", "/api/v1/vocabularies/targets/concepts/12.3"),
        ("/id/catalogue", "application/rdf+xml", "/api/v1/catalog"),
        ("/id/catalogue", BROWSER, "/"),
        ("/id/goals", BROWSER, "/globala-mal"),
        ("/id/counties", BROWSER, "/lan"),
        ("/id/kinds", BROWSER, "/for-utvecklare"),
        ("/id/sni2025", BROWSER, "/for-utvecklare"),
        ("/id/goals/12", BROWSER, "/globala-mal/hallbar-konsumtion-och-produktion"),
        ("/id/goals/12", "text/html", "/globala-mal/hallbar-konsumtion-och-produktion"),
        ("/id/counties/12", BROWSER, "/lan/skane"),
        ("/id/targets/12.3", BROWSER, "/?target=12.3"),
        ("/id/municipalities/1280", BROWSER, "/?q=Malm%C3%B6"),
    ],
)
def test_an_address_of_a_thing_leads_to_what_tells_of_it(
    client: Client, path: str, accept: str, target: str
) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, target)
    assert "Accept" in response.headers["Vary"]


def test_a_concept_is_read_by_its_own_address(client: Client) -> None:
    response = client.get(
        "/id/levers/loop", headers={"Accept": "text/turtle"}, follow_redirects=True
    )
    assert response.mimetype == "text/turtle"
    assert "<http://127.0.0.1:8000/id/levers/loop>" in response.get_data(as_text=True)


def test_every_concept_and_vocabulary_has_a_page_for_people(
    client: Client, services: Services
) -> None:
    addresses = {
        f"/id/{vocabulary}" + (f"/{concept.id}" if concept else "")
        for vocabulary in VOCABULARY_IDS
        for concept in (None, *services.vocabularies.concepts(vocabulary)[:2])
    }
    for address in addresses:
        response = client.get(address, headers={"Accept": BROWSER}, follow_redirects=True)
        assert (response.status_code, response.mimetype) == (200, "text/html"), address


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
@pytest.mark.parametrize("path", ["/id/goals/99", "/id/goals/12%3Fx=1%23", "/id/no", "/id/no/1"])
def test_an_address_of_no_concept_leads_nowhere(client: Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, "Location" in response.headers) == (404, False)
