"""Candidates over HTTP: accepted, rejected, merged, split, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import ADMIN, PUBLISH
from tests.api.reviewing import KLIMAT, KURSER, NOWHERE, VERKTYG, Reviewer

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_county_may_be_missing_until_a_candidate_is_accepted(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    assert curator.patch(found["id"], counties=None).status_code == 200
    refused = curator.take(found["id"], "accept")
    assert refused.status_code == 422
    (fault,) = refused.get_json()["errors"]
    assert fault["pointer"] == "/counties"
    assert "vilket län det kommer från" in fault["message"]


def test_accepting_makes_a_draft_with_its_source_and_where_its_links_come_from(
    curator: Reviewer,
) -> None:
    found = curator.candidate(KLIMAT)
    curator.patch(found["id"], goals=[*found["entry"].get("goals", []), "5"])
    accepted = curator.take(found["id"], "accept", reason="Stämmer").get_json()
    assert (accepted["state"], accepted["actor"][:6]) == ("accepted", "token:")
    entry = curator.get(f"/entries/{accepted['entryId']}").get_json()
    assert (entry["status"], entry["title"]) == ("draft", found["entry"]["title"])
    source = entry["source"]
    assert (source["type"], source["survey"], source["question"]) == (
        "survey-reply",
        "rus-2018",
        "2c",
    )
    (span,) = found["said"]["spans"]
    assert [source["quote"]["start"], source["quote"]["end"]] == span
    assert source["reply"] == found["replyId"]
    links = {(each["field"], each["value"]): each for each in entry["conceptLinks"]}
    assert links["goals", "5"]["origin"] == "curated"
    assert links["sectors", "transport"]["origin"] == "harvested"
    climate = links["objectives", "1"]
    assert (climate["origin"], climate["score"] > 0) == ("suggested", True)
    assert climate["evidence"][0]["quote"] in entry["summary"]


def test_what_is_accepted_is_not_public_before_it_is_published(
    curator: Reviewer, anonymous: Reviewer
) -> None:
    found = curator.candidate(VERKTYG)
    entry_id = curator.take(found["id"], "accept").get_json()["entryId"]
    for path in (f"/entries/{entry_id}", f"/entries/{entry_id}/provenance"):
        assert anonymous.get(path).status_code == 404
    assert "Verktygspool" not in anonymous.get("/changes").text


def test_publishing_at_once_takes_its_scope(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    found = curator.candidate(VERKTYG)
    refused = reviewing("replies:harvest").take(found["id"], "accept", publish=True)
    assert (refused.status_code, refused.get_json()["scope"]) == (403, PUBLISH)
    accepted = curator.take(found["id"], "accept", publish=True).get_json()
    assert curator.get(f"/entries/{accepted['entryId']}").get_json()["status"] == "published"
    assert accepted["_meta"]["seq"] > 0


def test_everybody_sees_the_public_quote_and_reviewers_its_context(
    curator: Reviewer, anonymous: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    found = curator.candidate(KURSER)
    accepted = curator.take(found["id"], "accept").get_json()
    reviewing(ADMIN).take_entry(accepted["entryId"], "publish", confirmPersonal=["withheld"])
    path = f"/entries/{accepted['entryId']}/provenance"
    (public,) = anonymous.get(path).get_json()["replies"]
    assert public["quote"] == "Kurser om giftfria material."
    assert (public["checksum"], public["question"]) == (found["said"]["checksum"], "2c")
    assert public["spans"] == found["said"]["spans"]
    assert public.keys().isdisjoint({"text", "before", "after", "replyId", "candidateId"})
    (inside,) = curator.get(path).get_json()["replies"]
    assert "Anna Lindqvist" in inside["text"]
    assert "biogas" in inside["before"]


def test_an_accepted_candidate_is_not_decided_on_again(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    curator.take(found["id"], "accept")
    for step in ("accept", "reject"):
        refused = curator.take(found["id"], step)
        assert (refused.status_code, refused.get_json()["alternatives"]) == (409, ["undo"])
    assert curator.patch(found["id"], title="För sent").status_code == 409


def test_undo_takes_the_draft_away_and_it_can_be_accepted_again(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    first = curator.take(found["id"], "accept").get_json()["entryId"]
    undone = curator.take(found["id"], "undo").get_json()
    assert (undone["state"], undone["entryId"]) == ("waiting", None)
    assert curator.get(f"/entries/{first}").get_json()["status"] == "withdrawn"
    assert curator.take(found["id"], "accept").get_json()["entryId"] not in {None, first}


@pytest.mark.parametrize("publish", [True, False])
def test_undo_leaves_an_entry_that_was_published_or_changed_since(
    curator: Reviewer, reviewing: Callable[..., Reviewer], *, publish: bool
) -> None:
    found = curator.candidate(VERKTYG)
    entry_id = curator.take(found["id"], "accept").get_json()["entryId"]
    admin = reviewing(ADMIN)
    touched = (
        admin.take_entry(entry_id, "publish")
        if publish
        else admin.edit_entry(entry_id, title="Ändrad")
    )
    assert touched.status_code == 200
    assert curator.take(found["id"], "undo").status_code == 409


def test_undo_withdraws_what_accepting_published_for_those_who_may_publish(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    found = curator.candidate(VERKTYG)
    entry_id = curator.take(found["id"], "accept", publish=True).get_json()["entryId"]
    assert reviewing("replies:harvest").take(found["id"], "undo").status_code == 403
    assert curator.take(found["id"], "undo").get_json()["state"] == "waiting"
    assert curator.get(f"/entries/{entry_id}").get_json()["status"] == "withdrawn"


def test_rejecting_and_editing_are_undone_one_by_one(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    curator.patch(found["id"], title="Ändrad")
    curator.take(found["id"], "reject", reason="Finns redan")
    back = curator.take(found["id"], "undo").get_json()
    assert (back["state"], back["entry"]["title"]) == ("waiting", "Ändrad")
    back = curator.take(found["id"], "undo").get_json()
    assert back["entry"]["title"] == "Verktygspool"
    assert curator.take(found["id"], "undo").status_code == 409


def test_merged_candidates_are_one_and_come_back_with_undo(curator: Reviewer) -> None:
    first, second, third = curator.candidates()
    merged = curator.take(first["id"], "merge", others=[second["id"]]).get_json()
    assert merged["_meta"]["candidates"] == merged["mergedIds"] == [second["id"]]
    assert "biogas" in merged["entry"]["summary"]
    assert merged["said"]["spans"] == first["said"]["spans"] + second["said"]["spans"]
    assert merged["said"]["text"] == f"{first['said']['text']} {second['said']['text']}"
    for each in merged["suggestions"]:
        for ground in each["evidence"]:
            place = slice(ground["start"], ground["end"])
            assert merged["said"]["publicText"][place] == ground["quote"]
    assert set(second["entry"]["sectors"]) <= set(merged["entry"]["sectors"])
    assert curator.take(second["id"], "undo").status_code == 409
    assert curator.take(third["id"], "merge", others=[second["id"]]).status_code == 409
    undone = curator.take(first["id"], "undo").get_json()
    assert undone["entry"] == first["entry"]
    assert [each["state"] for each in curator.candidates()] == ["waiting"] * 3


def test_a_candidate_that_takes_in_an_earlier_one_is_named_and_reads_as_the_text(
    curator: Reviewer,
) -> None:
    first, second, _ = curator.candidates()
    merged = curator.take(second["id"], "merge", others=[first["id"]]).get_json()
    assert merged["id"] == second["id"]
    assert merged["entry"]["title"] == first["entry"]["title"]
    assert merged["entry"]["kind"] == first["entry"]["kind"]
    assert merged["entry"]["summary"].startswith(first["entry"]["summary"])
    assert merged["said"]["text"].startswith(first["said"]["text"])


@pytest.mark.parametrize("others", [[NOWHERE], None])
def test_merging_takes_candidates_that_there_are(curator: Reviewer, others: list[str]) -> None:
    found = curator.candidate(VERKTYG)
    more = {} if others is None else {"others": others}
    assert curator.take(found["id"], "merge", **more).status_code == 422
    assert curator.take(found["id"], "merge", others=[found["id"]]).status_code == 422


@pytest.mark.parametrize(("language", "told"), [("sv", "redan nämnd"), ("en", "named already")])
def test_a_candidate_that_is_named_twice_is_not_merged(
    curator: Reviewer, language: str, told: str
) -> None:
    found, other = curator.candidate(VERKTYG)["id"], curator.candidate(KLIMAT)["id"]
    curator.headers = {**curator.headers, "Accept-Language": language}
    refused = curator.take(found, "merge", others=[other, other.upper()])
    (fault,) = refused.get_json()["errors"]
    assert (refused.status_code, fault["pointer"], fault["code"]) == (422, "/others/1", "repeated")
    assert told in fault["message"]
    assert curator.candidate(KLIMAT)["state"] == "waiting"


def test_a_split_candidate_has_parts_that_keep_their_place(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    parts = [{"summary": "Klimatkontrakt med åkerier"}, {"title": "Biogas", "kind": "activity"}]
    done = curator.take(found["id"], "split", parts=parts).get_json()
    assert done["state"] == "split"
    one, two = (curator.get(f"/candidates/{i}").get_json() for i in done["_meta"]["candidates"])
    start = found["said"]["spans"][0][0]
    assert one["said"]["spans"] == [[start, start + len(parts[0]["summary"])]]
    assert (one["quote"], one["splitFromId"]) == (parts[0]["summary"], found["id"])
    assert (two["entry"]["title"], two["said"]["spans"]) == ("Biogas", found["said"]["spans"])
    refused = curator.take(found["id"], "split", parts=[{}, {"kind": "x"}])
    assert refused.status_code == 409


def test_a_split_is_undone_while_no_part_is_reviewed(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    done = curator.take(found["id"], "split", parts=[{}, {}]).get_json()
    part = done["_meta"]["candidates"][0]
    curator.take(part, "reject")
    assert curator.take(found["id"], "undo").status_code == 409
    curator.take(part, "undo")
    assert curator.patch(part, title="Ny").status_code == 200
    assert curator.take(found["id"], "undo").status_code == 409
    curator.take(part, "undo")
    assert curator.take(found["id"], "undo").get_json()["state"] == "waiting"


def test_faults_of_a_part_are_reported_with_their_place(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    refused = curator.take(found["id"], "split", parts=[{}, {"kind": "x"}])
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.get_json()["errors"]] == ["/parts/1/kind"]


@pytest.mark.parametrize(
    "content",
    [
        {"transition": "reject", "publish": True},
        {"transition": "accept", "others": [NOWHERE]},
        {"transition": "split"},
        {"transition": "approve"},
    ],
)
def test_a_step_takes_only_what_belongs_to_it(curator: Reviewer, content: dict[str, Any]) -> None:
    found = curator.candidate(VERKTYG)
    assert curator.take(found["id"], **content).status_code == 422
