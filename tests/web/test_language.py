"""Pages in other languages than Swedish: their addresses, their words and their catalogues."""

from __future__ import annotations

import ast
import gettext
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from tests.fixtures.services import row
from tools.translations import PARTS_WITH_PAGES, languages, missing, read, words_of_pages

if TYPE_CHECKING:
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


@pytest.mark.parametrize(
    ("address", "language"), [("/", "sv"), ("/en/", "en"), ("/sv/", "sv"), ("/en?q=sol", "en")]
)
def test_the_address_names_the_language(visit: Visit, address: str, language: str) -> None:
    page = visit(address)
    assert page.status == 200
    assert page.one("html").attributes["lang"] == language
    assert page.headers["Content-Language"] == language


def test_links_of_the_frame_stay_in_the_language(visit: Visit) -> None:
    page = visit("/en/")
    (brand,) = page.all("a", class_="brand")
    assert brand.attributes["href"] == "/en/"


def test_a_page_in_another_language_is_another_page_to_caches(visit: Visit) -> None:
    tags = {visit(address).headers["ETag"] for address in ("/", "/en/", "/sv/")}
    assert len(tags) == 3


def test_catalogues_know_the_words_of_the_pages_and_are_compiled_from_what_is_written() -> None:
    marked = {each.id for each in words_of_pages() if each.id}
    for path in languages():
        catalogue = read(path)
        assert {each.id for each in catalogue if each.id} == marked, "run `make translations`"
        with path.with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        for each in catalogue:
            if each.id and each.string and isinstance(each.id, str):
                assert compiled.gettext(each.id) == each.string, "run `make translations`"


def test_texts_that_code_looks_up_are_found_for_the_catalogues_wherever_they_stand() -> None:
    found = {each.id for each in words_of_pages()}
    calls = [
        call
        for room in PARTS_WITH_PAGES
        for path in room.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("gettext", "marked")
    ]
    texts = {each.args[0].value for each in calls if isinstance(each.args[0], ast.Constant)}
    assert len(texts) > 100
    assert texts - found == set(), "texts within f-strings are not found"


def test_every_word_is_translated() -> None:
    assert [path.parts[-3] for path in languages()] == ["en"]
    for path in languages():
        assert missing(read(path)) == []


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("de", "sv"),
        ("*", "sv"),
        ("", "sv"),
    ],
)
def test_without_a_language_in_the_address_what_is_accepted_decides(
    visit: Visit, accepted: str, language: str
) -> None:
    page = visit("/?q=biogas", Accept_Language=accepted)
    assert page.one("html").attributes["lang"] == language
    assert "Accept-Language" in page.headers["Vary"]
    assert visit("/sv/?q=biogas", Accept_Language=accepted).one("html").attributes["lang"] == "sv"


def test_the_other_language_is_a_link_to_the_same_address(visit: Visit) -> None:
    page = visit("/?q=biogas+%22g%C3%A5rd%22&county=12&page=1")
    link = page.one("a", hreflang="en")
    assert link.attributes["href"] == "/en/?q=biogas+%22g%C3%A5rd%22&county=12&page=1"
    english = visit(link.attributes["href"])
    assert english.one("a", hreflang="sv").attributes["href"].startswith("/sv/?q=biogas")
    assert "Accept-Language" not in english.headers.get("Vary", "")


IN_SWEDISH = "Everything else in an example, and its source, is in Swedish."


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/en/", IN_SWEDISH),
        ("/en/?q=biogas", "In Swedish, except most titles and summaries."),
        ("/en/om", IN_SWEDISH),
    ],
)
def test_english_pages_say_what_of_the_examples_is_in_swedish(
    visit: Visit, address: str, sentence: str
) -> None:
    assert sentence in visit(address).text


BILINGUAL = row(
    "bilingual",
    title="Begagnade möbler i kontoret",
    summary="Kommunen köper begagnade möbler & reparerar dem.",
    english={"title": "Used furniture & offices", "summary": "The municipality buys furniture."},
)


def test_english_words_find_an_example_by_its_english_texts_which_lead_it(
    load: Loader, visit_own: Visit
) -> None:
    load(BILINGUAL)
    page = visit_own("/en/?q=furniture")
    (title,) = page.all("h3")
    assert (title.text, title.attributes.get("lang")) == ("Used furniture & offices", None)
    assert [each.text for each in page.all("mark")] == ["furniture", "furniture"]
    example = visit_own(page.link("Used furniture").attributes["href"])
    assert example.heading == "Used furniture & offices"
    assert IN_SWEDISH in example.text


FIRST, LAST = "A farm makes gas.", "Another farm gives <manure> & straw to the plant."
LONG = f"{FIRST} Pipes lead it to a plant in the town{', or to another town' * 15}. {LAST}"


@pytest.mark.parametrize("path", ["/en/", "/sv/"])
def test_a_hit_begins_with_the_first_sentence_of_its_summary(
    load: Loader, visit_own: Visit, path: str
) -> None:
    texts = {"title": "Gas", "summary": LONG}
    load(row("long", **texts, english=texts))
    shown = visit_own(f"{path}?q=straw").one("p", class_="summary").text
    assert shown == f"{FIRST} {LAST}"


def test_swedish_pages_have_the_swedish_titles(load: Loader, visit_own: Visit) -> None:
    load(BILINGUAL)
    page = visit_own("/sv/?q=furniture")
    assert [each.text for each in page.all("h3")] == [BILINGUAL["title"]]
    assert IN_SWEDISH not in page.text


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Used furniture &amp; offices"), ("sv", BILINGUAL["title"])]
)
def test_a_feed_has_the_title_of_its_language(
    load: Loader, visit_own: Visit, language: str, title: str
) -> None:
    load(BILINGUAL)
    feed = visit_own(f"/api/v1/entries/feed?language={language}").html
    assert f'<title xml:lang="{language}">{title}</title>' in feed
    assert f'<summary xml:lang="{language}">' in feed


ENGLISH = [
    "/en/",
    "/en/tackning",
    "/en/karta?q=biogas",
    "/en/utskrift?q=sol&limit=3",
    "/en/lista",
    "/en/kolumner?q=biogas",
    "/en/folj?q=biogas&county=12",
    "/en/folj/sluta/x",
    "/en/lan",
    "/en/lan/kalmar",
    "/en/lan/jamfor?county=08&county=07",
    "/en/miljomal",
    "/en/miljomal/giftfri-miljo",
    "/en/branscher/energi",
    "/en/om",
    "/en/?q=solel+Sk%C3%A5ne&county=12&goal=7&explain=true&limit=5&page=2",
    "/en/?q=biogsa+-solel&yearFrom=2015&sector=energi",
    "/en/?q=xyzzyq",
    "/en/?goal=1",
    "/en/?goal=99&yearFrom=2020&yearTo=2010",
    "/en/finns-inte",
    "example",
]


@pytest.mark.parametrize("address", ENGLISH)
def test_an_english_page_is_english_but_for_what_is_marked(visit: Visit, address: str) -> None:
    if address == "example":
        hit = visit("/en/?q=matsvinn").all("article")[0]
        links = [each for each in visit("/en/?q=matsvinn").all("a") if each.text in hit.text]
        address = next(each.attributes["href"] for each in links if "/exempel/" in str(each))
    page = visit(address)
    marked = [e.text for e in page.elements if e.attributes.get("lang") == "sv"]
    quoted = [e.text for tag in ("q", "mark", "title") for e in page.all(tag)]
    text = re.sub(r"http\S+", " ", page.text)
    for part in sorted({*marked, *quoted}, key=len, reverse=True):
        text = text.replace(part, " ")
    swedish = {"och", "exempel", "för", "av", "att", "inte", "från", "med", "län", "sida", "utan"}
    assert not swedish & set(re.findall(r"\w+", text.lower())), text


@pytest.mark.parametrize("address", ENGLISH[:-1])
def test_links_of_an_english_page_stay_english(visit: Visit, address: str) -> None:
    apart = ("/en/", "/api/", "/static/", "/sv/", "#", "http", "mailto:")
    inside = [
        re.sub(r"^\.(?=\?)", urljoin(address, "."), e.attributes[name])  # as a matrix has them
        for e in visit(address).elements
        for name in ("href", "action")
        if name in e.attributes
    ]
    assert [each for each in inside if not each.startswith(apart)] == []


def test_what_filters_and_numbers_are_called_follows_the_language(visit: Visit) -> None:
    page = visit("/en/?county=12&objective=4")
    assert page.heading.endswith(
        "environmental objective 4 A Non-Toxic Environment in Skåne County"
    )
    assert "Environmental objective" in page.text
    api = visit(page.link("Fetch as data").attributes["href"])
    assert api.status == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/?county=12", "/lan", "/lan/kalmar", "/miljomal", "/om", "/karta", "/tackning"],
)
def test_a_page_tells_where_it_is_in_every_language(visit: Visit, address: str) -> None:
    for prefix in ("", "/en", "/sv"):
        page = visit(prefix + address)
        told = {
            each.attributes["hreflang"]: each.attributes["href"]
            for each in page.all("link", rel="alternate")
            if "hreflang" in each.attributes
        }
        rest = "http://127.0.0.1:8000"
        assert told == {
            "sv": f"{rest}/sv{address}",
            "en": f"{rest}/en{address}",
            "x-default": f"{rest}{address}",
        }
        own = page.one("link", rel="canonical").attributes["href"]
        assert own == f"{rest}{prefix}{address}"
