"""Reports of readers at the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from app.reports import NewReport, report_token, take_report
from catalogue import entries
from tests.app.importing import work_off
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.desk.conftest import Desk


@pytest.fixture
def reported(services: Services) -> None:
    line = json.dumps(row("a", title="Biogas av gödsel")).encode()
    import_lines(services, [line], ImportOptions(source_system="test", publish=True))
    with services.database.read() as connection:
        entry = entries.by_key(connection, "test", "a")
    assert entry is not None
    for report in (
        NewReport("wrong-fact", "Året är fel.", "rut@example.org"),
        NewReport("personal-data", "Mitt namn står där.", ""),
    ):
        token = report_token(services.settings, entry.id)
        take_report(services, entry.id, report, token)


def test_a_curator_reads_a_report_and_closes_it_with_what_came_of_it(
    desk: Desk, reported: None
) -> None:
    del reported
    todo = desk.sign_in("curator")
    listed = desk.visit(todo.link("Rapporterade fel").attributes["href"])
    first, second = [
        each.attributes["href"] for each in listed.all("a") if each.text == "Biogas av gödsel"
    ]
    assert listed.text.index("Gäller personuppgifter") < listed.text.rindex("Biogas av gödsel")
    assert "ingen adress att svara till" in desk.visit(first).text  # on personal data: it is first
    page = desk.visit(second)
    for text in ("Något i texten är fel", "Året är fel.", "rut@example.org"):
        assert text in page.text
    actions = [each.attributes["action"] for each in page.all("form")]
    place = [each for each in actions if "gemensamt" not in each][-1]
    assert desk.post(place, reason="").status_code == 422
    unanswered = desk.send(place, reason="Rättat.")
    assert unanswered.status == 422
    assert "Svara läsaren först" in unanswered.text
    assert unanswered.one("textarea", id="reason").text == "Rättat."
    after = desk.send(place, reason="Rättat.", answered="yes")
    assert "Rapporten är avslutad." in after.text
    assert second not in {each.attributes["href"] for each in after.all("a")}


def test_who_erases_is_told_that_a_reader_still_waits_for_an_answer(
    desk: Desk, reported: None
) -> None:
    del reported
    desk.sign_in("admin")
    desk.visit("/redaktion/radering")
    preview = desk.post("/redaktion/radering", what="text", value="rut@example.org", reason="Bad")
    work_off(desk.services)
    page = desk.visit(preview.headers["Location"])
    assert "väntar på svar. Svara innan du raderar" in page.text
    assert "rut@example.org" in desk.visit(page.link("Till rapporten").attributes["href"]).text
