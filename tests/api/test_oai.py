"""OAI-PMH as a harvester meets it, read by the library's own client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from oaipmh.client import BaseClient  # type: ignore[import-untyped]
from oaipmh.error import (  # type: ignore[import-untyped]
    CannotDisseminateFormatError,
    IdDoesNotExistError,
    NoRecordsMatchError,
    NoSetHierarchyError,
)
from oaipmh.metadata import MetadataRegistry, oai_dc_reader  # type: ignore[import-untyped]

from app.copies import oai
from catalogue import feed
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.api.editing import Curator
    from tests.fixtures.services import Loader

PATH = "/oai-pmh"


class Harvester(BaseClient):  # type: ignore[misc]  # untyped
    """The library's client, over a client of the tests."""

    def __init__(self, client: ContractClient) -> None:
        registry = MetadataRegistry()
        registry.registerReader("oai_dc", oai_dc_reader)
        super().__init__(registry)
        self._client = client

    def makeRequest(self, **asked: str) -> bytes:  # noqa: N802 - as upstream
        return raw(self._client, **asked)


def raw(client: ContractClient, **asked: Any) -> bytes:
    response = client.get(PATH, query_string=asked)
    assert (response.status_code, response.mimetype) == (200, "text/xml")
    return response.data


@pytest.fixture
def harvester(client: ContractClient) -> Harvester:
    return Harvester(client)


def identifiers(harvester: Harvester, **asked: Any) -> list[str]:
    headers = harvester.listIdentifiers(metadataPrefix="oai_dc", **asked)
    return [each.identifier() for each in headers]


def test_the_catalogue_introduces_itself(harvester: Harvester) -> None:
    told = harvester.identify()
    assert told.repositoryName() == "Exempelbanken"
    assert told.baseURL() == "http://127.0.0.1:8000/api/v1/oai-pmh"
    assert told.adminEmails() == ["postmaster@127.0.0.1"]
    assert [each[0] for each in harvester.listMetadataFormats()] == ["oai_dc"]


def test_every_published_entry_is_harvested_batch_by_batch(
    harvester: Harvester, client: ContractClient
) -> None:
    found = identifiers(harvester)
    total = client.get("/entries?limit=0").get_json()["_meta"]["totalRecords"]
    assert len(found) == len(set(found)) == total > oai.BATCH


def test_a_record_tells_what_an_entry_does(fresh: ContractClient, load: Loader) -> None:
    load(row("a", title="Avfall & bruk", goals=["12"], leadOrganisation="Varbergs kommun"))
    ((header, record, _),) = Harvester(fresh).listRecords(metadataPrefix="oai_dc")
    told = record.getMap()
    assert told["title"] == ["Avfall & bruk"]
    assert told["creator"] == ["Varbergs kommun"]
    assert told["subject"] == ["Hållbar konsumtion och produktion"]
    assert told["coverage"] == ["Skåne län"]
    assert told["source"] == ["https://example.org/"]
    assert told["rights"] == ["http://creativecommons.org/publicdomain/zero/1.0/"]
    assert told["identifier"][0] == header.identifier()
    assert header.identifier().startswith("http://127.0.0.1:8000/id/entries/")
    (_, again, _) = Harvester(fresh).getRecord(
        metadataPrefix="oai_dc", identifier=header.identifier()
    )
    assert again.getMap() == told


def test_a_record_names_the_schema_of_its_format(fresh: ContractClient, load: Loader) -> None:
    load(row("a"))
    read = fromstring(raw(fresh, verb="ListRecords", metadataPrefix="oai_dc"))
    record = read.find(".//{http://www.openarchives.org/OAI/2.0/oai_dc/}dc")
    assert record.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split() == [
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ]


def test_what_is_withdrawn_is_told_as_deleted(reader: ContractClient, publisher: Curator) -> None:
    made = publisher.create(publish=True)
    publisher.withdraw(made["id"], reason="Dubblett")
    (header,) = Harvester(reader).listIdentifiers(metadataPrefix="oai_dc")
    assert header.isDeleted()
    (found, record, _) = Harvester(reader).getRecord(
        metadataPrefix="oai_dc", identifier=header.identifier()
    )
    assert found.isDeleted()
    assert record is None


def test_only_what_has_changed_since_is_harvested(harvester: Harvester, services: Services) -> None:
    with services.database.read() as connection:
        times = [each.at for each in feed.between(connection, 0, 1_000_000, 1_000)]
    first, last = (oai._naive(each).replace(microsecond=0) for each in (times[0], times[-1]))  # noqa: SLF001
    everything = identifiers(harvester)
    assert identifiers(harvester, from_=first) == everything
    assert identifiers(harvester, until=last) == everything
    with pytest.raises(NoRecordsMatchError):
        identifiers(harvester, from_=last + oai.SECOND)
    with pytest.raises(NoRecordsMatchError):
        identifiers(harvester, until=first - oai.SECOND)


def test_an_entry_that_changes_between_two_batches_is_not_missed(
    fresh: ContractClient, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oai, "BATCH", 2)
    load(*(row(each) for each in "abcd"))
    headers = Harvester(fresh).listIdentifiers(metadataPrefix="oai_dc")
    found = {next(headers).identifier(), next(headers).identifier()}
    load(row("a", title="En annan rubrik"))
    found |= {each.identifier() for each in headers}
    assert len(found) == 4


def test_a_list_in_parts_tells_where_it_ends(
    fresh: ContractClient, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oai, "BATCH", 2)
    load(*(row(each) for each in "abc"))
    first = fromstring(raw(fresh, verb="ListIdentifiers", metadataPrefix="oai_dc"))
    token = first.findtext(".//{*}resumptionToken")
    last = fromstring(raw(fresh, verb="ListIdentifiers", resumptionToken=token))
    assert last.find(".//{*}resumptionToken").text is None


FAULTS: list[tuple[type[Exception], Callable[[Harvester], object]]] = [
    (CannotDisseminateFormatError, lambda each: list(each.listRecords(metadataPrefix="marc"))),
    (
        IdDoesNotExistError,
        lambda each: each.getRecord(metadataPrefix="oai_dc", identifier="http://a/id/entries/b"),
    ),
    (NoSetHierarchyError, lambda each: list(each.listSets())),
    (NoSetHierarchyError, lambda each: identifiers(each, set="a")),
]


@pytest.mark.parametrize(("fault", "ask"), FAULTS)
def test_a_fault_is_told_by_the_names_of_the_protocol(
    harvester: Harvester, fault: type[Exception], ask: Callable[[Harvester], object]
) -> None:
    with pytest.raises(fault):
        ask(harvester)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=GetMetadata&identifier=a&metadataPrefix=oai_dc", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=%01%EF%BF%BF", "badVerb"),
        ("verb=Identify&a=b", "badArgument"),
        ("verb=Identify&a%01=b", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-28&until=2026-11-01", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=cursor%3D1%26self%3D2", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=cursor%3D-1", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=cursor%3D1%26from_%3Dx", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=cursor%3D1", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%01", "idDoesNotExist"),
        (
            "verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31&until=9999-12-31",
            "noRecordsMatch",
        ),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01", "noRecordsMatch"),
    ],
)
def test_whatever_is_asked_is_answered(client: ContractClient, query: str, code: str) -> None:
    form = "application/x-www-form-urlencoded"
    for response in (
        client.get(f"{PATH}?{query}"),
        client.post(PATH, data=query, content_type=form),
    ):
        assert response.status_code == 200
        assert fromstring(response.data).find("{*}error").get("code") == code
