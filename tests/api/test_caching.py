from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.indexing import sync_index
from tests.fixtures.accounts import bearer
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.api.editing import Curator
    from tests.fixtures.services import Loader

RESOURCES = [
    "/entries?q=matsvinn&facets=goal",
    "/suggestions?q=matsv",
    "/coverage?rows=county&columns=goal",
    "/vocabularies",
    "/vocabularies/goals",
    "/vocabularies/goals/concepts/12",
    "/api-info",
    "/problems",
    "/openapi.yaml",
    "/openapi.json",
]


PUBLIC_LISTS = ["/entries", "/entries?q=pool&facets=county", "/coverage", "/changes"]


@pytest.mark.parametrize("path", RESOURCES)
def test_what_the_reader_has_is_not_sent_again(client: ContractClient, path: str) -> None:
    first = client.get(path)
    second = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert second.headers[name] == first.headers[name]


@pytest.mark.parametrize("path", RESOURCES)
def test_another_validator_gets_the_answer(client: ContractClient, path: str) -> None:
    assert client.get(path, headers={"If-None-Match": '"other", W/"another"'}).status_code == 200


@pytest.mark.parametrize("path", RESOURCES)
def test_asking_twice_gives_the_same(client: ContractClient, path: str) -> None:
    first, second = client.get(path), client.get(path)
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])


@pytest.mark.parametrize("path", RESOURCES)
def test_answers_may_be_kept_by_anyone_and_name_what_they_vary_with(
    client: ContractClient, path: str
) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"].startswith("public, ")
    assert headers["Vary"] == "Accept, Accept-Language, Authorization"


def test_what_is_asked_with_a_key_is_kept_by_its_reader_only(
    client: ContractClient, services: Services
) -> None:
    headers = bearer(services, "entries:write")
    assert client.get("/entries", headers=headers).headers["Cache-Control"].startswith("private")


def test_an_entry_is_validated_by_version_language_and_content(client: ContractClient) -> None:
    entry_id = client.get("/entries?limit=1&fields=id").get_json()["items"][0]["id"]

    def etag(query: str = "", language: str = "sv") -> str:
        path, headers = f"/entries/{entry_id}{query}", {"Accept-Language": language}
        return client.get(path, headers=headers).headers["ETag"].strip('"')

    assert etag().startswith("1-published.sv.")
    assert etag(language="en").startswith("1-published.en.")
    assert etag() != etag("?language=en")


def test_a_search_is_validated_weakly_and_anew_when_the_index_changes(
    fresh: ContractClient, load: Loader
) -> None:
    load(row("one"))
    first = fresh.get("/entries").headers["ETag"]
    assert first.startswith('W/"')
    load(row("two"))
    assert fresh.get("/entries", headers={"If-None-Match": first}).status_code == 200


def test_what_the_public_does_not_see_is_no_other_answer(
    publisher: Curator, reader: ContractClient, account_services: Services
) -> None:
    def answers() -> list[tuple[str, object]]:
        sync_index(account_services)
        found = [reader.get(path) for path in PUBLIC_LISTS]
        return [(each.headers["ETag"], each.get_json()) for each in found]

    publisher.create(publish=True)
    before = answers()
    publisher.create(title="Ett utkast")
    bearer(account_services, "entries:write")
    assert answers() == before
    publisher.create(title="Ett till", publish=True)
    assert not {etag for etag, _ in answers()} & {etag for etag, _ in before}


def test_languages_are_validated_apart(client: ContractClient) -> None:
    swedish = client.get("/entries?facets=county")
    headers = {"If-None-Match": swedish.headers["ETag"], "Accept-Language": "en"}
    assert client.get("/entries?facets=county", headers=headers).status_code == 200


@pytest.mark.parametrize("path", RESOURCES)
def test_a_star_stands_for_any_answer(client: ContractClient, path: str) -> None:
    response = client.get(path, headers={"If-None-Match": "*"})
    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == client.get(path).headers["ETag"]


def test_a_star_stands_for_no_problem(client: ContractClient) -> None:
    headers = {"If-None-Match": "*"}
    assert client.get("/entries?county=nowhere", headers=headers).status_code == 400


@pytest.mark.parametrize("other", ["&fields=title", "&fields=id", "&limit=3", "&facets=goal"])
def test_another_search_is_not_what_the_reader_has(client: ContractClient, other: str) -> None:
    first = client.get("/entries?q=matsvinn").headers["ETag"]
    changed = client.get(f"/entries?q=matsvinn{other}", headers={"If-None-Match": first})
    assert changed.status_code == 200


def test_links_to_another_host_are_not_what_the_reader_has(client: ContractClient) -> None:
    headers = {"If-None-Match": client.get("/entries").headers["ETag"]}
    other = client.get("/entries", headers=headers, base_url="http://localhost:8123/api/v1")
    assert other.status_code == 200


def test_head_is_get_without_a_body(client: ContractClient) -> None:
    got, head = client.get("/vocabularies"), client.head("/vocabularies")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]


def test_problems_are_not_kept(client: ContractClient) -> None:
    assert client.get("/entries?page=0").headers["Cache-Control"] == "no-store"
