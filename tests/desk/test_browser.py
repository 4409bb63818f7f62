"""The desk in Chromium: a reply becomes published entries, by keys and without scripts; axe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from app.accounts.access import COMMAND
from app.accounts.resets import create_reset
from app.candidates.editing import patch as patch_candidate
from app.candidates.queue import next_undecided, reply_queue
from app.entries.editing import BaseVersion, patch
from app.erasing.jobs import request_erasure
from app.erasing.requests import ErasureRequest
from app.index_jobs import request_index_job
from app.replies.service import list_replies
from tests.app.importing import entry_of, handed_in, imported, ndjson, work_off
from tests.desk.conftest import PASSWORD, address_of
from tests.desk.writing import written
from tests.fixtures.services import row
from tests.web.browser.looking import expect, faults_of
from tests.web.browser.moving import click, context_in, press, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE: Any = {"width": 360, "height": 800}
WIDE: Any = {"width": 1280, "height": 800}
ON_PHONES = {
    "to do",
    "inkorg",
    "kandidater",
    "importer",
    "import, tried",
    "row to mend",
    "konton",
    "account of somebody",
    "nycklar",
    "kvalitet",
    "jobb",
    "logg",
    "reply",
    "candidate",
    *("entries", "entry", "entry, conflict", "entry, versioner"),
}
"""States that are looked at in both sizes, as they have most in them."""


def signed_in(context: BrowserContext, address: str, role: str = "admin") -> Page:
    page = context.new_page()
    page.goto(f"{address}/redaktion/logga-in")
    page.get_by_label("E-postadress").fill(address_of(role))
    page.get_by_label("Lösenord").fill(PASSWORD)
    click(page.get_by_role("button", name="Logga in"))
    assert page.url.endswith("/redaktion")
    return page


def first_reply(services: Services) -> str:
    return list_replies(services, (), (), 1, 10)[1][-1].record.id


def saved(page: Page, button: str = "Spara") -> str:
    """Press a button of the editor, and return what the next page says was done."""
    click(page.get_by_role("button", name=button, exact=True))
    return page.locator(".message").inner_text()


def test_a_mistake_in_a_published_entry_is_undone(
    browser: Browser, address: str, desk_services: Services
) -> None:
    entry_id = written(desk_services, title="Kurs i lagning", results="Tio kom.", publish=True)
    with context_in(browser, locale="sv-SE", java_script_enabled=False) as context:
        page = signed_in(context, address, "curator")
        page.goto(f"{address}/redaktion/exempel/{entry_id}")
        page.get_by_label("Resultat", exact=True).fill("Tusen kom.")
        assert saved(page, "Spara och publicera") == "Publicerat: Kurs i lagning"
        page.goto(f"{address}/exempel/{entry_id}")
        expect(page.get_by_text("Tusen kom.")).to_be_visible()
        page.goto(f"{address}/redaktion/exempel/{entry_id}")
        click(page.get_by_role("link", name="Versioner"))
        expect(page.locator("del")).to_contain_text("Tio")
        click(page.get_by_role("link", name="Återställ version 1"))
        page.get_by_label("Skäl").fill("Räknat fel")
        assert saved(page, "Återställ") == "Återställt som version 3."
        assert saved(page, "Spara och publicera") == "Publicerat: Kurs i lagning"
        page.goto(f"{address}/exempel/{entry_id}")
        expect(page.get_by_text("Tio kom.")).to_be_visible()


def test_two_curators_in_conflict_choose_field_by_field(
    browser: Browser, address: str, desk_services: Services
) -> None:
    entry_id = written(desk_services, title="Byta kläder", results="Bra.")
    with context_in(browser, locale="sv-SE") as one, context_in(browser, locale="sv-SE") as other:
        pages = [signed_in(one, address, "curator"), signed_in(other, address, "admin")]
        for page in pages:
            page.goto(f"{address}/redaktion/exempel/{entry_id}")
        first, second = pages
        first.locator("#title").fill("Byta kläder i Borås")
        first.locator("#results").fill("Mycket bra.")
        assert saved(first) == "Sparat som version 2."
        second.locator("#title").fill("Klädbytardag")
        second.locator("#targetGroup").fill("Plats.")
        press(second, "Control+Enter")
        expect(second.locator("h1")).to_have_text("Någon annan hann före")
        second.get_by_role("group", name="Rubrik").get_by_label("Som det är nu").check()
        assert saved(second, "Spara det valda") == "Sparat som version 3."
        expect(second.locator("#title")).to_have_value("Byta kläder i Borås")
        expect(second.locator("#results")).to_have_value("Mycket bra.")
        expect(second.locator("#targetGroup")).to_have_value("Plats.")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus has reached something."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("the keyboard does not reach it")


def test_a_file_with_faults_becomes_a_clean_load_by_keyboard(
    browser: Browser, address: str, desk_services: Services
) -> None:
    rows = ndjson(row("tangent-1", title="Hel rad"), row("tangent-2", counties=["Månen"]))
    file = {"name": "rader.ndjson", "mimeType": "text/plain", "buffer": rows}
    with context_in(browser, locale="sv-SE") as context:
        page = signed_in(context, address, "curator")
        page.goto(f"{address}/redaktion/importer")
        page.get_by_label("Filen", exact=True).set_input_files(file)  # type: ignore[arg-type]
        tab_to(page, page.get_by_label("Källsystem"))
        page.keyboard.type("tangentbord")
        tab_to(page, page.get_by_role("button", name="Provkör filen"))
        press(page, "Enter")
        work_off(desk_services)
        expect(page.get_by_text("Det här skulle hända.")).to_be_visible()  # without a key
        settled(page)
        tab_to(page, page.get_by_role("link", name="Rätta rad 2"))
        press(page, "Enter")
        tab_to(page, page.locator("#counties"))
        page.keyboard.press("Control+A")
        page.keyboard.type("Skåne och Halland")
        tab_to(page, page.get_by_role("button", name="Spara och prova raden"))
        press(page, "Enter")
        assert page.get_by_role("status").first.inner_text() == "Raden är rättad: ny."
        tab_to(page, page.get_by_role("button", name="Läs in", exact=True))
        press(page, "Enter")
        work_off(desk_services)
        expect(page.get_by_role("link", name="Ångra importen")).to_be_visible()
        settled(page)
        assert page.locator("tbody tr").count() == 2
    assert entry_of(desk_services, "tangent-2", public=False, source="tangentbord")


def test_a_text_is_erased_by_keyboard(
    browser: Browser, address: str, desk_services: Services
) -> None:
    imported(desk_services, ndjson(row("sudda", summary="Ring Sigvard Sudd om pant.")))
    with context_in(browser, locale="sv-SE") as context:
        page = signed_in(context, address)
        page.goto(f"{address}/redaktion/radering")
        tab_to(page, page.locator("#value"))
        page.keyboard.type("Sigvard Sudd")
        tab_to(page, page.locator("#reason"))
        page.keyboard.type("Har bett om det")
        press(page, "Enter")
        work_off(desk_services)
        expect(page.get_by_text("versioner av exempel")).to_be_visible()
        settled(page)
        tab_to(page, page.get_by_label("Radera för gott."))
        page.keyboard.press("Space")
        tab_to(page, page.get_by_role("button", name="Radera"))
        press(page, "Enter")
        work_off(desk_services)
        expect(page.get_by_text("Det står ingenstans längre.")).to_be_visible()


def states(page: Page, address: str, services: Services) -> Iterator[str]:
    """Lead through every state of every page of the desk; yield what it is."""
    desk = f"{address}/redaktion"
    link = urlsplit(create_reset(services, COMMAND, address_of("contributor")).link).path
    page.goto(f"{desk}/logga-in?vidare=/redaktion/konto")
    yield "sign in"
    click(page.get_by_role("button", name="Logga in"))
    yield "sign in, refused"
    page.goto(f"{address}{link}")
    yield "new password"
    page.get_by_label("Nytt lösenord").fill("kort")
    click(page.get_by_role("button", name="Sätt lösenordet"))
    yield "new password, refused"
    page.goto(f"{desk}/nytt-losenord/x")
    yield "spent link"
    page.goto(f"{desk}/logga-in")
    page.get_by_label("E-postadress").fill(address_of("admin"))
    page.get_by_label("Lösenord").fill(PASSWORD)
    click(page.get_by_role("button", name="Logga in"))
    yield "to do"
    handed_in(services, ndjson(row("waiting")))
    yield from states_of_lists(page, desk)
    yield from states_of_jobs(page, desk)
    yield from states_of_imports(page, desk, services)
    yield from states_of_erasing(page, desk, services)
    yield from states_of_reply(page, desk, services)
    yield from states_of_entries(page, desk, services)
    page.goto(f"{desk}/att-gora/inget")
    yield "failure"


def states_of_lists(page: Page, desk: str) -> Iterator[str]:
    """Lead through lists and the pages of accounts."""
    for path in (
        "att-gora/candidate",
        "inkorg",
        "kandidater",
        "kandidater?since=x",
        "importer",
        "forvaltning",
        "nycklar",
        "gallring",
        "kvalitet",
        "tangenter",
        "konto",
        "logg",
        "logg?since=x",
        "konton",
    ):
        page.goto(f"{desk}/{path}")
        yield path
    click(page.get_by_role("link", name=address_of("curator")))
    yield "account of somebody"
    click(page.get_by_role("button", name="Stäng kontot"))
    yield "closing an account"
    click(page.get_by_role("button", name="Stäng kontot"))
    click(page.get_by_role("link", name=address_of("curator")))
    yield "closed account"
    click(page.get_by_role("button", name="Öppna kontot igen"))
    yield "link"
    page.goto(f"{desk}/nycklar")
    click(page.get_by_role("button", name="Skapa nyckeln"))
    yield "token, refused"
    page.get_by_label("Systemet som ska använda den").fill("Diariet")
    page.get_by_label("läsa in filer").check()
    click(page.get_by_role("button", name="Skapa nyckeln"))
    yield "token"
    page.goto(f"{desk}/nycklar")
    click(page.get_by_role("button", name="Återkalla Diariet"))
    yield "revoking a token"
    page.goto(f"{desk}/konto")
    click(page.get_by_role("button", name="Byt lösenord"))
    yield "account, refused"


def states_of_imports(page: Page, desk: str, services: Services) -> Iterator[str]:
    """Lead through imports: one that waits, one that was tried, one that was loaded."""
    page.goto(f"{desk}/importer")
    click(page.get_by_role("button", name="Provkör filen"))
    yield "imports, refused"
    page.goto(f"{desk}/import/{handed_in(services, ndjson(row('under-way')), dry_run=True)}")
    yield "import, under way"
    page.goto(f"{desk}/importer")  # the page before reads itself anew when the work has ended
    loaded = imported(services, ndjson(row("told")))
    page.goto(f"{desk}/import/{loaded.record.id}/angra")
    yield "import, taking back"
    told = row("told", title="Ring Anna Andersson på 070-123 45 67")
    tried = imported(services, ndjson(told, row("faulty", kind="x")), dry_run=True)
    page.goto(f"{desk}/import/{tried.record.id}")
    yield "import, tried"
    click(page.get_by_role("button", name="Läs in och publicera"))
    yield "import, refused"
    page.goto(f"{desk}/import/{tried.record.id}/rad/2")
    yield "row to mend"
    sheet = "Titel;Typ av exempel;Eget\nEtt;Aktivitett;x;löst\n".encode()
    columns = handed_in(services, sheet, dry_run=True, columns={}, source_system="lista")
    work_off(services)
    page.goto(f"{desk}/import/{columns}")
    yield "sheet, faults to correct"
    page.goto(f"{desk}/import/{columns}/kolumner")
    yield "sheet, columns"


def states_of_erasing(page: Page, desk: str, services: Services) -> Iterator[str]:
    """Lead through what is to be erased, and a comparison of the index."""
    page.goto(f"{desk}/radering")
    click(page.get_by_role("button", name="Visa var det står"))
    yield "erasure, refused"
    job = request_erasure(services, ErasureRequest("Begärt", "command", text="Andersson"))
    work_off(services)
    page.goto(f"{desk}/radering/{job}")
    yield "to be erased"
    click(page.get_by_role("button", name="Radera"))
    yield "to be erased, refused"
    page.goto(f"{desk}/sokindex")
    yield "index"
    request_index_job(services, "verify")
    page.goto(f"{desk}/sokindex")
    yield "index, under way"
    page.goto(f"{desk}/forvaltning")
    work_off(services)
    page.goto(f"{desk}/sokindex")
    yield "index, compared"


def states_of_jobs(page: Page, desk: str) -> Iterator[str]:
    """Lead through a job that waits and is called off."""
    page.goto(f"{desk}/jobb")
    yield "jobb"
    click(page.get_by_role("button", name="Avbryt jobbet"))
    yield "job, called off"


def states_of_reply(page: Page, desk: str, services: Services) -> Iterator[str]:
    """Lead through a reply and its first candidate."""
    reply = first_reply(services)
    candidate_id = str(next_undecided(reply_queue(services, reply)))
    base = BaseVersion(candidate_id, frozenset({"1"}))
    patch_candidate(services, COMMAND, base, {"results": "Tolv lån.", "partners": ["LRF"]})
    candidate = f"{desk}/kandidat/{candidate_id}"
    page.goto(f"{desk}/svar/{reply}")
    yield "reply"
    click(page.get_by_role("button", name="Publicera ja och nej"))
    yield "reply, released"
    page.goto(f"{desk}/flera?reply={reply}&least=0.5")
    yield "many"
    page.goto(candidate)
    expect(page.locator("#results")).to_have_value("Tolv lån.")
    yield "candidate"
    page.locator("#title").fill("")
    click(page.get_by_role("button", name="Spara"))
    yield "candidate, refused"
    page.goto(candidate)
    click(page.get_by_role("button", name="Dela"))
    click(page.get_by_role("button", name="Dela här"))
    yield "split, refused"
    page.goto(candidate)
    page.locator("input[name=version]").evaluate("each => each.value = 99")
    page.locator("#title").fill("Min rubrik")
    click(page.get_by_role("button", name="Spara"))
    yield "conflict"
    page.goto(candidate)
    click(page.get_by_role("button", name="Avvisa"))
    page.goto(candidate)
    yield "candidate, decided"


def states_of_entries(page: Page, desk: str, services: Services) -> Iterator[str]:
    """Lead through the list of entries and the editor."""
    made = {"goals": ["12"], "summary": "Bagare minskade matsvinnet med en tredjedel."}
    entry_id = written(services, title="Kurs för bagare i Lund", **made)
    base = BaseVersion(entry_id, frozenset({"1-draft"}))
    patch(services, COMMAND, base, {"title": "Kurs för bagare"})
    written(services, title="Kurs för bagare")
    page.goto(f"{desk}/exempel")
    yield "entries"
    page.goto(f"{desk}/exempel/nytt")
    click(page.get_by_role("button", name="Spara utkast"))
    yield "entry, refused"
    for part in ("versioner", "forhandsgranska", "steg/withdraw"):
        page.goto(f"{desk}/exempel/{entry_id}/{part}")
        yield f"entry, {part}"
    click(page.get_by_role("button", name="Ta bort utkastet"))
    yield "entry, no reason given"
    page.goto(f"{desk}/exempel/{entry_id}")
    click(page.get_by_role("button", name="Föreslå kopplingar"))
    expect(page.get_by_text("Förslag ur texten").first).to_be_visible()
    page.locator("#title").fill("Anna Andersson lär ut")
    expect(page.locator("#kontroll").get_by_text("ett personnamn")).to_be_visible()
    page.get_by_role("combobox", name="Sök i Branscher").press_sequentially("skog")
    expect(page.locator("#forslag-sectors li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    yield "entry"
    page.locator("input[name=known]").evaluate("each => each.value = '9-draft'")
    click(page.get_by_role("button", name="Spara", exact=True))
    expect(page.locator("h1")).to_have_text("Någon annan hann före")
    yield "entry, conflict"


def faults_here(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds, and whether the page scrolls sideways."""
    settled(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*faults_of(page), *([("scrolls", [str(wide)])] if wide > 0 else [])]


def test_axe_finds_no_fault_in_any_state(
    browser: Browser, address: str, desk_services: Services
) -> None:
    with context_in(browser, locale="sv-SE", viewport=WIDE) as context:
        page = context.new_page()
        found = {}
        for name in states(page, address, desk_services):
            found[name] = faults_here(page)
            if name in ON_PHONES:
                page.set_viewport_size(PHONE)
                page.emulate_media(color_scheme="dark")
                found[f"{name}, dark on a phone"] = faults_here(page)
                page.emulate_media(color_scheme="light")
                page.set_viewport_size(WIDE)
        assert {name: faults for name, faults in found.items() if faults} == {}
