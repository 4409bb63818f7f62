"""POST /link-suggestions: what is answered, and what is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from schemas.link_suggestions import LONGEST_TEXT

if TYPE_CHECKING:
    from tests.api.contract import ContractClient

pytestmark = pytest.mark.usefixtures("learnt_services")

ADVICE = (
    "Energirådgivning till lantbrukare. Länsstyrelsen besöker gårdar och visar hur solceller och"
    " byte från diesel till biogas minskar utsläppen av växthusgaser."
)


def suggested(client: ContractClient, text: str, query: str = "") -> list[dict[str, Any]]:
    response = client.post(f"/link-suggestions{query}", json={"text": text})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.get_json()["items"]
    return found


def links(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(each["field"], each["value"]) for each in found}


def test_a_text_gets_links_of_several_vocabularies(client: ContractClient) -> None:
    expected = {
        ("objectives", "1"),
        ("goals", "7"),
        ("goals", "13"),
        ("sectors", "energi"),
        ("sectors", "lantbruk"),
    }
    assert expected <= links(suggested(client, ADVICE))


def test_every_suggestion_shows_the_characters_that_it_rests_on(client: ContractClient) -> None:
    for each in suggested(client, ADVICE):
        assert each["evidence"]
        for evidence in each["evidence"]:
            assert ADVICE[evidence["start"] : evidence["end"]] == evidence["quote"] != ""


def test_until_a_model_is_there_rules_answer_and_it_is_told(fresh: ContractClient) -> None:
    text = "Skolkök mäter sitt matsvinn. Avfallet minskar."
    answer = fresh.post("/link-suggestions", json={"text": text}).get_json()
    assert answer["model"] is None
    assert ("goals", "12") in links(answer["items"])
    assert {each["method"] for each in answer["items"]} == {"rules"}


def test_an_example_is_an_entry_that_can_be_read(client: ContractClient) -> None:
    found = [
        (each["field"], each["value"], evidence["example"]["entryId"])
        for each in suggested(client, ADVICE)
        for evidence in each["evidence"]
        if evidence["example"]
    ]
    assert found
    for field, concept, entry_id in found:
        assert concept in client.get(f"/entries/{entry_id}").get_json()[field]


def test_fewer_are_suggested_the_surer_they_must_be(client: ContractClient) -> None:
    some = suggested(client, ADVICE, "?minPrecision=0.2")
    sure = suggested(client, ADVICE, "?minPrecision=0.9")
    assert links(sure) < links(some)
    assert min(each["precision"] for each in sure) >= 0.9


def test_a_text_that_says_nothing_gets_nothing(client: ContractClient) -> None:
    assert suggested(client, "Och så vidare!") == []


def test_labels_are_in_the_language_of_the_answer(client: ContractClient) -> None:
    response = client.post(
        "/link-suggestions", json={"text": ADVICE}, headers={"Accept-Language": "en"}
    )
    labels = {each["label"] for each in response.get_json()["items"]}
    assert "Climate action" in labels


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"text": "x" * (LONGEST_TEXT + 1)}, "too-long"),
        ({"text": " \n"}, "empty"),
        ({"text": 1}, "not-text"),
        ({}, "required"),
        ({"text": "Biogas", "kind": "activity"}, "unknown-field"),
    ],
)
def test_what_is_no_such_text_is_refused(
    client: ContractClient, content: dict[str, Any], code: str
) -> None:
    response = client.post("/link-suggestions", json=content)
    assert response.status_code == 422
    assert [each["code"] for each in response.get_json()["errors"]] == [code]


def test_the_longest_text_is_taken(client: ContractClient) -> None:
    assert links(suggested(client, "Biogas. " * (LONGEST_TEXT // 8)))


@pytest.mark.parametrize("value", ["2", "-1", "mycket"])
def test_a_precision_that_is_none_is_refused(client: ContractClient, value: str) -> None:
    response = client.post(f"/link-suggestions?minPrecision={value}", json={"text": "Biogas"})
    assert response.status_code == 400


def test_no_cache_keeps_the_answer(client: ContractClient) -> None:
    response = client.post("/link-suggestions", json={"text": ADVICE})
    assert response.headers["Cache-Control"] == "no-store"
