from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.conftest import Visit
    from tests.web.page import Page

COUNTIES = ["/lan", "/lan/kalmar", "/lan/jamfor?county=08&county=07"]
ADDRESSES = [
    "/",
    "/?q=energi&county=12&page=2",
    "/?q=xyzzyq",
    "/?goal=99",
    "/finns-inte",
    "/utskrift?q=energi",
    "/lista",
    "/kolumner?q=energi",
    "/folj?q=energi",
    "/tackning",
    "/karta",
    *COUNTIES,
    "/miljomal/giftfri-miljo",
    "/branscher",
    "/om",
    "/for-utvecklare",
    "/om/tillganglighet",
]
STATIC = ROOT / "web" / "static"


def style_of(page: Page) -> str:
    """Return the styles that a page asks for."""
    sheets = re.findall(r"/static/(\w+\.css)\?", page.html)
    return "".join((STATIC / name).read_text(encoding="utf-8") for name in sheets)


@pytest.fixture(params=[*ADDRESSES, "example"])
def page(request: pytest.FixtureRequest, visit: Visit) -> Page:
    if request.param != "example":
        return visit(request.param)
    links = [link.attributes["href"] for link in visit("/?q=biogas").all("a")]
    return visit(next(address for address in links if address.startswith("/exempel/")))


def test_the_page_is_swedish_and_has_its_landmarks(page: Page) -> None:
    assert page.one("html").attributes["lang"] == "sv"
    assert page.one("main")
    assert page.all("header")
    assert page.one("footer")
    assert page.all("title")[0].text
    assert page.one("meta", name="viewport")
    assert page.one("meta", name="description").attributes["content"]


def test_the_first_link_skips_to_the_content(page: Page) -> None:
    first = page.all("a")[0]
    assert first.attributes["href"] == f"#{page.one('main').attributes['id']}"


def test_there_is_one_main_heading_and_no_level_is_left_out(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_field_has_a_label_and_every_link_a_text(page: Page) -> None:
    labelled = {label.attributes["for"] for label in page.all("label")}
    fields = [
        e
        for e in (*page.all("input"), *page.all("select"), *page.all("textarea"))
        if e.attributes.get("type") != "hidden"
    ]
    assert {e.attributes["id"] for e in fields} == labelled
    assert all(link.text for link in page.all("a") if link.attributes.get("tabindex") != "-1")


def test_ids_are_unique_and_references_lead_somewhere(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for name in ("aria-labelledby", "aria-describedby"):
        named = {each for e in page.elements for each in e.attributes.get(name, "").split()}
        assert named <= set(ids)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page: Page) -> None:
    data = "application/ld+json"  # no script to a browser, nor to the policy
    assert not any(e.text for e in page.all("script") if e.attributes.get("type") != data)
    assert not page.all("style")
    for element in page.elements:
        assert "style" not in element.attributes
        assert not any(name.startswith("on") for name in element.attributes)
        for name in ("src", "href"):
            if element.tag != "a" and element.attributes.get("rel") not in (
                "canonical",
                "alternate",
            ):
                assert not element.attributes.get(name, "").startswith(("http", "//"))


def test_every_class_in_the_markup_is_styled_or_needs_no_style(page: Page) -> None:
    classes = {name for e in page.elements for name in e.attributes.get("class", "").split()}
    style = style_of(page)
    unstyled = {name for name in classes if not re.search(rf"\.{re.escape(name)}(?![\w-])", style)}
    assert unstyled <= {"kind-activity", "kind-working-method", "kind-sector-collaboration"}


def test_goals_have_the_colours_of_the_vocabulary(services: Services) -> None:
    style = (STATIC / "examples.css").read_text(encoding="utf-8")
    rules = dict(
        re.findall(r"\.goal-(\d+) \{ background: (#\w+; color: #\w+); \}", style),
    )
    concepts = services.vocabularies.vocabulary("goals")["concepts"]
    assert rules == {
        goal[
            "id"
        ]: f"{goal['attributes']['colour']}; color: {goal['attributes']['textColour']}".lower()
        for goal in concepts
    }
