"""How an example is found from outside: its address, the sitemap, robots."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree
from PIL import Image
from werkzeug.test import Client

from app.addresses import slug
from app.searching.requests import SearchRequest
from app.searching.search import search
from cli.wsgi import build_application
from web.app import create_web

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.conftest import Visit


NOT_LISTED = {
    *("/forslag", "/favicon.ico", "/apple-touch-icon.png", "/robots.txt", "/llms.txt"),
    *("/id/catalogue", "/id/entries"),
    *("/sitemap.xml", "/sitemap-sidor.xml", "/tackning.csv", "/tackning.xlsx"),
    *("/lista", "/lista/jamfor", "/utskrift", "/tipsa", "/tipsa/tack"),
    *("/kolumner", "/folj", "/folj/tack"),
}
"""What is no page, or is one only of what somebody has chosen or written."""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Matsvinn i storkök", "matsvinn-i-storkok"),
        ("Råd & stöd – på Åland?", "rad-stod-pa-aland"),
        ("CO₂ \N{MIDDLE DOT} 50 %", "co2-50"),
        ("水", ""),
        ("a" * 70, "a" * 60),
        ("ett " * 30, "-".join(["ett"] * 15)),
    ],
)
def test_an_address_is_made_of_the_words_of_the_title(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_an_old_address_leads_to_the_readable_one(services: Services) -> None:
    entry = search(services, SearchRequest("matsvinn")).items[0]
    name = f"{slug(entry['title'])}-{entry['id']}"
    client = Client(build_application(services))
    for old in (entry["id"], f"annat-namn-{entry['id']}"):
        answer = client.get(f"/exempel/{old}?q=mat")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/exempel/{name}?q=mat")
    in_english = client.get(f"/en/exempel/{entry['id']}")
    assert in_english.headers["Location"] == f"/en/exempel/{name}"
    assert client.get(f"/exempel/{name}").status_code == 200


def test_the_sitemap_leads_to_every_example(visit: Visit, services: Services) -> None:
    def places(address: str) -> list[str]:
        text = visit(address.removeprefix(services.settings.public_url)).html
        return [each.text or "" for each in etree.fromstring(text.encode()).iter("{*}loc")]

    overviews, *parts = places("/sitemap.xml")
    found = [place for part in parts for place in places(part)]
    assert len(found) == len(set(found)) == 207
    assert all(re.search(r"/exempel/[a-z0-9-]+-[0-9a-f]{12}$", place) for place in found)
    page = visit(found[0].removeprefix(services.settings.public_url))
    assert page.one("link", rel="canonical").attributes["href"] == found[0]
    others = [place.removeprefix(services.settings.public_url) for place in places(overviews)]
    assert {"/", "/lan/kalmar", "/miljomal/giftfri-miljo"} <= set(others)
    assert {visit(address).status for address in others[::9]} == {200}


def test_the_sitemap_has_every_overview_in_both_languages(visit: Visit, services: Services) -> None:
    public_url = services.settings.public_url
    root = etree.fromstring(visit("/sitemap-sidor.xml").html.encode())
    listed = {
        (url.findtext("{*}loc") or "").removeprefix(public_url): [
            link.attrib["href"].removeprefix(public_url) for link in url.iter("{*}link")
        ]
        for url in root
    }
    rules = create_web(services).url_map.iter_rules()
    plain = {rule.rule for rule in rules if not rule.arguments and "GET" in (rule.methods or ())}
    for address in plain - NOT_LISTED:
        english = f"/en{address}"
        assert listed[address] == listed[english] == [f"/sv{address}", english, address]
        page = visit(address)
        assert not page.all("meta", name="robots", content="noindex, follow"), address
    assert visit("/lan/jamfor?county=08&county=07").all("meta", name="robots")


def test_there_is_no_part_of_the_sitemap_beyond_its_last(visit: Visit) -> None:
    assert visit("/sitemap-9999.xml").status == 404


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("/?q=solel&county=20&yearFrom=&yearTo=", "/?q=solel&county=20"),
        ("/en/?q=&budgetFrom=", "/en/?q="),
        ("/lan/sk%C3%A5ne", "/lan/skane"),
        ("/lan/Skane", "/lan/skane"),
        ("/en/om/?x=1", "/en/om?x=1"),
    ],
)
def test_what_is_sent_or_typed_leads_to_the_address_to_keep(
    services: Services, sent: str, shown: str
) -> None:
    answer = Client(build_application(services)).get(sent)
    assert answer.status_code in (301, 302)
    assert answer.headers["Location"] == shown


def test_the_start_page_has_a_feed_and_an_icon(visit: Visit) -> None:
    page = visit("/")
    feed = page.one("link", type="application/atom+xml").attributes["href"]
    assert visit(feed).status == 200
    assert visit("/apple-touch-icon.png").headers["Content-Type"] == "image/png"
    icon = visit("/").one("link", rel="apple-touch-icon").attributes["href"]
    assert visit(icon).headers["Content-Type"] == "image/png"


def test_robots_may_read_examples_and_subjects_but_not_every_search(visit: Visit) -> None:
    robots = RobotFileParser()
    robots.parse(visit("/robots.txt").html.splitlines())
    assert robots.site_maps() == ["http://127.0.0.1:8000/sitemap.xml"]
    assert robots.can_fetch("*", "/exempel/x")
    assert robots.can_fetch("*", "/?goal=12")
    assert "Disallow: /*?*&" in visit("/robots.txt").html


def test_a_link_that_is_sent_has_a_picture_from_here(visit: Visit, services: Services) -> None:
    page = visit("/en/lan/kalmar")
    told = {
        e.attributes["property"]: e.attributes["content"]
        for e in page.all("meta")
        if "property" in e.attributes
    }
    address = told["og:image"].removeprefix(services.settings.public_url)
    with Client(build_application(services)).get(address) as answer:
        content = answer.get_data()
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (int(told["og:image:width"]), int(told["og:image:height"]))
    assert len(content) < 60_000
    assert "A map of Sweden" in told["og:image:alt"]
