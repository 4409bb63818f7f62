"""What a button came to is undone, and a decision is carried through a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete
from werkzeug.datastructures import MultiDict

from app.accounts.access import COMMAND
from app.candidates.marking import mark
from app.candidates.queue import reply_queue
from app.entries.editing import BaseVersion
from app.entries.editing import patch as patch_entry
from app.entries.reading import Wanted, list_by_status
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from catalogue.tables import Candidate
from record.lists import PUBLISHED
from tests.app.replying import REPLY, sent_in
from tests.desk.reviewing import decide, fields, first, queue, reply_id, state

if TYPE_CHECKING:
    from tests.desk.conftest import Desk
    from tests.web.page import Page


def undo(desk: Desk) -> Page:
    return desk.send(f"/redaktion/svar/{reply_id(desk.services)}/angra")


def test_a_button_and_what_was_changed_with_it_are_one_step(desk: Desk) -> None:
    before = fields(first(desk))["title"]
    decide(desk, first(desk), "accept", title="Verktyg att låna")
    assert f"Ångrat: {before}" in undo(desk).text
    assert fields(first(desk))["title"] == before


def test_a_step_that_cannot_be_undone_leads_to_its_entry(desk: Desk) -> None:
    decide(desk, first(desk), "publish")
    (entry,) = list_by_status(desk.services, Wanted((PUBLISHED,), {}, None), 1, 10).items
    base = BaseVersion(entry["id"], frozenset({"1-published"}))
    patch_entry(desk.services, COMMAND, base, {"title": "Ändrad efteråt"})
    page = undo(desk)
    assert "Kvar är" in page.text
    assert "Ändra exemplet eller dra tillbaka det" in page.text


def test_a_decision_that_met_a_change_is_taken_with_what_is_chosen(desk: Desk) -> None:
    stale, other = first(desk), first(desk)
    decide(desk, other, "save", title="Hens rubrik")
    conflict = decide(desk, stale, "reject", title="Min rubrik", reason="Finns redan")
    assert conflict.status == 409
    (button,) = conflict.all("button", name="do")
    sent = [
        (each.attributes["name"], each.attributes["value"])
        for each in conflict.all("input", type="hidden")
    ]
    data = MultiDict([*sent, ("val-title", "mitt"), ("do", button.attributes["value"])])
    form = f"/redaktion/kandidat/{queue(desk.services)[0].id}"
    desk.client.post(form, data=data)
    assert (queue(desk.services)[0].title, state(desk.services, 0)) == ("Min rubrik", "rejected")


def test_nothing_is_merged_under_words_of_a_candidate_s_own_line(desk: Desk) -> None:
    start, _, rest = REPLY.replace("Kronobergs", "Kalmar").partition("2c)\n")
    lines = "Energi: vi ger råd om solceller.\nVatten: vi mäter i sjöar.\nKurser: tolv om året.\n"
    made = sent_in(desk.services, f"{start}2c)\n{lines}2d){rest.partition('2d)')[2]}")[0]
    with desk.services.database.write() as unit:
        ids = [each.id for each in reply_queue(desk.services, made)]
        unit.connection.execute(delete(Candidate).where(Candidate.id.in_(ids)))
    view = whole_reply_view(desk.services, get_reply(desk.services, made))
    text = view["documents"][0]["text"]
    for words in ("vi ger råd om solceller.", "vi mäter i sjöar.", "tolv om året."):
        mark(desk.services, COMMAND, made, 0, [[(at := text.index(words)), at + len(words)]])
    page = desk.visit(f"/redaktion/kandidat/{reply_queue(desk.services, made)[0].id}")
    assert "Ta rubriken ovanför: Energi" in page.text
    assert "under samma rubrik" not in page.text
