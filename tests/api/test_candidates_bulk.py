"""Many candidates decided on at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.reviewing import KLIMAT, NOWHERE, Reviewer


def test_sure_candidates_are_accepted_at_once_as_drafts(curator: Reviewer) -> None:
    least = min(each["precision"] for each in curator.candidates() if each["precision"])
    rehearsed = curator.many(transition="accept", minPrecision=least, dryRun=True).get_json()
    assert {each["state"] for each in curator.candidates()} == {"waiting"}
    done = curator.many(transition="accept", minPrecision=least).get_json()
    assert done["_meta"]["done"] == rehearsed["_meta"]["done"] >= 1
    entries = [each["entryId"] for each in done["items"] if each["done"]]
    states = {curator.get(f"/entries/{each}").get_json()["status"] for each in entries}
    assert states == {"draft"}
    ids = [each["candidateId"] for each in done["items"] if each["done"]]
    undone = curator.many(transition="undo", candidates=ids).get_json()
    assert undone["_meta"]["done"] == len(ids)
    assert {each["state"] for each in curator.candidates()} == {"waiting"}


def test_a_precision_that_nothing_reaches_accepts_nothing(curator: Reviewer) -> None:
    done = curator.many(transition="accept", minPrecision=1).get_json()
    counts = {name: done["_meta"][name] for name in ("done", "skipped", "more")}
    assert counts == {"done": 0, "skipped": 0, "more": False}


def test_what_is_to_be_looked_at_is_not_accepted_unseen(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    curator.patch(found["id"], title="Klimatkontrakt, tfn 070-123 45 67")
    done = curator.many(transition="accept", minPrecision=0.5).get_json()
    told = {each["candidateId"]: each["message"] for each in done["items"]}
    assert "personuppgifter" in told[found["id"]]
    named = curator.many(transition="accept", candidates=[found["id"]]).get_json()
    assert named["_meta"]["done"] == 1


def test_an_id_of_no_candidate_is_reported_in_its_place(curator: Reviewer) -> None:
    known = curator.candidate(KLIMAT)["id"]
    done = curator.many(transition="accept", candidates=[NOWHERE, known]).get_json()
    unknown, taken = done["items"]
    assert (unknown["candidateId"], unknown["title"], unknown["done"]) == (NOWHERE, None, False)
    assert unknown["message"] == "Det finns ingen sådan kandidat."
    assert (taken["candidateId"], taken["done"]) == (known, True)
    assert (done["_meta"]["done"], done["_meta"]["skipped"]) == (1, 1)


@pytest.mark.parametrize(
    "content",
    [
        {"transition": "accept"},
        {"transition": "reject", "minPrecision": 0.9},
        {"transition": "accept", "minPrecision": 0.9, "candidates": [NOWHERE]},
        {"transition": "accept", "minPrecision": 7},
    ],
)
def test_many_are_named_or_chosen_by_precision(curator: Reviewer, content: dict[str, Any]) -> None:
    assert curator.many(**content).status_code == 422
