"""Entries at the desk: found, written, refused, and changed by two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.entries.editing import BaseVersion, patch
from app.entries.history import get_version
from app.entries.reading import get_entry
from desk.entry_versions import ADDED, REMOVED, SAME, Piece, pieces
from tests.desk.conftest import Desk, with_accounts
from tests.desk.writing import fields_of, sent, written
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.wiring import Services
    from tests.web.page import Page


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A catalogue without an index, whose entries each test writes for itself."""
    with with_accounts(services_in(tmp_path_factory.mktemp("entries"))) as found:
        yield found


EVERY = {
    "title": "Biogas av gödsel",
    "summary": "Gårdar rötar gödsel till biogas.",
    "facts": ["Tolv gårdar är med.", "Start 2019."],
    "methods": "Först samråd.\n\nSedan bygge.",
    "counties": ["08", "12"],
    "goals": ["7"],
    "targets": ["7.2"],
    "sectors": ["energi"],
    "evidence": [
        {"field": "goals", "value": "7", "quote": "rötar gödsel till biogas"},
        {"field": "goals", "value": "7", "quote": "Tolv gårdar"},
    ],
    "partners": ["Region Kalmar län", "LRF"],
    "startYear": 2019,
    "budget": 1500000,
    "state": "ongoing",
    "stateAsOf": 2024,
    "steps": ["Gårdarna enades.", "Kommunen gav bygglov."],
    "resultBasis": "own-claim",
    "lessons": [{"obstacle": "Dyrt | trögt.", "solution": "Bidrag."}, {"obstacle": "Lång kö."}],
    "transfer": {"requires": "Korta avstånd."},
    "resources": {"money": "Hälften från Klimatklivet."},
    "documents": [
        {"title": "Avtal", "kind": "contract", "url": "https://example.org/avtal", "language": "sv"}
    ],
    "english": {"title": "Biogas from manure", "summary": "Farms digest manure."},
    "source": {
        "type": "survey-reply",
        "title": "Svar",
        "survey": "rus-2018",
        "quote": {"start": 3, "end": 9},
        "receivedOn": "2018-03-01",
    },
}


def editor(desk: Desk, entry_id: str) -> Page:
    return desk.visit(f"/redaktion/exempel/{entry_id}")


def test_a_form_sent_back_as_it_stands_changes_nothing(desk: Desk, services: Services) -> None:
    entry_id = written(services, **EVERY)
    before = get_entry(services, entry_id, COMMAND)
    desk.sign_in("curator")
    assert "Inget var ändrat." in sent(desk, editor(desk, entry_id)).text
    assert get_entry(services, entry_id, COMMAND) == before


def test_every_field_is_written(desk: Desk, services: Services) -> None:
    entry_id = written(services, **EVERY)
    fields = fields_of((desk.sign_in("curator"), editor(desk, entry_id))[1])
    other = written(services)
    page = editor(desk, other)
    after = sent(desk, page, **{**fields, "known": fields_of(page)["known"]})
    assert "Sparat som version 2." in after.text
    first, second = (get_entry(services, each, COMMAND) for each in (entry_id, other))
    made = {"id", "uri", "externalId", "version", "createdAt", "updatedAt", "source"}
    assert {name: each for name, each in first.items() if name not in made} == {
        name: each for name, each in second.items() if name not in made
    }
    assert {**first["source"], "quote": None, "url": None} == {**second["source"], "url": None}


def test_a_new_draft_is_made_once_however_often_the_form_is_sent(desk: Desk) -> None:
    desk.sign_in("curator")
    page = desk.visit("/redaktion/exempel/nytt")
    filled = {"title": "Nytt", "summary": "Något nytt.", "kind": "activity", "counties": ["08"]}
    for _ in range(2):
        assert "Nytt" in sent(desk, page, source__title="Sidan", **filled).one("h1").text
    listed = desk.visit("/redaktion/exempel?q=nytt")
    assert "Utkast: 1" in listed.text


def test_a_fault_stands_at_its_field_and_what_was_written_stays(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, **EVERY)
    desk.sign_in("curator")
    wrong = {"title": "", "startYear": "snart", "source__url": "ingen adress", "results": "Kvar."}
    page = sent(desk, editor(desk, entry_id), **wrong)
    assert page.status == 422
    for place in ("title", "startYear", "source-url"):
        assert page.one("input", id=place).attributes["aria-invalid"] == "true"
        assert page.all("a", href=f"#{place}")
    assert page.one("input", id="startYear").attributes["value"] == "snart"
    assert page.one("textarea", id="results").text == "Kvar."


def test_a_text_that_is_too_long_comes_back_whole(desk: Desk, services: Services) -> None:
    entry_id = written(services, **EVERY)
    desk.sign_in("curator")
    page, text = editor(desk, entry_id), "Gårdar delar verktyg. " * 100 + "Slut."
    assert "maxlength" not in page.one("textarea", id="summary").attributes
    page = sent(desk, page, summary=text, title="Delade " * 50 + "verktyg")
    assert page.status == 422
    assert page.one("textarea", id="summary").attributes["aria-invalid"] == "true"
    assert page.one("textarea", id="summary").text == text
    assert str(page.one("input", id="title").attributes["value"]).endswith("verktyg")


def test_a_quote_that_the_text_has_lost_is_told_at_its_link(desk: Desk, services: Services) -> None:
    entry_id = written(services, **EVERY)
    desk.sign_in("curator")
    changed = {"summary": "Gårdar tar vara på gödsel."}
    page = sent(desk, editor(desk, entry_id), **changed)
    assert page.status == 422
    assert page.one("textarea", id="evidence-goals-7").attributes["aria-invalid"] == "true"
    page = sent(desk, page, evidence__goals__7="Tolv gårdar", **changed)
    (link,) = (
        each
        for each in get_entry(services, entry_id, COMMAND)["conceptLinks"]
        if each["field"] == "goals"
    )
    assert link["evidence"] == [{"quote": "Tolv gårdar"}]


def test_two_curators_choose_field_by_field(
    as_role: Callable[[str], Desk], services: Services
) -> None:
    entry_id = written(services, **EVERY)
    one, other = as_role("curator"), as_role("admin")
    before = {each: editor(each, entry_id) for each in (one, other)}
    sent(one, before[one], title="Den enas", results="Bra.", methods="Bara ettans.")
    page = sent(other, before[other], title="Den andras", results="Bäst.", targetGroup="Bönder.")
    assert page.status == 409
    assert [each.text for each in page.all("legend")] == ["Rubrik", "Resultat", "Målgrupp"]
    form = page.one("form", class_="choose").attributes["action"]
    fields = fields_of(page)
    undecided = {**fields, "val-title": ["mitt"], "do": "save"}
    with other.client.post(form, data=undecided) as answer:
        assert answer.status_code == 409
        assert "Resultat: Välj en av texterna." in answer.get_data(as_text=True)
    with other.client.post(form, data={**undecided, "val-results": ["deras"]}) as answer:
        assert answer.status_code == 303
    now = get_entry(services, entry_id, COMMAND)
    assert (now["title"], now["results"]) == ("Den andras", "Bra.")
    assert (now["methods"], now["targetGroup"]) == ("Bara ettans.", "Bönder.")


def test_a_contributor_writes_entries_of_its_own_county_only(
    desk: Desk, services: Services
) -> None:
    own = written(services, title="Vårt", counties=["08"])
    foreign = written(services, title="Deras", counties=["12"])
    written(services, title="Delas", counties=["08", "12"])
    public = written(services, title="Publikt", counties=["12"], publish=True)
    desk.sign_in("contributor")
    listed = desk.visit("/redaktion/exempel?county=12").text
    assert "Vårt" in listed
    assert "Deras" not in listed
    assert "Delas" not in listed
    assert desk.answer(f"/redaktion/exempel/{foreign}").status_code == 404
    assert desk.answer(f"/redaktion/exempel/{public}").status_code == 403
    page = sent(desk, editor(desk, own), counties=["12"])
    assert page.status == 403
    page = sent(desk, editor(desk, own), "publish", title="Vårt eget")
    assert page.status == 403
    assert (
        "Lämnat till granskning" in sent(desk, editor(desk, own), "submit", title="Vårt nya").text
    )


def test_a_contributor_reads_why_a_draft_was_handed_back_and_its_versions(
    desk: Desk, services: Services
) -> None:
    desk.sign_in("contributor")
    page = sent(
        desk,
        desk.visit("/redaktion/exempel/nytt"),
        "submit",
        title="Vårt",
        summary="Om oss.",
        kind="activity",
        counties=["08"],
    )
    place = page.one("form", id="exempel").attributes["action"]
    assert "Skickat till granskning" in desk.visit("/redaktion").text
    curator = Desk(services)
    curator.sign_in("curator")
    curator.send(
        f"{place}/steg/return", state=fields_of(curator.visit(place))["known"][0], reason="Källa?"
    )
    assert "Återlämnat" in desk.visit("/redaktion").text
    told = "av en redaktör: Källa?"
    assert told in desk.visit(place).text
    assert told in sent(desk, desk.visit(place), results="Bra.").text
    versions = desk.visit(f"{place}/versioner").text
    assert "Version 2" in versions
    assert "du" in versions
    sent(desk, desk.visit(place), "submit")
    assert told not in desk.visit(place).text
    sent(curator, curator.visit(place), "publish")
    assert "Publicerat och tillbakadraget" in desk.visit("/redaktion").text


def test_a_contributor_sees_no_version_of_another_county(desk: Desk, services: Services) -> None:
    entry_id = written(services, title="Deras", counties=["12"])
    base = BaseVersion(entry_id, frozenset({"1-draft"}))
    patch(services, COMMAND, base, {"title": "Vårt", "counties": ["08"]})
    desk.sign_in("contributor")
    assert "Deras" not in desk.visit(f"/redaktion/exempel/{entry_id}/versioner?fran=1").text


def test_a_check_tells_of_persons_and_twins_and_keeps_nothing(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, **EVERY)
    twin = written(services, **EVERY)
    desk.sign_in("curator")
    changed = {"source__title": "Svar av Anna Andersson", "results": "Ring 070-123 45 67."}
    page = sent(desk, editor(desk, entry_id), "check", **changed)
    assert "ett personnamn" in page.text
    assert "ett telefonnummer" in page.text
    assert page.all("a", href=f"/redaktion/exempel/{twin}")
    assert page.one("textarea", id="results").text == changed["results"]
    assert get_entry(services, entry_id, COMMAND)["version"] == 1


def test_values_are_searched_without_scripts(desk: Desk, services: Services) -> None:
    entry_id = written(services)
    desk.sign_in("curator")
    asked = {"sok__targets": "matsvinn", "sok__leadOrganisation": "länsstyrelsen skåne"}
    page = sent(desk, editor(desk, entry_id), "check", **asked)
    assert "12.3" in {each.attributes["value"] for each in page.all("input", name="targets")}
    (use, *_) = [each.attributes["value"] for each in page.all("button", name="use")]
    page = sent(desk, page, "check", use=use, targets=["12.3"])
    assert use.endswith(page.one("input", id="leadOrganisation").attributes["value"])
    assert "Sparat" in sent(desk, page).text
    assert get_entry(services, entry_id, COMMAND)["targets"] == ["12.3"]


def test_links_are_suggested_with_the_words_they_rest_on(desk: Desk, services: Services) -> None:
    text = "Caféer minskade matsvinnet med en tredjedel."
    entry_id = written(services, title="Caféer", summary=text)
    desk.sign_in("curator")
    page = sent(desk, editor(desk, entry_id), "suggest")
    assert "matsvinnet" in page.one("textarea", id="evidence-targets-12.3").text
    assert "Inget var ändrat." in sent(desk, page).text
    assert "Sparat" in sent(desk, page, targets=["12.3"]).text
    (link,) = get_entry(services, entry_id, COMMAND)["conceptLinks"]
    assert link["value"] == "12.3"
    assert link["evidence"][0]["quote"] in text


def test_values_are_listed_for_the_script(desk: Desk) -> None:
    desk.sign_in("contributor")
    for field, text, value in (("sectors", "livs", "livsmedel"), ("partners", "rise", "RISE")):
        listed = desk.visit(f"/redaktion/exempel/varden/{field}?q={text}")
        assert any(value in each.attributes["data-value"] for each in listed.all("li")), field
    assert desk.answer("/redaktion/exempel/varden/title?q=x").status_code == 404


def test_versions_are_compared_word_by_word_and_an_older_one_comes_back(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, **EVERY)
    desk.sign_in("curator")
    sent(
        desk,
        editor(desk, entry_id),
        summary="Gårdar rötar gödsel till rågas.",
        goals=[],
        reason="Fel",
    )
    page = desk.visit(f"/redaktion/exempel/{entry_id}/versioner")
    assert [each.text for each in page.all("ins")] == ["[tillagt: rågas]"]
    assert "[borttaget: biogas]" in [each.text for each in page.all("del")]
    assert "Globala mål i Agenda 2030" in [each.text for each in page.all("dt")]
    assert "UTC, ett kommando." in page.text
    assert "UTC, du. Utkast. Skäl: Fel" in page.text
    page = desk.visit(page.link("Återställ version 1").attributes["href"])
    place = page.all("form")[-1].attributes["action"]
    fields = fields_of(page)
    assert desk.client.post(place, data=fields).status_code == 422
    page = desk.send(
        place, **{name: each[0] for name, each in fields.items()} | {"reason": "Ångrar"}
    )
    assert "Återställt som version 3." in page.text
    first, third = (get_version(services, entry_id, number, COMMAND) for number in (1, 3))
    assert (first["summary"], first["goals"]) == (third["summary"], third["goals"])


def test_an_entry_is_withdrawn_with_a_reason_and_brought_back(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, title="Dras tillbaka", publish=True)
    desk.sign_in("curator")
    page = desk.visit(editor(desk, entry_id).link("Dra tillbaka").attributes["href"])
    place, fields = page.all("form")[-1].attributes["action"], fields_of(page)
    stale = {**fields, "state": "9-published", "reason": "Dubblett"}
    assert desk.client.post(place, data=stale).status_code == 409
    with desk.client.post(place, data={**fields, "reason": "Dubblett"}) as answer:
        assert answer.status_code == 303
    assert desk.answer(f"/exempel/x-{entry_id}").status_code == 410
    page = editor(desk, entry_id)
    assert not page.all("form", id="exempel")
    page = desk.visit(page.link("Återställ").attributes["href"])
    place, fields = page.all("form")[-1].attributes["action"], fields_of(page)
    with desk.client.post(place, data={**fields, "reason": "Inte alls"}) as answer:
        assert answer.status_code == 303
    assert get_entry(services, entry_id, COMMAND)["status"] == "draft"


def test_a_draft_is_previewed_as_its_page_would_be_by_those_who_write_it(
    as_role: Callable[[str], Desk], services: Services
) -> None:
    entry_id = written(services, **{**EVERY, "counties": ["12"]})
    place = f"/redaktion/exempel/{entry_id}/forhandsgranska"
    page = as_role("curator").visit(place)
    assert "Förhandsgranskning av version 1." in page.text
    assert "rötar gödsel till biogas" in [each.text for each in page.all("blockquote")]
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert as_role("contributor").answer(place).status_code == 404


@pytest.mark.parametrize("words", ["a ", ". ", "och "])
def test_texts_that_repeat_a_word_are_not_compared_word_by_word(words: str) -> None:
    old, new = words * 1_500, words * 1_499
    assert pieces(old, new) == [Piece(REMOVED, old), Piece(ADDED, new)]


def test_words_are_compared_with_the_space_after_them() -> None:
    found = pieces("Tio kom till kursen.", "Tusen kom till kursen i Lund.")
    assert "".join(each.text for each in found if each.kind != REMOVED).endswith("i Lund.")
    assert next(each.text for each in found if each.kind == SAME) == "kom till "


def test_what_looks_like_personal_data_is_published_only_by_a_tick_that_is_about_it(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services)
    desk.sign_in("curator")
    page = sent(desk, editor(desk, entry_id), "publish", results="Ring Anna på 070-123 45 67")
    assert page.status == 422
    tick = page.one("input", id="confirmed").attributes["value"]
    page = sent(desk, page, "publish", confirmed=tick, results="Ring Anna på 070-765 43 21")
    assert page.status == 422
    assert get_entry(services, entry_id, COMMAND)["status"] == "draft"
    tick = page.one("input", id="confirmed").attributes["value"]
    assert "Publicerat" in sent(desk, page, "publish", confirmed=tick).text
    new = {"title": "Nytt", "kind": "activity", "counties": ["08"], "summary": "070-123 45 67"}
    page = sent(desk, desk.visit("/redaktion/exempel/nytt"), "publish", **new)
    assert page.status == 422
    assert page.one("input", id="confirmed")
