"""The three notations say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib.compare import isomorphic

from app.copies.linked.graph import Node, Ref, Text, node, ref
from app.copies.linked.json_ld import to_json_ld
from app.copies.linked.rdf_xml import to_rdf_xml
from app.copies.linked.turtle import to_turtle
from catalogue import entries
from seed.schemes import VOCABULARY_IDS
from tests.app.linked.conftest import API, NOTATIONS, parsed

if TYPE_CHECKING:
    from rdflib import Graph

    from app.wiring import Services
    from tests.app.linked.conftest import Read

AWKWARD = [
    'citat "inuti" och \\ bakstreck',
    "rad\nrad\ttabb",
    "vagn\rretur",
    "<b>&amp; å ä ö",
    "🌱 ny",
    "'''",
    '"""',
]


def three_ways(*nodes: Node) -> list[Graph]:
    texts = (to_json_ld(nodes, API), to_turtle(nodes), to_rdf_xml(nodes))
    return [parsed(text, form) for text, form in zip(texts, NOTATIONS, strict=True)]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_comes_through_every_notation(text: str) -> None:
    thing = node("https://example.org/a", "schema:Thing", {"schema:name": Text(text, "sv")})
    for graph in three_ways(thing):
        assert [str(each) for each in graph.objects() if each.n3().startswith('"')] == [text]


def test_nested_things_with_and_without_address_come_through() -> None:
    inner = node("https://example.org/c", "schema:Place", {"schema:name": Text("c")})
    bare = node(None, "schema:Thing schema:Place", {"schema:about": inner})
    top = node("https://example.org/a", "schema:Thing", {"schema:about": [bare, Ref("urn:x")]})
    first, *others = three_ways(top, inner)
    assert len(first) == 8
    assert all(isomorphic(first, other) for other in others)


def test_an_address_with_signs_that_may_not_stand_in_one_is_quoted() -> None:
    address = ref('https://example.org/å b<c>"d"?q=%C3%A5')
    assert address
    assert address.iri == "https://example.org/%C3%A5%20b%3Cc%3E%22d%22?q=%C3%A5"


def test_an_entry_is_the_same_in_every_notation(read: Read, services: Services) -> None:
    with services.database.read() as connection:
        ids = [record.id for record in entries.published_page(connection, 0, 6)]
    for entry_id in ids:
        first, *others = (read("entry", entry_id, notation=each) for each in NOTATIONS)
        assert len(first) > 15
        assert all(isomorphic(first, other) for other in others)


@pytest.mark.parametrize("vocabulary_id", VOCABULARY_IDS)
def test_every_vocabulary_is_the_same_in_every_notation(read: Read, vocabulary_id: str) -> None:
    first, *others = (read("vocabulary", vocabulary_id, notation=each) for each in NOTATIONS)
    assert all(set(first) == set(other) for other in others)


def test_the_catalogue_is_the_same_in_every_notation(read: Read) -> None:
    first, *others = (read("catalogue", notation=each) for each in NOTATIONS)
    assert all(isomorphic(first, other) for other in others)
