"""The desk of a contributor in Chromium, what readers send, and a file mended in English; axe."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from app.reports import NewReport, report_token, take_report
from tests.app.importing import entry_of, work_off
from tests.desk.conftest import Desk, with_accounts
from tests.desk.test_browser import PHONE, WIDE, faults_here, signed_in
from tests.desk.writing import fields_of, sent, written
from tests.fixtures.services import row, services_in
from tests.web.browser.looking import expect
from tests.web.browser.moving import click, context_in
from tests.web.browser.site import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FILE = (
    "title;kind;summary;counties;Källa\n"
    "Pant;Aktivitet;Lånar ut lastpallar.;Skåne;https://example.org/pant\n"
    "Lån;Aktivitet;Lånar ut verktyg.;Månen;https://example.org/lan\n"
)


@pytest.fixture(scope="module")
def role_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with with_accounts(services_in(tmp_path_factory.mktemp("roles-browser"))) as services:
        yield services


@pytest.fixture(scope="module")
def address(role_services: Services) -> Iterator[str]:
    with served(role_services.settings.data) as address:
        yield address


def test_a_file_is_mended_loaded_and_taken_back_in_english_without_scripts(
    browser: Browser, address: str, role_services: Services
) -> None:
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    with context_in(browser, locale="sv-SE", java_script_enabled=False, viewport=PHONE) as context:
        page = signed_in(context, address, "curator")
        page.goto(f"{address}/en/redaktion/importer")
        page.get_by_label("The file", exact=True).set_input_files(file)  # type: ignore[arg-type]
        page.get_by_label("Source system (optional)").fill("english")
        click(page.get_by_role("button", name="Try the file"))
        work_off(role_services)
        click(page.get_by_role("link", name="Reload the page"))
        expect(page.get_by_text("2 rows have no id")).to_be_visible()
        click(page.get_by_role("link", name="Correct row 3"))
        page.locator("#counties").fill("Region Skåne/Halland")
        click(page.get_by_role("button", name="Save and try the row"))
        expect(page.get_by_role("status").first).to_have_text("The row is corrected: new.")
        click(page.get_by_role("button", name="Load", exact=True))
        work_off(role_services)
        click(page.get_by_role("link", name="Reload the page"))
        click(page.get_by_role("link", name="Take the import back"))
        click(page.get_by_role("button", name="Take the import back"))
        work_off(role_services)
        click(page.get_by_role("link", name="Reload the page"))
        expect(page.get_by_text("Taken back: 2")).to_be_visible()


def test_editors_alone_are_led_from_a_public_page_to_the_editor(
    browser: Browser, address: str, role_services: Services
) -> None:
    entry_id = written(role_services, title="Kurs i lagning", publish=True)
    public = f"{address}/exempel/{entry_id}"
    with context_in(browser, locale="sv-SE") as context:
        page = signed_in(context, address, "curator")
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        answer = page.goto(public)
        assert answer
        of_editor = answer.text()
        assert not [each for each in asked_for if "/redaktion" in each]
        click(page.get_by_role("link", name="Ändra"))
        expect(page.locator("#title")).to_have_value("Kurs i lagning")
        click(page.get_by_role("button", name="Logga ut"))
        answer = page.goto(public)
        assert answer
        assert answer.text() == of_editor
        expect(page.get_by_role("link", name="Ändra")).to_have_count(0)


def reported(services: Services) -> None:
    line = json.dumps(row("told", title="Biogas av gödsel")).encode()
    import_lines(services, [line], ImportOptions(source_system="test", publish=True))
    entry = entry_of(services, "told")
    assert entry
    token = report_token(services.settings, entry.id)
    take_report(services, entry.id, NewReport("wrong-fact", "Fel år.", "rut@example.org"), token)


def handed_back(services: Services) -> str:
    """Let a contributor hand in a draft that comes back; return its address."""
    writer, curator = Desk(services), Desk(services)
    writer.sign_in("contributor")
    curator.sign_in("curator")
    new = {"title": "Vårt", "summary": "Om oss.", "kind": "activity", "counties": ["08"]}
    page = sent(writer, writer.visit("/redaktion/exempel/nytt"), "submit", **new)
    place = page.one("form", id="exempel").attributes["action"]
    state = fields_of(curator.visit(place))["known"][0]
    curator.send(f"{place}/steg/return", state=state, reason="Var är källan?")
    sent(writer, writer.visit(place), "save", results="Tolv gårdar.")
    return place


def test_axe_finds_no_fault_on_pages_of_contributors_and_of_what_readers_send(
    browser: Browser, address: str, role_services: Services
) -> None:
    place = handed_back(role_services)
    reported(role_services)
    written(role_services, title="Lånecyklar", sourceSystem="tips")
    found = {}
    with (
        context_in(browser, locale="sv-SE", viewport=PHONE, color_scheme="dark") as phone,
        context_in(browser, locale="sv-SE", viewport=WIDE) as wide,
    ):
        page = signed_in(phone, address, "contributor")
        expect(page.get_by_text("Var är källan?")).to_be_visible()
        found["own drafts"] = faults_here(page)
        for part in ("", "/versioner"):
            page.goto(f"{address}{place}{part}")
            found[f"own draft{part}"] = faults_here(page)
        page = signed_in(wide, address, "curator")
        for kind in ("tip", "report"):
            page.goto(f"{address}/redaktion/att-gora/{kind}")
            found[kind] = faults_here(page)
        click(page.get_by_role("link", name="Biogas av gödsel"))
        found["report, open"] = faults_here(page)
        click(page.get_by_role("button", name="Avsluta rapporten"))
        found["report, refused"] = faults_here(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
