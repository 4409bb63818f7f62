"""The form for reporting what is wrong in an example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import sync_index
from app.reports import MOST_OPEN, ReportFilter, list_reports, report_token
from catalogue import entries
from cli.wsgi import build_application
from edge.limits import MOST_FORMS
from tests.fixtures.services import row, services_in
from tests.web.forms import assert_is_shown_again, assert_is_too_soon, not_from_the_form
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.web.conftest import Visit

    Send = Callable[..., TestResponse]

REPORT = {"kind": "dead-source", "text": "Sidan finns inte.\nSe i stället kommunens.", "answer": ""}


@pytest.fixture
def open_services(tmp_path: Path) -> Iterator[Services]:
    """A catalogue of one example, with somebody who reads reports."""
    services = services_in(tmp_path, EXEMPELBANKEN_CONTACT="miljomal@example.org")
    line = json.dumps(row("a", title="Biogas av gödsel")).encode()
    import_lines(services, [line], ImportOptions(source_system="test", publish=True))
    sync_index(services)
    yield services
    services.database.close()


@pytest.fixture
def client(open_services: Services) -> Client:
    return Client(build_application(open_services))


@pytest.fixture
def entry_id(open_services: Services) -> str:
    with open_services.database.read() as connection:
        found = entries.by_key(connection, "test", "a")
    assert found is not None
    return found.id


@pytest.fixture
def send(client: Client, open_services: Services, entry_id: str) -> Send:
    """Sends the form; a new one each time, unless `token` says otherwise."""

    def send(
        address: str = "203.0.113.7", origin: str | None = None, **changes: str
    ) -> TestResponse:
        token = report_token(open_services.settings, entry_id)
        return client.post(
            f"/exempel/biogas-av-godsel-{entry_id}/rapportera",
            data={**REPORT, "token": token, **changes},
            headers={"Origin": origin} if origin else {},
            environ_base={"REMOTE_ADDR": address},
        )

    return send


def kept(services: Services) -> Sequence[dict[str, Any]]:
    return list_reports(services, ReportFilter(), 1, 200)[1]


def test_a_report_is_kept_for_curators_and_shown_to_nobody(
    send: Send, client: Client, open_services: Services, entry_id: str
) -> None:
    answer = send(answer="rut@example.org")
    assert answer.status_code == 303
    page = Page(client.get(answer.headers["Location"]))
    assert page.heading == "Tack för rapporten"
    assert page.headers["Cache-Control"] == "no-store"
    (report,) = kept(open_services)
    assert (report["entryId"], report["kind"], report["text"], report["answerTo"]) == (
        entry_id,
        "dead-source",
        "Sidan finns inte.\nSe i stället kommunens.",
        "rut@example.org",
    )
    assert "Sidan finns inte" not in client.get(f"/exempel/{entry_id}", follow_redirects=True).text


def test_a_form_that_is_sent_twice_is_one_report(
    send: Send, open_services: Services, entry_id: str
) -> None:
    token = report_token(open_services.settings, entry_id)
    assert [send(token=token).status_code for _ in range(2)] == [303, 303]
    assert len(kept(open_services)) == 1


def test_faults_are_told_beside_what_was_written(send: Send, open_services: Services) -> None:
    page = Page(send(kind="", text="", answer="rut"))
    assert page.status == 422
    assert page.all("title")[0].text.startswith("Fel: ")
    assert {"#kind", "#text", "#answer"} <= {each.attributes["href"] for each in page.all("a")}
    assert page.one("input", id="answer").attributes["value"] == "rut"
    advertised = Page(
        send(text="Köp https://a.example http://b.example www.c.example www.d.example")
    )
    assert "Skriv högst 3 webbadresser." in advertised.text
    assert "https://a.example" in advertised.one("textarea").text
    personal = Page(send(text="Här står 19811228-9874"))
    assert "Ta bort personnumret." in personal.text
    assert "19811228-9874" in personal.one("textarea").text
    assert kept(open_services) == []


@not_from_the_form
def test_what_was_not_sent_from_the_form_is_refused(
    send: Send, open_services: Services, changes: dict[str, str], status: int
) -> None:
    assert_is_shown_again(Page(send(**changes)), status, REPORT["text"])
    assert kept(open_services) == []


def test_the_form_of_one_example_is_no_form_of_another(send: Send, open_services: Services) -> None:
    other = report_token(open_services.settings, "019aa000-0000-7000-8000-000000000000")
    assert send(token=other).status_code == 400


def test_mistakes_are_not_counted(send: Send) -> None:
    assert {send(text="").status_code for _ in range(2 * MOST_FORMS)} == {422}
    assert send().status_code == 303


def test_one_address_sends_few_and_all_together_not_more_than_can_be_read(
    send: Send, open_services: Services
) -> None:
    hurried = [send() for _ in range(2 * MOST_FORMS)]  # a new minute may begin once
    late = next(Page(each) for each in hurried if each.status_code == 429)
    assert_is_too_soon(late, REPORT["text"])
    for number in range(MOST_OPEN):
        send(address=f"198.51.100.{number}")
    assert len(kept(open_services)) == MOST_OPEN
    page = Page(send(address="192.0.2.1"))
    assert page.status == 503
    assert "Många rapporter väntar" in page.text


def test_the_form_is_reached_from_the_example_and_has_no_fault(
    client: Client, entry_id: str
) -> None:
    example = Page(client.get(f"/exempel/{entry_id}", follow_redirects=True))
    page = Page(client.get(example.link("Rapportera fel").attributes["href"]))
    assert page.heading == "Rapportera fel"
    assert page.headers["Cache-Control"] == "no-store"
    completing = Page(client.get(example.link("Komplettera").attributes["href"]))
    assert "checked" in completing.one("input", id="kind-missing-fact").attributes
    labelled = {label.attributes["for"] for label in page.all("label")}
    assert {"kind-personal-data", "text", "answer"} <= labelled
    english = Page(client.get(f"/en/exempel/{entry_id}/rapportera", follow_redirects=True))
    assert english.has_link("Biogas av gödsel")
    assert "What is wrong, and how should it be?" in english.text


def test_the_form_is_there_without_a_contact(visit: Visit) -> None:
    hits = visit("/?q=biogas")
    address = hits.link(hits.all("h3")[0].text).attributes["href"].partition("?")[0]
    assert visit(f"{address}/rapportera").status == 200


def test_of_an_unknown_example_nothing_is_reported(client: Client) -> None:
    gone = "019aa000-0000-7000-8000-000000000000"
    assert client.get(f"/exempel/{gone}/rapportera").status_code == 404
