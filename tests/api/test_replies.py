"""Survey replies over HTTP: sent in, followed, looked at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.api.contract import BASE
from tests.api.reviewing import NOWHERE, TEXT, Reviewer
from tests.app.replying import CORRECTED, REPLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services


@pytest.fixture
def reviewer(sending: Callable[..., Reviewer]) -> Reviewer:
    return sending("replies:harvest")


def test_a_reply_is_taken_and_can_be_followed(reviewer: Reviewer) -> None:
    response = reviewer.post("/replies", REPLY.encode(), content_type=TEXT)
    body = response.get_json()
    assert (response.status_code, body["state"]) == (202, "queued")
    assert response.headers["Location"] == f"{BASE}/replies/{body['id']}"
    done = reviewer.finished(response)
    assert (done["state"], done["fileKind"], done["counties"]) == ("harvested", "txt", ["07"])
    assert done["counts"]["waiting"] == 3
    job = reviewer.get(f"/jobs/{done['id']}").get_json()
    assert (job["state"], job["replyId"]) == ("finished", done["id"])


def test_a_form_takes_a_reply_with_its_name(reviewer: Reviewer) -> None:
    form = {"file": (io.BytesIO(REPLY.encode()), "../svar/kronoberg.txt")}
    response = reviewer.post("/replies", form, content_type="multipart/form-data")
    assert reviewer.finished(response)["fileName"] == "kronoberg.txt"


def test_the_same_file_makes_nothing_new(reviewer: Reviewer) -> None:
    first = reviewer.send()
    again = reviewer.post("/replies", REPLY.encode(), content_type=TEXT)
    assert (again.status_code, again.get_json()["id"]) == (200, first["id"])
    assert reviewer.get("/candidates").get_json()["_meta"]["totalRecords"] == 3


def test_the_same_idempotency_key_gives_the_same_reply_and_takes_no_other(
    reviewer: Reviewer,
) -> None:
    key = {"Idempotency-Key": "a-text-of-my-own"}
    first = reviewer.send(headers=key)
    assert reviewer.send(headers=key)["id"] == first["id"]
    other = reviewer.post("/replies", CORRECTED.encode(), content_type=TEXT, headers=key)
    assert other.status_code == 409


def test_what_is_said_of_a_reply_stays_with_it(reviewer: Reviewer) -> None:
    done = reviewer.send(query="?registryNumber=501-1-2018&receivedOn=2018-08-20&survey=rus-2018")
    told = (done["registryNumber"], done["receivedOn"], done["survey"])
    assert told == ("501-1-2018", "2018-08-20", "rus-2018")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("?survey=rus-2081", "survey"), ("?receivedOn=20180820", "receivedOn"), ("?x=1", "x")],
)
def test_what_cannot_be_told_of_a_reply_is_refused(
    reviewer: Reviewer, query: str, parameter: str
) -> None:
    response = reviewer.post(f"/replies{query}", REPLY.encode(), content_type=TEXT)
    assert response.status_code == 400
    assert [error["parameter"] for error in response.get_json()["errors"]] == [parameter]


def test_answers_to_all_questions_stay_on_the_reply(reviewer: Reviewer) -> None:
    (respondent,) = reviewer.send()["respondents"]
    assert respondent["yesNo"] == {"1": "ja", "2a": "ja", "2b": "nej"}
    answered = {each["question"]: each["text"] for each in respondent["answers"]}
    assert answered["3"] == "Inget särskilt."
    assert [each["sectors"] for each in respondent["sectors"]] == [["bygg"], ["transport"]]


def test_yes_and_no_are_counted_by_the_latest_reply_of_each_county(reviewer: Reviewer) -> None:
    reviewer.send()
    reviewer.send(CORRECTED.replace("2b) Nej", "2b) Ja"))
    answers = reviewer.get("/replies").get_json()["answers"]
    found = {each["question"]: (each["yesCounties"], each["noCounties"]) for each in answers}
    assert found == {"1": (["07"], []), "2a": (["07"], []), "2b": (["07"], [])}


def test_personal_data_is_reported_by_kind_and_place_and_in_no_public_text(
    reviewer: Reviewer,
) -> None:
    done = reviewer.send()
    (document,) = done["documents"]
    withheld = {document["text"][each["start"] : each["end"]] for each in document["withheldSpans"]}
    assert withheld == {"Anna Lindqvist", "anna.lindqvist@example.org", "070-123 45 67"}
    for candidate in reviewer.get("/candidates").get_json()["items"]:
        public = f"{candidate['entry']} {candidate['quote']} {candidate['said']['publicText']}"
        assert not any(each in public for each in withheld)


def test_replies_are_listed_by_state_and_county(reviewer: Reviewer) -> None:
    done = reviewer.send()
    reviewer.send(b"%PDF-1.4 broken", content_type="application/pdf")
    listed = {
        query: [each["state"] for each in reviewer.get(f"/replies?{query}").get_json()["items"]]
        for query in ("county=Kronoberg", "county=12", "state=failed", "limit=1&page=2")
    }
    assert listed == {
        "county=Kronoberg": ["harvested"],
        "county=12": [],
        "state=failed": ["failed"],
        "limit=1&page=2": ["harvested"],
    }
    assert reviewer.get(f"/replies/{done['id']}").get_json()["id"] == done["id"]


def test_a_file_in_which_no_answers_are_found_is_kept_for_people_to_mark(
    reviewer: Reviewer,
) -> None:
    reviewer.send()
    counted = reviewer.get("/replies").get_json()["answers"]
    text = "Kronobergs län\nVi lånar ut elcyklar till företag i Växjö, ring 070-174 06 05."
    done = reviewer.send(text.encode())
    assert (done["state"], done["counties"], done["reviewedAt"]) == ("harvested", ["07"], None)
    assert [each.partition(" är")[0] for each in done["warnings"]] == [
        "Inga svar på enkätens frågor"
    ]
    start = text.index("Vi lånar")
    marked = {"document": 0, "spans": [[start, len(text)]]}
    made = reviewer.post(f"/replies/{done['id']}/candidates", json=marked).get_json()
    assert made["county"] == "07"
    assert made["question"] == "2c"
    assert "070" not in made["said"]["publicText"]
    assert reviewer.get("/replies").get_json()["answers"] == counted


def test_a_file_without_text_is_refused_and_may_be_sent_again(
    reviewer: Reviewer, account_services: Services
) -> None:
    done = reviewer.send(b"<p> </p>", content_type="text/html")
    assert (done["state"], done["fault"]["code"]) == ("failed", "empty")
    assert not list((account_services.settings.data / "replies").iterdir())
    assert reviewer.send(b"<p> </p>", content_type="text/html")["id"] != done["id"]


def test_a_file_that_cannot_be_read_says_why(reviewer: Reviewer) -> None:
    done = reviewer.send(b"%PDF-1.4 broken", content_type="application/pdf")
    assert done["state"] == "failed"
    assert done["fault"]["message"]


def test_what_a_corrected_reply_says_anew_is_reported(reviewer: Reviewer) -> None:
    first = reviewer.send()
    second = reviewer.send(CORRECTED)
    revision = second["revision"]
    assert (revision["unchanged"], revision["changed"], revision["new"]) == (1, 1, 1)
    (gone,) = revision["goneIds"]
    lost = reviewer.get(f"/candidates/{gone}").get_json()
    assert (lost["replyId"], lost["goneInReplyId"]) == (first["id"], second["id"])


def test_replies_take_their_scope(sending: Callable[..., Reviewer]) -> None:
    stranger = sending("imports:run", "entries:write")
    for path in ("/replies", f"/replies/{NOWHERE}", "/candidates", f"/candidates/{NOWHERE}"):
        assert stranger.get(path).status_code == 403, path
    assert stranger.post("/replies", REPLY.encode(), content_type=TEXT).status_code == 403


def test_a_reply_that_does_not_exist_is_not_found(reviewer: Reviewer) -> None:
    assert reviewer.get(f"/replies/{NOWHERE}").status_code == 404


def test_content_of_another_type_is_refused(reviewer: Reviewer) -> None:
    response = reviewer.post("/replies", b"<svg/>", content_type="image/svg+xml")
    assert response.status_code == 415


def test_another_reading_of_a_reply_is_taken(reviewer: Reviewer) -> None:
    done = reviewer.send()
    taken, other, *_ = done["respondents"][0]["readings"]
    assert (taken["taken"], taken["examples"]) == (True, 3)
    place = f"/replies/{done['id']}/transitions"
    step = {"transition": "read-as", "reading": other["key"]}
    changed = reviewer.post(place, json=step)
    assert changed.status_code == 200, changed.get_json()
    assert changed.get_json()["counts"]["waiting"] == other["examples"]
    refused = reviewer.post(place, json={**step, "reading": "rows-moon"})
    assert refused.status_code == 422
    assert taken["key"] in refused.get_json()["errors"][0]["nearest"]
    assert reviewer.post(place, json={**step, "respondent": 7}).status_code == 404
