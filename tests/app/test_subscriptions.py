"""Searches that are followed by e-mail: the question first, then what is new, and leaving."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from app.errors import InvalidContent
from app.indexing import sync_index
from app.retention import expire
from app.subscriptions import mails, service
from app.subscriptions.mails import send_due_mails
from app.subscriptions.service import NewSubscription, UnknownSubscription
from catalogue.tables import Subscription
from tests.fixtures.mail import mail_server, sending_by
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from app.wiring import Services
    from tests.fixtures.services import Loader

READER = "rut@example.org"
AGO = timedelta(days=30)


class Followed:
    """A catalogue with a mail server, and the mails of it."""

    def __init__(self, services: Services, sent: list[EmailMessage]) -> None:
        self.services, self.sent = services, sent

    def ask(self, address: str = READER, query: str = "q=biogas", **changes: str) -> None:
        wanted = {"language": "sv", "frequency": "week", **changes}
        service.ask_to_follow(self.services, NewSubscription(address, query, **wanted))

    def mail(self) -> EmailMessage:
        """Send what is due, which is one mail."""
        before = len(self.sent)
        assert send_due_mails(self.services) == 1
        (mail,) = self.sent[before:]
        return mail

    def follow(self, **asked: str) -> EmailMessage:
        """Follow a search since a month; return its first mail."""
        self.ask(**asked)
        service.confirm(self.services, token_in(self.mail()))
        self.make_due()
        return self.mail()

    def make_due(self) -> None:
        """Let a month go by."""
        self.change(since=datetime.now(UTC) - AGO, due_at=datetime.now(UTC))

    def change(self, **values: Any) -> None:
        with self.services.database.write() as unit:
            unit.connection.execute(update(Subscription).values(**values))

    def count(self) -> int:
        with self.services.database.read() as connection:
            return connection.execute(select(func.count(Subscription.pk))).scalar_one()


@pytest.fixture
def followed(
    empty_services: Services, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Followed]:
    """A catalogue with an example of biogas that was published just now."""
    load(
        row(
            "a",
            title="Biogas på gården",
            english={"title": "Biogas on the farm", "summary": "Farms make gas."},
        )
    )
    monkeypatch.setattr(mails, "SETTLED", timedelta())
    with mail_server() as (url, sent):
        yield Followed(sending_by(empty_services, url), sent)


def text_of(mail: EmailMessage) -> str:
    """Return what a mail says, its lines ended as in Python."""
    return "\n".join(mail.get_content().splitlines())


def token_in(mail: EmailMessage) -> str:
    """Return the token of the link of ours that a mail ends with."""
    return re.findall(r"/folj/\w+/(\S+)", text_of(mail))[-1]


def test_nothing_but_a_question_is_sent_before_it_is_answered(followed: Followed) -> None:
    followed.ask()
    question = followed.mail()
    assert question["To"] == READER
    assert question["Subject"] == "Bekräfta att du vill följa en sökning"
    assert question["List-Unsubscribe"] is None
    assert "/?q=biogas" in text_of(question)
    assert "Biogas på gården" not in text_of(question)
    assert send_due_mails(followed.services) == 0


def test_what_is_new_is_told_once_with_a_way_to_leave_by_one_click(followed: Followed) -> None:
    news = followed.follow()
    assert news["Subject"] == "Exempelbanken: 1 nytt eller ändrat exempel"
    assert "Nytt: Biogas på gården\nhttp://127.0.0.1:8000/exempel/biogas-pa-" in text_of(news)
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert news["List-Unsubscribe"] == f"<http://127.0.0.1:8000/folj/sluta/{token_in(news)}>"
    followed.change(due_at=datetime.now(UTC))
    assert send_due_mails(followed.services) == 0  # nothing new: no mail


def test_what_the_search_does_not_find_is_not_told(followed: Followed) -> None:
    followed.ask(query="q=vindkraft")
    service.confirm(followed.services, token_in(followed.mail()))
    followed.make_due()
    assert send_due_mails(followed.services) == 0


def test_a_mail_is_in_the_language_in_which_it_was_asked_for(followed: Followed) -> None:
    news = followed.follow(language="en", frequency="day")
    assert news["Content-Language"] == "en"
    assert "New: Biogas on the farm\nhttp://127.0.0.1:8000/en/exempel/" in text_of(news)


def test_the_next_mail_is_due_when_its_time_has_come(followed: Followed) -> None:
    followed.follow(frequency="day")
    with followed.services.database.read() as connection:
        due_at = connection.execute(select(Subscription.due_at)).scalar_one()
    assert due_at is not None
    assert timedelta(hours=23) < due_at - datetime.now(UTC) <= timedelta(days=1)


def test_an_example_that_is_published_again_is_told_as_changed(
    followed: Followed, load: Loader
) -> None:
    followed.follow()
    followed.change(since=datetime.now(UTC))
    load(row("a", title="Biogas på gården", summary="Nu med fler gårdar och biogas."))
    sync_index(followed.services)
    followed.change(due_at=datetime.now(UTC))
    assert "Ändrat: Biogas på gården" in text_of(followed.mail())


def test_leaving_deletes_the_address_and_the_link_is_good_once(followed: Followed) -> None:
    token = token_in(followed.follow())
    service.leave(followed.services, token)
    assert followed.count() == 0
    with pytest.raises(UnknownSubscription):
        service.leave(followed.services, token)


def test_a_link_confirms_nothing_when_it_is_made_up_too_old_or_of_another_kind(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.ask()
    token = token_in(followed.mail())
    monkeypatch.setattr(service, "UNCONFIRMED_KEPT", timedelta(seconds=-1))
    for wrong in ("made-up", f"{token}x", token):
        with pytest.raises(UnknownSubscription):
            service.confirm(followed.services, wrong)
    with pytest.raises(UnknownSubscription):
        service.leave(followed.services, token)


def test_confirming_twice_is_confirming_once_and_a_new_wish_takes_the_place_of_the_old(
    followed: Followed,
) -> None:
    followed.ask()
    token = token_in(followed.mail())
    service.confirm(followed.services, token)
    service.confirm(followed.services, token)
    followed.ask(frequency="day")
    service.confirm(followed.services, token_in(followed.mail()))
    with followed.services.database.read() as connection:
        assert connection.execute(select(Subscription.frequency)).scalars().all() == ["day"]


def test_an_address_is_not_asked_without_end(followed: Followed) -> None:
    for number in range(service.MOST_ASKED_OF_ADDRESS + 2):
        followed.ask(query=f"q={number}")
    assert followed.count() == service.MOST_ASKED_OF_ADDRESS
    followed.ask(address="annan@example.org")
    assert followed.count() == service.MOST_ASKED_OF_ADDRESS + 1


def test_questions_that_nobody_answers_are_not_heaped_up(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_UNCONFIRMED", 1)
    followed.ask()
    with pytest.raises(service.TooManyUnconfirmed):
        followed.ask(address="annan@example.org")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"address": ""}, "/address"),
        ({"address": "rut"}, "/address"),
        ({"address": "rut@example"}, "/address"),
        ({"address": "a@example.org, b@example.org"}, "/address"),
        ({"address": "a,b@example.org"}, "/address"),
        ({"address": "rut@example.org\nBcc: b@example.org"}, "/address"),
        ({"address": "<rut@example.org>"}, "/address"),
        ({"address": f"{'r' * 200}@example.org"}, "/address"),
        ({"address": "rüt@example.org"}, "/address"),
        ({"frequency": "hour"}, "/frequency"),
        ({"query": f"q={'x' * 2000}"}, "/query"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    followed: Followed, changes: dict[str, str], fault: str
) -> None:
    with pytest.raises(InvalidContent) as refused:
        followed.ask(**changes)
    assert [each.parameter for each in refused.value.issues] == [fault]
    assert followed.count() == 0


def test_a_receiver_that_is_refused_for_good_is_deleted(followed: Followed) -> None:
    followed.ask(address="refused@example.org")
    assert send_due_mails(followed.services) == 0
    assert followed.count() == 0


def test_a_receiver_that_is_refused_for_now_is_tried_again_later(followed: Followed) -> None:
    followed.ask(address="delayed@example.org")
    assert send_due_mails(followed.services) == 0
    with followed.services.database.read() as connection:
        due_at = connection.execute(select(Subscription.due_at)).scalar_one()
    assert due_at is not None
    assert due_at > datetime.now(UTC)


def test_a_search_that_is_possible_no_longer_is_told(followed: Followed) -> None:
    followed.ask(query="goal=999")
    service.confirm(followed.services, token_in(followed.mail()))
    followed.make_due()
    mail = followed.mail()
    assert mail["Subject"] == "En sökning som du följer går inte längre"
    assert mail["List-Unsubscribe"]


def test_without_a_mail_server_nothing_is_sent_and_a_dead_one_is_tried_again(
    followed: Followed, empty_services: Services
) -> None:
    followed.ask()
    assert send_due_mails(empty_services) == 0
    with pytest.raises(ConnectionRefusedError):
        send_due_mails(sending_by(empty_services, "smtp://127.0.0.1:9"))
    assert followed.mail()["To"] == READER


def test_what_is_not_confirmed_or_has_lost_its_address_goes_after_its_time(
    followed: Followed,
) -> None:
    followed.ask()
    followed.ask(query="q=sol")
    assert expire(followed.services, lambda *_: None)["subscriptions"] == 0
    with followed.services.database.write() as unit:
        of_biogas = Subscription.query == "q=biogas"
        unit.connection.execute(update(Subscription).where(of_biogas).values(address=None))
    assert expire(followed.services, lambda *_: None)["subscriptions"] == 1
    followed.change(created_at=datetime.now(UTC) - timedelta(days=3))
    assert expire(followed.services, lambda *_: None)["subscriptions"] == 1
    assert followed.count() == 0
