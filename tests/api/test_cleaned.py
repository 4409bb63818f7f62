"""Personal data that a curator has taken out of an entry stand nowhere that the public reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.test import Client

from app.accounts.access import ADMIN, COMMAND
from app.copies.dumps import service as dumps
from app.copies.dumps.files import MEDIA_TYPES
from app.entries.editing import BaseVersion, patch
from app.entries.personal import CODED
from app.entries.states import state_tag
from app.indexing import sync_index
from catalogue import entries
from cli.wsgi import API_BASE, build_application
from indexer.engine import EngineQuery
from record.field import CODES, Type
from record.fields import LOADED, leaves
from tests.api.conftest import guarded
from tests.api.contract import DOCUMENT, ContractClient
from tests.api.reviewing import KURSER, Reviewer
from tests.api.test_access import PLACES, is_public
from tests.app.importing import entry_of
from tests.fixtures.packed import unpacked
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

    from app.wiring import Services
    from catalogue.records import EntryRecord

NAME, PHONE = "Anna Lindqvist", "070-123 45 67"
MARKED = f"Leds av {NAME}, {PHONE}."
SLUG = "https://example.org/anna-lindqvist?tel=0701234567"
TRACES = re.compile(r"lindqvist|0701234567|70-?123[ \xa0-]?45", re.IGNORECASE)
SPOKEN = ("methods", "results", "targetGroup", "title", "summary")
LISTED = ("facts", "keywords", "steps", "sectorText", "partners")
LINKED = "Verktyg lånas ut"
PLANTED: dict[str, Any] = {
    **dict.fromkeys(SPOKEN, MARKED),
    **{key: [MARKED] for key in LISTED},
    "lessons": [{"obstacle": MARKED, "solution": MARKED}],
    "transfer": {"requires": MARKED},
    "resources": {"staff": MARKED},
    "documents": [{"title": MARKED, "kind": "guide", "url": SLUG}],
    "english": {"title": "Tools", "summary": MARKED},
    "leadOrganisation": MARKED,
    "contact": SLUG,
    "goals": ["12"],
    "source": {"type": "web-page", "title": MARKED, "url": SLUG, "registryNumber": NAME},
    "evidence": [{"field": "goals", "value": "12", "quote": MARKED}],
}
"""The name and the number in every field that takes text."""
CLEAN: dict[str, Any] = {
    **dict.fromkeys(SPOKEN, LINKED),
    **{key: [LINKED] for key in LISTED},
    "lessons": [],
    "transfer": None,
    "resources": None,
    "documents": [],
    "english": None,
    "leadOrganisation": "Växjö kommun",
    "contact": None,
    "source": {"type": "web-page", "title": "Sida", "url": None, "registryNumber": None},
}
"""What a curator makes of it; the evidence is left to fall away."""
ACCEPTS = ("application/ld+json", "text/turtle", "application/rdf+xml")
ALMOST = "lindqvis"
"""What would be corrected to the name, or finished, if any word list had it; no answer's echo."""
PAGES = (
    "/",
    f"/?q={ALMOST}",
    "/?q=verktyg",
    f"/forslag?q={ALMOST}",
    "/utskrift?q=verktyg",
    "/karta?q=verktyg",
    "/tackning?q=verktyg",
    "/sitemap.xml",
    "/oai-pmh?verb=ListRecords&metadataPrefix=oai_dc",
)


@pytest.fixture
def services(reply_services: Services) -> Services:
    """A catalogue with an index of its own, in which candidates wait."""
    return replace(reply_services)


@pytest.fixture
def curator(services: Services) -> Reviewer:
    client = guarded(services).test_client()
    assert isinstance(client, ContractClient)
    return Reviewer(client, services, ADMIN)


def changed(response: TestResponse) -> list[dict[str, Any]]:
    """Return the warnings of a change."""
    assert response.status_code == 200, response.text
    warnings: list[dict[str, Any]] = response.get_json()["_meta"]["warnings"]
    return warnings


def harvested(curator: Reviewer) -> str:
    """Make a draft of a reply that tells of the person, in words and in its public quote."""
    found = curator.candidate(KURSER)
    said = found["said"]["text"]
    assert NAME in said
    assert PHONE in said
    curator.patch(found["id"], quote=said)
    accepted = curator.take(found["id"], "accept").get_json()
    entry_id: str = accepted["entryId"]
    curator.edit_entry(entry_id, **PLANTED)
    return entry_id


def places(warnings: list[dict[str, Any]]) -> set[str]:
    return {each["pointer"] for each in warnings}


def test_every_field_that_takes_text_is_planted() -> None:
    coded = {*CODES, Type.KEY}
    texts = {path.partition(".")[0] for path, field in leaves(LOADED) if field.type not in coded}
    assert texts - CODED <= PLANTED.keys()


def test_every_place_is_pointed_out_before_it_is_public(curator: Reviewer) -> None:
    entry_id = harvested(curator)
    told = changed(curator.edit_entry(entry_id, state="completed"))
    expected = {
        *(f"/{name}" for name in (*SPOKEN, "leadOrganisation", "contact")),
        *(f"/{name}/0" for name in LISTED),
        *("/lessons/0/obstacle", "/lessons/0/solution", "/transfer/requires", "/resources/staff"),
        *("/documents/0/title", "/documents/0/url", "/english/summary"),
        *(f"/source/{name}" for name in ("title", "url", "registryNumber")),
        "/replies/0/quote",
    }
    evidence = {
        each for each in places(told) if re.fullmatch(r"/conceptLinks/\d+/evidence/0/quote", each)
    }
    assert (places(told) - evidence, len(evidence)) == (expected, 1)


def clean(curator: Reviewer, entry_id: str) -> None:
    """Take the person out, by the ways that a curator has."""
    curator.edit_entry(entry_id, **CLEAN)
    for made_of in curator.get(f"/entries/{entry_id}/provenance").get_json()["replies"]:
        curator.patch(made_of["candidateId"], quote="Kurser om giftfria material")


def test_what_was_cleaned_before_it_is_public_is_nowhere(
    curator: Reviewer, services: Services
) -> None:
    entry_id = harvested(curator)
    clean(curator, entry_id)
    answer = curator.take_entry(entry_id, "publish", confirmPersonal=["withheld"])
    assert changed(answer) == []
    nowhere(services, entry_id)


def test_what_was_cleaned_while_public_is_nowhere(curator: Reviewer, services: Services) -> None:
    record = published(curator, services, row("loaded", **PLANTED))
    (loaded,) = curator.get(f"/imports/{_import_id(curator)}/rows").get_json()["items"]
    assert {"/evidence", "/source/title", "/source/url", "/summary"} <= places(loaded["warnings"])
    curator.edit_entry(record.id, publish=True, **CLEAN)
    nowhere(services, record.id)


def published(curator: Reviewer, services: Services, loaded: dict[str, Any]) -> EntryRecord:
    """Load a row, and once more with what confirms that its personal data were read."""
    query = "source=test&publish=true"
    curator.load(loaded, query=query)
    mark = curator.get("/imports").get_json()["items"][0]["confirmPersonal"]
    curator.load(loaded, query=f"{query}&confirmPersonal={mark}")
    record = entry_of(services, "loaded")
    assert record
    return record


def _import_id(curator: Reviewer) -> str:
    found: str = curator.get("/imports").get_json()["items"][0]["id"]
    return found


def nowhere(services: Services, entry_id: str) -> None:
    """Ask everything that takes no token, read the index and every file of it and of dumps."""
    sync_index(services)
    dumps.make_dump(services)
    client = Client(build_application(services))
    answered = 0
    for path, headers in asked(services, entry_id):
        with client.get(path, headers=headers, follow_redirects=True) as answer:
            assert answer.status_code < 500
            answered += answer.status_code == 200
            body = answer.data
        assert not TRACES.search(unpacked(body)), path
    assert answered > 30
    snapshot = services.engine.snapshot()
    hits = snapshot.search(EngineQuery(limit=100)).hits
    assert entry_id in {hit.entry["id"] for hit in hits}
    assert not TRACES.search(json.dumps([[hit.entry for hit in hits], list(snapshot.words())]))
    for folder in (services.settings.index_folder, dumps.folder_of(services)):
        for file in filter(lambda each: each.is_file(), folder.rglob("*")):
            assert not TRACES.search(file.read_bytes().decode("latin-1")), file


def asked(services: Services, entry_id: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield path and headers of every request that reads without a token."""
    dump = str(dumps.latest_id(services))
    with services.database.read() as connection:
        entry = entries.get(connection, entry_id)
    assert entry
    key = {"sourceSystem": entry.source_system, "externalId": entry.external_id}
    named = {**PLACES, "entryId": entry_id, "dumpId": dump, **key}
    for path, methods in DOCUMENT["paths"].items():
        if "get" not in methods or not is_public(methods["get"]):
            continue
        names = MEDIA_TYPES if "{fileName}" in path else [""]
        numbers = range(1, 9) if "{version}" in path else [1]
        for name in names:
            for number in numbers:
                every = {**named, "fileName": name, "version": str(number)}
                filled = re.sub(r"\{(\w+)\}", lambda each, every=every: every[each[1]], path)  # type: ignore[misc]
                yield f"{API_BASE}{filled}", {}
    yield from copies_and_pages(entry_id)


def copies_and_pages(entry_id: str) -> Iterator[tuple[str, dict[str, str]]]:
    for number in range(1, 9):
        yield f"{API_BASE}/entries/{entry_id}/versions/1?diff={number}", {}
        yield f"{API_BASE}/entries/{entry_id}/versions/{number}?diff=1", {}
    for query in (f"q=anna+{ALMOST}&explain=true", f"q={ALMOST}", "q=verktyg"):
        yield f"{API_BASE}/entries?{query}", {}
    yield f"{API_BASE}/suggestions?q={ALMOST}", {}
    for accept in ACCEPTS:
        for path in (f"/entries/{entry_id}", "/catalog", "/vocabularies/goals"):
            yield f"{API_BASE}{path}", {"Accept": accept}
    for file_format in ("csv", "xlsx"):
        yield f"{API_BASE}/entries/table?q=verktyg&format={file_format}", {}
    named = (f"/exempel/{entry_id}", f"/lista?id={entry_id}", f"/id/entries/{entry_id}")
    for path in (*PAGES, *named):
        yield path, {}


def test_a_quote_goes_with_its_text_and_the_link_stays_the_loads(
    curator: Reviewer, services: Services
) -> None:
    evidence = [{"field": "goals", "value": "12", "quote": "Verktyg"}]
    curator.load(row("loaded", title="Verktyg", goals=["12"], evidence=evidence))
    entry = entry_of(services, "loaded", public=False)
    assert entry
    latest = BaseVersion(entry.id, frozenset({state_tag(entry.version, entry.status)}))
    patch(services, COMMAND, latest, {"title": "Redskap"})
    found = curator.get(f"/entries/{entry.id}/provenance").get_json()
    assert [each["evidence"] for each in found["conceptLinks"]] == [[]]
    assert [each["field"] for each in found["curatedFields"]] == ["title"]


def test_a_version_that_is_brought_back_is_looked_at(curator: Reviewer, services: Services) -> None:
    source = {"type": "report", "title": MARKED}
    entry = published(curator, services, row("loaded", source=source))
    curator.edit_entry(entry.id, publish=True, source={"type": "report", "title": "Sida"})
    again = {"version": 1, "reason": "Fel", "publish": True}
    back = curator.take_entry(entry.id, "restore", **again)
    assert places(changed(back)) == {"/source/title"}
