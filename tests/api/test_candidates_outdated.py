"""Parts and merged candidates of which a corrected reply changes the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.api.reviewing import KLIMAT, KURSER, VERKTYG, Reviewer
from tests.app.replying import CORRECTED, REPLY

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = [
    {"title": "Verktygspool", "summary": "vi lånar ut verktyg"},
    {"title": "Byggföretag", "summary": "tolv byggföretag i Växjö"},
]
KLIMAT_CHANGED = REPLY.replace("byter till biogas", "byter till biogas och el")


def split(curator: Reviewer, candidate_id: str) -> list[str]:
    done = curator.take(candidate_id, "split", parts=PARTS).get_json()
    ids: list[str] = done["_meta"]["candidates"]
    return ids


def one(curator: Reviewer, candidate_id: str) -> dict[str, Any]:
    found: dict[str, Any] = curator.get(f"/candidates/{candidate_id}").get_json()
    return found


def gone_in(curator: Reviewer, ids: Sequence[str]) -> list[str | None]:
    return [one(curator, each)["goneInReplyId"] for each in ids]


def test_a_part_that_waits_says_that_the_whole_was_corrected(curator: Reviewer) -> None:
    first, second = split(curator, curator.candidate(VERKTYG)["id"])
    curator.patch(second, title="Verktygspool")
    entry_id = curator.take(first, "accept").get_json()["entryId"]
    reply = curator.send(CORRECTED)
    assert gone_in(curator, [first, second]) == [reply["id"]] * 2
    assert [each["entryId"] for each in one(curator, second)["duplicates"]] == [entry_id]
    done = curator.many(transition="accept", minPrecision=0).get_json()
    assert second not in {each["candidateId"] for each in done["items"] if each["done"]}
    assert curator.many(transition="accept", candidates=[second]).get_json()["_meta"]["done"] == 1


def test_a_whole_that_comes_back_with_undo_says_that_it_was_corrected(curator: Reviewer) -> None:
    whole = curator.candidate(VERKTYG)["id"]
    split(curator, whole)
    reply = curator.send(CORRECTED)
    back = curator.take(whole, "undo").get_json()
    assert (back["state"], back["goneInReplyId"]) == ("waiting", reply["id"])


def test_parts_of_what_a_corrected_reply_has_not_are_gone_as_well(curator: Reviewer) -> None:
    whole = curator.candidate(KLIMAT)["id"]
    parts = curator.take(whole, "split", parts=[{}, {}]).get_json()["_meta"]["candidates"]
    reply = curator.send(CORRECTED)
    assert gone_in(curator, [whole, *parts]) == [reply["id"]] * 3


def test_parts_of_an_unchanged_candidate_stay(curator: Reviewer) -> None:
    parts = split(curator, curator.candidate(VERKTYG)["id"])
    curator.send(KLIMAT_CHANGED)
    assert gone_in(curator, parts) == [None, None]


def test_a_merged_candidate_says_that_what_went_into_it_was_corrected(curator: Reviewer) -> None:
    first, second = curator.candidate(VERKTYG)["id"], curator.candidate(KLIMAT)["id"]
    curator.take(first, "merge", others=[second])
    reply = curator.send(KLIMAT_CHANGED)
    (changed,) = curator.candidates("?revision=changed")
    curator.take(changed["id"], "accept")
    merged = one(curator, first)
    assert (merged["state"], merged["goneInReplyId"]) == ("waiting", reply["id"])
    assert changed["id"] not in {each["id"] for each in curator.candidates("?state=waiting")}


def test_undoing_the_merge_leaves_only_what_was_corrected_marked(curator: Reviewer) -> None:
    ids = [curator.candidate(each)["id"] for each in (VERKTYG, KLIMAT, KURSER)]
    curator.take(ids[VERKTYG], "merge", others=[ids[KLIMAT]])
    curator.take(ids[VERKTYG], "merge", others=[ids[KURSER]])
    reply = curator.send(KLIMAT_CHANGED)
    curator.take(ids[VERKTYG], "undo")
    assert gone_in(curator, ids) == [reply["id"], reply["id"], None]
    curator.take(ids[VERKTYG], "undo")
    assert gone_in(curator, ids) == [None, reply["id"], None]


def test_a_merged_candidate_whose_own_words_change_keeps_the_others(curator: Reviewer) -> None:
    first, second = curator.candidate(VERKTYG)["id"], curator.candidate(KURSER)["id"]
    curator.take(first, "merge", others=[second])
    reply = curator.send(CORRECTED)
    (changed,) = curator.candidates("?revision=changed")
    assert "Kurser" not in changed["entry"]["summary"]
    merged = one(curator, first)
    assert (merged["state"], merged["goneInReplyId"]) == ("waiting", reply["id"])
    curator.take(first, "undo")
    assert gone_in(curator, [first, second]) == [reply["id"], None]


def test_what_is_made_of_a_gone_candidate_is_gone_too(curator: Reviewer) -> None:
    gone, kept = curator.candidate(KLIMAT)["id"], curator.candidate(KURSER)["id"]
    reply = curator.send(CORRECTED)
    parts = curator.take(gone, "split", parts=[{}, {}]).get_json()["_meta"]["candidates"]
    assert gone_in(curator, parts) == [reply["id"]] * 2
    curator.take(kept, "merge", others=[parts[0]])
    assert gone_in(curator, [kept]) == [reply["id"]]
    curator.take(kept, "undo")
    assert gone_in(curator, [kept]) == [None]
