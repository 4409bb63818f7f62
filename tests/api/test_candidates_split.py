"""Parts of a candidate over HTTP: each has the links that its own words bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from record.links import LINKS
from tests.api.reviewing import KLIMAT, VERKTYG
from tests.app.replying import CORRECTED

if TYPE_CHECKING:
    from tests.api.reviewing import Reviewer

FIRST, SECOND = "Klimatkontrakt med åkerier", "byter till biogas"


def split(curator: Reviewer, candidate_id: str, *summaries: str) -> list[dict[str, Any]]:
    parts = [{"summary": each, "title": each} for each in summaries]
    done = curator.take(candidate_id, "split", parts=parts).get_json()
    return [curator.get(f"/candidates/{each}").get_json() for each in done["_meta"]["candidates"]]


def links(candidate: dict[str, Any]) -> set[tuple[str, str]]:
    entry = candidate["entry"]
    return {(field, value) for field in LINKS for value in entry.get(field, ())}


def test_each_part_has_only_links_that_rest_on_its_own_words(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    assert ("sectors", "energi") in links(found)
    parts = split(curator, found["id"], FIRST, SECOND)
    for part in parts:
        text = part["said"]["publicText"]
        evidence = [each for one in part["suggestions"] for each in one["evidence"]]
        assert all(text[each["start"] : each["end"]] == each["quote"] for each in evidence)
        suggested = {(each["field"], each["value"]) for each in part["suggestions"]}
        assert links(part) <= suggested
    one, two = map(links, parts)
    assert ("sectors", "energi") in two - one


def test_parts_keep_what_the_curator_added_and_not_what_was_taken_away(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    assert ("objectives", "1") in links(found)
    curator.patch(found["id"], objectives=None, goals=["5"])
    for part in split(curator, found["id"], FIRST, SECOND):
        assert ("goals", "5") in links(part)
        assert ("objectives", "1") not in links(part)


def test_words_of_the_curator_have_no_place_in_the_reply(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    one, _ = split(curator, found["id"], "Åkerierna kör på biogas", SECOND)
    evidence = [each for suggestion in one["suggestions"] for each in suggestion["evidence"]]
    assert evidence
    assert {each["start"] for each in evidence} == {None}
    assert one["quote"] == found["quote"]


def test_only_one_part_of_a_changed_candidate_goes_on_with_the_entry(curator: Reviewer) -> None:
    entry_id = curator.take(curator.candidate(VERKTYG)["id"], "accept").get_json()["entryId"]
    curator.send(CORRECTED)
    (changed,) = curator.candidates("?revision=changed")
    parts = split(curator, changed["id"], "Verktyg lånas ut i Växjö", "Verktyg lånas ut i Alvesta")
    made = [curator.take(part["id"], "accept").get_json()["entryId"] for part in parts]
    assert made[0] == entry_id != made[1]
    entry = curator.get(f"/entries/{entry_id}").get_json()
    assert (entry["version"], entry["summary"]) == (2, "Verktyg lånas ut i Växjö")
    curator.take(parts[0]["id"], "undo")
    assert curator.take(parts[0]["id"], "accept").get_json()["entryId"] == entry_id
