"""Candidates of corrected replies, and when a reply is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.access import ADMIN
from app.candidates.views import NOT_IN_REPLY
from tests.api.reviewing import KLIMAT, KURSER, VERKTYG, Reviewer
from tests.app.replying import CORRECTED

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_corrected_reply_changes_the_draft_and_leaves_what_people_edited(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    first = curator.candidate(VERKTYG)
    entry_id = curator.take(first["id"], "accept", publish=True).get_json()["entryId"]
    editor = reviewing(ADMIN)
    edited = editor.edit_entry(entry_id, title="Verktygspool i Växjö", publish=True)
    assert edited.status_code == 200
    curator.send(CORRECTED)
    (later,) = curator.candidates("?revision=changed")
    assert later["earlierId"] == first["id"]
    accepted = curator.take(later["id"], "accept").get_json()
    assert accepted["entryId"] == entry_id
    entry = curator.get(f"/entries/{entry_id}").get_json()
    assert (entry["status"], entry["publishedVersion"]) == ("draft", 2)
    assert (entry["title"], "Alvesta" in entry["summary"]) == ("Verktygspool i Växjö", True)
    curator.take(later["id"], "undo")
    assert "Alvesta" not in curator.get(f"/entries/{entry_id}").get_json()["summary"]


def test_a_waiting_candidate_makes_room_for_its_corrected_one(curator: Reviewer) -> None:
    first = curator.candidate(VERKTYG)
    curator.send(CORRECTED)
    replaced = curator.get(f"/candidates/{first['id']}").get_json()
    assert replaced["state"] == "replaced"
    assert curator.take(first["id"], "undo").status_code == 409
    assert len(curator.candidates("?state=waiting")) == 4


def test_a_reply_is_reviewed_once_nothing_of_it_waits(curator: Reviewer) -> None:
    for each in curator.candidates():
        curator.take(each["id"], "reject")
    reply = f"/replies/{each['replyId']}"
    assert curator.get(reply).get_json()["reviewedAt"] is not None
    curator.take(each["id"], "undo")
    assert curator.get(reply).get_json()["reviewedAt"] is None


def test_what_was_edited_in_review_stays_when_a_corrected_reply_is_accepted(
    curator: Reviewer,
) -> None:
    first = curator.candidate(VERKTYG)
    curator.patch(first["id"], title="Verktyg till nytta", goals=["5"])
    entry_id = curator.take(first["id"], "accept", publish=True).get_json()["entryId"]
    curator.send(CORRECTED)
    (later,) = curator.candidates("?revision=changed")
    assert (later["entry"]["title"], later["entry"]["goals"]) == ("Verktyg till nytta", ["5"])
    assert "Alvesta" in later["entry"]["summary"]
    refused = curator.take(later["id"], "undo")
    assert (refused.status_code, "den tidigare" in refused.text) == (409, True)
    curator.take(later["id"], "accept", publish=True)
    entry = curator.get(f"/entries/{entry_id}").get_json()
    goals = [each["value"] for each in entry["conceptLinks"] if each["field"] == "goals"]
    assert (entry["version"], entry["title"], goals) == (2, "Verktyg till nytta", ["5"])
    assert "Alvesta" in entry["summary"]


def test_what_is_edited_in_the_corrected_candidate_counts_most(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    first = curator.candidate(VERKTYG)
    curator.patch(first["id"], title="I granskningen", goals=["5"])
    entry_id = curator.take(first["id"], "accept").get_json()["entryId"]
    reviewing(ADMIN).edit_entry(entry_id, title="I exemplet")
    curator.send(CORRECTED)
    (later,) = curator.candidates("?revision=changed")
    curator.patch(later["id"], goals=["12"])
    curator.take(later["id"], "accept")
    entry = curator.get(f"/entries/{entry_id}").get_json()
    goals = [each["value"] for each in entry["conceptLinks"] if each["field"] == "goals"]
    assert (entry["title"], goals) == ("I exemplet", ["12"])


def test_edits_of_a_waiting_candidate_go_over_to_the_one_that_replaces_it(
    curator: Reviewer,
) -> None:
    first = curator.candidate(VERKTYG)
    curator.patch(first["id"], title="Verktyg till nytta", quote="Verktygspool: vi lånar ut")
    curator.send(CORRECTED)
    (later,) = curator.candidates("?revision=changed")
    assert later["state"] == "waiting"
    assert later["entry"]["title"] == "Verktyg till nytta"
    assert later["quote"] == "Verktygspool: vi lånar ut"


def test_accepting_what_a_corrected_reply_no_longer_has_says_so(curator: Reviewer) -> None:
    gone, kept = curator.candidate(KLIMAT), curator.candidate(KURSER)
    reply = curator.send(CORRECTED)
    accepted = curator.take(gone["id"], "accept").get_json()
    (told,) = accepted["_meta"]["warnings"]
    assert (accepted["state"], told["code"], told["value"]) == (
        "accepted",
        "gone-from-reply",
        reply["id"],
    )
    assert told["message"] == NOT_IN_REPLY.sv
    assert not curator.take(gone["id"], "undo").get_json()["_meta"]["warnings"]
    left = curator.take(kept["id"], "accept").get_json()["_meta"]["warnings"]
    assert [each["code"] for each in left] == ["withheld"]
