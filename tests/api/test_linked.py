"""Linked data over HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import pytest
from rdflib import DCAT, RDF, SDO, SKOS, Graph, URIRef

from app.copies.linked.json_ld import CONTEXT
from tests.api.contract import BASE

if TYPE_CHECKING:
    from tests.api.contract import ContractClient

FORMATS = {
    "application/ld+json": "json-ld",
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
}


def read(client: ContractClient, path: str, accept: str) -> Graph:
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, accept)
    text = response.get_data(as_text=True)
    if accept == "application/ld+json":
        document = json.loads(text)
        assert document["@context"] == f"{BASE}/context.jsonld"
        text = json.dumps({**document, **client.get("/context.jsonld").get_json()})
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # rdflib's parser of JSON-LD warns of rdflib
        return Graph().parse(data=text, format=FORMATS[accept])


@pytest.fixture
def entry_path(client: ContractClient) -> str:
    found: str = client.get("/changes?limit=1").get_json()["items"][0]["entryId"]
    return f"/entries/{found}"


@pytest.mark.parametrize("accept", FORMATS)
def test_an_entry_is_had_in_each_notation(
    client: ContractClient, entry_path: str, accept: str
) -> None:
    graph = read(client, entry_path, accept)
    entry = URIRef(f"http://127.0.0.1:8000/id{entry_path}")
    assert (entry, RDF.type, SDO.Article) in graph


@pytest.mark.parametrize("accept", FORMATS)
def test_a_vocabulary_and_a_concept_are_had_in_each_notation(
    client: ContractClient, accept: str
) -> None:
    everything = read(client, "/vocabularies/levers", accept)
    assert len(set(everything.subjects(RDF.type, SKOS.Concept))) == 6
    loop = URIRef("http://127.0.0.1:8000/id/levers/loop")
    one = read(client, "/vocabularies/levers/concepts/loop", accept)
    assert set(one.subjects(RDF.type, SKOS.Concept)) == {loop}
    assert set(one) <= set(everything)


@pytest.mark.parametrize("accept", FORMATS)
def test_the_catalogue_is_had_in_each_notation(client: ContractClient, accept: str) -> None:
    graph = read(client, "/catalog", accept)
    assert set(graph.subjects(RDF.type, DCAT.Dataset))
    assert set(graph.subjects(RDF.type, DCAT.DataService))


def test_json_stays_what_is_answered_when_nothing_else_is_asked_for(
    client: ContractClient, entry_path: str
) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for accept in ("", "*/*", "application/json, text/turtle;q=0.9", browser):
        response = client.get(entry_path, headers={"Accept": accept})
        assert response.mimetype == "application/json"
    assert client.get("/catalog").mimetype == "application/ld+json"
    plain = client.get("/catalog", headers={"Accept": "application/json"})
    assert (plain.mimetype, "@context" in plain.get_json()) == ("application/json", True)


def test_a_notation_that_there_is_not_is_refused_with_those_there_are(
    client: ContractClient, entry_path: str
) -> None:
    response = client.get(entry_path, headers={"Accept": "text/n3", "Accept-Language": "en"})
    assert response.status_code == 406
    assert "text/turtle" in response.get_json()["detail"]


def test_each_notation_has_a_validator_of_its_own(client: ContractClient, entry_path: str) -> None:
    tags = set()
    for accept in ("application/json", *FORMATS):
        first = client.get(entry_path, headers={"Accept": accept})
        tags.add(first.headers["ETag"])
        asked = {"Accept": accept, "If-None-Match": first.headers["ETag"]}
        assert client.get(entry_path, headers=asked).status_code == 304
        assert "Accept" in first.headers["Vary"]
    assert len(tags) == 4


def test_the_context_is_served_as_it_is_used(client: ContractClient) -> None:
    response = client.get("/context.jsonld")
    assert (response.mimetype, response.get_json()) == ("application/ld+json", CONTEXT)


def test_what_does_not_exist_is_not_found_in_any_notation(client: ContractClient) -> None:
    nobody = "/entries/0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"
    for path in (nobody, "/vocabularies/nothing", "/vocabularies/goals/concepts/99"):
        response = client.get(path, headers={"Accept": "text/turtle"})
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")
