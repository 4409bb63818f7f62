"""Following a search: the page, its form, and the links of the mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from app.indexing import sync_index
from app.subscriptions.service import confirming_token, leaving_token
from catalogue.tables import Subscription
from cli.wsgi import build_application
from edge.limits import MOST_FORMS
from tests.fixtures.services import services_in
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.web.conftest import Visit

HOME = "http://localhost"
WISH = {"address": "rut@example.org", "frequency": "week", "q": "biogas"}


@pytest.fixture
def mailing(tmp_path: Path) -> Iterator[Services]:
    """A catalogue whose operator has set a mail server."""
    services = services_in(
        tmp_path,
        EXEMPELBANKEN_SMTP_URL="smtp://127.0.0.1:9",
        EXEMPELBANKEN_MAIL_FROM="exempelbanken@example.org",
    )
    sync_index(services)
    yield services
    services.database.close()


@pytest.fixture
def client(mailing: Services) -> Client:
    return Client(build_application(mailing))


def sent(client: Client, language: str = "", origin: str = HOME, **changes: str) -> TestResponse:
    return client.post(f"{language}/folj", data={**WISH, **changes}, headers={"Origin": origin})


def rows(services: Services) -> list[tuple[str, str | None, str, str]]:
    columns = (Subscription.id, Subscription.address, Subscription.query, Subscription.language)
    with services.database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]  # type: ignore[misc]


def test_without_a_mail_server_the_page_offers_the_feed_and_says_what_it_is(visit: Visit) -> None:
    link = visit("/?q=energi&county=12&sort=title&page=1").link("Följ sökningen")
    assert link.query == [("q", "energi"), ("county", "12")]
    page = visit(link.attributes["href"])
    assert not page.all("input", name="address")
    assert "Ett flöde (RSS, Atom) är en adress" in page.text
    feed = page.one("input", id="feed").attributes["value"]
    assert feed.endswith("/api/v1/entries/feed?q=energi&county=12&language=sv")
    assert "Skåne län" in page.text
    read = visit(page.link("Visa flödet").attributes["href"])
    assert read.headers["Content-Type"].startswith("application/atom+xml")


def test_a_form_cannot_be_sent_where_no_mail_server_is_set(empty_services: Services) -> None:
    answer = sent(Client(build_application(empty_services)))
    assert answer.status_code == 200
    assert rows(empty_services) == []


def test_a_search_is_followed_by_the_ids_of_its_filters(client: Client, mailing: Services) -> None:
    form = Page(client.get("/folj?q=biogas&county=Skåne&page=2&sort=title"))
    hidden = {
        (e.attributes["name"], e.attributes["value"]) for e in form.all("input", type="hidden")
    }
    assert hidden == {("q", "biogas"), ("county", "12")}
    answer = sent(client, "/en", county="12", sort="title")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/folj/tack")
    ((_, address, query, language),) = rows(mailing)
    assert (address, query, language) == ("rut@example.org", "q=biogas&county=12", "en")
    assert "Open your e-mail" in Page(client.get("/en/folj/tack")).heading


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"address": "rut"}, 422, "Skriv en e-postadress"),
        ({"frequency": "hour"}, 422, "Välj hur ofta."),
        ({"website": "https://spam.example"}, 400, "dolt fält"),
        ({"origin": "https://elsewhere.example"}, 400, "inte från den här sidan"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_written(
    client: Client, mailing: Services, changes: dict[str, str], status: int, told: str
) -> None:
    page = Page(sent(client, **changes))
    assert page.status == status
    assert told in page.text
    written = page.one("input", id="address").attributes["value"]
    assert written == changes.get("address", WISH["address"])
    assert rows(mailing) == []


def test_a_search_that_is_not_understood_is_refused_with_what_is_wrong(client: Client) -> None:
    assert sent(client, county="Skonne").status_code == 400
    assert client.get("/folj?county=Skonne").status_code == 400


def test_an_address_of_the_net_sends_few_forms_a_minute(client: Client, mailing: Services) -> None:
    for number in range(MOST_FORMS):
        assert sent(client, address=f"a{number}@example.org").status_code == 303
    assert sent(client, address="b@example.org").status_code == 429
    assert len(rows(mailing)) == MOST_FORMS


def test_links_of_mails_change_nothing_until_the_button_is_pressed(
    client: Client, mailing: Services
) -> None:
    sent(client)
    ((subscription_id, *_),) = rows(mailing)
    confirming = f"/folj/bekrafta/{confirming_token(mailing.settings, subscription_id)}"
    asked = Page(client.get(confirming))
    assert asked.heading == "Vill du följa sökningen?"
    assert asked.one("form").attributes["method"] == "post"
    with mailing.database.read() as connection:
        assert connection.execute(select(Subscription.confirmed_at)).scalar_one() is None
    done = client.post(confirming)
    assert (done.status_code, done.headers["Cache-Control"]) == (200, "no-store")
    assert Page(done).heading == "Nu följer du sökningen"
    leaving = f"/en/folj/sluta/{leaving_token(mailing.settings, subscription_id)}"
    assert Page(client.get(leaving)).heading == "Do you want to stop following the search?"
    assert len(rows(mailing)) == 1


def test_a_mail_program_leaves_by_one_click(client: Client, mailing: Services) -> None:
    sent(client)
    ((subscription_id, *_),) = rows(mailing)
    leaving = f"/folj/sluta/{leaving_token(mailing.settings, subscription_id)}"
    headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    answer = client.post(leaving, data={"List-Unsubscribe": "One-Click"}, headers=headers)
    assert answer.status_code == 200
    assert rows(mailing) == []
    again = Page(client.post(leaving))
    assert (again.status, again.heading) == (410, "Länken gäller inte längre")


@pytest.mark.parametrize("address", ["/folj/bekrafta/hittepå", "/folj/sluta/hittepå"])
def test_a_link_that_is_made_up_says_what_to_do(client: Client, address: str) -> None:
    for page in (Page(client.get(address)), Page(client.post(address))):
        assert page.status == 410
        assert "gör sökningen och välj Följ sökningen" in page.text
