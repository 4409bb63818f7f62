"""What HTTP itself asks: methods, media types, languages, origins, traces, faults of ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.problem_types import TYPES
from tests.api.conftest import guarded
from tests.api.contract import BASE
from tests.api.editing import NEW
from tests.api.faults import PROBLEM, problem
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.api.editing import Curator


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_allowed_says_which_are(client: ContractClient, method: str) -> None:
    response = client.open("/vocabularies", method=method)
    assert (response.status_code, response.mimetype) == (405, PROBLEM)
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "accept", ["text/html", "application/json;q=0", "application/json;charset=utf-8;q=0", "image/*"]
)
def test_a_reader_who_takes_no_json_is_refused(client: ContractClient, accept: str) -> None:
    response = client.get("/entries", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (406, PROBLEM)


@pytest.mark.parametrize(
    "accept",
    [
        *("", "*/*", "application/*", "text/html, */*;q=0.1"),
        *("application/json; charset=utf-8", "application/json;version=1;q=0.5, text/html"),
    ],
)
def test_a_reader_who_takes_json_gets_it(client: ContractClient, accept: str) -> None:
    response = client.get("/entries", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, "application/json")


def test_content_of_another_kind_is_refused(client: ContractClient) -> None:
    response = client.get("/entries", data="<a/>", content_type="text/xml")
    assert (response.status_code, response.mimetype) == (415, PROBLEM)


def test_a_language_we_do_not_have_gets_swedish(client: ContractClient) -> None:
    headers = client.get("/entries?page=0", headers={"Accept-Language": "de"}).headers
    assert headers["Content-Language"] == "sv"


@pytest.mark.parametrize("accepted", ["en-GB,en;q=0.9", "de, en;q=0.5", "sv;q=0.1, en"])
def test_english_is_given_to_those_who_prefer_it(client: ContractClient, accepted: str) -> None:
    headers = client.get("/entries?page=0", headers={"Accept-Language": accepted}).headers
    assert headers["Content-Language"] == "en"


def test_a_foreign_host_is_refused(client: ContractClient) -> None:
    response = client.get("/entries", base_url="http://evil.example/api/v1")
    assert (response.status_code, response.mimetype) == (400, PROBLEM)
    assert "evil.example" not in response.text


def test_every_problem_type_is_described_at_its_address(client: ContractClient) -> None:
    for kind in TYPES:
        body = client.get(f"/problems/{kind.id}").get_json()
        assert (body["id"], body["status"]) == (kind.id, kind.status)
    assert len(client.get("/problems").get_json()["items"]) == len(TYPES)


def test_the_type_of_a_problem_can_be_followed(client: ContractClient) -> None:
    kind = problem(client, "/entries?page=0", 400)["type"]
    assert client.get(kind.removeprefix(BASE)).status_code == 200
    assert problem(client, "/problems/none", 404)


def test_a_fault_of_ours_is_masked(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = "hemlig sökväg /etc/lösenord"

    def explode(*_: object) -> None:
        raise RuntimeError(inside)

    monkeypatch.setattr("api.resources.entries.collection.search", explode)
    broken = guarded(services)
    broken.config["PROPAGATE_EXCEPTIONS"] = False
    response = broken.test_client().get("/entries")
    assert (response.status_code, response.mimetype) == (500, PROBLEM)
    assert response.get_json()["type"].endswith("/problems/internal-error")
    assert inside not in response.text
    assert "Traceback" not in response.text


def test_without_an_index_searching_waits_and_reading_works(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    client = guarded(services).test_client()
    for path in ("/entries", "/suggestions?q=a", "/coverage"):
        response = client.get(path)
        assert (response.status_code, response.mimetype) == (503, PROBLEM)
        assert int(response.headers["Retry-After"]) > 0
    assert client.get("/vocabularies").status_code == 200
    services.database.close()


def test_pages_of_any_origin_may_read(client: ContractClient) -> None:
    headers = client.get("/entries", headers={"Origin": "https://app.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    seen = set(headers["Access-Control-Expose-Headers"].split(", "))
    assert {"ETag", "Retry-After", "RateLimit", "Content-Range", "Location"} <= seen


def test_pages_see_every_header_that_tells_of_the_answer(
    reader: ContractClient, writer: Curator, account_services: Services
) -> None:
    limited = replace(account_services.settings, sign_in_limit=1)
    wrong = {"Authorization": "Bearer exb_0"}
    slow = guarded(replace(account_services, settings=limited)).test_client()
    answers = (
        reader.post("/entries", json=NEW, headers=writer.headers),
        reader.post("/entries", json=NEW),
        reader.put("/entries"),
        reader.get("/entries"),
        *(slow.get("/vocabularies", headers=wrong) for _ in range(2)),
    )
    assert [each.status_code for each in answers] == [201, 401, 405, 503, 401, 429]
    sent = {name.lower() for each in answers for name, _ in each.headers}
    seen = answers[0].headers["Access-Control-Expose-Headers"].lower().split(", ")
    told = {"location", "etag", "www-authenticate", "allow", "retry-after", "traceparent"}
    assert told <= sent
    assert told <= set(seen)


def test_pages_of_other_origins_may_not_write(client: ContractClient) -> None:
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    headers = client.options("/entries", headers=asked).headers
    assert headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_a_trace_goes_on_and_comes_back(client: ContractClient) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    sent = f"00-{trace}-00f067aa0ba902b7-01"
    for path in ("/entries", "/entries?page=0", "/nothing"):
        got = client.get(path, headers={"traceparent": sent}).headers["traceparent"]
        assert got.split("-")[1] == trace
        assert got != sent


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost:99", "localhost:8443"])
def test_links_name_no_port_that_the_service_does_not_answer_on(
    client: ContractClient, host: str
) -> None:
    told = client.get("/vocabularies", headers={"Host": host}).text
    assert host not in told
    assert "http://127.0.0.1:8000/api/v1/vocabularies" in told


def test_pages_of_any_origin_may_ask_for_link_suggestions(client: ContractClient) -> None:
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST"}
    headers = client.options("/link-suggestions", headers=asked).headers
    assert "POST" in headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in headers["Access-Control-Allow-Headers"]
    assert "POST" not in client.options("/entries").headers["Access-Control-Allow-Methods"]


def test_another_kind_of_patch_is_refused_with_those_that_are_taken(client: ContractClient) -> None:
    path = "/entries/00000000-0000-7000-8000-000000000000"
    kind = "application/json-patch+json"
    response = client.patch(path, data="[]", content_type=kind)
    assert response.status_code == 415
    taken = "application/merge-patch+json, application/json"
    assert response.headers["Accept-Patch"] == taken
    assert taken in response.get_json()["detail"]
