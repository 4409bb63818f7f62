from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from app.accounts.access import COMMAND
from app.accounts.resets import create_reset
from app.accounts.users import change_user, disable_user, list_users, user_of
from app.audit import EventFilter, list_events
from app.errors import Conflict
from catalogue.accounts.sessions import IDLE
from catalogue.tables import PasswordReset, Session
from tests.desk.conftest import PASSWORD, Desk, address_of
from tests.desk.writing import sent, written
from tests.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services

HOME, SIGN_IN = "/redaktion", "/redaktion/logga-in"
OTHER_PASSWORD = "helt-andra-ord-ihop"  # noqa: S105  of a test


def signed_in(desk: Desk) -> bool:
    return desk.answer("/redaktion/konto").status_code == 200


def cookies_set(desk: Desk, place: str, /, **fields: str) -> list[str]:
    return desk.post(place, **fields).headers.getlist("Set-Cookie")


def test_whoever_has_not_signed_in_is_led_there_and_back(desk: Desk) -> None:
    answer = desk.answer("/redaktion/konto?x=1")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{SIGN_IN}?vidare=%2Fredaktion%2Fkonto%3Fx%3D1"
    page = desk.visit("/en/redaktion/konto")
    assert page.heading == "Sign in"
    onward = page.one("input", name="vidare").attributes["value"]
    assert onward == "/en/redaktion/konto"
    there = desk.send(
        "/en/redaktion/logga-in", address=address_of("curator"), password=PASSWORD, vidare=onward
    )
    assert there.heading == "My account"


@pytest.mark.parametrize(
    "onward",
    ["https://example.org/redaktion", "//example.org/redaktion", "/lista", "\\\\example.org", ""],
)
def test_signing_in_leads_to_no_other_site(desk: Desk, onward: str) -> None:
    desk.visit(SIGN_IN)
    fields = {"address": address_of("curator"), "password": PASSWORD, "vidare": onward}
    assert desk.post(SIGN_IN, **fields).headers["Location"] == HOME


def test_a_wrong_password_is_told_and_the_address_stays(desk: Desk) -> None:
    page = desk.sign_in("curator", "fel-lösenord-är-detta")
    assert page.status == 401
    assert page.one("input", id="address").attributes["value"] == address_of("curator")
    assert page.all("link", rel="canonical") == [], "an account is no address of a page"
    assert page.one("title").text.startswith("Fel: ")
    assert not signed_in(desk)


def test_too_many_failures_of_one_address_must_wait(services: Services) -> None:
    desk = Desk(replace(services, settings=replace(services.settings, sign_in_limit=1)))
    assert desk.sign_in("curator", "fel").status == 401
    assert desk.sign_in("curator").status == 429


def test_the_cookie_is_for_no_script_and_ends_with_the_browser(desk: Desk) -> None:
    desk.visit(SIGN_IN)
    (cookie,) = cookies_set(desk, SIGN_IN, address=address_of("curator"), password=PASSWORD)
    assert cookie.startswith("redaktion=exs_")
    parts = cookie.split("; ")[1:]
    assert parts == ["HttpOnly", "Path=/", "SameSite=Lax"]


def test_over_https_the_cookie_is_of_this_host_alone(services: Services) -> None:
    settings = replace(services.settings, public_url="https://exempelbanken.example")
    desk = Desk(replace(services, settings=settings))
    kept = desk.answer(SIGN_IN).headers["Set-Cookie"]
    assert kept.startswith("__Host-formular=")
    assert "Secure" in kept


def test_signing_in_anew_gives_another_session_and_ends_the_one_before(
    services: Services, desk: Desk
) -> None:
    desk.sign_in("curator")
    before = desk.client.get_cookie("redaktion")
    assert before
    other = Desk(services)
    other.visit(SIGN_IN)
    other.client.set_cookie("redaktion", before.value)
    assert signed_in(other)
    desk.visit(HOME)
    fields = {"address": address_of("curator"), "password": PASSWORD}
    assert desk.post(SIGN_IN, **fields).status_code == 303
    after = desk.client.get_cookie("redaktion")
    assert after
    assert after.value != before.value
    assert signed_in(desk)
    assert not signed_in(other)


def test_signing_out_ends_the_session_itself(desk: Desk) -> None:
    desk.sign_in("curator")
    kept = desk.client.get_cookie("redaktion")
    page = desk.send("/redaktion/logga-ut")
    assert "Du är utloggad." in page.text
    assert desk.client.get_cookie("redaktion") is None
    assert kept
    desk.client.set_cookie("redaktion", kept.value)
    assert not signed_in(desk)


def test_what_was_done_is_said_once(desk: Desk) -> None:
    desk.sign_in("curator")
    assert "Du är utloggad." in desk.send("/redaktion/logga-ut").text
    assert "Du är utloggad." not in desk.visit(SIGN_IN).text


def test_signing_out_everywhere_ends_all_sessions(as_role: Callable[[str], Desk]) -> None:
    here, there = as_role("curator"), as_role("curator")
    here.visit("/redaktion/konto")
    here.send("/redaktion/konto/logga-ut-overallt")
    assert not signed_in(here)
    assert not signed_in(there)


def test_changing_the_password_ends_all_other_sessions(as_role: Callable[[str], Desk]) -> None:
    here, there = as_role("curator"), as_role("curator")
    here.visit("/redaktion/konto")
    fields = {"new": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    assert here.send("/redaktion/konto/losenord", current="fel", **fields).status == 422
    assert here.send("/redaktion/konto/losenord", current=PASSWORD, **fields).status == 200
    assert signed_in(here)
    assert not signed_in(there)
    assert there.sign_in("curator", OTHER_PASSWORD).status == 200


@pytest.mark.parametrize(("new", "again"), [("kort", "kort"), (OTHER_PASSWORD, "annat")])
def test_a_weak_or_mistyped_new_password_changes_nothing(
    as_role: Callable[[str], Desk], new: str, again: str
) -> None:
    desk = as_role("curator")
    desk.visit("/redaktion/konto")
    page = desk.send("/redaktion/konto/losenord", current=PASSWORD, new=new, again=again)
    assert page.status == 422
    assert len(page.all("p", class_="fault")) == 1
    assert signed_in(as_role("curator"))


def test_a_session_that_nobody_uses_ends(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    idle, busy = as_role("curator"), as_role("admin")
    almost = datetime.now(UTC) - IDLE + timedelta(minutes=5)
    with services.database.write() as unit:
        unit.connection.execute(update(Session).values(last_used_at=almost))
    assert signed_in(busy)  # which is noted
    with services.database.write() as unit:
        earlier = Session.last_used_at == almost
        unit.connection.execute(
            update(Session).where(earlier).values(last_used_at=almost - timedelta(minutes=6))
        )
    assert signed_in(busy)
    assert not signed_in(idle)


def link_of(services: Services, role: str = "curator") -> str:
    return urlsplit(create_reset(services, COMMAND, address_of(role)).link).path


def test_a_link_sets_the_password_once(services: Services, as_role: Callable[[str], Desk]) -> None:
    old = as_role("curator")
    link, desk = link_of(services), Desk(services)
    assert desk.visit(link).status == 200
    fields = {"new": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    page = desk.send(link, **fields)
    assert "Lösenordet är satt." in page.text
    assert not signed_in(old)
    assert desk.sign_in("curator", OTHER_PASSWORD).status == 200
    again = Desk(services)
    assert again.visit(link).status == 410
    assert again.visit(SIGN_IN).status == 200
    assert again.post(link, **fields).status_code == 410


def test_a_link_lasts_an_hour_and_until_the_next(services: Services) -> None:
    first, second, desk = link_of(services), link_of(services), Desk(services)
    assert desk.visit(first).status == 410
    assert desk.visit(second).status == 200
    with services.database.write() as unit:
        over = datetime.now(UTC)
        unit.connection.execute(update(PasswordReset).values(expires_at=over))
    assert desk.visit(second).status == 410


def test_a_link_is_kept_as_a_hash_and_told_to_the_audit(services: Services) -> None:
    secret = link_of(services).rpartition("_")[2]
    with services.database.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM password_reset").one()
    assert secret not in str(row)
    _, (event, *_) = list_events(services, EventFilter(), 1, 10)
    (curator,) = [each for each in list_users(services) if each.role == "curator"]
    assert (event["action"], event["subject"]) == ("create-password-link", f"user:{curator.id}")


def test_a_link_of_another_kind_sets_nothing(services: Services, desk: Desk) -> None:
    desk.sign_in("curator")
    session = desk.client.get_cookie("redaktion")
    assert session
    assert Desk(services).visit(f"/redaktion/nytt-losenord/{session.value}").status == 410


def test_an_admin_opens_an_account_whose_holder_sets_the_password(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    admin = as_role("admin")
    admin.visit("/redaktion/konton")
    refused = admin.send("/redaktion/konton", address="ny@example.org", role="contributor")
    assert refused.status == 422
    page = admin.send(
        "/redaktion/konton", address="ny@example.org", role="contributor", county="08"
    )
    link = urlsplit(page.one("input", id="link").attributes["value"]).path
    new = Desk(services)
    new.visit(link)
    new.send(link, new=OTHER_PASSWORD, again=OTHER_PASSWORD)
    assert new.send(SIGN_IN, address="ny@example.org", password=OTHER_PASSWORD).status == 200


def test_an_account_is_closed_when_that_is_confirmed(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    admin, curator = as_role("admin"), as_role("curator")
    admin.visit("/redaktion/konton")
    asked = admin.send("/redaktion/konton/stang", address=address_of("curator"))
    assert "Stänga kontot" in asked.text
    assert signed_in(curator)
    admin.send("/redaktion/konton/stang", address=address_of("curator"), sure="yes")
    assert not signed_in(curator)
    assert Desk(services).sign_in("curator").status == 401


def test_a_closed_account_is_opened_again_without_its_old_password(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    admin, curator = as_role("admin"), as_role("curator")
    before = link_of(services)
    disable_user(services, address_of("curator"))
    (account,) = [each for each in list_users(services) if each.role == "curator"]
    assert "Kontot är stängt sedan" in admin.visit(f"/redaktion/konton/{account.id}").text
    page = admin.send("/redaktion/konton/oppna", address=account.address)
    link = urlsplit(page.one("input", id="link").attributes["value"]).path
    assert not signed_in(curator)
    assert Desk(services).sign_in("curator").status == 401
    new = Desk(services)
    assert new.visit(before).status == 410
    new.visit(link)
    new.send(link, new=OTHER_PASSWORD, again=OTHER_PASSWORD)
    assert new.sign_in("curator", OTHER_PASSWORD).status == 200


def test_another_role_signs_out_and_is_told_to_the_audit(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    admin, curator = as_role("admin"), as_role("curator")
    (account,) = [each for each in list_users(services) if each.role == "curator"]
    place = f"/redaktion/konton/{account.id}"
    admin.visit(place)
    assert admin.send(place, role="contributor", county="").status == 422
    assert admin.send(place, role="x").status == 422
    admin.send(place, role="contributor", county="08", name="Kim i Kalmar")
    assert not signed_in(curator)
    assert curator.sign_in("curator").heading == "Dina utkast"
    _, (event, *_) = list_events(services, EventFilter(), 1, 10)
    assert (event["action"], event["reason"]) == ("change-account", "curator → contributor 08")
    assert "Kim i Kalmar" in admin.visit("/redaktion/konton").text
    admin.visit(place)
    admin.send(place, name="Kim K")  # what a form does not send stays as it was
    changed = user_of(services, account.address)
    assert (changed.name, changed.role, changed.county) == ("Kim K", "contributor", "08")


def test_the_last_admin_stays_one_and_nobody_shuts_themselves_out(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    admin = as_role("admin")
    (own,) = [each for each in list_users(services) if each.role == "admin"]
    place = f"/redaktion/konton/{own.id}"
    admin.visit(place)
    admin.send("/redaktion/konton/stang", address=own.address, sure="yes")
    admin.send(place, role="curator", name="Ada")
    assert signed_in(admin)
    assert [each.role for each in list_users(services) if each.name == "Ada"] == ["admin"]
    for change in (disable_user, lambda *them: change_user(*them, "curator", None)):
        with pytest.raises(Conflict):
            change(services, own.address)


def test_addresses_of_colleagues_are_for_admins(
    services: Services, as_role: Callable[[str], Desk]
) -> None:
    admin, curator = as_role("admin"), as_role("curator")
    place = f"/redaktion/exempel/{written(services)}"
    sent(admin, admin.visit(place), title="Ändrad")
    versions = f"{place}/versioner"
    assert "en administratör" in curator.visit(versions).text
    admin.visit("/redaktion/konto")
    admin.send("/redaktion/konto/namn", name=" Ada ")
    assert "Ada" in curator.visit(versions).text
    assert address_of("admin") not in curator.visit(versions).html


@pytest.mark.parametrize("forgotten", [False, True])
def test_what_was_sent_when_the_session_had_ended_comes_back_after_signing_in(
    desk: Desk, *, forgotten: bool
) -> None:
    desk.sign_in("curator")
    place = "/redaktion/exempel/nytt"
    desk.visit(place)
    if forgotten:
        desk.client.delete_cookie("redaktion")
        desk.client.delete_cookie("formular")
    with desk.services.database.write() as unit:
        long_ago = datetime.now(UTC) - timedelta(days=2)
        unit.connection.execute(update(Session).values(revoked_at=long_ago))
    headers = {"Origin": "http://localhost"} if forgotten else {}
    given = {"token": desk.token, "title": "Låna verktyg i Växjö", "do": "save"}
    desk.page = page = Page(desk.client.post(place, data=given, headers=headers))
    assert page.status == 401
    kept = {
        name: page.one("input", name=name).attributes["value"]
        for name in ("kvar", "kvar-till", "kvar-sigill")
    }
    given = {"address": address_of("curator"), **kept}
    assert desk.send(SIGN_IN, **given).status == 401
    forged = {**given, "kvar": kept["kvar"].replace("Växjö", "Mora")}
    assert "Mora" not in desk.send(SIGN_IN, **forged).html
    again = desk.send(SIGN_IN, password=PASSWORD, **given)
    assert "Låna verktyg i Växjö" in again.text
    fields = {
        each.attributes["name"]: each.attributes["value"]
        for each in again.all("input", type="hidden")
    }
    saved = desk.send(again.all("form")[-1].attributes["action"], **fields)
    assert (saved.status, fields["do"]) == (422, "save"), "of a new entry more is asked"
    assert saved.one("input", id="title").attributes["value"] == "Låna verktyg i Växjö"


def test_nothing_that_another_page_sent_is_carried_through_signing_in(desk: Desk) -> None:
    desk.visit(SIGN_IN)
    answer = desk.post("/redaktion/exempel/nytt", "x", title="Låna verktyg i Växjö")
    assert answer.status_code == 303
    desk.visit(SIGN_IN)
    secret = {"current": PASSWORD, "new": "Låna verktyg", "again": "Låna verktyg"}
    assert desk.post("/redaktion/konto/losenord", **secret).status_code == 303
