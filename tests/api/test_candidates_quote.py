"""The public quote of a candidate: the reply's own words, of which parts may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.reviewing import KLIMAT, KURSER, VERKTYG

if TYPE_CHECKING:
    from tests.api.reviewing import Reviewer


@pytest.mark.parametrize(
    "quote", ["Klimatkontrakt som byter till biogas", "KLIMATKONTRAKT … biogas.", None]
)
def test_a_quote_may_leave_words_out(curator: Reviewer, quote: str | None) -> None:
    found = curator.candidate(KLIMAT)
    changed = curator.patch(found["id"], quote=quote)
    assert (changed.status_code, changed.get_json()["quote"]) == (200, quote)


@pytest.mark.parametrize(
    "quote",
    ["Klimatkontrakt med rederier", "biogas till åkerier", "Klimat", "Klimatkontrakt, biogas, el"],
)
def test_a_quote_in_other_words_than_the_replys_is_refused(curator: Reviewer, quote: str) -> None:
    found = curator.candidate(KLIMAT)
    refused = curator.patch(found["id"], quote=quote)
    (fault,) = refused.get_json()["errors"]
    assert (refused.status_code, fault["pointer"], fault["code"]) == (422, "/quote", "not-of-reply")
    assert curator.candidate(KLIMAT)["quote"] == found["quote"]


def test_the_quote_of_a_part_is_held_to_the_reply_as_well(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    refused = curator.take(found["id"], "split", parts=[{}, {"quote": "Elbilar"}])
    assert [each["pointer"] for each in refused.get_json()["errors"]] == ["/parts/1/quote"]


def test_a_merged_quote_holds_words_of_both_each_a_sentence_of_its_own(curator: Reviewer) -> None:
    klimat, kurser = curator.candidate(KLIMAT), curator.candidate(KURSER)
    verktyg = curator.candidate(VERKTYG)
    curator.patch(verktyg["id"], summary="Vi lånar ut verktyg", quote="vi lånar ut verktyg")
    others = [kurser["id"], klimat["id"]]
    merged = curator.take(verktyg["id"], "merge", others=others).get_json()
    assert merged["quote"].startswith("Vi lånar ut verktyg. Klimatkontrakt med åkerier")
    assert merged["quote"].endswith("Kurser om giftfria material.")
    assert merged["entry"]["summary"].startswith("Vi lånar ut verktyg. Klimat")
    shorter = "lånar ut verktyg. Klimatkontrakt med åkerier"
    assert curator.patch(verktyg["id"], quote=shorter).status_code == 200


def test_the_quote_of_an_accepted_candidate_can_be_shortened(
    curator: Reviewer, anonymous: Reviewer
) -> None:
    found = curator.candidate(KLIMAT)
    entry_id = curator.take(found["id"], "accept", publish=True).get_json()["entryId"]
    shorter = "Klimatkontrakt som byter till biogas"
    changed = curator.patch(found["id"], quote=shorter, reason="Kortare")
    assert (changed.status_code, changed.get_json()["state"]) == (200, "accepted")
    told = anonymous.get(f"/entries/{entry_id}/provenance").get_json()["replies"]
    assert [each["quote"] for each in told] == [shorter]
    longer = curator.patch(found["id"], quote=found["quote"])
    assert [each["code"] for each in longer.get_json()["errors"]] == ["not-shorter"]
    assert curator.patch(found["id"], quote=None, title="Annat").status_code == 409
    assert curator.patch(found["id"], quote=None).get_json()["quote"] is None


def test_a_shortened_quote_does_not_come_back_by_undoing_what_is_public(
    curator: Reviewer,
) -> None:
    found = curator.candidate(KLIMAT)
    curator.take(found["id"], "accept", publish=True)
    curator.patch(found["id"], quote="Klimatkontrakt")
    assert curator.take(found["id"], "undo").status_code == 409
    assert curator.candidate(KLIMAT)["quote"] == "Klimatkontrakt"
