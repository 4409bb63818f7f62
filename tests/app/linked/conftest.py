"""Linked data of the seeded catalogue, read by a library that is not ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol
from warnings import catch_warnings, simplefilter

import pytest
from rdflib import Graph

from app.copies.linked.documents import LinkedData
from app.copies.linked.json_ld import CONTEXT

if TYPE_CHECKING:
    from app.wiring import Services

API = "https://exempelbanken.example/api/v1"
NOTATIONS = ("application/ld+json", "text/turtle", "application/rdf+xml")
PARSERS = {"text/turtle": "turtle", "application/rdf+xml": "xml"}


class Read(Protocol):
    """Reads what a method of `LinkedData` writes of a thing."""

    def __call__(self, kind: str, *ids: str, notation: str = "text/turtle") -> Graph: ...


def parsed(text: str, notation: str) -> Graph:
    """Return the statements of a text; the context is put in place of its address."""
    if notation != "application/ld+json":
        return Graph().parse(data=text, format=PARSERS[notation])
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # rdflib's parser of JSON-LD warns of rdflib
        whole = json.dumps({**json.loads(text), **CONTEXT})
        return Graph().parse(data=whole, format="json-ld")


@pytest.fixture(scope="session")
def linked(services: Services) -> LinkedData:
    return LinkedData(services, API)


@pytest.fixture
def read(linked: LinkedData) -> Read:
    def read(kind: str, *ids: str, notation: str = "text/turtle") -> Graph:
        return parsed(getattr(linked, kind)(*ids, notation), notation)

    return read
