from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fixtures.services import row
from tests.web.conftest import EVERY_COUNTY

if TYPE_CHECKING:
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


def test_every_county_has_a_page_that_the_list_of_them_leads_to(visit: Visit) -> None:
    every = visit("/lan")
    addresses = {each.attributes["href"] for each in every.all("a")}
    pages = [each for each in addresses if each.startswith("/lan/")]
    assert len(pages) == 21
    assert "/lan/vastra-gotaland" in pages
    assert visit("/lan/vastra-gotaland").heading == "Västra Götalands län"


@pytest.mark.parametrize(
    "name", ["08", "kalmar-lan", "Kalmar", "KALMAR", "kalmar/", "Kalmar l%C3%A4n"]
)
def test_other_names_of_a_county_lead_to_its_page(visit: Visit, name: str) -> None:
    page = visit(f"/lan/{name}")
    assert page.heading == "Kalmar län"
    assert page.one("link", rel="canonical").attributes["href"].endswith("/lan/kalmar")


def test_there_is_no_page_of_what_is_no_county(visit: Visit) -> None:
    page = visit("/lan/smaland")
    assert page.status == 404
    assert "Det finns inget sådant län." in page.text


def test_a_county_tells_its_own_and_what_it_lacks(visit_own: Visit, load: Loader) -> None:
    load(
        row("a", counties=["08"], objectives=["9"], sectors=["lantbruk"]),
        row("b", counties=["07", "10"], objectives=["4"]),
        row("c", counties=["07"], objectives=["4", "9"]),
        row("d", counties=EVERY_COUNTY, objectives=["12"], title="Nationellt"),
    )
    page = visit_own("/lan/kalmar")
    assert "Kalmar län har 1 eget exempel i katalogen." in page.text
    assert "Därtill kommer 1 nationellt exempel." in page.text
    own = [("county", "08"), ("national", "false")]
    assert page.link("9 Grundvatten").query == [*own, ("objective", "9")]
    (gap,) = [item.text for item in page.all("li") if "Giftfri" in item.text]
    assert gap.startswith("4 Giftfri miljö 2 andra län")
    assert "Levande skogar" not in page.text  # national: no county's own, so none lacks it
    assert "Nationellt" not in page.text


def test_a_county_names_its_neighbours_and_its_board(visit: Visit) -> None:
    page = visit("/lan/kalmar")
    near = page.one("ul", class_="plain neighbours").text
    assert [name for name in ("Blekinge", "Kronoberg", "Skåne") if name in near] == [
        "Blekinge",
        "Kronoberg",
    ]
    assert page.link("Länsstyrelsen Kalmar").attributes["href"].startswith("https://www.lansst")
    assert "Länsstyrelsens svar på enkäten är inte inlagda eller inte publicerade än." in page.text
    assert visit(page.link("Jämför med grannlän").attributes["href"]).status == 200
    assert "Grannlän" not in visit("/lan/gotland").text


def test_differences_come_first_and_in_words(visit_own: Visit, load: Loader) -> None:
    load(
        row("a", counties=["08"], objectives=["9"]),
        row("b", counties=["07"], objectives=["4"]),
        row("c", counties=["07", "08"], objectives=["1"]),
    )
    page = visit_own("/lan/jamfor?county=08&county=07")
    assert page.heading == "Jämförelse: Kalmar och Kronoberg"
    objectives = [item.text for item in page.all("li") if "saknar:" in item.text]
    assert objectives == [
        "Kalmar har, Kronoberg saknar: 9 Grundvatten av god kvalitet",
        "Kronoberg har, Kalmar saknar: 4 Giftfri miljö",
    ]
    names = {link.attributes.get("aria-label") for link in page.all("a")}
    assert "Kalmar, 4 Giftfri miljö: 0 exempel" in names
    assert "Kalmar, 1 Begränsad klimatpåverkan: 1 exempel" in names
    assert "Kalmar, 5 Skyddande ozonskikt: 0 exempel" not in names, "both lack it"
    lacking = next(item for item in page.all("li") if "Inget av länen har:" in item.text)
    assert "1 Begränsad" not in lacking.text
    assert "10 Hav i balans" in lacking.text, "Kronoberg has no coast"
    assert page.link("5 Skyddande ozonskikt").query == [("objective", "5")]
    own = [("county", "08"), ("national", "false")]
    assert page.link("9 Grundvatten").query == [*own, ("objective", "9")]
    assert "inte inlagda eller inte publicerade än" in page.text


def test_counties_are_compared_by_one_dimension_and_taken_along(visit: Visit) -> None:
    page = visit("/lan/jamfor?county=12&county=20")
    for link in (each for each in page.all("a") if each.text in ("Excel (XLSX)", "CSV")):
        assert visit(link.attributes["href"]).status == 200
    one = visit(page.link("Miljömål").attributes["href"])
    assert [each.text for each in one.all("caption")] == ["Miljömål: antal exempel"]
    assert one.one("input", name="dimension").attributes["value"] == "objective"
    figures = [cell.text for cell in one.all("td")]
    table = visit(one.link("CSV").attributes["href"]).html.splitlines()
    rows = [line.split(";")[2:4] for line in table[1:-1]]
    counted = [number for row in rows if row != ["0", "0"] for number in row]
    assert counted == figures[: len(counted)]


def test_a_comparison_keeps_the_search_and_shows_the_examples_of_each_county(
    visit_own: Visit, load: Loader
) -> None:
    load(
        row("a", title="Sol i Kalmar", counties=["08"], objectives=["9"]),
        row("b", title="Sol i Kronoberg", counties=["07"], objectives=["4"]),
        row("c", title="Avfall i Kalmar", counties=["08"], objectives=["9"]),
    )
    hits = visit_own("/?q=sol&county=08&county=07")
    page = visit_own(hits.link("Jämför länen sida vid sida").attributes["href"])
    assert "Sol i Kalmar" in page.text
    assert "Sol i Kronoberg" in page.text
    assert "Avfall i Kalmar" not in page.text
    assert page.one("a", class_="chip").text.endswith("Sökord: sol ×")
    assert page.link("9 Grundvatten").query[0] == ("q", "sol")
    assert page.one("input", type="hidden", name="q").attributes["value"] == "sol"
    assert ("q", "sol") in page.link("Globala mål").query
    other = visit_own("/lan/jamfor?county=08&county=07&objective=9")
    assert "Avfall i Kalmar" in other.text
    assert "Inga egna exempel." in other.text
    assert "Saknar egna exempel och jämförs inte: Kronoberg." in other.text
    assert "jämförs inte" not in page.text
    assert visit_own("/lan/jamfor?county=08&county=07&objective=99").status == 400


def test_examples_of_each_county_are_side_by_side_by_objective_goal_and_sector(
    visit_own: Visit, load: Loader
) -> None:
    load(
        row("a", title="Gödsel", counties=["08"], objectives=["7"], sectors=["lantbruk"]),
        row("b", title="Svinn", counties=["08"], goals=[], targets=["12.3"], sectors=["livsmedel"]),
        *(row(f"c{n}", title=f"Vall {n}", counties=["07"], objectives=["7"]) for n in range(4)),
        row("d", title="Vatten", counties=["07", "08"], objectives=["7", "8"]),
        row("e", title="Hela landet", counties=[], national=True, objectives=["7"]),
    )

    def shown(dimension: str) -> dict[str, list[str]]:
        """What is linked below the name of each value: counties, and examples of them."""
        page = visit_own(f"/lan/jamfor?county=08&county=07&dimension={dimension}")
        found: dict[str, list[str]] = {}
        for each in page.elements[page.elements.index(page.one("h2", id="exempel")) :]:
            if each.tag == "h2" and found:
                break
            if each.tag == "h3":
                found[each.text] = below = []
            elif each.tag == "a":
                below.append(each.text)
        return found

    objectives = shown("objective")
    assert list(objectives) == ["7 Ingen övergödning", "8 Levande sjöar och vattendrag"]
    kalmar, kronoberg = "Kalmar län", "Kronobergs län"
    first = objectives["7 Ingen övergödning"]
    assert first[:4] == [kalmar, "Gödsel", "Vatten", kronoberg], "what is a county's own leads"
    assert len(first) == 8
    assert first[-1].startswith("Visa 5 exempel")
    assert objectives["8 Levande sjöar och vattendrag"] == [kalmar, "Vatten", kronoberg, "Vatten"]
    assert shown("goal")["12 Hållbar konsumtion och produktion"] == [kalmar, "Svinn", kronoberg]
    assert shown("sector")["Lantbruk"] == [kalmar, "Gödsel", kronoberg]


def test_a_gap_leads_to_the_map_of_who_has_it(visit_own: Visit, load: Loader) -> None:
    load(row("a", counties=["08"], objectives=["9"]), row("b", counties=["07"], objectives=["4"]))
    link = visit_own("/lan/kalmar").link("1 annat län på kartan: 4 Giftfri miljö")
    assert visit_own(link.attributes["href"]).link("Kronobergs län").query[0] == ("objective", "4")


def test_what_is_no_county_is_told_and_the_others_compared(visit: Visit) -> None:
    page = visit("/lan/jamfor?county=xx&county=12,20")
    assert page.heading == "Jämförelse: Skåne och Dalarna"
    assert "Det finns inget län som heter xx." in page.text


def test_addresses_as_people_write_them_lead_to_the_page(visit: Visit) -> None:
    assert visit("/lan/sk%C3%A5ne").heading == "Skåne län"
    for address in ("/om/", "/lan/"):
        assert visit(address).status == 200


@pytest.mark.parametrize("chosen", [["08"], ["01", "03", "04", "05", "06"], []])
def test_too_few_or_too_many_are_told_and_kept(visit: Visit, chosen: list[str]) -> None:
    page = visit("/lan/jamfor?" + "&".join(f"county={each}" for each in chosen))
    assert page.status == 200
    assert ("Välj minst två och högst fyra" in page.text) == bool(chosen)
    boxes = [box for box in page.all("input", type="checkbox") if "checked" in box.attributes]
    assert [box.attributes["value"] for box in boxes] == chosen


def test_a_county_costs_few_questions_to_the_engine(visit: Visit, engine_calls: list[str]) -> None:
    visit("/lan/uppsala")
    assert sorted(engine_calls) == ["cross", *["search"] * 4]


@pytest.mark.parametrize(
    ("page", "link", "title"),
    [
        ("/lan/kalmar", "Följ länets egna", "Län: Kalmar län; utan nationella exempel"),
        ("/lan/kalmar", "följ dem", "Län: Kalmar län; med nationella exempel"),
        ("/branscher/lantbruk", "Följ det som är nytt", "Bransch: Lantbruk"),
    ],
)
def test_a_county_and_a_sector_can_be_followed(
    visit: Visit, page: str, link: str, title: str
) -> None:
    following = visit(visit(page).link(link).attributes["href"])
    feed = visit(following.link("Visa flödet").attributes["href"])
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert f"<title>Exempelbanken: {title}</title>" in feed.html


def test_a_county_gives_its_own_as_a_file_and_national_ones_along_by_choice(visit: Visit) -> None:
    page = visit("/en/lan/kalmar")
    assert ("national", "false") in page.link("Download the county").query
    assert "national" not in dict(page.link("download them").query)
