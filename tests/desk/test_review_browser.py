"""Reviewing replies in Chromium: by keys alone, without scripts, and two who do it at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.candidates.queue import reply_queue
from app.entries.reading import Wanted, list_by_status
from app.replies import runs
from app.replies.parsing import harvested_file
from app.replies.service import get_reply, list_replies
from bench.harvest.replies import DEVELOPMENT, replies_in
from record.lists import PUBLISHED
from tests.app.importing import work_off
from tests.app.replying import REPLY, sent_in
from tests.desk.test_browser import signed_in
from tests.web.browser.looking import expect
from tests.web.browser.moving import click, context_in, press

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CORPUS = DEVELOPMENT.parent
ROUNDS = ("02", "03", "04", "05")
ELEVEN = (
    "35_kalmar_tabell_exempel.docx",
    "64_norrbotten_vidare.eml",
    "31_dalarna_samma_stycke.html",
    "46_orebro_kryss.md",
    "58_halland_inne_i_mejlet.msg",
    "55_gotland_exempelrubriker.odt",
    "60_vastragotaland_rubriker.pdf",
    "43_gavleborg_bruten.txt",
    "39_flikar.xlsx",
    "42_stockholm_ad.eml",
    "33_jamtland_decimal.odt",
)
FORMATS = 9
ANOTHER = REPLY.replace("Kronobergs", "Skåne").replace("Växjö", "Lund")
SELECT = """words => {
  const pieces = [...document.querySelectorAll("[data-start]")];
  const piece = pieces.find(each => each.textContent.includes(words));
  const text = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT).nextNode();
  const at = text.data.indexOf(words);
  document.getSelection().setBaseAndExtent(text, at, text, at + words.length);
}"""
"""Selects words of a reply's text, as a mouse does."""


@pytest.fixture
def replies_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies are read in the test's own process: the guarded one takes a second to start."""
    monkeypatch.setattr(runs, "read_reply", read_unguarded)


def read_unguarded(path: Path, name: str | None, survey: str, *_: object) -> dict[str, Any]:
    return harvested_file(str(path), name, survey)


def hand_in(services: Services) -> list[str]:
    """Hand in the replies of the corpus, and have them read; return their ids."""
    known = {each.name: each for number in ROUNDS for each in replies_in(CORPUS / number)}
    found = [sent_in(services, known[name].content, name)[0] for name in ELEVEN]
    assert len({name.rpartition(".")[2] for name in ELEVEN}) == FORMATS
    return found


def decide_on_all(page: Page) -> None:
    """Publish each candidate of a reply by its key; as a draft, what is to be seen to."""
    while page.locator("#granska").count():
        press(page, "q")
        if page.locator(".faults").count():
            press(page, "a")


def mark_words(page: Page) -> None:
    """Give a line of a reply to a question by three clicks, and make a candidate of its words."""
    click(page.locator(".lines p", has_text="Inget särskilt"), leads=False, times=3)
    press(page, "6")
    assert page.get_by_role("status").first.inner_text() == "Orden är nu svar på fråga 3."
    page.evaluate(SELECT, "Inget särskilt")
    click(page.get_by_role("button", name="Gör en kandidat av det markerade"))
    assert page.locator("#summary").input_value() == "Inget särskilt"


@pytest.mark.usefixtures("replies_in_between")
def test_twelve_replies_become_published_entries_by_keys(
    browser: Browser, address: str, desk_services: Services
) -> None:
    with context_in(browser, locale="sv-SE") as context:
        page = signed_in(context, address)
        click(page.get_by_role("link", name="Inkorg"))
        file = {"name": "kalmar.txt", "mimeType": "text/plain", "buffer": ANOTHER.encode()}
        page.get_by_label("En eller flera filer, som de kom").set_input_files(file)  # type: ignore[arg-type]
        click(page.get_by_role("button", name="Ta emot"))
        work_off(desk_services)
        page.reload()
        press(page, "d")
        title = page.locator("#title").input_value()
        page.keyboard.press("e")
        page.keyboard.press("End")
        page.keyboard.type(" aqx")  # letters in a text field are letters
        press(page, "Enter")  # saves, and decides nothing
        assert page.get_by_role("status").first.inner_text() == "Sparat."
        page.keyboard.press("e")
        page.keyboard.press("Escape")
        page.keyboard.press("2")
        press(page, "q")
        assert "Kandidat 2 av 3" in page.locator("h1").inner_text()
        press(page, "x")
        press(page, "z")
        assert "Kandidat 2 av 3" in page.locator("h1").inner_text()
        box = page.locator(".link-row [data-key='4']")
        before = box.is_checked()
        page.keyboard.press("4")
        assert box.is_checked() is not before
        press(page, "a")
        press(page, "a")
        assert page.get_by_text("Allt i svaret är avgjort.").count() == 1
        click(page.get_by_role("link", name=re.compile("aqx")).first)
        click(page.get_by_role("link", name="Exemplets sida"))
        assert page.locator("h1").inner_text().replace("\n", " ") == f"{title} aqx"
        newest = list_replies(desk_services, (), (), 1, 10)[1][0].record.id
        page.goto(f"{address}/redaktion/svar/{newest}")
        mark_words(page)
        press(page, "x")
        eleven = hand_in(desk_services)
        page.reload()
        for _ in eleven:
            press(page, "d")
            decide_on_all(page)
    for each in eleven:
        reply = get_reply(desk_services, each)
        assert reply.record.reviewed_at, reply.record.file_name
    published = list_by_status(desk_services, Wanted((PUBLISHED,), {}, None), 1, 100)
    counties = {county for each in published.items for county in each["counties"]}
    assert len(counties) == len(eleven) + 1


@pytest.mark.usefixtures("replies_in_between")
def test_a_candidate_is_decided_on_without_scripts(
    browser: Browser, address: str, desk_services: Services
) -> None:
    with context_in(browser, java_script_enabled=False, locale="sv-SE") as context:
        page = signed_in(context, address, "curator")
        reply_id = sent_in(desk_services, REPLY.replace("Kronobergs", "Värmlands"))[0]
        page.goto(f"{address}/redaktion/svar/{reply_id}/nasta")
        title = page.locator("#title").input_value()
        page.locator("#title").fill("Utan skript")
        click(page.get_by_role("button", name="Avvisa"))
        assert "Avvisad: Utan skript" in page.get_by_role("status").first.inner_text()
        click(page.get_by_role("button", name="Ångra det senaste"))
        assert page.locator("#title").input_value() == title  # one button is one step
    assert all(each.waits for each in reply_queue(desk_services, reply_id))


@pytest.mark.usefixtures("replies_in_between")
def test_two_curators_in_conflict_over_a_candidate_lose_nothing_in_english(
    browser: Browser, address: str, desk_services: Services
) -> None:
    reply_id = sent_in(desk_services, REPLY.replace("Kronobergs", "Hallands"))[0]
    place = f"{address}/en/redaktion/svar/{reply_id}/nasta"
    with context_in(browser, locale="sv-SE") as one, context_in(browser, locale="sv-SE") as other:
        pages = [signed_in(one, address, "curator"), signed_in(other, address, "admin")]
        for page in pages:
            page.goto(place)
        first, second = pages
        first.locator("#title").fill("Verktyg att låna")
        click(first.get_by_role("button", name="Save"))
        second.locator("#title").fill("Låna verktyg")
        second.keyboard.press("Escape")
        press(second, "a")
        expect(second.locator("h1")).to_have_text("Somebody else was first")
        expect(second.get_by_text("Verktyg att låna")).to_be_visible()
        second.get_by_role("group", name="Title").get_by_label("Yours").check()
        click(second.get_by_role("button", name="Accept what is chosen"))
        expect(second.get_by_text("Accepted as a draft: Låna verktyg")).to_be_visible()
        click(second.get_by_role("button", name="Undo the last"))
        expect(second.locator("#title")).to_have_value("Verktyg att låna")
