"""Every address of the desk, asked by every role, by nobody, and with forms that are not ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cli.wsgi import build_application
from tests.desk.conftest import ROLES, Desk, with_accounts
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

ANYBODY, SIGNED_IN = ("nobody", *ROLES), tuple(ROLES)
CURATORS, ADMINS = ("curator", "admin"), ("admin",)
WALK = {
    "GET /logga-in": ANYBODY,
    "POST /logga-in": ANYBODY,
    "GET /oidc": ANYBODY,
    "GET /oidc/tillbaka": ANYBODY,
    "GET /nytt-losenord/<secret>": ANYBODY,
    "POST /nytt-losenord/<secret>": ANYBODY,
    "GET ": SIGNED_IN,
    "GET /att-gora/<kind>": CURATORS,
    "POST /att-gora/<kind>/<uuid:entry_id>/vanta": CURATORS,
    "GET /sokningar-utan-bra-svar": CURATORS,
    "GET /rapport/<report_id>": CURATORS,
    "POST /rapport/<report_id>/avsluta": CURATORS,
    "POST /logga-ut": SIGNED_IN,
    "GET /konto": SIGNED_IN,
    "POST /konto/namn": SIGNED_IN,
    "POST /konto/losenord": SIGNED_IN,
    "POST /konto/logga-ut-overallt": SIGNED_IN,
    "GET /inkorg": CURATORS,
    "POST /inkorg": CURATORS,
    "POST /svar/<uuid:reply_id>/uppgifter": CURATORS,
    "GET /svar/<uuid:reply_id>": CURATORS,
    "GET /svar/<uuid:reply_id>/nasta": CURATORS,
    "GET /svar/<uuid:reply_id>/fraga/<int:respondent>/<question>": CURATORS,
    "POST /svar/<uuid:reply_id>/fraga/<int:respondent>/<question>": CURATORS,
    "POST /svar/<uuid:reply_id>/lasning/<int:respondent>": CURATORS,
    "POST /svar/<uuid:reply_id>/angra": CURATORS,
    "POST /svar/<uuid:reply_id>/publicera": CURATORS,
    "POST /svar/<uuid:reply_id>/aterta": CURATORS,
    "POST /svar/<uuid:reply_id>/genomganget": CURATORS,
    "POST /svar/<uuid:reply_id>/beslut": CURATORS,
    "POST /svar/<uuid:reply_id>/rattning": CURATORS,
    "POST /svar/<uuid:reply_id>/komplettering": CURATORS,
    "POST /svar/<uuid:reply_id>/kandidat": CURATORS,
    "GET /kandidater": CURATORS,
    "GET /flera": CURATORS,
    "POST /flera": CURATORS,
    "POST /flera/angra": CURATORS,
    "GET /kandidat/<uuid:candidate_id>": CURATORS,
    "POST /kandidat/<uuid:candidate_id>": CURATORS,
    "GET /kandidat/<uuid:candidate_id>/dela": CURATORS,
    "POST /kandidat/<uuid:candidate_id>/dela": CURATORS,
    "GET /importer": CURATORS,
    "POST /importer": CURATORS,
    "GET /import/<uuid:import_id>": CURATORS,
    "POST /import/<uuid:import_id>/las-in": CURATORS,
    "GET /import/<uuid:import_id>/rad/<int:place>": CURATORS,
    "POST /import/<uuid:import_id>/rad/<int:place>": CURATORS,
    "POST /import/<uuid:import_id>/ratta": CURATORS,
    "GET /import/<uuid:import_id>/kolumner": CURATORS,
    "POST /import/<uuid:import_id>/kolumner": CURATORS,
    "GET /import/<uuid:import_id>/avvisade": CURATORS,
    "POST /import/<uuid:import_id>/rattade": CURATORS,
    "POST /import/<uuid:import_id>/prova": CURATORS,
    "GET /import/<uuid:import_id>/angra": CURATORS,
    "POST /import/<uuid:import_id>/angra": CURATORS,
    "GET /mina": CURATORS,
    "POST /mina/lasta": CURATORS,
    "POST /gemensamt/<kind>/<uuid:subject_id>/tilldela": CURATORS,
    "POST /gemensamt/<kind>/<uuid:subject_id>/kommentera": CURATORS,
    "POST /gemensamt/<kind>/<uuid:subject_id>/har": CURATORS,
    "GET /exempel": SIGNED_IN,
    "POST /exempel/publicera": CURATORS,
    "GET /exempel/nytt": SIGNED_IN,
    "POST /exempel/nytt": SIGNED_IN,
    "GET /exempel/varden/<field>": SIGNED_IN,
    "GET /exempel/<uuid:entry_id>": SIGNED_IN,
    "POST /exempel/<uuid:entry_id>": SIGNED_IN,
    "GET /exempel/<uuid:entry_id>/versioner": SIGNED_IN,
    "GET /exempel/<uuid:entry_id>/forhandsgranska": SIGNED_IN,
    "GET /exempel/<uuid:entry_id>/steg/<step>": SIGNED_IN,
    "POST /exempel/<uuid:entry_id>/steg/<step>": SIGNED_IN,
    "GET /tangenter": SIGNED_IN,
    "POST /tangenter": SIGNED_IN,
    "GET /konton": ADMINS,
    "POST /konton": ADMINS,
    "GET /konton/<uuid:account_id>": ADMINS,
    "POST /konton/<uuid:account_id>": ADMINS,
    "POST /konton/lank": ADMINS,
    "POST /konton/oppna": ADMINS,
    "POST /konton/stang": ADMINS,
    "GET /logg": ADMINS,
    "GET /logg.<any(csv,xlsx):kind>": ADMINS,
    "GET /forvaltning": ADMINS,
    "GET /nycklar": ADMINS,
    "POST /nycklar": ADMINS,
    "POST /nycklar/aterkalla": ADMINS,
    "GET /gallring": ADMINS,
    "GET /sokindex": ADMINS,
    "POST /sokindex/<any(rebuild,verify):task>": ADMINS,
    "GET /raderat": CURATORS,
    "POST /raderat": CURATORS,
    "GET /radering": ADMINS,
    "POST /radering": ADMINS,
    "GET /radering/<uuid:job_id>": ADMINS,
    "POST /radering/<uuid:job_id>": ADMINS,
    "GET /kvalitet": CURATORS,
    "GET /jobb": ADMINS,
    "POST /jobb/<uuid:job_id>/gor-om": ADMINS,
    "POST /jobb/<uuid:job_id>/avbryt": ADMINS,
    "GET /enkater": CURATORS,
    "POST /enkater": CURATORS,
    "GET /enkater/<uuid:survey_id>": CURATORS,
    "POST /enkater/<uuid:survey_id>/lankar": CURATORS,
    "POST /enkater/<uuid:survey_id>/aterkalla": CURATORS,
    "POST /enkater/<uuid:survey_id>/dag": CURATORS,
    "POST /enkater/<uuid:survey_id>/stang": CURATORS,
    "GET /enkatsvar": CURATORS,
    "GET /enkatsvar.csv": CURATORS,
    "GET /enkat/lank/<secret>": ANYBODY,
    "GET /enkat/<uuid:form_id>": ANYBODY,
    "GET /enkat/<uuid:form_id>/fraga/<question>": ANYBODY,
    "POST /enkat/<uuid:form_id>/fraga/<question>": ANYBODY,
    "GET /enkat/<uuid:form_id>/granska": ANYBODY,
    "POST /enkat/<uuid:form_id>/skicka": ANYBODY,
    "GET /enkat/<uuid:form_id>/kvitto": ANYBODY,
}
"""Method and address after /redaktion -> who may use it. A new page needs its line here."""
NOBODYS_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"
REFUSED = {303, 403}
ENDING = ("/logga-ut", "/konto/logga-ut-overallt")
"""What leads to signing in whoever asks."""

by_walk = pytest.mark.parametrize(("route", "allowed"), WALK.items(), ids=WALK)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A catalogue with accounts and nothing else: what is asked for is refused or not found."""
    with with_accounts(services_in(tmp_path_factory.mktemp("walked-desk"))) as services:
        yield services


@pytest.fixture(scope="module")
def browsers(walked: Services) -> dict[str, Desk]:
    return {role: Desk(walked) for role in ANYBODY}


def at_a_form(browsers: dict[str, Desk], role: str) -> Desk:
    """Return the browser of a role before a page with a form, signed in anew if it has to be."""
    desk = browsers[role]
    if desk.page is None:
        if role != "nobody":
            desk.sign_in(role)
        desk.visit("/redaktion/konto")
    return desk


def filled(route: str) -> tuple[str, str]:
    method, _, rule = route.partition(" ")
    rule = re.sub(r"<any\((?:\w+,)*(\w+)\):\w+>", r"\1", re.sub(r"<int:\w+>", "1", rule))
    return method, "/redaktion" + re.sub(r"<[^>]*>", NOBODYS_ID, rule)


def ask(desk: Desk, route: str, token: str | None = None) -> tuple[int, str]:
    method, address = filled(route)
    answer = desk.answer(address) if method == "GET" else desk.post(address, token)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]
    return answer.status_code, answer.headers.get("Location", "")


def test_the_walk_names_every_address_of_the_desk(walked: Services) -> None:
    rules = build_application(walked).web.url_map.iter_rules()
    declared = {
        f"{method} {each.rule.removeprefix('/redaktion')}"
        for each in rules
        if each.endpoint.startswith("desk.")
        for method in (each.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert declared == set(WALK)


@by_walk
def test_a_page_is_for_those_whose_role_allows_it(
    browsers: dict[str, Desk], route: str, allowed: tuple[str, ...]
) -> None:
    for role in ANYBODY:
        desk = at_a_form(browsers, role)
        status, place = ask(desk, route)
        if route.endswith(ENDING):
            desk.page = None
        leads_to_sign_in = status == 303 and place.partition("?")[0] == "/redaktion/logga-in"
        if role == "nobody" and role not in allowed:
            assert leads_to_sign_in, route
        elif role not in allowed:
            assert status == 403, (route, role)
        else:
            assert status != 403, (route, role)
            assert not leads_to_sign_in or route.endswith(ENDING), (route, role)


@by_walk
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_of_another_site_changes_nothing(
    browsers: dict[str, Desk], route: str, allowed: tuple[str, ...], token: str
) -> None:
    if route.startswith("POST"):
        role = "nobody" if "nobody" in allowed else "admin"
        assert ask(at_a_form(browsers, role), route, token)[0] == 400


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_that_says_it_comes_from_elsewhere_changes_nothing(
    browsers: dict[str, Desk], headers: dict[str, str]
) -> None:
    desk = at_a_form(browsers, "admin")
    answer = desk.client.post("/redaktion/logga-ut", data={"token": desk.token}, headers=headers)
    assert answer.status_code == 400


def test_a_form_with_more_fields_than_any_page_has_is_not_read(browsers: dict[str, Desk]) -> None:
    desk = at_a_form(browsers, "admin")
    many = {"token": desk.token, **dict.fromkeys(map(str, range(5_000)), "1")}
    assert desk.client.post("/redaktion/konto/namn", data=many).status_code == 413


def test_a_form_of_another_session_changes_nothing(browsers: dict[str, Desk]) -> None:
    other, desk = (at_a_form(browsers, role) for role in ("curator", "admin"))
    assert ask(desk, "POST /logga-ut", other.token)[0] == 400


def test_pages_of_the_desk_run_nothing_from_elsewhere(browsers: dict[str, Desk]) -> None:
    headers = at_a_form(browsers, "admin").answer("/redaktion/konto").headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "form-action 'self'"):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex"


def test_public_pages_set_no_cookie_and_do_not_vary_by_one(walked: Services) -> None:
    answer = Desk(walked).answer("/om")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "").split(", ")
