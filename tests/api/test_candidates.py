"""Candidates over HTTP: looked at, changed, accepted, rejected, merged, split, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.access import ADMIN, PUBLISH, READ_DRAFTS
from tests.api.test_replies import NOWHERE, Reviewer
from tests.app.importing import ndjson
from tests.app.replying import CORRECTED
from tests.fixtures.services import row

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services

VERKTYG, KLIMAT, KURSER = range(3)
"""The candidates, in the order of the reply."""


class Curator(Reviewer):
    """Somebody who decides on candidates, from the version last seen unless told otherwise."""

    def candidates(self, query: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/candidates{query}").get_json()["items"]
        return found

    def candidate(self, at: int) -> dict[str, Any]:
        return self.candidates()[at]

    def send_change(self, method: str, path: str, content: Any, etag: str | None) -> TestResponse:
        candidate_id = path.split("/")[2]
        etag = etag or self.get(f"/candidates/{candidate_id}").headers["ETag"]
        headers = {**self.headers, "If-Match": etag}
        return self._client.open(path, method=method, json=content, headers=headers)

    def patch(self, candidate_id: str, etag: str | None = None, **changes: Any) -> TestResponse:
        return self.send_change("PATCH", f"/candidates/{candidate_id}", changes, etag)

    def take(self, candidate_id: str, transition: str, **content: Any) -> TestResponse:
        path = f"/candidates/{candidate_id}/transitions"
        return self.send_change("POST", path, {"transition": transition, **content}, None)

    def edit_entry(self, entry_id: str, **changes: Any) -> TestResponse:
        path = f"/entries/{entry_id}"
        headers = {**self.headers, "If-Match": self.get(path).headers["ETag"]}
        return self._client.patch(path, json=changes, headers=headers)

    def patch_from_nowhere(self, candidate_id: str) -> TestResponse:
        path = f"/candidates/{candidate_id}"
        return self._client.patch(path, json={}, headers=self.headers)

    def many(self, **content: Any) -> TestResponse:
        return self._client.post("/candidates/transitions", json=content, headers=self.headers)


@pytest.fixture
def curator(reply_services: Services) -> Curator:
    return Curator(reply_services, "replies:harvest", READ_DRAFTS, PUBLISH)


@pytest.fixture
def reviewer(reply_services: Services) -> Curator:
    """Somebody who may review, and not publish."""
    return Curator(reply_services, "replies:harvest")


@pytest.fixture
def anonymous(reply_services: Services) -> Curator:
    somebody = Curator(reply_services, READ_DRAFTS)
    somebody.headers = {}
    return somebody


def said(candidate: dict[str, Any], text: str) -> list[str]:
    return [text[start:end] for start, end in candidate["said"]["spans"]]


def test_a_candidate_shows_its_words_in_their_context(curator: Curator) -> None:
    found = curator.candidate(KLIMAT)
    text = curator.get(f"/replies/{found['replyId']}").get_json()["documents"][0]["text"]
    assert said(found, text) == ["Klimatkontrakt med åkerier som byter till biogas."]
    assert found["said"]["before"].endswith("i Växjö.\n")
    assert found["said"]["after"].startswith("\nKurser om giftfria material.")
    assert (found["question"], found["county"], found["state"]) == ("2c", "07", "waiting")


def test_a_candidate_has_the_links_that_its_words_suggest(curator: Curator) -> None:
    found = curator.candidate(KLIMAT)
    suggested = {(each["field"], each["value"]): each for each in found["suggestions"]}
    of_climate = suggested["environmentalObjectives", "1"]
    assert of_climate["linked"]
    assert of_climate["evidence"][0]["quote"] in found["said"]["publicText"]
    assert 0.5 <= of_climate["precision"] <= 1
    assert "1" in found["entry"]["environmentalObjectives"]
    assert found["precision"] == min(
        each["precision"] for each in found["suggestions"] if each["linked"]
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        *(("?state=waiting", 3), ("?state=rejected", 0), ("?county=Kronoberg", 3)),
        *(("?county=12", 0), ("?question=2d", 0), ("?survey=rus-2018&limit=2", 2)),
        *(("?minPrecision=1", 0), (f"?reply={NOWHERE}", 0), ("?revision=new", 0)),
    ],
)
def test_candidates_are_chosen_by_what_they_are(curator: Curator, query: str, count: int) -> None:
    assert len(curator.candidates(query)) == count


@pytest.mark.parametrize("query", ["?minPrecision=2", "?minPrecision=1e0", "?state=open", "?x=1"])
def test_a_condition_that_there_is_none_of_is_refused(curator: Curator, query: str) -> None:
    assert curator.get(f"/candidates{query}").status_code == 400


def test_a_change_is_held_to_the_rules_of_a_load(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    response = curator.patch(found["id"], counties=["Halland"], source={"type": "report"}, x=1)
    pointers = {each["pointer"] for each in response.get_json()["errors"]}
    assert (response.status_code, pointers) == (422, {"/counties/0", "/source", "/x"})


def test_a_change_is_kept_and_makes_a_version(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    changed = curator.patch(found["id"], title="Lån av verktyg", goals=["12"], quote=None)
    body = changed.get_json()
    assert (body["version"], body["entry"]["title"], body["quote"]) == (2, "Lån av verktyg", None)
    assert body["entry"]["goals"] == ["12"]
    assert changed.headers["ETag"] == curator.get(f"/candidates/{found['id']}").headers["ETag"]
    again = curator.patch(found["id"], title="Lån av verktyg")
    assert again.get_json()["version"] == 2


def test_a_county_may_be_missing_until_a_candidate_is_accepted(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    assert curator.patch(found["id"], counties=None).status_code == 200
    refused = curator.take(found["id"], "accept")
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.get_json()["errors"]] == ["/counties"]


def test_two_curators_never_overwrite_each_other(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    etag = curator.get(f"/candidates/{found['id']}").headers["ETag"]
    curator.patch(found["id"], etag, title="Den ena")
    other = curator.patch(found["id"], etag, title="Den andra")
    assert other.status_code == 412
    assert other.get_json()["current"]["entry"]["title"] == "Den ena"
    assert curator.patch_from_nowhere(found["id"]).status_code == 428


def test_accepting_makes_a_draft_with_its_source_and_where_its_links_come_from(
    curator: Curator,
) -> None:
    found = curator.candidate(KLIMAT)
    curator.patch(found["id"], goals=[*found["entry"].get("goals", []), "5"])
    accepted = curator.take(found["id"], "accept", reason="Stämmer").get_json()
    assert (accepted["state"], accepted["actor"][:6]) == ("accepted", "token:")
    entry = curator.get(f"/entries/{accepted['entryId']}").get_json()
    assert (entry["status"], entry["title"]) == ("draft", found["entry"]["title"])
    source = entry["source"]
    assert (source["type"], source["survey"], source["question"]) == (
        "survey-reply",
        "rus-2018",
        "2c",
    )
    (span,) = found["said"]["spans"]
    assert [source["quote"]["start"], source["quote"]["end"]] == span
    assert source["reply"] == found["replyId"]
    links = {(each["field"], each["value"]): each for each in entry["links"]}
    assert links["goals", "5"]["origin"] == "curated"
    assert links["sectors", "transport"]["origin"] == "harvested"
    climate = links["environmentalObjectives", "1"]
    assert (climate["origin"], climate["score"] > 0) == ("suggested", True)
    assert climate["evidence"][0]["quote"] in entry["summary"]


def test_what_is_accepted_is_not_public_before_it_is_published(
    curator: Curator, anonymous: Curator
) -> None:
    found = curator.candidate(VERKTYG)
    entry_id = curator.take(found["id"], "accept").get_json()["entryId"]
    for path in (f"/entries/{entry_id}", f"/entries/{entry_id}/provenance"):
        assert anonymous.get(path).status_code == 404
    assert "Verktygspool" not in anonymous.get("/changes").text


def test_publishing_at_once_takes_its_scope(curator: Curator, reviewer: Curator) -> None:
    found = curator.candidate(VERKTYG)
    refused = reviewer.take(found["id"], "accept", publish=True)
    assert (refused.status_code, refused.get_json()["scope"]) == (403, PUBLISH)
    accepted = curator.take(found["id"], "accept", publish=True).get_json()
    assert curator.get(f"/entries/{accepted['entryId']}").get_json()["status"] == "published"
    assert accepted["_meta"]["seq"] == 1


def test_everybody_sees_the_public_quote_and_reviewers_its_context(
    curator: Curator, anonymous: Curator
) -> None:
    found = curator.candidate(KURSER)
    accepted = curator.take(found["id"], "accept", publish=True).get_json()
    path = f"/entries/{accepted['entryId']}/provenance"
    (public,) = anonymous.get(path).get_json()["replies"]
    assert public["quote"] == "Kurser om giftfria material."
    assert (public["checksum"], public["question"]) == (found["said"]["checksum"], "2c")
    assert public["spans"] == found["said"]["spans"]
    assert public.keys().isdisjoint({"text", "before", "after", "replyId", "candidateId"})
    (inside,) = curator.get(path).get_json()["replies"]
    assert "Anna Lindqvist" in inside["text"]
    assert "biogas" in inside["before"]


def test_an_accepted_candidate_is_not_decided_on_again(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    curator.take(found["id"], "accept")
    for step in ("accept", "reject"):
        refused = curator.take(found["id"], step)
        assert (refused.status_code, refused.get_json()["alternatives"]) == (409, ["undo"])
    assert curator.patch(found["id"], title="För sent").status_code == 409


def test_undo_takes_the_draft_away_and_it_can_be_accepted_again(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    first = curator.take(found["id"], "accept").get_json()["entryId"]
    undone = curator.take(found["id"], "undo").get_json()
    assert (undone["state"], undone["entryId"]) == ("waiting", None)
    assert curator.get(f"/entries/{first}").get_json()["status"] == "archived"
    assert curator.take(found["id"], "accept").get_json()["entryId"] not in {None, first}


@pytest.mark.parametrize("publish", [True, False])
def test_undo_leaves_an_entry_that_was_published_or_changed(
    curator: Curator, reply_services: Services, *, publish: bool
) -> None:
    found = curator.candidate(VERKTYG)
    entry_id = curator.take(found["id"], "accept", publish=publish).get_json()["entryId"]
    if not publish:
        changed = Curator(reply_services, ADMIN).edit_entry(entry_id, title="Ändrad")
        assert changed.status_code == 200
    assert curator.take(found["id"], "undo").status_code == 409


def test_rejecting_and_editing_are_undone_one_by_one(curator: Curator) -> None:
    found = curator.candidate(VERKTYG)
    curator.patch(found["id"], title="Ändrad")
    curator.take(found["id"], "reject", reason="Finns redan")
    back = curator.take(found["id"], "undo").get_json()
    assert (back["state"], back["entry"]["title"]) == ("waiting", "Ändrad")
    back = curator.take(found["id"], "undo").get_json()
    assert back["entry"]["title"] == "Verktygspool"
    assert curator.take(found["id"], "undo").status_code == 409


def test_merged_candidates_are_one_and_come_back_with_undo(curator: Curator) -> None:
    first, second, third = curator.candidates()
    merged = curator.take(first["id"], "merge", others=[second["id"]]).get_json()
    assert merged["_meta"]["candidates"] == merged["mergedIds"] == [second["id"]]
    assert "biogas" in merged["entry"]["summary"]
    assert merged["said"]["spans"] == first["said"]["spans"] + second["said"]["spans"]
    assert set(second["entry"]["sectors"]) <= set(merged["entry"]["sectors"])
    assert curator.take(second["id"], "undo").status_code == 409
    assert curator.take(third["id"], "merge", others=[second["id"]]).status_code == 409
    undone = curator.take(first["id"], "undo").get_json()
    assert undone["entry"] == first["entry"]
    assert [each["state"] for each in curator.candidates()] == ["waiting"] * 3


@pytest.mark.parametrize("others", [[NOWHERE], None])
def test_merging_takes_candidates_that_there_are(curator: Curator, others: list[str]) -> None:
    found = curator.candidate(VERKTYG)
    more = {} if others is None else {"others": others}
    assert curator.take(found["id"], "merge", **more).status_code == 422
    assert curator.take(found["id"], "merge", others=[found["id"]]).status_code == 422


def test_a_split_candidate_has_parts_that_keep_their_place(curator: Curator) -> None:
    found = curator.candidate(KLIMAT)
    parts = [{"summary": "Klimatkontrakt med åkerier"}, {"title": "Biogas", "kind": "activity"}]
    done = curator.take(found["id"], "split", parts=parts).get_json()
    assert done["state"] == "split"
    one, two = (curator.get(f"/candidates/{i}").get_json() for i in done["_meta"]["candidates"])
    start = found["said"]["spans"][0][0]
    assert one["said"]["spans"] == [[start, start + len(parts[0]["summary"])]]
    assert (one["quote"], one["splitFromId"]) == (parts[0]["summary"], found["id"])
    assert (two["entry"]["title"], two["said"]["spans"]) == ("Biogas", found["said"]["spans"])
    refused = curator.take(found["id"], "split", parts=[{}, {"kind": "x"}])
    assert refused.status_code == 409


def test_a_split_is_undone_while_no_part_is_reviewed(curator: Curator) -> None:
    found = curator.candidate(KLIMAT)
    done = curator.take(found["id"], "split", parts=[{}, {}]).get_json()
    part = done["_meta"]["candidates"][0]
    curator.take(part, "reject")
    assert curator.take(found["id"], "undo").status_code == 409
    curator.take(part, "undo")
    assert curator.patch(part, title="Ny").status_code == 200
    assert curator.take(found["id"], "undo").status_code == 409


def test_faults_of_a_part_are_told_with_their_place(curator: Curator) -> None:
    found = curator.candidate(KLIMAT)
    refused = curator.take(found["id"], "split", parts=[{}, {"kind": "x"}])
    assert refused.status_code == 422
    assert [each["pointer"] for each in refused.get_json()["errors"]] == ["/parts/1/kind"]


@pytest.mark.parametrize(
    "content",
    [
        {"transition": "reject", "publish": True},
        {"transition": "accept", "others": [NOWHERE]},
        {"transition": "split"},
        {"transition": "approve"},
    ],
)
def test_a_step_takes_only_what_belongs_to_it(curator: Curator, content: dict[str, Any]) -> None:
    found = curator.candidate(VERKTYG)
    assert curator.take(found["id"], **content).status_code == 422


def test_sure_candidates_are_accepted_at_once_as_drafts(curator: Curator) -> None:
    least = min(each["precision"] for each in curator.candidates() if each["precision"])
    rehearsed = curator.many(transition="accept", minPrecision=least, dryRun=True).get_json()
    assert {each["state"] for each in curator.candidates()} == {"waiting"}
    done = curator.many(transition="accept", minPrecision=least).get_json()
    assert done["_meta"]["done"] == rehearsed["_meta"]["done"] >= 1
    entries = [each["entryId"] for each in done["items"] if each["done"]]
    states = {curator.get(f"/entries/{each}").get_json()["status"] for each in entries}
    assert states == {"draft"}
    ids = [each["candidateId"] for each in done["items"]]
    undone = curator.many(transition="undo", candidates=ids).get_json()
    assert undone["_meta"]["done"] == len(ids)
    assert {each["state"] for each in curator.candidates()} == {"waiting"}


def test_a_precision_that_nothing_reaches_accepts_nothing(curator: Curator) -> None:
    done = curator.many(transition="accept", minPrecision=1).get_json()
    assert done["_meta"] == {"done": 0, "skipped": 0, "more": False, "seq": 0}


def test_what_is_to_be_looked_at_is_not_accepted_unseen(curator: Curator) -> None:
    found = curator.candidate(KLIMAT)
    curator.patch(found["id"], title="Klimatkontrakt, tfn 070-123 45 67")
    done = curator.many(transition="accept", minPrecision=0.5).get_json()
    told = {each["candidateId"]: each["message"] for each in done["items"]}
    assert "personuppgifter" in told[found["id"]]["sv"]
    named = curator.many(transition="accept", candidates=[found["id"]]).get_json()
    assert named["_meta"]["done"] == 1


@pytest.mark.parametrize(
    "content",
    [
        {"transition": "accept"},
        {"transition": "reject", "minPrecision": 0.9},
        {"transition": "accept", "minPrecision": 0.9, "candidates": [NOWHERE]},
        {"transition": "accept", "minPrecision": 7},
    ],
)
def test_many_are_named_or_chosen_by_precision(curator: Curator, content: dict[str, Any]) -> None:
    assert curator.many(**content).status_code == 422


def test_an_entry_that_tells_of_the_same_is_pointed_at(account_services: Services) -> None:
    curator = Curator(account_services, "replies:harvest", "imports:run")
    same = row("a", title="Verktygspool för byggföretag", counties=["07"])
    same["summary"] = "Länsstyrelsen lånar ut verktyg till byggföretag i Växjö."
    other = row("b", title="Matsvinn i skolor", summary="Skolor minskar svinnet.", counties=["07"])
    elsewhere = {**same, "externalId": "c", "counties": ["12"]}
    curator.load(ndjson(same, other, elsewhere))
    curator.send()
    (duplicate,) = curator.candidate(VERKTYG)["duplicates"]
    assert duplicate["title"] == "Verktygspool för byggföretag"
    assert not curator.candidate(KURSER)["duplicates"]


def test_a_corrected_reply_changes_the_draft_and_leaves_what_people_edited(
    curator: Curator, reply_services: Services
) -> None:
    first = curator.candidate(VERKTYG)
    entry_id = curator.take(first["id"], "accept", publish=True).get_json()["entryId"]
    editor = Curator(reply_services, ADMIN)
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


def test_a_waiting_candidate_makes_room_for_its_corrected_one(curator: Curator) -> None:
    first = curator.candidate(VERKTYG)
    curator.send(CORRECTED)
    replaced = curator.get(f"/candidates/{first['id']}").get_json()
    assert replaced["state"] == "replaced"
    assert curator.take(first["id"], "undo").status_code == 409
    assert len(curator.candidates("?state=waiting")) == 4


def test_a_reply_is_reviewed_once_nothing_of_it_waits(curator: Curator) -> None:
    for each in curator.candidates():
        curator.take(each["id"], "reject")
    reply = f"/replies/{each['replyId']}"
    assert curator.get(reply).get_json()["reviewedAt"] is not None
    curator.take(each["id"], "undo")
    assert curator.get(reply).get_json()["reviewedAt"] is None


def test_what_waits_is_listed_kind_by_kind(curator: Curator, reply_services: Services) -> None:
    first = curator.candidate(VERKTYG)
    curator.take(first["id"], "accept")
    admin = Curator(reply_services, ADMIN)
    old = row(
        "a",
        source={
            "type": "web-page",
            "title": "Sida",
            "url": "https://example.org/",
            "checkedOn": "2020-01-01",
        },
    )
    linked = row("b", environmentalObjectives=["1"])
    admin.load(ndjson(old, linked), "source=test&publish=true")
    found = admin.get("/tasks").get_json()
    assert found["counts"] == {
        "candidate": 2,
        "in-review": 0,
        "draft": 1,
        "unchecked": 1,
        "without-objective": 1,
    }
    kinds = [each["kind"] for each in found["items"]]
    assert kinds == ["candidate", "candidate", "draft", "unchecked", "without-objective"]
    page = admin.get("/tasks?limit=2&page=2").get_json()
    assert [each["kind"] for each in page["items"]] == kinds[2:4]
    only = admin.get("/tasks?kind=draft").get_json()
    assert [each["title"] for each in only["items"]] == ["Verktygspool"]


def test_candidates_are_no_tasks_of_those_who_do_not_review(reply_services: Services) -> None:
    editor = Curator(reply_services, READ_DRAFTS)
    assert "candidate" not in editor.get("/tasks").get_json()["counts"]
