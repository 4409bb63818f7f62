"""What a reply tells beside a summary is seen and mended before it becomes an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.candidates.queue import reply_queue
from app.candidates.reading import get_candidate
from desk.candidate_details import DETAILS
from tests.app.replying import REPLY, sent_in
from tests.desk.conftest import Desk, open_accounts
from tests.desk.reviewing import decide, first, queue, reply_id
from tests.desk.writing import fields_of

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.page import Page

DETAILED = """2c)
Slåtter på Öland
Syfte: hålla strandängen öppen för rikare flora.
Parter: Borgholms kommun, LRF och vi.
Tid: 2023-
Budget: 250 000 kr
Resultat: sex hektar slogs i år.
Finansiering: LONA
Mer information: https://example.se/slatter
2d) Jordbruk.
"""


@pytest.fixture
def desk(reply_services: Services, quick_hashes: None) -> Desk:
    del quick_hashes
    open_accounts(reply_services)
    found = Desk(reply_services)
    found.sign_in("curator")
    return found


@pytest.fixture
def detailed(desk: Desk) -> str:
    """Return the address of a candidate with details."""
    start = REPLY.partition("2c)")[0].replace("Kronobergs", "Kalmar")
    made = sent_in(desk.services, start + DETAILED)[0]
    (found,) = reply_queue(desk.services, made)
    return f"/redaktion/kandidat/{found.id}"


def details_in(page: Page) -> dict[str, str]:
    """Return what the form of a candidate tells beside its summary."""
    told = {name: "".join(values).strip() for name, values in fields_of(page).items()}
    return {name: told[name] for name in DETAILS if told.get(name)}


def test_what_the_harvest_put_into_fields_is_seen_before_it_is_accepted(
    desk: Desk, detailed: str
) -> None:
    page = desk.visit(detailed)
    assert details_in(page) == {
        "results": "Sex hektar slogs i år",
        "partners": "Borgholms kommun\nLRF",
        "leadOrganisation": "Länsstyrelsen i Kalmar län",
        "startYear": "2023",
        "state": "ongoing",
        "budget": "250000",
        "facts": "Finansiering: LONA.",
    }
    assert [each.text for each in page.all("dd")] == ["https://example.se/slatter"]
    assert next(each.text for each in page.all("summary")) == "Fler uppgifter"
    decide(desk, page, "reject")
    decided = {each.text for each in desk.visit(detailed).all("dt")}
    assert {"Resultat", "Samarbetspartner", "Budget", "Fakta", "Rubrik"} <= decided


def test_details_are_mended_before_they_are_published(desk: Desk, detailed: str) -> None:
    mended = {
        "partners": "LRF\nNybro kommun\n",
        "results": "",
        "state": "",
        "budget": "300 000",
        "contact": "kontakt@example.se",
        "methods": "Vi slår med lie.",
    }
    page = decide(desk, desk.visit(detailed), "save", **mended)
    assert "Sparat." in page.text
    candidate = get_candidate(desk.services, detailed.rpartition("/")[2], COMMAND)
    entry = candidate["entry"]
    assert entry["partners"] == ["LRF", "Nybro kommun"]
    assert (entry["budget"], entry["methods"]) == (300_000, "Vi slår med lie.")
    assert entry["contact"] == "kontakt@example.se"
    assert not {"results", "state"} & {name for name, value in entry.items() if value}


def test_a_detail_that_cannot_be_is_told_beside_its_field(desk: Desk, detailed: str) -> None:
    page = decide(desk, desk.visit(detailed), "accept", startYear="i fjol", budget="mycket")
    assert page.status == 422
    assert details_in(page)["startYear"] == "i fjol"
    assert page.one("input", id="startYear").attributes["aria-invalid"] == "true"


def test_a_summary_that_is_too_long_comes_back_whole(desk: Desk, detailed: str) -> None:
    page, text = desk.visit(detailed), "Gårdar delar verktyg. " * 300 + "Slut."
    assert "maxlength" not in page.one("textarea", id="summary").attributes
    page = decide(desk, page, "save", summary=text)
    assert page.status == 422
    assert page.one("textarea", id="summary").attributes["aria-invalid"] == "true"
    assert page.one("textarea", id="summary").text == text


def test_words_of_ones_own_in_a_title_are_told(desk: Desk) -> None:
    assert "Egna ord i rubriken" not in first(desk).text
    page = decide(desk, first(desk), "save", title="Verktygspool i Alsterbro")
    assert "Egna ord i rubriken, som inte står i svaret: Alsterbro" in page.text


def test_another_candidate_of_the_same_words_is_asked_for(desk: Desk) -> None:
    reply, text = reply_id(desk.services), "Verktygspool"
    at = REPLY.index(text)
    page = desk.send(f"/redaktion/svar/{reply}/kandidat", markerat=f"0-{at}-{at + len(text)}")
    assert page.status == 409
    assert "Orden har redan en kandidat" in page.text
    assert page.all("a", href=f"/redaktion/kandidat/{queue(desk.services)[0].id}")
    sent = {name: values[0] for name, values in fields_of(page).items() if name != "token"}
    page = desk.send(f"/redaktion/svar/{reply}/kandidat", **sent)
    assert "Ny kandidat" in page.text
