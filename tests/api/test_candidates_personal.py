"""Personal data that edits put back into candidates: never published at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import ADMIN
from tests.api.reviewing import KLIMAT, KURSER, VERKTYG
from tests.app.replying import CORRECTED, REPLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.api.reviewing import Reviewer

PUT_BACK = "Kurser om giftfria material. Kontakta Anna Lindqvist, 070-123 45 67."


def test_what_was_withheld_is_not_published_at_once(curator: Reviewer) -> None:
    found = curator.candidate(KURSER)
    curator.patch(found["id"], summary=PUT_BACK, quote=PUT_BACK)
    refused = curator.take(found["id"], "accept", publish=True)
    assert refused.status_code == 422
    faults = refused.get_json()["errors"]
    assert {(each["pointer"], each["code"], each["value"]) for each in faults} == {
        ("/summary", "personal-data", "Anna Lindqvist"),
        ("/summary", "personal-data", "070-123 45 67"),
        ("/quote", "personal-data", "Anna Lindqvist"),
        ("/quote", "personal-data", "070-123 45 67"),
    }
    assert all("utkast" in each["message"] for each in faults)
    assert all(each["value"] in each["message"] for each in faults)
    assert curator.candidate(KURSER)["state"] == "waiting"


def test_what_was_withheld_becomes_a_draft_and_is_told(curator: Reviewer) -> None:
    found = curator.candidate(KURSER)
    curator.patch(found["id"], quote=PUT_BACK)
    accepted = curator.take(found["id"], "accept").get_json()
    told = {(each["pointer"], each["value"]) for each in accepted["_meta"]["warnings"]}
    assert told == {("/quote", "Anna Lindqvist"), ("/quote", "070-123 45 67")}
    assert accepted["state"] == "accepted"


@pytest.mark.parametrize(
    ("title", "found_as"),
    [
        ("Kurser av XYRI-VADOMAS stiftelse", ["XYRI-VADOMAS"]),
        ("Kurser av Xyri Vadoma", ["Xyri Vadoma"]),
        ("Kurser av vadoma, xyri", []),
    ],
)
def test_a_name_that_only_the_reply_tells_is_found_in_other_forms(
    sending: Callable[..., Reviewer], title: str, found_as: list[str]
) -> None:
    curator = sending("replies:harvest", "entries:publish")
    curator.send(REPLY.replace("Anna Lindqvist", "Xyri Vadoma"))
    found = curator.candidate(KURSER)
    assert "Xyri" not in found["said"]["publicText"]
    curator.patch(found["id"], title=title)
    warnings = curator.candidate(KURSER)["warnings"]
    assert [each["value"] for each in warnings] == found_as
    published = curator.take(found["id"], "accept", publish=True)
    assert published.status_code == (422 if found_as else 200)


def test_what_an_entry_tells_of_a_person_is_not_published_with_a_correction(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    entry_id = curator.take(curator.candidate(VERKTYG)["id"], "accept").get_json()["entryId"]
    reviewing(ADMIN).edit_entry(entry_id, title="Verktyg av Anna Lindqvist")
    curator.send(CORRECTED)
    (later,) = curator.candidates("?revision=changed")
    refused = curator.take(later["id"], "accept", publish=True)
    assert [each["pointer"] for each in refused.get_json()["errors"]] == ["/title"]
    assert curator.take(later["id"], "accept").status_code == 200


def test_many_at_once_tell_what_looks_like_personal_data(curator: Reviewer) -> None:
    found, other = curator.candidate(KURSER), curator.candidate(KLIMAT)
    curator.patch(found["id"], quote=PUT_BACK)
    unseen = curator.many(transition="accept", minPrecision=0, dryRun=True).get_json()
    done = {each["candidateId"]: each["done"] for each in unseen["items"]}
    assert (done.get(found["id"], False), done[other["id"]]) == (False, True)
    named = curator.many(transition="accept", candidates=[found["id"], other["id"]]).get_json()
    first, second = named["items"]
    assert [each["value"] for each in first["warnings"]] == ["Anna Lindqvist", "070-123 45 67"]
    assert (first["done"], second["done"], second["warnings"]) == (True, True, [])
