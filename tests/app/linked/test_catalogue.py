"""The description of the catalogue is one that the national data portal can harvest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, BNode, Graph, Namespace, URIRef

from app.copies.dumps import service as dumps
from app.copies.linked.documents import LinkedData
from app.publisher import Publisher
from tests.app.linked.conftest import API, parsed
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader

SHAPES = Path(__file__).parent / "shapes"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
BASE = "http://127.0.0.1:8000/id/catalogue"


@pytest.fixture
def catalogue(empty_services: Services) -> Graph:
    """The description with a dump in it."""
    dumps.make_dump(empty_services)
    return described(empty_services)


def described(services: Services) -> Graph:
    return parsed(LinkedData(services, API).catalogue("text/turtle"), "text/turtle")


def faults(graph: Graph, shapes: Graph) -> set[tuple[str, str, str]]:
    """Return (thing, property, constraint) of what breaks the shapes."""
    with catch_warnings():
        simplefilter(
            "ignore", DeprecationWarning
        )  # pyshacl clones graphs as rdflib no longer likes
        _, report, _ = validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath)),
            str(report.value(result, SH.sourceConstraintComponent)).partition("#")[2],
        )
        for result in report.subjects(SH.resultSeverity)
        if not about_others(report, result, graph)
    }


def about_others(report: Graph, result: object, graph: Graph) -> bool:
    """Return whether a fault is that a thing described elsewhere is of no known class here."""
    assert isinstance(result, (URIRef, BNode))
    constraint = report.value(result, SH.sourceConstraintComponent)
    value = report.value(result, SH.value)
    described_here = value is not None and (value, RDF.type, None) in graph
    return constraint == SH.ClassConstraintComponent and not described_here


def test_it_keeps_to_the_european_shapes_but_for_what_sweden_wants_else(catalogue: Graph) -> None:
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        shapes = Graph().parse(SHAPES / "dcat-ap-3.0.0.jsonld", format="json-ld")
    catalogue.add((VCARD.Organization, RDFS.subClassOf, VCARD.Kind))
    found = faults(catalogue, shapes)
    # Europe wants the address of a format, the Swedish profile its media type in words.
    assert {(path, constraint) for _, path, constraint in found} == {
        (str(DCTERMS.format), "NodeKindConstraintComponent")
    }


def test_it_keeps_to_the_swedish_profile(catalogue: Graph) -> None:
    assert faults(catalogue, Graph().parse(SHAPES / "dcat-ap-se.ttl")) == set()


@pytest.mark.parametrize("missing", [DCTERMS.publisher, DCTERMS.license, DCAT.endpointURL])
def test_the_swedish_shapes_notice_what_is_missing(catalogue: Graph, missing: URIRef) -> None:
    catalogue.remove((None, missing, None))
    assert faults(catalogue, Graph().parse(SHAPES / "dcat-ap-se.ttl"))


def test_a_catalogue_without_dumps_keeps_to_the_profile_too(empty_services: Services) -> None:
    graph = described(empty_services)
    assert faults(graph, Graph().parse(SHAPES / "dcat-ap-se.ttl")) == set()
    assert not list(graph.objects(None, DCAT.byteSize))


def test_files_are_described_as_they_lie(empty_services: Services, load: Loader) -> None:
    load(row("one"))
    made = dumps.make_dump(empty_services)
    graph = described(empty_services)
    for file in made.files:
        size = graph.value(URIRef(f"{BASE}#{file.name}"), DCAT.byteSize)
        assert int(str(size)) == file.bytes


def test_every_vocabulary_is_a_dataset_of_its_own(
    catalogue: Graph, empty_services: Services
) -> None:
    listed = {str(each) for each in catalogue.objects(URIRef(BASE), DCAT.dataset)}
    for each in empty_services.vocabularies.collection():
        dataset = URIRef(f"{BASE}#vocabulary-{each['id']}")
        assert str(dataset) in listed
        assert {str(one) for one in catalogue.objects(dataset, DCTERMS.title)} == {
            text for text in each["title"].values() if text
        }
        forms = list(catalogue.objects(dataset, DCAT.distribution))
        assert {str(catalogue.value(form, DCTERMS.format)) for form in forms} == {
            "application/json",
            "text/turtle",
        }


def test_a_format_is_told_in_words_for_sweden_and_by_address_for_europe(catalogue: Graph) -> None:
    file = URIRef(f"{BASE}#entries.csv")
    assert str(catalogue.value(file, DCTERMS.format)) == "text/csv"
    assert str(catalogue.value(file, DCAT.mediaType)).endswith("/media-types/text/csv")
    packed = URIRef(f"{BASE}#entries.ttl.gz")
    assert str(catalogue.value(packed, DCAT.mediaType)).endswith("/media-types/text/turtle")
    assert str(catalogue.value(packed, DCAT.compressFormat)).endswith("/application/gzip")
    lines = URIRef(f"{BASE}#entries.ndjson.gz")
    assert str(catalogue.value(lines, DCAT.mediaType)).endswith("/media-types/application/gzip")


def test_the_publisher_is_the_one_that_is_set(empty_services: Services) -> None:
    uri = "http://dataportal.se/organisation/SE2021002247"
    publisher = Publisher("Länsstyrelsen", uri, "NationalAuthority")
    settings = replace(empty_services.settings, publisher=publisher, contact="exempel@example.org")
    graph = described(replace(empty_services, settings=settings))
    assert set(graph.objects(None, DCTERMS.publisher)) == {URIRef(uri)}
    assert str(graph.value(URIRef(uri), FOAF.name)) == "Länsstyrelsen"
    assert {str(each) for each in graph.objects(None, VCARD.hasEmail)} == {
        "mailto:exempel@example.org"
    }
