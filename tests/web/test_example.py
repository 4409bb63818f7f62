from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from app.addresses import slug
from app.searching.requests import SearchRequest
from app.searching.search import search
from catalogue import entries
from record.field import Search
from record.texts import QUOTED, texts_of
from tests.fixtures.services import row
from web.addresses import entry_path

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit
    from tests.web.page import Page

FULL = row(
    "full",
    title="Biogas av gödsel",
    summary="Gårdar i Skåne rötar gödsel tillsammans.",
    facts=["Tolv gårdar är med.", "Gasen säljs lokalt."],
    methods="Gårdarna bildade ett bolag.",
    results="Utsläppen minskade.",
    steps=["Gårdarna enades.", "Kommunen gav bygglov."],
    resultBasis="evaluated",
    lessons=[{"obstacle": "Tillstånden tog tid.", "solution": "Länsstyrelsen gav råd tidigt."}],
    transfer={"requires": "Korta avstånd.", "copiedBy": "Gårdar i Blekinge."},
    state="ongoing",
    stateAsOf=2023,
    resources={"money": "Hälften från Klimatklivet.", "staff": "Två heltider."},
    documents=[
        {
            "title": "Avtal om gödsel",
            "kind": "contract",
            "url": "https://example.org/avtal.pdf",
            "language": "da",
        }
    ],
    english={"title": "Biogas from manure", "summary": "Farms digest manure together."},
    targetGroup="Lantbrukare",
    counties=["12", "13"],
    sectors=["lantbruk"],
    sectorText=["mjölkgårdar"],
    objectives=["1", "7"],
    goals=["7", "13"],
    targets=["7.2"],
    levers=["regenerate"],
    leadOrganisation="Länsstyrelsen Skåne",
    partners=["LRF Skåne"],
    contact="biogas@example.org",
    startYear=2019,
    endYear=2021,
    budget=1_500_000,
    evidence=[{"field": "goals", "value": "7", "quote": "rötar gödsel tillsammans"}],
    source={
        "type": "web-page",
        "title": "Biogas i Skåne",
        "url": "https://example.org/biogas",
        "retrievedOn": "2026-11-24",
    },
)


def entry_id(services: Services, external_id: str) -> str:
    with services.database.read() as connection:
        found = entries.by_key(connection, "test", external_id)
    assert found is not None
    return found.id


@pytest.fixture
def full(visit_own: Visit, load: Loader, empty_services: Services) -> Page:
    report = load(FULL)
    assert not report.rejected
    return visit_own(f"/exempel/{entry_id(empty_services, 'full')}")


def test_everything_in_the_example_is_on_its_page(full: Page) -> None:
    assert full.status == 200
    assert full.heading == "Biogas av gödsel"
    for text in (
        FULL["summary"],
        *FULL["facts"],
        *(text for field, _, text in texts_of(FULL, QUOTED) if field.search is Search.TEXT),
        *("Utvärderat", "Pågick 2023", "Avtal"),
        "Lantbrukare",
        "Skåne län",
        "Hallands län",
        "mjölkgårdar",
        "Begränsad klimatpåverkan",
        "Ingen övergödning",
        "Hållbar energi för alla",
        "Regenerera",
        "Länsstyrelsen Skåne",
        "LRF Skåne",
        "biogas@example.org",
        "2019–2021",
        "Läst 24 november 2026",
        "CC0 1.0",
    ):
        assert text in full.text


def test_a_state_that_stands_among_the_years_is_not_repeated(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(row("open", title="Biogas", startYear=2015, state="ongoing", stateAsOf=2016))
    page = visit_own(f"/exempel/{entry_id(empty_services, 'open')}")
    assert "Läge" not in {each.text for each in page.all("dt")}
    assert "Start 2015, pågick 2016" in page.text


def test_the_english_page_has_the_english_title_and_summary(
    full: Page, visit_own: Visit, empty_services: Services
) -> None:
    assert "Biogas from manure" not in full.text
    page = visit_own(f"/en/exempel/{entry_id(empty_services, 'full')}")
    assert page.heading == "Biogas from manure"
    assert page.one("h1").attributes.get("lang") is None
    assert FULL["english"]["summary"] in page.text
    assert FULL["title"] in page.text


def test_an_example_is_cited_in_the_language_of_its_page(
    full: Page, visit_own: Visit, empty_services: Services
) -> None:
    english = visit_own(f"/en/exempel/{entry_id(empty_services, 'full')}")
    for page, title, beginning in (
        (full, FULL["title"], "/exempel/"),
        (english, FULL["english"]["title"], "/en/exempel/"),
    ):
        cited = page.one("section", **{"aria-labelledby": "hanvisa"})
        assert urlsplit(cited.text.split()[-1]).path.startswith(beginning)
        assert page.one("q").text == title
        assert "lang" not in page.one("q").attributes


def test_a_document_is_a_link_with_its_kind_and_language(
    full: Page, visit_own: Visit, empty_services: Services
) -> None:
    assert full.link("Avtal om gödsel").attributes["href"] == "https://example.org/avtal.pdf"
    assert "Språk: danska" in full.text
    english = visit_own(f"/en/exempel/{entry_id(empty_services, 'full')}")
    assert "Kind: Contract" in english.text
    assert "Language: Danish" in english.text


def test_an_amount_is_written_as_the_language_writes_it(
    full: Page, visit_own: Visit, empty_services: Services
) -> None:
    assert (
        "1\N{NARROW NO-BREAK SPACE}500\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in full.html
    )
    english = visit_own(f"/en/exempel/{entry_id(empty_services, 'full')}")
    assert "SEK\N{NO-BREAK SPACE}1,500,000" in english.html


def test_a_link_shows_the_words_it_rests_on(full: Page) -> None:
    assert full.one("blockquote").text == "rötar gödsel tillsammans"
    assert full.one("details").text.startswith("Belägg för Hållbar energi för alla")


def test_source_and_json_are_linked(full: Page) -> None:
    assert full.link("Biogas i Skåne").attributes["href"] == "https://example.org/biogas"
    assert full.link("Hämta som data (JSON)").attributes["href"].startswith("/api/v1/entries/")


def test_an_example_can_be_cited_and_tells_what_is_not_known(full: Page, visit: Visit) -> None:
    address = full.one("link", rel="canonical").attributes["href"]
    (cited,) = [each.text for each in full.all("section") if "Hänvisa" in each.text]
    assert "Exempelbanken: Biogas av gödsel, ändrad" in cited
    assert cited.endswith(f", {address}")
    assert "Uppgift saknas" not in full.text
    hit = visit("/?q=matsvinn").all("h3")[0]
    (link,) = [each for each in visit("/?q=matsvinn").all("a") if each.text == hit.text]
    thin = visit(link.attributes["href"])
    assert "Uppgift saknas om resultat, hinder, förutsättningar, kostnad och kontakt." in thin.text


def test_an_example_is_described_to_whoever_shows_a_link_to_it(full: Page) -> None:
    (script,) = full.all("script", type="application/ld+json")
    told = json.loads(script.text)
    assert told["@type"] == "CreativeWork"
    assert told["name"] == FULL["title"]
    assert told["isBasedOn"] == "https://example.org/biogas"
    assert [place["name"] for place in told["spatialCoverage"]] == ["Skåne län", "Hallands län"]
    assert "Hållbar energi för alla" in {each["name"] for each in told["about"]}
    assert told["url"] == full.one("link", rel="canonical").attributes["href"]
    meta = {
        each.attributes["property"]: each.attributes["content"]
        for each in full.all("meta")
        if "property" in each.attributes
    }
    assert meta["og:title"] == "Biogas av gödsel – Exempelbanken"
    assert meta["og:type"] == "article"
    assert meta["og:url"] == full.one("link", rel="canonical").attributes["href"]
    assert meta["og:description"] == FULL["summary"]


def test_a_title_cannot_end_the_description(visit_own: Visit, load: Loader) -> None:
    load(row("x", title="Biogas</script><b>"))
    (link,) = [each for each in visit_own("/?q=").all("a") if "Biogas" in each.text]
    page = visit_own(link.attributes["href"])
    assert not page.all("b")
    (script,) = page.all("script", type="application/ld+json")
    assert json.loads(script.text)["name"] == "Biogas</script><b>"


def test_a_link_leads_to_its_subject_and_an_organisation_to_its_examples(full: Page) -> None:
    subject = full.link("Hållbar energi för alla").attributes["href"]
    assert subject == "/globala-mal/hallbar-energi-for-alla"
    own = full.link("Organisationens alla exempel").query
    assert own == [("organisation", "Länsstyrelsen Skåne")]


def test_errors_and_gaps_are_reported_where_no_contact_is_configured(
    visit_own: Visit, load: Loader
) -> None:
    load(row("bare", title="Biogas"))
    hits = visit_own("/?q=biogas")
    page = visit_own(hits.link("Biogas").attributes["href"])
    assert page.link("Rapportera fel").attributes["href"].endswith("/rapportera")
    assert visit_own(page.link("Komplettera").attributes["href"]).status == 200


def test_the_questions_of_those_who_copy_come_in_their_order(full: Page) -> None:
    headings = [each.text for each in full.all("h2")]
    expected = [
        *("Så gick det till", "Steg för steg", "Målgrupp", "Resurser", "Resultat"),
        *("Hinder och lösningar", "Att göra likadant", "Dokument att ta över", "Kopplingar"),
    ]
    assert [each for each in headings if each in expected] == expected
    assert full.one("h2", id="resources").text == "Resurser"
    contents = full.one("nav", **{"aria-labelledby": "innehall-rubrik"})
    linked = [each.attributes["href"] for each in full.all("a") if each.within("nav") is contents]
    assert linked[0] == "#methods"
    assert all(full.all("h2", id=each[1:]) for each in linked)


def test_an_organisation_is_asked_by_a_mail_that_is_ready(full: Page) -> None:
    (address,) = {each.attributes["href"] for each in full.all("a") if "Fråga org" in each.text}
    to, _, query = address.partition("?")
    assert to == "mailto:biogas@example.org"
    sent = dict(parse_qsl(query))
    assert sent["subject"] == "Fråga om Biogas av gödsel"
    assert "Biogas av gödsel:\r\nhttp://127.0.0.1:8000/exempel/biogas-av-godsel-" in sent["body"]


@pytest.mark.parametrize(
    ("contact", "label", "is_contact"),
    [
        ("https://www.example.org/projekt/vatten", "Sida hos example.org", True),
        ("https://example.org/nyheter/vatten", "Nyhet hos example.org", False),
        ("https://example.org/", "Källans sida", False),  # the page of the source
    ],
)
def test_a_link_is_called_a_contact_only_where_somebody_answers(
    visit_own: Visit, load: Loader, contact: str, label: str, *, is_contact: bool
) -> None:
    load(row("page", title="Biogas", contact=contact))
    found = visit_own("/?q=biogas&hasContact=true").all("article")
    assert bool(found) is is_contact
    page = visit_own(visit_own("/?q=biogas").link("Biogas").attributes["href"])
    assert page.link(label).attributes["href"] == contact
    assert (f"Kontakt: {label}" in page.text) is is_contact
    assert ("kontakt" in page.one("p", class_="note lacking").text) is not is_contact


def test_there_is_no_mail_to_an_organisation_with_a_contact_page(
    visit_own: Visit, load: Loader
) -> None:
    load(row("page", title="Biogas", contact="https://example.org/kontakt"))
    page = visit_own(visit_own("/?q=biogas").link("Biogas").attributes["href"])
    assert "mailto:" not in page.html
    assert (
        page.link("Organisationens kontaktsida").attributes["href"] == "https://example.org/kontakt"
    )


def test_whom_to_ask_is_told_of_every_example(full: Page, visit: Visit) -> None:
    (asked,) = [each.text for each in full.all("section") if "Vem kan jag fråga?" in each.text]
    assert "Ansvarig organisation: Länsstyrelsen Skåne" in asked
    (mailbox,) = [each for each in full.all("a") if each.text == "biogas@example.org"]
    assert mailbox.attributes["href"] == "mailto:biogas@example.org"
    board = full.link("Webbplats: Länsstyrelsen Skåne").attributes["href"]
    assert board == "https://www.lansstyrelsen.se/skane"
    hit = visit("/?q=matsvinn").all("h3")[0]
    (link,) = [each for each in visit("/?q=matsvinn").all("a") if each.text == hit.text]
    without = visit(link.attributes["href"])
    assert without.has_link("Källans sida")


def test_the_archived_copy_of_a_source_is_a_link_of_its_address_and_day(full: Page) -> None:
    archived = full.link("Arkiverad kopia").attributes["href"]
    assert archived == "https://web.archive.org/web/20261124/https://example.org/biogas"


def test_similar_examples_are_linked_and_readable(visit: Visit, services: Services) -> None:
    first = search(services, SearchRequest("matsvinn")).items[0]
    page = visit(f"/exempel/{first['id']}")
    similar = page.all("a", class_="card")
    assert len(similar) == 4
    assert all(visit(link.attributes["href"]).status == 200 for link in similar)


def test_every_seeded_example_has_a_page(visit: Visit, services: Services) -> None:
    for number in (1, 2, 3):
        for item in search(services, SearchRequest(page=number, limit=100)).items:
            page = visit(f"/exempel/{item['id']}")
            assert page.status == 200
            assert page.heading == item["title"]


def test_related_examples_are_named_from_both_ends(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(row("method", kind="working-method", title="Arbetssättet"))
    method = entry_id(empty_services, "method")
    load(row("use", title="Tillämpningen", relations=[{"type": "uses-method", "entryId": method}]))
    use = entry_id(empty_services, "use")
    assert "Använder arbetssättet: Arbetssättet" in visit_own(f"/exempel/{use}").text
    assert "Används i: Tillämpningen" in visit_own(f"/exempel/{method}").text


def test_a_withdrawn_example_answers_410_with_the_reason_and_without_its_text(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(FULL)
    found = entry_id(empty_services, "full")
    with empty_services.database.write() as unit:
        entries.withdraw(unit, found, "Dubblett av ett annat", actor="test")
    page = visit_own(f"/exempel/{found}")
    assert page.status == 410
    assert page.heading == "Exemplet har dragits tillbaka"
    assert "Biogas" not in page.text
    assert "Skäl: Dubblett av ett annat" in page.text
    assert page.all("input", id="q")


@pytest.mark.parametrize("cut", [1, 8, 12, 20, 34, 36])
def test_an_address_that_a_mail_cut_off_leads_to_the_example_by_its_words(
    visit: Visit, services: Services, cut: int
) -> None:
    (entry, *_) = search(services, SearchRequest("laddstolpar", limit=1)).items
    page = visit(entry_path(entry)[:-cut])
    assert page.status == 404
    words = page.one("input", id="q").attributes["value"]
    assert words == slug(entry["title"]).replace("-", " ")
    assert "brutits i ett mejl" in page.text
    found = visit(f"/?{urlencode({'q': words})}")
    assert found.all("h3")[0].text == entry["title"]


def test_an_unknown_example_answers_404_with_a_search_field(visit: Visit) -> None:
    for address in ("/exempel/x", "/exempel/01900000-0000-7000-8000-000000000000"):
        page = visit(address)
        assert page.status == 404
        assert page.all("input", id="q")


def test_a_draft_has_no_page(visit_own: Visit, load: Loader, empty_services: Services) -> None:
    load(FULL, publish=False)
    with empty_services.database.read() as connection:
        draft = entries.by_key(connection, "test", "full", published_only=False)
    assert draft is not None
    assert visit_own(f"/exempel/{draft.id}").status == 404


def test_an_example_can_be_read_while_search_is_down(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(FULL)
    found = entry_id(empty_services, "full")
    for file in sorted(empty_services.settings.index_folder.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert visit_own("/?q=biogas").status == 503
    page = visit_own(f"/exempel/{found}")
    assert page.status == 200
    assert "Liknande exempel" not in page.text


def test_keywords_are_links_to_a_search_and_tell_why_a_hit_is_there(
    visit_own: Visit, load: Loader
) -> None:
    words = ["fabrik", "spara el & värme", "dyr el", "elräkning", "elnät", "el i ladan"]
    load(row("x", title="Rådgivning", keywords=words), row("y", title="Biogas"))

    hits = visit_own("/?q=dyr+el")
    (told,) = hits.all("p", class_="passage")
    assert told.text.startswith("Ämnesord: dyr el, ")
    assert "fabrik" not in told.text

    page = visit_own(hits.link("Rådgivning").attributes["href"])
    assert page.link("spara el & värme").query == [("q", "spara el & värme")]
    assert page.link("spara el & värme").attributes["rel"] == "nofollow"
