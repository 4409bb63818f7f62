from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from app.entries.reading import Wanted, list_by_status
from app.forms import form_token
from app.indexing import sync_index
from app.tips import FORM, MOST_WAITING
from cli.wsgi import build_application
from edge.limits import MOST_FORMS
from record.lists import DRAFT
from tests.fixtures.services import services_in
from tests.web.forms import assert_is_shown_again, assert_is_too_soon, not_from_the_form
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.web.conftest import Visit

    Send = Callable[..., TestResponse]

TIP = {
    "title": "Återbruk av tegel",
    "summary": "Länsstyrelsen samlar byggföretag som säljer begagnat tegel.",
    "kind": "activity",
    "county": "08",
    "url": "https://example.org/tegel",
}


@pytest.fixture
def open_services(tmp_path: Path) -> Iterator[Services]:
    """A catalogue with somebody who reads tips."""
    services = services_in(tmp_path, EXEMPELBANKEN_CONTACT="miljomal@example.org")
    sync_index(services)
    yield services
    services.database.close()


@pytest.fixture
def client(open_services: Services) -> Client:
    return Client(build_application(open_services))


@pytest.fixture
def send(client: Client, open_services: Services) -> Send:
    """Sends the form; a new one each time, unless `token` says otherwise."""
    sent = iter(range(1000))

    def send(
        language: str = "",
        address: str = "203.0.113.7",
        origin: str | None = None,
        **changes: str,
    ) -> TestResponse:
        token = form_token(open_services.settings, FORM, f"nonce-{next(sent)}")
        headers = {"Origin": origin} if origin else {}
        answer = client.post(
            f"{language}/tipsa",
            data={**TIP, "token": token, **changes},
            headers=headers,
            environ_base={"REMOTE_ADDR": address},
        )
        assert answer.headers["Cache-Control"] == "no-store"
        return answer

    return send


def drafts(services: Services) -> list[dict[str, object]]:
    return list_by_status(services, Wanted((DRAFT,), {}, None), 1, 100).items


def test_a_tip_is_a_draft_that_nobody_sees_but_curators(
    send: Send, client: Client, open_services: Services
) -> None:
    answer = send()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/tipsa/tack")
    (draft,) = drafts(open_services)
    assert (draft["title"], draft["counties"], draft["sourceSystem"]) == (
        TIP["title"],
        ["08"],
        "tips",
    )
    sync_index(open_services)
    assert not Page(client.get("/?q=tegel")).has_link("tegel")


def test_a_form_that_is_sent_twice_is_one_tip(send: Send, open_services: Services) -> None:
    token = form_token(open_services.settings, FORM, "mine")
    assert [send(token=token).status_code for _ in range(2)] == [303, 303]
    assert len(drafts(open_services)) == 1


def test_faults_are_told_beside_what_was_written(send: Send, open_services: Services) -> None:
    page = Page(send(title="", url="tegel", county=""))
    assert page.status == 422
    assert page.all("title")[0].text.startswith("Fel: ")
    told = {
        link.attributes["href"] for link in page.one("div", class_="faults").parts and page.all("a")
    }
    assert {"#title", "#url", "#county"} <= told
    assert page.one("textarea").text == TIP["summary"]
    assert page.one("input", id="url").attributes["value"] == "tegel"
    assert drafts(open_services) == []


@pytest.mark.parametrize("number", ["19811228-9874", "811288-9873", "personnummer 811228 9874"])
def test_a_personal_number_is_refused_and_the_form_keeps_what_was_written(
    send: Send, open_services: Services, number: str
) -> None:
    written = f"{TIP['summary']} Ring {number}."
    page = Page(send(summary=written, title=f"Tegel {number}"))
    assert page.status == 422
    linked = [each.attributes["href"] for each in page.all("a")]
    assert {"#title", "#summary"} <= set(linked)
    assert "Ta bort personnumret." in page.text
    assert page.one("textarea").text == written
    assert drafts(open_services) == []


@not_from_the_form
def test_what_was_not_sent_from_the_form_is_refused(
    send: Send, open_services: Services, changes: dict[str, str], status: int
) -> None:
    assert_is_shown_again(Page(send(**changes)), status, TIP["summary"])
    assert drafts(open_services) == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_each_field_has_one_fault_and_none_in_code(send: Send, language: str) -> None:
    page = Page(send(language, title="", summary="", url="", county="99", kind="foo"))
    linked = [each.attributes["href"] for each in page.all("a")]
    assert sorted(each for each in linked if each[1:] in TIP) == sorted(f"#{name}" for name in TIP)
    assert "working-method" not in page.one("main").text


def test_mistakes_are_not_counted(send: Send) -> None:
    assert {send(title="").status_code for _ in range(2 * MOST_FORMS)} == {422}
    assert send().status_code == 303


def test_one_address_sends_few_and_all_together_not_more_than_can_be_read(
    send: Send, open_services: Services
) -> None:
    hurried = [send() for _ in range(2 * MOST_FORMS)]  # a new minute may begin once
    late = next(Page(each) for each in hurried if each.status_code == 429)
    assert_is_too_soon(late, TIP["summary"])
    for number in range(MOST_WAITING):
        send(address=f"198.51.100.{number}")
    assert len(drafts(open_services)) == MOST_WAITING
    page = Page(send(address="192.0.2.1"))
    assert page.status == 503
    assert "Många tips väntar" in page.text


def test_what_becomes_of_an_address_for_an_answer_is_told(client: Client, visit: Visit) -> None:
    told = "Den raderas när ärendet är avslutat, senast efter ett år."
    assert told in Page(client.get("/om")).text
    assert "deleted when the matter is closed" in Page(client.get("/en/om")).text
    assert told not in visit("/om").text


def test_the_form_is_there_without_a_contact(visit: Visit) -> None:
    assert visit("/tipsa").status == 200
    assert visit("/").has_link("Tipsa om ett exempel")


def test_the_form_is_reached_and_has_no_fault(client: Client) -> None:
    assert Page(client.get("/")).has_link("Tipsa om ett exempel")
    page = Page(client.get("/en/tipsa"))
    assert page.heading == "Suggest an example"
    assert page.headers["Cache-Control"] == "no-store"
    labelled = {label.attributes["for"] for label in page.all("label")}
    assert {"title", "summary", "kind", "county", "url"} <= labelled
