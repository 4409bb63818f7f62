"""Dumps over HTTP."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from app.copies.dumps import service as dumps
from tests.api.contract import BASE
from tests.fixtures.accounts import bearer
from tests.fixtures.services import row

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader


@pytest.fixture
def manifest(fresh: ContractClient, load: Loader, empty_services: Services) -> dict[str, Any]:
    """A dump of two entries, as the API tells of it."""
    load(row("one"), row("two"))
    dumps.make_dump(empty_services)
    (told,) = fresh.get("/dumps").get_json()["items"]
    found: dict[str, Any] = told
    return found


def address(manifest: dict[str, Any], name: str = "entries.ndjson.gz") -> str:
    (file,) = (each for each in manifest["files"] if each["name"] == name)
    found: str = file["_links"][0]["href"].removeprefix(BASE)
    return found


def fetched(client: ContractClient, path: str, **headers: str) -> TestResponse:
    """Return the answer with its content read, and the file behind it closed."""
    with client.get(path, headers=headers) as response:
        response.get_data()
        return response


def test_a_catalogue_without_dumps_lists_none(fresh: ContractClient) -> None:
    assert fresh.get("/dumps").get_json()["items"] == []


def test_a_manifest_can_be_read_by_itself(fresh: ContractClient, manifest: dict[str, Any]) -> None:
    alone = fresh.get(f"/dumps/{manifest['id']}").get_json()
    assert alone == manifest
    assert (alone["count"], alone["seq"]) == (2, 2)


def test_a_file_is_sent_as_the_manifest_says(
    fresh: ContractClient, manifest: dict[str, Any]
) -> None:
    response = fetched(fresh, address(manifest))
    assert response.mimetype == "application/gzip"
    assert int(response.headers["Content-Length"]) == len(response.data)
    checksum = manifest["files"][0]["checksum"]
    assert hashlib.sha256(response.data).hexdigest() == checksum
    assert response.headers["ETag"] == f'"{checksum}"'
    lines = [json.loads(line) for line in gzip.decompress(response.data).splitlines()]
    assert [line["externalId"] for line in lines] == ["one", "two"]


def test_a_line_is_the_entry_as_it_is_answered(
    fresh: ContractClient, manifest: dict[str, Any]
) -> None:
    line = json.loads(gzip.decompress(fetched(fresh, address(manifest)).data).splitlines()[0])
    entry = fresh.get(f"/entries/{line['id']}").get_json()
    del entry["_links"]
    assert line == entry


def test_a_download_can_go_on_where_it_broke(
    fresh: ContractClient, manifest: dict[str, Any]
) -> None:
    whole = fetched(fresh, address(manifest)).data
    rest = fetched(fresh, address(manifest), Range="bytes=10-")
    assert (rest.status_code, rest.data) == (206, whole[10:])
    beyond = fetched(fresh, address(manifest), Range=f"bytes={len(whole)}-")
    assert beyond.status_code == 416


def test_whoever_has_the_file_is_told_so(fresh: ContractClient, manifest: dict[str, Any]) -> None:
    first = fetched(fresh, address(manifest, "entries.csv"))
    assert (first.mimetype, first.headers["Cache-Control"]) == (
        "text/csv",
        "public, no-cache, no-transform",
    )
    asked = {"If-None-Match": first.headers["ETag"]}
    again = fetched(fresh, address(manifest, "entries.csv"), **asked)
    assert again.status_code == 304


@pytest.mark.parametrize("accept", ["application/gzip", "*/*", "application/problem+json"])
def test_a_file_comes_as_what_it_is_whatever_is_accepted(
    fresh: ContractClient, manifest: dict[str, Any], accept: str
) -> None:
    response = fetched(fresh, address(manifest), Accept=accept)
    assert (response.status_code, response.mimetype) == (200, "application/gzip")


def test_the_changes_since_are_linked(
    fresh: ContractClient, manifest: dict[str, Any], load: Loader
) -> None:
    load(row("three"))
    (onward,) = (each["href"] for each in manifest["_links"] if each["rel"] == "changes")
    items = fresh.get(onward.removeprefix(BASE)).get_json()["items"]
    assert [item["entry"]["externalId"] for item in items] == ["three"]


def test_unknown_dumps_and_files_are_not_found(
    fresh: ContractClient, manifest: dict[str, Any]
) -> None:
    nobody = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"
    for path in (f"/dumps/{nobody}", f"/dumps/{manifest['id']}/files/secret-key", "/dumps/x"):
        assert fresh.get(path).status_code == 404


def test_a_stranger_cannot_have_a_dump_made(fresh: ContractClient) -> None:
    assert fresh.post("/dumps").status_code == 401


def test_a_requested_dump_is_taken_on_with_its_job(
    fresh: ContractClient, empty_services: Services
) -> None:
    signed = bearer(empty_services, "admin")
    response = fresh.post("/dumps", headers=signed)
    assert (response.status_code, response.headers["Cache-Control"]) == (202, "private, no-store")
    job_id = response.get_json()["jobId"]
    assert response.headers["Location"] == f"{BASE}/jobs/{job_id}"
    assert fresh.post("/dumps", headers=signed).get_json()["jobId"] == job_id


def test_the_latest_file_has_an_address_that_stays(
    fresh: ContractClient, manifest: dict[str, Any], empty_services: Services, load: Loader
) -> None:
    latest = "/dumps/latest/files/entries.csv"
    assert fetched(fresh, latest).data == fetched(fresh, address(manifest, "entries.csv")).data
    load(row("three"))
    dumps.make_dump(empty_services)
    assert b"three" in fetched(fresh, latest).data


def test_there_is_no_latest_file_before_the_first_dump(fresh: ContractClient) -> None:
    assert fresh.get("/dumps/latest/files/entries.csv").status_code == 404
