"""Reports of readers at the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from app.reports import NewReport, report_token, take_report
from catalogue import entries
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
    token = report_token(services.settings, entry.id)
    report = NewReport("wrong-fact", "Året är fel.", "rut@example.org")
    take_report(services, entry.id, report, token)


def test_a_curator_reads_a_report_and_closes_it_with_what_came_of_it(
    desk: Desk, reported: None
) -> None:
    del reported
    todo = desk.sign_in("curator")
    listed = desk.visit(todo.link("Rapporterade fel").attributes["href"])
    page = desk.visit(listed.link("Biogas av gödsel").attributes["href"])
    for text in ("Något i texten är fel", "Året är fel.", "rut@example.org"):
        assert text in page.text
    actions = [each.attributes["action"] for each in page.all("form")]
    place = [each for each in actions if "gemensamt" not in each][-1]
    assert desk.post(place, reason="").status_code == 422
    desk.visit(listed.link("Biogas av gödsel").attributes["href"])
    after = desk.send(place, reason="Rättat.")
    assert "Rapporten är avslutad." in after.text
    assert "Inget väntar här." in after.text
