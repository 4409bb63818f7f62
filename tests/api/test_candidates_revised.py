"""Candidates of corrected replies, and when a reply is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.access import ADMIN
from tests.api.reviewing import VERKTYG, Reviewer
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
