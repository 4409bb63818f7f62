"""What looks like personal data is confirmed as read once, and then holds up nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import ADMIN
from tests.api.reviewing import KURSER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.api.reviewing import Reviewer

PUT_BACK = "Kurser om giftfria material (Anna Lindqvist, 070-123 45 67)."
READ = ["withheld", "Anna Lindqvist", "070-123 45 67"]


def codes(answer: Any) -> list[str]:
    return [each["code"] for each in answer.get_json()["errors"]]


def test_what_was_confirmed_as_read_is_published(curator: Reviewer) -> None:
    found = curator.candidate(KURSER)
    curator.patch(found["id"], summary=PUT_BACK)
    some = curator.take(found["id"], "accept", publish=True, confirmPersonal=READ[1:])
    assert codes(some) == ["withheld"]
    done = curator.take(found["id"], "accept", publish=True, confirmPersonal=READ)
    assert done.status_code == 200
    assert done.get_json()["state"] == "accepted"


def test_what_the_candidate_refuses_the_entry_refuses_until_it_is_confirmed(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    entry_id = curator.take(curator.candidate(KURSER)["id"], "accept").get_json()["entryId"]
    admin = reviewing(ADMIN)
    refused = admin.take_entry(entry_id, "publish")
    assert (refused.status_code, codes(refused)) == (422, ["withheld"])
    assert admin.take_entry(entry_id, "publish", confirmPersonal=["withheld"]).status_code == 200


def test_it_is_asked_about_again_only_when_new_words_come(
    curator: Reviewer, reviewing: Callable[..., Reviewer]
) -> None:
    found = curator.candidate(KURSER)
    accepted = curator.take(found["id"], "accept", confirmPersonal=["withheld"]).get_json()
    entry_id, admin = accepted["entryId"], reviewing(ADMIN)
    assert admin.take_entry(entry_id, "publish").status_code == 200
    admin.edit_entry(entry_id, summary=PUT_BACK)
    refused = admin.take_entry(entry_id, "publish")
    assert codes(refused) == ["personal-data", "personal-data"]
    assert admin.take_entry(entry_id, "publish", confirmPersonal=READ[1:]).status_code == 200
    admin.edit_entry(entry_id, results="Anna Lindqvist höll i kursen.")
    assert admin.take_entry(entry_id, "publish").status_code == 200


@pytest.mark.parametrize("step", ["reject", "postpone"])
def test_only_accepting_takes_what_was_read(curator: Reviewer, step: str) -> None:
    refused = curator.take(curator.candidate(KURSER)["id"], step, confirmPersonal=["withheld"])
    assert codes(refused) == ["not-of-this-transition"]
