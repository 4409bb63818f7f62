"""Lists of replies, candidates and entries, narrowed by the same filters in their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.users import list_users
from app.candidates.reading import get_candidate
from tests.desk.conftest import address_of
from tests.desk.reviewing import decide, first, queue, reply_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.desk.conftest import Desk
    from tests.web.page import Page

SURVEY = "rus-2018:2018"


def leads_to(page: Page, addresses: Iterable[str]) -> list[str]:
    """Return which of some addresses the page links to."""
    linked = {each.attributes.get("href") for each in page.all("a")}
    return [each for each in addresses if each in linked]


def assign(desk: Desk, kind: str, subject_id: str, role: str = "curator") -> str:
    """Assign something to the account of a role, and return the account's id."""
    found = {each.address: each.id for each in list_users(desk.services)}[address_of(role)]
    desk.visit("/redaktion/mina")
    desk.send(f"/redaktion/gemensamt/{kind}/{subject_id}/tilldela", assignee=found)
    return found


def is_listed(desk: Desk, path: str, query: str, address: str) -> bool:
    page = desk.visit(f"/redaktion/{path}?{query}")
    assert page.status == 200
    return bool(leads_to(page, [f"/redaktion/{address}"]))


REPLIES = (
    ("", True),
    ("q=VERKTYGSPOOL", True),
    ("q=verktygspool+saknas", False),
    ("q=%25", False),
    ("county=07", True),
    ("county=08", False),
    (f"survey={SURVEY}", True),
    ("survey=rus-2018:1999", True),  # there is none: it does not narrow
    ("status=to-review", True),
    ("status=reviewed", False),
    ("status=failed", False),
    ("since=2020-01-01", True),
    ("until=2020-01-01", False),
    ("assignee=-", True),
)
CANDIDATES = (
    ("", True),
    ("q=verktygspool", True),
    ("q=ingenting", False),
    ("status=waiting&county=07", True),
    ("status=accepted", False),
    (f"survey={SURVEY}&since=2020-01-01", True),
    ("until=2020-01-01", False),
)
"""What follows the address of a list -> whether the reply, or its candidate, is in it."""


def test_replies_and_candidates_are_found_by_every_filter(desk: Desk) -> None:
    reply = f"svar/{reply_id(desk.services)}"
    pool = next(each for each in queue(desk.services) if "erktygspool" in each.title)
    found = {query: is_listed(desk, "inkorg", query, reply) for query, _ in REPLIES}
    assert found == dict(REPLIES)
    candidate = f"kandidat/{pool.id}"
    found = {query: is_listed(desk, "kandidater", query, candidate) for query, _ in CANDIDATES}
    assert found == dict(CANDIDATES)


def test_replies_and_candidates_are_found_by_who_sees_to_them(desk: Desk) -> None:
    reply, candidate = reply_id(desk.services), queue(desk.services)[0].id
    account = assign(desk, "reply", reply)
    assert is_listed(desk, "inkorg", f"assignee={account}", f"svar/{reply}")
    assert not is_listed(desk, "inkorg", "assignee=-", f"svar/{reply}")
    assert not is_listed(desk, "kandidater", f"assignee={account}", f"kandidat/{candidate}")
    assign(desk, "candidate", candidate)
    assert is_listed(desk, "kandidater", f"assignee={account}", f"kandidat/{candidate}")


def test_an_entry_is_found_by_the_survey_that_it_comes_from(desk: Desk) -> None:
    decide(desk, first(desk), "accept")
    entry = get_candidate(desk.services, queue(desk.services)[0].id)["entryId"]
    assert is_listed(desk, "exempel", f"survey={SURVEY}", f"exempel/{entry}")
    assert is_listed(desk, "exempel", "assignee=-&since=2020-01-01", f"exempel/{entry}")
    assert not is_listed(desk, "exempel", f"survey={SURVEY}&q=ingenting", f"exempel/{entry}")
    assert not is_listed(desk, "exempel", "status=published&survey=" + SURVEY, f"exempel/{entry}")


def test_a_day_that_is_none_is_named_and_what_was_chosen_stays(desk: Desk) -> None:
    for path in ("inkorg", "kandidater", "exempel"):
        page = desk.visit(f"/redaktion/{path}?since=igår&q=biogas&status=finns-inte&county=xx")
        assert page.status == 422
        assert "Skriv dagen som 2026-11-27." in page.text
        assert page.one("input", id="q").attributes["value"] == "biogas"


def test_the_other_lists_are_narrowed_alike(desk: Desk) -> None:
    page = desk.visit("/redaktion/inkorg?q=biogas&county=07&status=to-review&page=2")
    there = page.link("Publicerade")
    assert dict(there.query) == {"q": "biogas", "county": "07", "status": "published"}
    assert "aria-current" in page.link("Svar").attributes
