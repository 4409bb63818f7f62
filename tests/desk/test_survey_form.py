"""A county's form in a browser: opened by its link, saved, in conflict, sent, closed to others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.replies.service import list_replies
from app.surveys.calendar import today
from app.surveys.links import form_of_link, make_links, revoke_link
from app.surveys.opening import open_survey
from desk import survey_pages, survey_sending
from tests.desk.conftest import Desk, with_accounts
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services
    from tests.web.page import Page


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A catalogue with an account of each role and nothing else."""
    with with_accounts(services_in(tmp_path_factory.mktemp("survey"))) as found:
        yield found


@pytest.fixture(scope="module")
def survey_id(services: Services) -> str:
    day = (today() + timedelta(days=30)).isoformat()
    return open_survey(services, COMMAND, "rus-2018", 2027, day)


def link_of(services: Services, survey_id: str, county: str) -> str:
    (made,) = make_links(services, COMMAND, survey_id, [county])
    return made.link.removeprefix(services.settings.public_url)


class County(Desk):
    """A browser in which the form of a county is open."""

    def __init__(self, services: Services, link: str) -> None:
        super().__init__(services)
        self.secret = link.rpartition("/")[2]
        self.place = f"/redaktion/enkat/{form_of_link(services, self.secret).form.id}"
        self.visit(link)

    def ask(self, question: str) -> Page:
        return self.visit(f"{self.place}/fraga/{question}")

    def fill(self, question: str, do: str = "next", **fields: str) -> Page:
        version = self.ask(question).one("input", name="version").attributes["value"]
        given = {"version": version, "do": do, **fields}
        return self.send(f"{self.place}/fraga/{question}", **given)


@pytest.fixture(scope="module")
def others(services: Services) -> Iterator[str]:
    """Counties whose form no other test has filled in."""
    return (each.id for each in services.vocabularies.concepts("counties") if each.id != "08")


@pytest.fixture
def county(services: Services, survey_id: str, others: Iterator[str]) -> County:
    return County(services, link_of(services, survey_id, next(others)))


def test_a_link_leads_to_the_form_and_its_secret_stays_in_the_cookie(
    services: Services, survey_id: str, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, link = Desk(services), link_of(services, survey_id, "08")
    secret = link.rpartition("/")[2]
    answer = desk.answer(link)
    assert answer.status_code == 303
    assert secret not in answer.headers["Location"]
    (kept,) = [each for each in answer.headers.getlist("Set-Cookie") if secret in each]
    assert {"HttpOnly", "SameSite=Lax"} <= set(kept.split("; "))
    assert "Max-Age" not in kept
    for path in ("", "/fraga/2c", "/granska"):
        page = desk.visit(answer.headers["Location"] + path)
        assert page.status == 200
        assert secret not in page.html
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert page.headers["Referrer-Policy"] == "same-origin"
    assert secret.rpartition("_")[2] not in "".join(capfd.readouterr())


def test_a_form_is_filled_in_previewed_and_sent(county: County) -> None:
    page = county.fill("1", choice="ja", comment="I en grupp.")
    assert "Fråga 2a" in page.one("h1").text
    assert page.one("p", class_="message").text.startswith("Fråga 1: sparat ")
    assert page.one("p", id="sparat").text == ""  # nothing is filled in here, so nothing is unsaved
    example = {"count": "1", "what-0": "Vi minskar matsvinn. Ring Anna Lindqvist, 070-123 45 67."}
    page = county.fill("2c", "stay", **example)
    assert "ser ut som" in page.one("ul", id="what-0-obs").text
    kept = {each.attributes["value"] for each in page.all("input", name="keep-0")}
    assert "goals:12" in kept
    page = county.visit(f"{county.place}/granska")
    assert "Vi minskar matsvinn." in page.text
    assert "Handlar om12 Hållbar konsumtion och produktion" in page.text
    page = county.send(f"{county.place}/skicka")
    assert "Tack, svaret är mottaget" in page.one("h1").text
    (reply,) = list_replies(county.services, (), (), 1, 10)[1]
    assert reply.record.id in page.text
    assert reply.record.form_id == county.place.rpartition("/")[2]
    county.visit(f"{county.place}/granska")
    assert county.post(f"{county.place}/skicka").status_code == 409


def test_examples_are_added_removed_and_taken_back(county: County) -> None:
    page = county.fill("2c", "add", **{"count": "1", "what-0": "Kurser"})
    assert len(page.all("textarea", name="what-1")) == 1
    page = county.fill("2c", "remove-0", **{"count": "2", "what-0": "Kurser", "what-1": "Råd"})
    assert "Borttaget exempel: Kurser" in page.text
    removed = {"count": "2", "what-0": "Kurser", "removed-0": "yes", "what-1": "Råd"}
    page = county.fill("2c", "restore-0", **removed)
    assert page.one("textarea", name="what-0").text == "Kurser"


def test_a_pasted_list_becomes_examples_and_one_again_without_scripts(county: County) -> None:
    text = "Vi har gjort:\n- Råd\n- Kurser\n- Tillsyn"
    page = county.fill("2c", "stay", **{"count": "1", "what-0": text})
    assert "hidden" not in page.one("button", value="list-0").attributes
    page = county.fill("2c", "list-0", **{"count": "1", "what-0": text})
    assert [page.one("textarea", name=f"what-{at}").text for at in range(3)] == [
        "Vi har gjort: Råd",
        "Kurser",
        "Tillsyn",
    ]
    assert "Listan blev 3 exempel." in page.text
    page = county.fill("2c", "join-0-3")
    assert page.one("textarea", name="what-0").text == "- Vi har gjort: Råd - Kurser - Tillsyn"
    assert page.all("textarea", name="what-1") == []


@pytest.mark.parametrize(
    "step", ["list-9", "list-x", "join-0", "join-0-0", "join-7-2", "join-0-99999999", "list-"]
)
def test_a_step_that_fits_no_example_only_saves(county: County, step: str) -> None:
    page = county.fill("2c", step, **{"count": "1", "what-0": "Råd"})
    assert page.status == 200
    assert page.one("textarea", name="what-0").text == "Råd"
    assert county.visit(f"{county.place}/fraga/2c?delad=9-x").status == 200


def test_the_answer_of_last_time_is_offered_until_there_is_one(
    services: Services, survey_id: str
) -> None:
    day = (today() + timedelta(days=30)).isoformat()
    later = open_survey(services, COMMAND, "rus-2018", 2029, day)
    before = County(services, link_of(services, survey_id, "25"))
    before.fill("1", choice="ja", comment="I en grupp.")
    before.fill("2c", **{"count": "2", "what-0": "Kurser", "what-1": "Råd", "removed-1": "yes"})
    now = County(services, link_of(services, later, "25"))
    page = now.ask("1")
    assert "Så svarade ni 2027" in page.text
    assert "I en grupp." in page.text
    page = now.fill("1", "last")
    assert page.one("textarea", name="comment").text == "I en grupp."
    page = now.fill("1", "last", choice="nej", comment="Inte längre.")  # never over what is there
    assert page.one("textarea", name="comment").text == "Inte längre."
    assert page.all("button", value="last") == []
    page = now.fill("2c", "last", count="1")
    assert page.one("textarea", name="what-0").text == "Kurser"
    assert "Råd" not in page.text
    other = County(services, link_of(services, later, "24"))
    assert "Så svarade ni" not in other.ask("1").text
    assert other.fill("1", "last").one("textarea", name="comment").text == ""


def test_sectors_are_searched_and_stay_ticked_without_scripts(county: County) -> None:
    page = county.fill("2d", "find", sok="livsm", sector="energi", words="Bagerier")
    assert "2 branscher passar." in page.one("p", id="sok-antal").text
    boxes = page.all("input", name="sector")
    assert {each.attributes["value"] for each in boxes[:3]} > {"energi", "livsmedel"}
    assert len({each.attributes["value"] for each in boxes}) == len(boxes) > 30
    assert [each.attributes["value"] for each in boxes if "checked" in each.attributes] == [
        "energi"
    ]
    page = county.visit(f"{county.place}/fraga/2d?sok=xyz")
    assert "Ingen bransch passar till xyz." in page.text
    assert page.one("textarea", name="words").text == "Bagerier"


def test_a_form_of_a_megabyte_is_kept_and_a_larger_one_is_refused_in_words(county: County) -> None:
    text = "å" * 110_000  # six bytes each, as forms are sent
    page = county.fill("3", text=text)
    assert page.status == 422
    assert "längre än 4000 tecken" in page.text
    assert county.ask("3").one("textarea", name="text").text == text
    page = county.fill("3", text=text * 2)
    assert page.status == 413
    assert "för stort" in page.text
    assert county.ask("3").one("textarea", name="text").text == text


def test_a_fault_is_told_at_its_field_and_the_draft_is_saved(county: County) -> None:
    page = county.fill("2c", **{"count": "1", "what-0": "Kurser", "from-0": "i år"})
    assert page.status == 422
    assert "fyra siffror" in page.one("p", id="from-0-fel").text
    assert page.all("a", href="#from-0")
    assert county.ask("2c").one("input", name="from-0").attributes["value"] == "i år"
    page = county.send(f"{county.place}/skicka")
    assert page.status == 422
    assert page.all("a", href=f"{county.place}/fraga/2c#from-0")


def test_who_saves_late_sees_both_texts(services: Services, survey_id: str, county: County) -> None:
    del survey_id
    other = Desk(services)
    other.sign_in("contributor")  # of another county
    assert other.visit(county.place).status == 404
    county.ask("3")
    first = county.post(f"{county.place}/fraga/3", version="0", do="auto", text="Min")
    assert first.json
    assert first.json["version"] == 1
    late = county.post(f"{county.place}/fraga/3", version="0", do="auto", text="Din")
    assert (late.status_code, set(late.json or ())) == (409, {"conflict"})
    page = county.send(f"{county.place}/fraga/3", version="0", do="next", text="Din")
    assert page.status == 409
    assert "Min" in page.text
    assert page.one("textarea", name="text").text == "Din"
    assert page.one("input", name="version").attributes["value"] == "1"
    assert "Fråga 4" in county.fill("3", text="Din och min").one("h1").text


def test_a_contributor_fills_in_the_form_of_their_county(
    services: Services, survey_id: str, county: County
) -> None:
    place = County(services, link_of(services, survey_id, "08")).place
    desk = Desk(services)
    desk.sign_in("contributor")
    page = desk.visit("/redaktion")
    assert page.all("a", href=place)
    assert desk.visit(place).status == 200
    assert desk.visit(county.place).status == 404
    for role in ("curator", "admin"):
        somebody = Desk(services)
        somebody.sign_in(role)
        assert somebody.visit(place).status == 404


def test_nothing_opens_when_the_link_is_revoked(
    services: Services, survey_id: str, county: County
) -> None:
    county.ask("3")
    form = form_of_link(services, county.secret).form
    revoke_link(services, COMMAND, survey_id, form.county)
    answer = county.post(f"{county.place}/fraga/3", version="0", do="next", text="Min")
    assert answer.status_code == 404
    assert county.visit(county.place).status == 404
    assert Desk(services).visit("/redaktion/enkat/lank/x").status == 404


def test_a_form_that_is_saved_by_a_program_is_stopped_for_a_minute(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_sending, "SENDING", survey_pages.MOST_SAVED)
    county.fill("3", text="Mer stöd")
    answer = county.post(f"{county.place}/skicka")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 60


def test_a_form_whose_link_was_replaced_keeps_what_was_written(
    services: Services, survey_id: str
) -> None:
    county = County(services, link_of(services, survey_id, "13"))
    county.ask("3")
    link_of(services, survey_id, "13")
    place, given = f"{county.place}/fraga/3", {"token": county.token, "text": "Det vi skrev"}
    auto = county.client.post(
        place, data={**given, "do": "auto"}, headers={"Accept": "application/json"}
    )
    assert auto.status_code == 404
    assert "länken har ersatts" in (auto.json or {})["sentence"]
    page = county.send(place, text="Det vi skrev", do="next")
    assert page.status == 404
    assert "länken har ersatts" in page.text
    assert "Det vi skrev" in page.text


def test_what_a_form_does_not_send_stays_as_it_was(county: County) -> None:
    county.fill("1", choice="ja", comment="I en grupp.")
    county.fill("1", "stay")
    page = county.ask("1")
    assert page.one("textarea", name="comment").text == "I en grupp."
    assert "checked" in page.one("input", name="choice", value="ja").attributes
    county.fill("2d", "stay", sector="energi", words="Bagerier")
    county.fill("2d", "stay", words="Kaféer")
    assert "checked" in county.ask("2d").one("input", name="sector", value="energi").attributes
    county.fill("2d", "stay", shown="sector")
    page = county.ask("2d")
    assert "checked" not in page.one("input", name="sector", value="energi").attributes
    assert page.one("textarea", name="words").text == "Kaféer"
    county.fill("2c", "stay", **{"count": "2", "what-0": "Kurser", "what-1": "Råd"})
    county.fill("2c", "stay", **{"title-1": "Råd till bagerier"})
    page = county.ask("2c")
    assert [page.one("textarea", name=f"what-{at}").text for at in (0, 1)] == ["Kurser", "Råd"]
