"""Candidates over HTTP: listed, looked at, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import READ_DRAFTS
from tests.api.reviewing import KLIMAT, KURSER, NOWHERE, VERKTYG, Reviewer
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable


def said(candidate: dict[str, Any], text: str) -> list[str]:
    return [text[start:end] for start, end in candidate["said"]["spans"]]


def test_a_candidate_shows_its_words_in_their_context(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    text = curator.get(f"/replies/{found['replyId']}").get_json()["documents"][0]["text"]
    assert said(found, text) == ["Klimatkontrakt med åkerier som byter till biogas."]
    assert found["said"]["before"].endswith("i Växjö.\n")
    assert found["said"]["after"].startswith("\nKurser om giftfria material (")
    assert (found["question"], found["county"], found["state"]) == ("2c", "07", "waiting")


def test_a_candidate_has_the_links_that_its_words_suggest(curator: Reviewer) -> None:
    found = curator.candidate(KLIMAT)
    suggested = {(each["field"], each["value"]): each for each in found["suggestions"]}
    of_climate = suggested["objectives", "1"]
    assert of_climate["linked"]
    assert of_climate["evidence"][0]["quote"] in found["said"]["publicText"]
    assert 0.5 <= of_climate["precision"] <= 1
    assert "1" in found["entry"]["objectives"]
    assert found["precision"] == min(
        each["precision"] for each in found["suggestions"] if each["linked"]
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        *(("?state=waiting", 3), ("?state=rejected", 0), ("?county=Kronoberg", 3)),
        *(("?county=12", 0), ("?question=2d", 0), ("?survey=rus-2018&limit=2", 2)),
        *(
            ("?minPrecision=1e0", 0),
            ("?minPrecision=0.4166666666666667", 3),
            (f"?reply={NOWHERE}", 0),
            ("?revision=new", 0),
        ),
    ],
)
def test_candidates_are_chosen_by_what_they_are(curator: Reviewer, query: str, count: int) -> None:
    assert len(curator.candidates(query)) == count


@pytest.mark.parametrize(
    "query", ["?minPrecision=2", "?minPrecision=nan", "?minPrecision=-0.1", "?state=open", "?x=1"]
)
def test_a_condition_that_there_is_none_of_is_refused(curator: Reviewer, query: str) -> None:
    assert curator.get(f"/candidates{query}").status_code == 400


def test_a_change_is_held_to_the_rules_of_a_load(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    response = curator.patch(found["id"], counties=["Halland"], source={"type": "report"}, x=1)
    pointers = {each["pointer"] for each in response.get_json()["errors"]}
    assert (response.status_code, pointers) == (422, {"/counties/0", "/source", "/x"})


def test_a_change_is_kept_and_makes_a_version(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    changed = curator.patch(found["id"], title="Lån av verktyg", goals=["12"], quote=None)
    body = changed.get_json()
    assert (body["version"], body["entry"]["title"], body["quote"]) == (2, "Lån av verktyg", None)
    assert body["entry"]["goals"] == ["12"]
    assert changed.headers["ETag"] == curator.get(f"/candidates/{found['id']}").headers["ETag"]
    again = curator.patch(found["id"], title="Lån av verktyg")
    assert again.get_json()["version"] == 2


def test_two_curators_never_overwrite_each_other(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    etag = curator.get(f"/candidates/{found['id']}").headers["ETag"]
    curator.patch(found["id"], etag, title="Den ena")
    other = curator.patch(found["id"], etag, title="Den andra")
    assert other.status_code == 412
    assert other.get_json()["current"]["entry"]["title"] == "Den ena"
    assert other.get_json()["basedOn"] == {
        name: value for name, value in found.items() if name != "_links"
    }
    assert curator.patch_from_nowhere(found["id"]).status_code == 428


def test_a_version_that_was_undone_is_not_told_beside_the_latest(curator: Reviewer) -> None:
    found = curator.candidate(VERKTYG)
    curator.patch(found["id"], title="Ändrad")
    etag = curator.get(f"/candidates/{found['id']}").headers["ETag"]
    curator.take(found["id"], "undo")
    curator.patch(found["id"], title="Ändrad igen")
    refused = curator.patch(found["id"], etag, title="För sent").get_json()
    assert (refused["basedOn"], refused["current"]["version"]) == (None, 4)
    assert "om den finns kvar" in refused["detail"]


def test_an_entry_that_tells_of_the_same_is_pointed_at(sending: Callable[..., Reviewer]) -> None:
    curator = sending("replies:harvest", "imports:run", READ_DRAFTS)
    same = row("a", title="Verktygspool för byggföretag", counties=["07"])
    same["summary"] = "Länsstyrelsen lånar ut verktyg till byggföretag i Växjö."
    other = row("b", title="Matsvinn i skolor", summary="Skolor minskar svinnet.", counties=["07"])
    elsewhere = {**same, "externalId": "c", "counties": ["12"]}
    curator.load(same, other, elsewhere)
    curator.send()
    (duplicate,) = curator.candidate(VERKTYG)["duplicates"]
    assert duplicate["title"] == "Verktygspool för byggföretag"
    assert not curator.candidate(KURSER)["duplicates"]
