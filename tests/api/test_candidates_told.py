"""Accepting as a draft tells all of what publishing would: nothing shows up only afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import ADMIN
from tests.api.reviewing import KURSER, VERKTYG
from tests.app.replying import CORRECTED, REPLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.api.reviewing import Reviewer

NUMBER = "?registryNumber=Anna+Hallgrensson+1"
CHANGES = (
    {"title": "Verktyg av Xhevahire Berisha"},
    {"summary": "Kursen hölls av Pekka.", "title": "Pekkas kurs"},
    {"sectorText": ["Ring 070-123 45 67"]},
    {"leadOrganisation": "Anna Lindqvist"},
    {},
)


def told(warnings: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(each["pointer"], each["code"], each["value"]) for each in warnings}


@pytest.mark.parametrize("changes", CHANGES)
@pytest.mark.parametrize("at", [VERKTYG, KURSER])
def test_it_tells_what_keeps_it_from_being_published(
    sending: Callable[..., Reviewer], changes: dict[str, Any], at: int
) -> None:
    curator = sending("replies:harvest", "entries:publish")
    curator.send(REPLY, NUMBER)
    found = curator.candidate(at)
    curator.patch(found["id"], **changes)
    refused = curator.take(found["id"], "accept", publish=True)
    assert refused.status_code == 422
    unseen = curator.many(transition="accept", candidates=[found["id"]], dryRun=True).get_json()
    accepted = curator.take(found["id"], "accept").get_json()
    expected = told(refused.get_json()["errors"])
    assert ("/source/registryNumber", "personal-data", "Anna Hallgrensson") in expected
    assert told(accepted["_meta"]["warnings"]) == expected
    assert told(unseen["items"][0]["warnings"]) == expected


def test_of_a_correction_it_tells_what_the_entry_holds(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    entry_id = curator.take(curator.candidate(VERKTYG)["id"], "accept").get_json()["entryId"]
    reviewing(ADMIN).edit_entry(entry_id, title="Verktyg av Anna Lindqvist")
    curator.send(CORRECTED)
    (later,) = curator.candidates("?revision=changed")
    refused = curator.take(later["id"], "accept", publish=True).get_json()
    accepted = curator.take(later["id"], "accept").get_json()
    assert told(accepted["_meta"]["warnings"]) == told(refused["errors"])
    assert ("/title", "personal-data", "Anna Lindqvist") in told(refused["errors"])
