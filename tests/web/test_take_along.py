"""What is taken along: all hits on paper, and a list of examples that can be sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, quote

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row
from web import take_along

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit
    from tests.web.page import Page

GONE = "01900000-0000-7000-8000-000000000000"


def ids_of(services: Services, text: str, number: int) -> list[str]:
    return [item["id"] for item in search(services, SearchRequest(text, limit=number)).items]


def sent(page: Page) -> list[tuple[str, str]]:
    """What the button that shows the list sends, as the page stands."""
    return [
        (field.attributes["name"], field.attributes["value"])
        for field in page.all("input")
        if (field.attributes.get("form") == "list-form" and "checked" in field.attributes)
        or (field.attributes["name"] in ("sok", "id") and field.attributes["type"] == "hidden")
    ]


def test_all_hits_are_printed_with_addresses_and_the_day(visit: Visit) -> None:
    found = visit("/?county=12&goal=12")
    page = visit(found.link("Skriv ut alla träffar").attributes["href"])
    number = int(found.heading.split()[0])
    assert page.heading == found.heading
    assert len(page.all("p", class_="address")) == number
    assert re.search(r"Exempelbanken, \d+ \w+ 2\d{3}, http://127.0.0.1:8000/\?", page.text)
    address = page.all("p", class_="address")[0].text
    assert visit(address.removeprefix("http://127.0.0.1:8000")).status == 200


def test_a_print_tells_of_each_example_where_it_is_from_whom_to_ask_and_what_came_of_it(
    visit_own: Visit, load: Loader
) -> None:
    source = {
        "type": "web-page",
        "title": "Sida",
        "url": "https://example.org/sida",
        "retrievedOn": "2024-05-03",
    }
    told = {"contact": "miljo@example.org", "results": "Hälften så mycket svinn."}
    load(row("a", title="Svinn", source=source, **told), row("b", title="Svinn i kök"))
    page = visit_own("/utskrift?q=svinn")
    assert page.heading == visit_own("/?q=svinn").heading
    assert "Resultat: Hälften så mycket svinn." in page.text
    assert "Kontakt: miljo@example.org" in page.text
    assert "Källa: Sida, https://example.org/sida, läst 3 maj 2024" in page.text
    assert page.text.count("Kontakt: ") == 1


def test_a_print_leads_back_to_its_search(visit: Visit) -> None:
    for asked in ("/?q=", "/?q=energi&sort=title", "/?county=12"):
        page = visit(visit(asked).link("Skriv ut alla träffar").attributes["href"])
        back = page.link("Tillbaka till träffarna").attributes["href"]
        assert visit(back).heading == visit(asked).heading


def test_many_hits_are_printed_in_parts_that_hold_each_of_them_once(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_along, "PART", 20)
    page = visit("/en/utskrift?q=energi&limit=3")
    total = int(page.heading.split()[0])
    parts = [link.attributes["href"] for link in page.all("a") if re.match(r"\d+–", link.text)]
    assert len(parts) == -(-total // 20) > 1
    printed = [e.text for each in parts for e in visit(each).all("p", class_="address")]
    assert len(printed) == len(set(printed)) == total
    second = visit(parts[1])
    assert f"Examples 21–40 of {total}." in second.text
    assert second.one("ol", class_="printed").attributes["start"] == "21"
    assert second.link("Excel").attributes["href"] == (
        "/api/v1/entries/table?q=energi&format=xlsx&language=en"
    )
    assert visit("/utskrift?q=energi&page=90").heading == f"{total} exempel för energi"


def test_an_example_is_moved_up_in_a_list(visit: Visit, services: Services) -> None:
    first, second, third = ids_of(services, "energi", 3)
    address = f"/lista?id={first}&id={second}&id={third}&sok=q%3Denergi"
    page = visit(address)
    assert [each.attributes["value"] for each in page.all("button", name="upp")] == [second, third]
    moved = visit(f"{address}&upp={third}")
    link = moved.one("input", id="link").attributes["value"]
    assert re.findall(r"id=([0-9a-f-]+)", link) == [first, third, second]
    assert ("q", "energi") in moved.link("Tillbaka till träffarna").query
    unchanged = visit(f"{address}&upp={first}")
    assert first in unchanged.one("input", id="link").attributes["value"]


def test_an_example_opened_from_a_list_adds_to_that_list(visit: Visit, services: Services) -> None:
    first, second, third = ids_of(services, "energi", 3)
    listed = visit(f"/lista?id={first}&id={second}")
    assert listed.one("a", id="list-link").text == "Min lista (2)"
    opened = visit(listed.link(listed.all("h2")[0].text).attributes["href"])
    assert opened.one("a", id="list-link").query == [("id", first), ("id", second)]
    page = visit(f"/exempel/{third}?lista={first}.{second}")
    added = [e.attributes["value"] for e in page.all("input", name="id")]
    assert added == [first, second, third]


def test_up_to_four_examples_are_compared_side_by_side(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(
        row("a", title="Biogas ett", methods="Bolag.", results="Mindre utsläpp.", budget=500_000),
        row("b", title="Biogas två", lessons=[{"obstacle": "Tillstånd.", "solution": "Råd."}]),
        *(row(each, title=f"Biogas {each}") for each in "cde"),
    )
    ids = ids_of(empty_services, "biogas", 5)
    page = visit_own(f"/lista/jamfor?id={'&id='.join(ids)}&id=foo")
    assert len(page.all("th", scope="col")) == 5
    assert "Fyra exempel får plats. 1 är inte med." in page.text
    ordered = sorted(ids, key=lambda each: visit_own(f"/exempel/{each}").heading)
    page = visit_own(f"/lista/jamfor?id={ordered[-1]}&id={ordered[0]}")
    rows = [each.text for each in page.all("th", scope="row")]
    assert "Så gick det till" in rows or "Hinder och lösningar" in rows
    assert "Dokument att ta över" not in rows, "what none has"
    assert "Uppgift saknas" in page.text
    alone = visit_own(f"/lista/jamfor?id={ids[0]}")
    assert "Välj två till fyra exempel" in alone.text
    assert visit_own("/lista/jamfor").status == 200


def test_a_list_is_printed_with_everything(
    visit_own: Visit, load: Loader, empty_services: Services
) -> None:
    load(row("a", title="Biogas", facts=["Tolv gårdar."], methods="Ett bolag bildades."))
    (one,) = ids_of(empty_services, "biogas", 1)
    mine, hits = visit_own(f"/utskrift?id={one}"), visit_own("/utskrift?q=biogas")
    assert "Tolv gårdar." in mine.text
    assert "Ett bolag bildades." in mine.text
    assert "Ett bolag bildades." not in hits.text


def test_a_list_is_its_address(visit: Visit, services: Services) -> None:
    first, second, third = ids_of(services, "energi", 3)
    page = visit(f"/lista?id={third}&id={first}&id={second}&id={first}&id={GONE}&utm_source=x")
    assert page.heading == "Min lista: 3 exempel"
    assert "1 exempel i listan finns inte längre." in page.text
    link = page.one("input", id="link").attributes["value"]
    assert re.findall(r"id=([0-9a-f-]+)", link) == [third, first, second, GONE]
    (form,) = page.all("form", id="drop-form")
    kept = [e.attributes["value"] for e in page.all("input", name="id") if e.within("form") is form]
    assert kept == [third, first, second, GONE]
    assert page.all("button", name="bort")[0].attributes["value"] == third
    shorter = visit(f"/lista?id={'&id='.join(kept)}&bort={third}")
    assert shorter.heading == "Min lista: 2 exempel"
    assert third not in shorter.one("input", id="link").attributes["value"]
    printed = visit(page.link("Skriv ut listan").attributes["href"])
    assert len(printed.all("p", class_="address")) == 3
    assert [each.text for each in printed.all("h2")] == [each.text for each in page.all("h2")]
    assert visit(printed.link("Tillbaka till listan").attributes["href"]).heading == page.heading
    letter = parse_qs(page.link("Skicka listan").attributes["href"].partition("?")[2])["body"][0]
    assert letter.split("\r\n") == [*(each.text for each in page.all("h2")), "", link]


def test_what_a_mail_broke_of_a_list_is_told_and_the_rest_is_shown(
    visit: Visit, services: Services
) -> None:
    first, second = ids_of(services, "energi", 2)
    page = visit(f"/lista?id={first}&id={second[:20]}&id=foo")
    assert page.heading == "Min lista: 1 exempel"
    assert "2 exempel i listans adress går inte att läsa" in page.text
    assert {each.attributes["value"] for each in page.all("input", name="id")} == {first}
    assert visit("/lista?id=foo").status == 200


def test_an_empty_list_says_how_to_fill_it(visit: Visit) -> None:
    page = visit("/lista")
    assert page.status == 200
    assert "Listan är tom. Sök exempel, kryssa för dem" in page.text
    assert page.link("Sök fler exempel").attributes["href"] == "/?q="


def test_ticked_examples_go_along_from_search_to_search(visit: Visit, services: Services) -> None:
    first, second = ids_of(services, "energi", 2)
    (other,) = ids_of(services, "matsvinn", 1)
    page = visit(f"/?q=energi&county=12&lista={other}.{first}")
    assert ("id", other) in sent(page)
    pairs = sent(visit(f"/?q=energi&lista={other}.{first}"))
    assert sorted(pairs) == sorted([("sok", "q=energi"), ("id", other), ("id", first)])
    mine = visit(f"/lista?sok=q%3Denergi%26county%3D12&id={other}&id={second}")
    more = mine.link("Tillbaka till träffarna").query
    assert more == [("q", "energi"), ("county", "12"), ("lista", f"{other}.{second}")]
    again = visit(mine.link("Tillbaka till träffarna").attributes["href"])
    assert ("lista", f"{other}.{second}") in again.one("a", class_="chip").query
    for name in ("Hämta som data", "Hämta alla träffar som CSV", "Följ sökningen"):
        address = again.link(name).attributes["href"]
        assert "lista" not in dict(parse_qsl(address.partition("?")[2]))
        assert visit(address).status == 200
    assert "lista" not in again.one("link", rel="canonical").attributes["href"]


def test_an_example_is_added_from_its_own_page(visit: Visit, services: Services) -> None:
    first, second = ids_of(services, "energi", 2)
    page = visit(f"/exempel/{first}?q=energi&lista={second}.{first}")
    assert [e.attributes["value"] for e in page.all("input", name="id")] == [second, first]
    assert page.one("input", name="sok").attributes["value"] == "q=energi"
    assert page.one("form", id="add-form").attributes["action"] == "/lista"
    assert [e.attributes["value"] for e in visit(f"/exempel/{first}").all("input", name="id")] == [
        first
    ]


def test_an_example_leads_back_to_the_list_it_was_opened_from(
    visit: Visit, services: Services
) -> None:
    first, second = ids_of(services, "energi", 2)
    address = f"/lista?id={second}&id={first}"
    listed = visit(address)
    title = listed.all("h2")[1].text
    back = visit(listed.link(title).attributes["href"]).link("Tillbaka till listan")
    assert back.attributes["href"] == f"{address}#e-{first}"
    hits = visit(f"/?lista={second}")
    of_hits = visit(hits.link(hits.all("h3")[0].text).attributes["href"])
    assert ("lista", second) in of_hits.link("Tillbaka till träffarna").query


def test_where_a_list_came_from_leads_nowhere_else(visit: Visit) -> None:
    page = visit("/lista?sok=https://example.org/%26evil%3D1%26q%3Dsol")
    assert page.link("Tillbaka till träffarna").attributes["href"] == "/?q=sol"


def test_a_search_goes_along_to_the_list_and_what_it_leads_to(
    visit: Visit, services: Services
) -> None:
    ids = ids_of(services, "energi", 5)
    hits = visit(f"/?q=energi&county=12&lista={'.'.join(ids)}")
    listed = visit(hits.one("a", id="list-link").attributes["href"])
    whole = listed.one("input", name="lista").attributes["value"]
    before = quote(listed.all("input", name="sok")[0].attributes["value"])
    compared = visit(f"/lista/jamfor?lista={whole}&sok={before}&id={ids[0]}&id={ids[1]}")
    ways_back = [compared.link("Min lista")]
    for leads_on in ("Skriv ut listan", listed.all("h2")[2].text):
        there = visit(listed.link(leads_on).attributes["href"])
        ways_back.append(there.link("Tillbaka till listan"))
    for way_back in ways_back:
        again = visit(way_back.attributes["href"])
        assert again.heading == "Min lista: 5 exempel"
        more = again.link("Tillbaka till träffarna").query
        assert more == [("q", "energi"), ("county", "12"), ("lista", ".".join(ids))]


def test_a_list_holds_what_is_published_only(visit_own: Visit, load: Loader) -> None:
    load(row("a"))
    assert visit_own(f"/lista?id={GONE}").heading == "Min lista"


def test_what_a_list_has_no_room_for_is_a_link_away(visit: Visit, services: Services) -> None:
    known = ids_of(services, "", 100)
    first, *rest = known[::-1]
    many = [*(f"00000000-0000-4000-8000-{number:012}" for number in range(99)), *rest[:2], first]
    page = visit(f"/lista?{'&'.join(f'id={each}' for each in many)}")
    assert page.heading == "Min lista: 1 exempel"
    assert "En lista rymmer 100 exempel. De 2 sista är inte med här." in page.text
    assert visit(page.link("Visa resten").attributes["href"]).heading == "Min lista: 2 exempel"
    (form,) = page.all("form", id="drop-form")
    kept = [e.attributes["value"] for e in page.all("input", name="id") if e.within("form") is form]
    assert kept == many
    address = f"/lista?{'&'.join(f'id={each}' for each in known * 3)}"
    assert "En lista rymmer 100 exempel. Öppna Min lista" in visit(address).text


def test_a_mail_is_opened_only_where_its_address_comes_through_whole(
    visit: Visit, services: Services
) -> None:
    ids = ids_of(services, "", 45)

    def mail(number: int) -> list[str]:
        page = visit(f"/lista?{'&'.join(f'id={each}' for each in ids[:number])}")
        return [e.attributes["href"] for e in page.all("a") if "e-post" in e.text]

    (short,), (long,) = mail(2), mail(35)
    assert "%0D%0A" in short
    assert "%0D%0A" not in long
    assert len(long) <= take_along.LONGEST_LETTER
    assert mail(45) == []


def test_files_and_feeds_keep_the_language_and_a_feed_its_own_order(
    visit: Visit,
) -> None:
    page = visit("/en/?q=energi&sort=title&page=2")
    table = page.link("Excel").attributes["href"]
    assert table == "/api/v1/entries/table?q=energi&sort=title&language=en&format=xlsx"
    following = visit(page.link("Follow the search").attributes["href"])
    assert following.link("Atom").attributes["href"] == "/api/v1/entries/feed?q=energi&language=en"


def test_a_print_out_shows_objectives_before_the_goals(visit_own: Visit, load: Loader) -> None:
    load(row("a", title="Svinn", objectives=["3", "15"], goals=["12", "13"]))
    printed = visit_own("/utskrift?q=svinn")
    assert "Miljömål: 3 Bara naturlig försurning, 15 God bebyggd miljö." in printed.text


@pytest.mark.parametrize("address", ["/tackning", "/lan/skane", "/karta?q=sol", "/?county=12"])
def test_each_page_on_paper_tells_its_address_and_the_day(visit: Visit, address: str) -> None:
    told = visit(address).one("p", class_="on-paper").text
    assert re.fullmatch(r"\d+ \w+ 2\d{3}, http://127\.0\.0\.1:8000" + re.escape(address), told)


def test_the_heading_tells_which_page_of_the_hits_it_is(visit: Visit) -> None:
    assert visit("/?q=energi&page=2").heading.endswith(", sida 2")
    assert "sida" not in visit("/?q=energi").heading


def test_a_page_of_hits_tells_on_paper_which_of_them_it_shows(visit: Visit) -> None:
    assert re.search(r"Exempel 21–40 av \d+\.", visit("/?q=energi&page=2").text)
    assert "Exempel 1–" not in visit("/?q=energi&limit=100").text


@pytest.mark.parametrize("address", ["/exempel", "/exempel/"])
def test_an_address_cut_off_before_an_example_leads_to_all(visit: Visit, address: str) -> None:
    assert visit(address).heading == visit("/?q=").heading


def test_a_list_tells_both_result_and_cost(visit_own: Visit, load: Loader) -> None:
    load(row("a", results="Hälften så mycket avfall. Mer.", budget=1_500_000))
    address = visit_own("/?q=").all("input", name="id")[0].attributes["value"]
    told = [each.text for each in visit_own(f"/lista?id={address}").all("p", class_="finding")]
    assert told[0] == "Resultat: Hälften så mycket avfall."
    assert told[1].startswith("Kostnad: 1")


def test_similar_examples_carry_the_list_along(visit: Visit, services: Services) -> None:
    first, second = ids_of(services, "energi", 2)
    hit = visit(f"/?q=energi&lista={second}")
    address = next(e.attributes["href"] for e in hit.all("a") if f"{first}?" in str(e.attributes))
    cards = visit(address).all("a", class_="card")
    assert cards
    assert all(("lista", second) in each.query for each in cards)


def test_the_columns_of_a_file_are_chosen_on_a_page_of_their_own(visit: Visit) -> None:
    page = visit(visit("/?q=energi&limit=1&page=2").link("Välj kolumner").attributes["href"])
    (form,) = page.all("form", class_="columns-form")
    assert form.attributes["action"] == "/api/v1/entries/table"
    kept = {e.attributes["name"]: e.attributes["value"] for e in page.all("input", type="hidden")}
    assert (kept["q"], kept["language"]) == ("energi", "sv")
    assert "page" not in kept
    boxes = page.all("input", name="columns")
    assert len(boxes) > 40
    assert {"title", "contact"} < {
        e.attributes["value"] for e in boxes if "checked" in e.attributes
    }
