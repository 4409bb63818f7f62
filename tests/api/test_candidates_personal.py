"""Personal data that edits put back into candidates: never published at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import ADMIN
from catalogue import replies
from tests.api.reviewing import KLIMAT, KURSER, VERKTYG
from tests.app.replying import CORRECTED, REPLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from tests.api.reviewing import Reviewer

CUT = ("/said/publicText", "withheld", None)
"""Told of what the reply says about somebody, whatever else is found."""
PUT_BACK = "Kurser om giftfria material (Anna Lindqvist, 070-123 45 67)."


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
        CUT,
    }
    assert all("utkast" in each["message"] for each in faults)
    assert all(each["value"] in each["message"] for each in faults if each["value"])
    assert curator.candidate(KURSER)["state"] == "waiting"


def test_what_was_withheld_becomes_a_draft_and_is_reported(curator: Reviewer) -> None:
    found = curator.candidate(KURSER)
    curator.patch(found["id"], quote=PUT_BACK)
    accepted = curator.take(found["id"], "accept").get_json()
    told = {(each["pointer"], each["value"]) for each in accepted["_meta"]["warnings"]}
    assert told == {("/quote", "Anna Lindqvist"), ("/quote", "070-123 45 67"), CUT[::2]}
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
    assert [each["value"] for each in warnings if each["code"] == "personal-data"] == found_as
    refused = curator.take(found["id"], "accept", publish=True)
    assert [each["value"] for each in refused.get_json()["errors"]] == [*found_as, None]


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
    assert [each["value"] for each in first["warnings"]] == [
        *("Anna Lindqvist", "070-123 45 67"),
        None,
    ]
    assert (first["done"], second["done"], second["warnings"]) == (True, True, [])


def test_words_that_something_was_cut_from_are_no_entry_at_one_step(curator: Reviewer) -> None:
    found = curator.candidate(KURSER)
    (warning,) = found["warnings"]
    assert (warning["pointer"], warning["code"], warning["value"]) == CUT
    assert "ett personnamn, en persons e-postadress och ett telefonnummer" in warning["message"]
    refused = curator.take(found["id"], "accept", publish=True)
    assert [each["code"] for each in refused.get_json()["errors"]] == ["withheld"]
    assert curator.take(found["id"], "accept").status_code == 200


def test_a_part_of_such_words_is_no_entry_at_one_step_either(curator: Reviewer) -> None:
    found = curator.candidate(KURSER)
    parts = [{"summary": "Kurser om giftfria material."}, {"summary": "Material."}]
    made = curator.take(found["id"], "split", parts=parts).get_json()["_meta"]["candidates"]
    answers = [curator.take(each, "accept", publish=True) for each in made]
    codes = [[each["code"] for each in one.get_json()["errors"]] for one in answers]
    assert codes == [["withheld"], ["withheld"]]


def test_what_went_into_another_bars_it_as_well(curator: Reviewer) -> None:
    found, other = curator.candidate(KURSER), curator.candidate(KLIMAT)
    curator.take(other["id"], "merge", others=[found["id"]])
    refused = curator.take(other["id"], "accept", publish=True)
    assert "withheld" in {each["code"] for each in refused.get_json()["errors"]}


def test_it_is_known_when_the_reply_is_forgotten(
    curator: Reviewer, reply_services: Services
) -> None:
    found = curator.candidate(KURSER)
    with reply_services.database.write() as unit:
        replies.forget(unit, 1)
    refused = curator.take(found["id"], "accept", publish=True)
    assert [each["code"] for each in refused.get_json()["errors"]] == ["withheld"]
