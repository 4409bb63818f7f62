"""The dump in Turtle says what the entries say one by one."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from rdflib import RDF, SDO, Graph
from rdflib.compare import isomorphic

from app.copies.dumps import service as dumps
from app.copies.dumps.files import TURTLE
from app.copies.linked.documents import LinkedData
from tests.app.linked.conftest import API, parsed
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader

ROWS = (
    row(
        "a",
        title='Citat " och \\ snedstreck',
        goals=["12"],
        sectors=["lantbruk"],
        partners=["RISE"],
    ),
    row("b", goals=["12", "13"], counties=["12", "13"], funding=["klimatklivet"]),
)


def text_of_dump(services: Services) -> str:
    made = dumps.make_dump(services)
    path, _ = dumps.get_file(services, made.id, TURTLE)
    return gzip.decompress(path.read_bytes()).decode()


def test_all_entries_are_there_as_each_is_answered(load: Loader, empty_services: Services) -> None:
    load(*ROWS)
    dumped = parsed(text_of_dump(empty_services), "text/turtle")
    entries = {str(each).rpartition("/")[2] for each in dumped.subjects(RDF.type, SDO.Article)}
    one_by_one = Graph()
    for entry_id in entries:
        text = LinkedData(empty_services, API).entry(entry_id, "text/turtle")
        one_by_one += parsed(text, "text/turtle")
    assert len(entries) == len(ROWS)
    assert isomorphic(dumped, one_by_one)


def test_what_many_entries_name_is_described_once(load: Loader, empty_services: Services) -> None:
    load(*ROWS)
    lines = text_of_dump(empty_services).splitlines()
    assert sum(line.startswith("<http://127.0.0.1:8000/id/goals/12> a ") for line in lines) == 1
    assert sum(line.startswith("@prefix schema:") for line in lines) == 1


def test_an_empty_catalogue_has_a_readable_dump(empty_services: Services) -> None:
    assert len(parsed(text_of_dump(empty_services), "text/turtle")) == 0
