from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from app.indexing import sync_index
from catalogue import entries
from tests.api.contract import BASE
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.api.contract import ContractClient
    from tests.fixtures.services import Loader

METHOD = row("method", kind="working-method", title="Cirkulär upphandling")
PARTS = ("", "/versions", "/versions/1", "/relations", "/similar", "/provenance")


def only_id(client: ContractClient, query: str = "") -> str:
    (item,) = client.get(f"/entries?{query}").get_json()["items"]
    return str(item["id"])


def rels(body: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in body["_links"]}


def withdraw(services: Services, entry_id: str, **more: str) -> None:
    with services.database.write() as unit:
        entries.withdraw(unit, entry_id, "Dubblett", actor="tester", **more)
    sync_index(services)


def test_an_entry_shows_the_way_to_what_belongs_to_it(fresh: ContractClient, load: Loader) -> None:
    load(METHOD)
    entry_id = only_id(fresh)
    body = fresh.get(f"/entries/{entry_id}").get_json()
    assert body["title"] == "Cirkulär upphandling"
    assert rels(body) == {
        "self": f"{BASE}/entries/{entry_id}",
        "collection": f"{BASE}/entries",
        "version-history": f"{BASE}/entries/{entry_id}/versions",
        "related": f"{BASE}/entries/{entry_id}/relations",
        "similar": f"{BASE}/entries/{entry_id}/similar",
        "provenance": f"{BASE}/entries/{entry_id}/provenance",
    }


def test_an_entry_has_an_address_for_good_wherever_it_is_answered(client: ContractClient) -> None:
    (item,) = client.get("/entries?limit=1&fields=uri").get_json()["items"]
    uri = f"{BASE.removesuffix('/api/v1')}/id/entries/{item['id']}"
    assert item["uri"] == uri
    for path in ("", "/versions/1"):
        assert client.get(f"/entries/{item['id']}{path}").get_json()["uri"] == uri
    other = client.get(f"/entries/{item['id']}", base_url="http://localhost:8123/api/v1")
    assert other.get_json()["uri"] == uri
    (near, *_) = client.get(f"/entries/{item['id']}/similar").get_json()["items"]
    assert near["uri"].endswith(f"/id/entries/{near['id']}")


LABELLED = row("labelled", goals=["7"], targets=["12.3"], levers=["loop"], state="ongoing")


@pytest.mark.parametrize("path", ["/entries", "/entries/{}", "/entries/{}/versions/1"])
def test_labels_of_concepts_come_with_an_entry_that_asks_for_them(
    fresh: ContractClient, load: Loader, path: str
) -> None:
    load(LABELLED)
    every_field = "&fields=*" if path == "/entries" else ""
    address = path.format(only_id(fresh))

    def labels(query: str, language: str = "sv") -> dict[str, dict[str, str]] | None:
        answer = fresh.get(f"{address}?{query}{every_field}", headers={"Accept-Language": language})
        assert language in answer.headers["Content-Language"]
        body = answer.get_json()
        found: dict[str, dict[str, str]] | None = body.get("items", [body])[0].get("labels")
        return found

    assert labels("") is None
    swedish, english = labels("expand=labels"), labels("expand=labels", "en")
    assert swedish
    assert english
    assert swedish["kind"] == {"activity": "Aktivitet"}
    assert (swedish["counties"], english["counties"]) == (
        {"12": "Skåne län"},
        {"12": "Skåne County"},
    )
    assert swedish["levers"] == {"loop": "Loopa"}
    assert (swedish["state"], english["state"]) == ({"ongoing": "Pågående"}, {"ongoing": "Ongoing"})
    assert swedish["resultBasis"] == {}
    assert swedish["targets"].keys() == {"12.3"}
    assert swedish["sectors"] == {}


def test_labels_are_those_of_the_chosen_fields(fresh: ContractClient, load: Loader) -> None:
    load(LABELLED)

    def labels(query: str) -> set[str]:
        (item,) = fresh.get(f"/entries?expand=labels{query}").get_json()["items"]
        return {*item["labels"]}

    assert labels("&fields=goals") == {"goals"}
    assert labels("") == {"goals", "sectors", "counties", "kind", "state"}
    assert "levers" in labels("&fields=title")
    refused = fresh.get("/entries?fields=labels").get_json()["errors"]
    assert [each["nearest"] for each in refused] == [["expand=labels"]]


def test_similar_entries_have_labels_too(client: ContractClient) -> None:
    (item,) = client.get("/entries?limit=1&fields=id").get_json()["items"]
    body = client.get(f"/entries/{item['id']}/similar?expand=labels").get_json()
    assert all(each["labels"]["kind"] for each in body["items"])


@pytest.mark.parametrize("part", PARTS)
def test_texts_of_entries_are_said_to_be_swedish(client: ContractClient, part: str) -> None:
    entry_id = client.get("/entries?limit=1&fields=id").get_json()["items"][0]["id"]
    response = client.get(f"/entries/{entry_id}{part}", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "sv"


def test_an_id_may_be_written_in_capitals(fresh: ContractClient, load: Loader) -> None:
    load(METHOD)
    entry_id = only_id(fresh)
    assert fresh.get(f"/entries/{entry_id.upper()}").get_json()["id"] == entry_id


def test_every_published_version_is_kept(fresh: ContractClient, load: Loader) -> None:
    load(METHOD)
    load({**METHOD, "title": "Cirkulär upphandling i länet"})
    entry_id = only_id(fresh)
    versions = fresh.get(f"/entries/{entry_id}/versions").get_json()["items"]
    assert [(each["version"], each["current"]) for each in versions] == [(2, True), (1, False)]
    first = fresh.get(f"/entries/{entry_id}/versions/1").get_json()
    assert (first["version"], first["title"]) == (1, "Cirkulär upphandling")
    assert rels(first)["latest-version"] == f"{BASE}/entries/{entry_id}"


def test_versions_name_no_actor(fresh: ContractClient, load: Loader) -> None:
    load(METHOD)
    (version,) = fresh.get(f"/entries/{only_id(fresh)}/versions").get_json()["items"]
    assert version.keys() == {"version", "title", "createdAt", "publishedAt", "current", "_links"}


def test_relations_are_seen_from_both_ends(fresh: ContractClient, load: Loader) -> None:
    load(METHOD)
    method = only_id(fresh)
    load(row("user", relations=[{"type": "uses-method", "entryId": method}]))
    user = only_id(fresh, "kind=activity")
    outgoing = fresh.get(f"/entries/{user}/relations").get_json()["items"][0]
    incoming = fresh.get(f"/entries/{method}/relations").get_json()["items"][0]
    assert (outgoing["direction"], outgoing["entryId"]) == ("outgoing", method)
    assert (incoming["direction"], incoming["entryId"]) == ("incoming", user)
    assert outgoing["title"] == "Cirkulär upphandling"


def test_similar_entries_come_best_first_and_without_the_entry_itself(
    client: ContractClient,
) -> None:
    entry_id = client.get("/entries?q=matsvinn&limit=1").get_json()["items"][0]["id"]
    items = client.get(f"/entries/{entry_id}/similar?limit=3").get_json()["items"]
    scores = [item["score"] for item in items]
    assert scores == sorted(scores, reverse=True)
    assert entry_id not in {item["id"] for item in items}
    assert len(items) == 3


def test_provenance_points_at_the_quoted_characters(client: ContractClient) -> None:
    entry_id = client.get("/entries?goal=12&limit=1").get_json()["items"][0]["id"]
    entry = client.get(f"/entries/{entry_id}").get_json()
    provenance = client.get(f"/entries/{entry_id}/provenance").get_json()
    placed = [quote for link in provenance["conceptLinks"] for quote in link["evidence"]]
    assert placed
    for quote in placed:
        text: Any = entry
        for token in quote["pointer"].strip("/").split("/"):
            text = text[int(token)] if isinstance(text, list) else text[token]
        assert text[quote["start"] : quote["end"]] == quote["quote"]


@pytest.mark.parametrize("part", PARTS)
def test_what_never_was_is_not_found(client: ContractClient, part: str) -> None:
    response = client.get(f"/entries/{uuid4()}{part}")
    assert response.status_code == 404
    assert response.get_json()["type"].endswith("/problems/not-found")


@pytest.mark.parametrize("part", PARTS)
def test_a_draft_is_not_found(
    fresh: ContractClient, load: Loader, empty_services: Services, part: str
) -> None:
    load(METHOD, publish=False)
    with empty_services.database.read() as connection:
        record = entries.by_key(connection, "test", "method", published_only=False)
    assert record
    assert fresh.get(f"/entries/{record.id}{part}").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_a_withdrawn_entry_leaves_a_tombstone(
    fresh: ContractClient, load: Loader, empty_services: Services, part: str
) -> None:
    load(METHOD, row("heir"))
    entry_id = only_id(fresh, "kind=working-method")
    heir = only_id(fresh, "kind=activity")
    withdraw(empty_services, entry_id, replaced_by=heir)
    response = fresh.get(f"/entries/{entry_id}{part}")
    problem = response.get_json()
    assert response.status_code == 410
    assert (problem["reason"], problem["replacedBy"]) == ("Dubblett", heir)
    assert problem["withdrawnAt"].endswith("Z")


@pytest.mark.parametrize("number", ["0", "-1", "99", "2147483648", "9" * 40, "x", "1.0"])
def test_there_is_no_such_version(client: ContractClient, number: str) -> None:
    entry_id = client.get("/entries?limit=1&fields=id").get_json()["items"][0]["id"]
    assert client.get(f"/entries/{entry_id}/versions/{number}").status_code == 404


def test_nothing_of_drafts_and_withdrawn_entries_is_public(
    fresh: ContractClient, load: Loader, empty_services: Services
) -> None:
    load(row("public", title="Synligt"), row("gone", title="Försvunnen qxwithdrawn", goals=["5"]))
    load(row("draft", title="Utkast qxdraft", goals=["6"]), publish=False)
    load(row("public", title="Ändrat qxlater"), publish=False)
    gone = only_id(fresh, "goal=5")
    withdraw(empty_services, gone)
    entry_id = only_id(fresh)
    pages = [
        "/entries?facets=goal&facets=organisation&facets=year&limit=100",
        *(f"/entries?q={word}" for word in ("qxdraft", "qxwithdrawn", "qxlater")),
        *(f"/suggestions?q={word}" for word in ("qxd", "qxw", "qxl", "Uts", "För", "Änd")),
        "/coverage?rows=goal&columns=county",
        *(f"/entries/{entry_id}{part}" for part in PARTS),
        *(f"/entries/{gone}{part}" for part in PARTS),
    ]
    for page in pages:
        text = fresh.get(page).text.replace(page, "")
        for word in ("Utkast qxdraft", "Försvunnen qxwithdrawn", "Ändrat qxlater"):
            assert word not in text, page
    cells = fresh.get("/coverage?rows=goal&columns=county").get_json()["cells"]
    assert sum(cell["count"] for cell in cells) == 0
