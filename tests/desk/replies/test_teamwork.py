"""A team at the desk: assigns, comments, is told of it at the desk and by mail, sees who edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from app.accounts.users import list_users
from app.teamwork.mail import send_notices
from catalogue import teamwork as rows
from catalogue.tables import Account, Presence
from catalogue.teamwork import Subject
from tests.desk.conftest import Desk, address_of
from tests.desk.reviewing import decide, first, queue, reply_id
from tests.fixtures.mail import mail_server, sending_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services


@pytest.fixture
def curator(desk: Desk) -> Desk:
    return desk


@pytest.fixture
def admin(as_role: Callable[[str], Desk]) -> Desk:
    return as_role("admin")


def account(services: Services, role: str) -> str:
    return next(each.id for each in list_users(services) if each.address == address_of(role))


def test_what_is_assigned_stands_among_ones_own(curator: Desk, admin: Desk) -> None:
    reply = reply_id(curator.services)
    admin.visit(f"/redaktion/svar/{reply}")
    to = account(admin.services, "curator")
    assert (
        "Tilldelat: "
        in admin.send(f"/redaktion/gemensamt/reply/{reply}/tilldela", assignee=to).text
    )
    mine = curator.visit("/redaktion/mina")
    assert "Mina (1 nya)" in mine.text
    assert "Att ta hand om: 1" in mine.text
    assert "gav dig det här" in mine.text
    assert "Mina (" not in curator.visit(f"/redaktion/svar/{reply}").text  # it is read by that
    curator.send(f"/redaktion/gemensamt/reply/{reply}/tilldela", assignee="")
    assert "Att ta hand om: 0" in curator.visit("/redaktion/mina").text


def test_those_who_take_part_are_told_of_a_comment(curator: Desk, admin: Desk) -> None:
    candidate = queue(curator.services)[0].id
    place = f"/redaktion/gemensamt/candidate/{candidate}/kommentera"
    first(curator)
    curator.send(place, comment="Är det <b>samma</b> projekt?")
    admin.visit(f"/redaktion/kandidat/{candidate}")
    page = admin.send(place, comment="Ja.")
    assert "Är det <b>samma</b> projekt?" in page.text
    assert "Mina (1 nya)" in curator.visit("/redaktion/mina").text
    curator.send("/redaktion/mina/lasta")
    assert "Mina (" not in curator.visit("/redaktion/mina").text
    assert "Skriv något först." in admin.send(place, comment=" ").text
    assert "Högst 2000 tecken" in admin.send(place, comment="x" * 2001).text


def test_nobody_is_assigned_what_is_not_there_or_to_whom_has_no_part(
    curator: Desk, services: Services
) -> None:
    reply = reply_id(services)
    curator.visit(f"/redaktion/svar/{reply}")
    token = curator.token
    place = f"/redaktion/gemensamt/reply/{reply}/tilldela"
    outsider = curator.send(place, assignee=account(services, "contributor"))
    assert "Välj en kollega i listan" in outsider.text
    for unknown in (
        f"entry/{reply}/tilldela",
        f"entry/{reply}/kommentera",
        f"report/{reply}/har",
        f"job/{reply}/har",
    ):
        answer = curator.post(f"/redaktion/gemensamt/{unknown}", token, comment="x")
        assert answer.status_code == 404


def test_who_has_it_open_is_named_and_saving_loses_no_text(
    curator: Desk, admin: Desk, services: Services
) -> None:
    candidate = queue(services)[0].id
    here, place = (
        f"/redaktion/kandidat/{candidate}",
        f"/redaktion/gemensamt/candidate/{candidate}/har",
    )
    mine, theirs = curator.visit(here), admin.visit(here)
    assert curator.post(place).status_code == 200
    told = admin.send(place)
    assert "har det här öppet sedan" in told.html
    assert "har det här öppet sedan" in admin.visit(here).text
    decide(curator, mine, "save", title="Redaktörens rubrik")
    conflict = decide(admin, theirs, "save", title="Administratörens rubrik")
    assert "Redaktörens rubrik" in conflict.text
    assert "Administratörens rubrik" in conflict.text
    curator.visit(here)
    curator.post(place, leave="yes")
    assert "har det här öppet sedan" not in admin.visit(here).text
    curator.post(place)
    with services.database.write() as unit:
        unit.connection.execute(update(Presence).values(seen_at=unit.now.replace(year=2020)))
    assert "har det här öppet sedan" not in admin.visit(here).text


def test_a_mail_tells_of_a_notice_once_and_holds_no_text(
    curator: Desk, admin: Desk, services: Services
) -> None:
    reply = reply_id(services)
    admin.visit(f"/redaktion/svar/{reply}")
    admin.send(
        f"/redaktion/gemensamt/reply/{reply}/tilldela", assignee=account(services, "curator")
    )
    assert send_notices(services) == 0  # no server is set
    with mail_server() as (url, mails):
        sending = sending_by(services, url)
        assert (send_notices(sending), send_notices(sending)) == (1, 0)
        curator.visit("/redaktion/mina")
        curator.visit(f"/redaktion/svar/{reply}")
        admin.send(f"/redaktion/gemensamt/reply/{reply}/kommentera", comment="hemligt")
        curator.visit(f"/redaktion/svar/{reply}")  # read before the mail is due
        assert send_notices(sending) == 0
    (sent,) = mails
    assert sent["To"] == address_of("curator")
    assert f"/redaktion/svar/{reply}" in sent.get_content()
    assert "hemligt" not in str(sent)


def test_a_receiver_that_is_refused_is_not_tried_again_and_a_dead_server_is(
    services: Services,
) -> None:
    with services.database.write() as unit:
        subject = Subject("reply", reply_id(services))
        rows.notify(unit, [account(services, "curator")], "assigned", subject, "command")
    with pytest.raises(ConnectionRefusedError):
        send_notices(sending_by(services, "smtp://127.0.0.1:9"))
    with services.database.write() as unit:
        of_curator = Account.id == account(services, "curator")
        unit.connection.execute(
            update(Account).where(of_curator).values(address="refused@example.org")
        )
    with mail_server() as (url, mails):
        assert (send_notices(sending_by(services, url)), mails) == (0, [])
    with services.database.read() as connection:
        assert rows.unsent(connection, 1) == []
