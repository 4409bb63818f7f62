from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT
from tests.fixtures.services import row

if TYPE_CHECKING:
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


@pytest.mark.parametrize(
    ("path", "heading", "pages"),
    [
        ("/miljomal", "Miljömål", 17),
        ("/globala-mal", "Globala mål", 17),
        ("/cirkulara-strategier", "Cirkulära strategier", 6),
        ("/branscher", "Branscher", 39),
        ("/finansiering", "Finansiering", 14),
    ],
)
def test_every_subject_is_listed_and_leads_to_its_page(
    visit: Visit, path: str, heading: str, pages: int
) -> None:
    page = visit(path)
    assert page.heading == heading
    links = [each.attributes["href"] for each in page.all("a")]
    own = [each for each in links if each.startswith(f"{path}/")]
    assert len(set(own)) == pages
    assert visit(own[-1]).status == 200


def test_a_subject_tells_what_it_is_and_where_its_examples_are(
    visit_own: Visit, load: Loader
) -> None:
    load(
        row("a", objectives=["4"], sectors=["lantbruk"], goals=["12"], counties=["08"]),
        row("b", objectives=["4"], sectors=["lantbruk"], counties=["07"], title="Om gifter"),
        row("c", objectives=["9"]),
    )
    page = visit_own("/miljomal/giftfri-miljo")
    assert page.heading == "4 Giftfri miljö"
    assert "Företag arbetar med att välja bort farliga ämnen" in page.text
    assert "Ansvarig myndighet: Kemikalieinspektionen." in page.text
    assert page.link("Visa 2 exempel").query == [("objective", "4")]
    assert page.link("Lantbruk").query == [("objective", "4"), ("sector", "lantbruk")]
    assert page.has_link("Om gifter")
    names = {link.attributes.get("aria-label") for link in page.all("a")}
    assert {"Kalmar län: 1 exempel", "Skåne län: 0 exempel"} <= names


def test_every_objective_leads_to_where_objectives_are_told_of(visit: Visit) -> None:
    for name, there in (("giftfri-miljo", ""), ("frisk-luft", "frisk-luft/")):
        link = visit(f"/miljomal/{name}").link("sverigesmiljomal.se")
        assert link.attributes["href"] == f"https://www.sverigesmiljomal.se/miljomalen/{there}"


def test_a_subject_is_found_by_its_id_and_only_by_what_it_is_called(visit: Visit) -> None:
    assert visit("/globala-mal/12").heading == "12 Hållbar konsumtion och produktion"
    assert visit("/branscher/fastighet").heading == "Fastighet och bostad"
    assert visit("/branscher/finns-inte").status == 404


def test_a_subject_without_examples_says_so_and_draws_no_map(visit: Visit) -> None:
    page = visit("/miljomal/frisk-luft")
    assert "Katalogen har inga exempel på det här än." in page.text
    assert not page.all("path", class_="tone-0")


def test_the_names_in_addresses_are_the_same_in_english(visit: Visit) -> None:
    page = visit("/en/miljomal/giftfri-miljo")
    assert page.heading == "4 A Non-Toxic Environment"
    assert "Companies work on avoiding hazardous substances" in page.text


def test_every_objective_has_a_sign_that_nobody_is_told_of(visit: Visit) -> None:
    drawn = (ROOT / "web" / "static" / "signs.svg").read_text(encoding="utf-8")
    signs = set(re.findall('symbol id="(o[0-9]+)"', drawn))
    page = visit("/miljomal")
    used = {each.attributes["href"].partition("#")[2] for each in page.all("use")}
    assert used == signs == {f"o{number}" for number in range(17)}
    assert all(each.attributes["aria-hidden"] == "true" for each in page.all("svg", class_="sign"))


def test_a_subject_costs_few_questions_to_the_engine(visit: Visit, engine_calls: list[str]) -> None:
    visit("/branscher/lantbruk")
    assert engine_calls == ["search"] * 4  # counts, the first day, what is newer, what began last


def test_the_generational_goal_has_no_number_anywhere(visit: Visit) -> None:
    for address in (
        "/?objective=0",
        "/karta?objective=0",
        "/tackning?objective=0",
        "/?q=generationsmålet",
    ):
        page = visit(address)
        assert "Generationsmålet" in page.text
        assert "0 Generationsmålet" not in page.text
