from __future__ import annotations

import io
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from app.accounts.access import ANONYMOUS, COMMAND
from app.availability import writing
from app.candidates.marking import mark
from app.candidates.queue import Queued, next_undecided, reply_queue
from app.candidates.reading import CandidateFilter, get_candidate, list_candidates
from app.entries.editing import BaseVersion
from app.entries.editing import patch as patch_entry
from app.entries.reading import Wanted, get_entry, list_by_status
from app.entries.states import state_tag
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from catalogue.tables import Candidate
from record.links import LINKS
from record.lists import DRAFT, PUBLISHED
from tests.app.importing import work_off
from tests.app.replying import CORRECTED, REPLY, sent_in
from tests.desk.conftest import Desk
from tests.desk.reviewing import decide, fields, first, queue, reply_id, state

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.page import Page

FOUND = 3
"""Candidates of the reply."""
EXTRA = REPLY.replace("2d) Bygg", "Övrigt som vi gör.\n2d) Bygg")


def test_the_inbox_tells_how_far_a_reply_has_come(desk: Desk) -> None:
    page = desk.visit("/redaktion/inkorg")
    assert page.has_link("Kronobergs län")
    assert "0 av 3" in page.text
    decide(desk, first(desk), "accept")
    assert "1 av 3" in desk.visit("/redaktion/inkorg").text
    assert "Inga svar här" in desk.visit("/redaktion/inkorg?county=08").text


def test_a_reply_shows_what_is_answered_used_and_held_back(desk: Desk) -> None:
    page = desk.visit(f"/redaktion/svar/{reply_id(desk.services)}")
    assert "anna.lindqvist@example.org" not in page.html
    assert "[e-postadress]" in page.text
    assert "4 inget svar hittat" in page.text
    used = " ".join(each.text for each in page.all("mark", class_="used"))
    assert "Verktygspool" in used
    assert unused_in(page) == []


def test_a_file_that_says_nothing_is_not_said_to_hold_no_personal_data(desk: Desk) -> None:
    desk.visit("/redaktion/inkorg")
    with desk.client.post(
        "/redaktion/inkorg",
        data={"token": desk.token, "file": (io.BytesIO(b"\0\1\2"), "tom.pdf")},
    ) as answer:
        page = desk.visit(answer.headers["Location"])
    assert "Filen läses nu" in page.text
    for _ in range(2):
        assert "Det finns ingen läst text" in page.text
        assert "Inget i svaret ser ut som personuppgifter" not in page.text
        assert "Texten som den lästes" not in page.text
        work_off(desk.services)
        page = desk.visit(answer.headers["Location"])


def test_a_curator_finds_the_figures_and_an_unknown_kind_is_told_without_codes(desk: Desk) -> None:
    page = first(desk)
    assert page.all("a", href="/redaktion/kvalitet")
    page = decide(desk, page, "save", kind="")
    assert page.status == 422
    assert "Välj ett av värdena på sidan." in page.text
    assert "sector-collaboration." not in page.text


def unused_in(page: Page) -> list[str]:
    """Return what is marked as not used; the first one explains the mark."""
    return [each.text for each in page.all("span", class_="unused")][1:]


def test_what_answers_2c_and_nobody_uses_is_plain_to_see(desk: Desk) -> None:
    with desk.services.database.write() as unit:
        second = Candidate.id == queue(desk.services)[1].id
        unit.connection.execute(delete(Candidate).where(second))
    page = desk.visit(f"/redaktion/svar/{reply_id(desk.services)}")
    assert unused_in(page) == ["Klimatkontrakt med åkerier som byter till biogas."]
    assert "1 rad i svaren på 2c och 2d är inte använd." in page.text


def test_accepting_makes_a_draft_and_goes_on(desk: Desk) -> None:
    page = decide(desk, first(desk), "accept")
    assert "Godkänd som utkast:" in page.text
    assert page.heading == "Kandidat 2 av 3"
    assert state(desk.services, 0) == "accepted"
    drafts = list_by_status(desk.services, Wanted((DRAFT,), {}, None), 1, 10)
    assert drafts.total == 1


def test_what_was_changed_is_kept_with_the_decision(desk: Desk) -> None:
    page = first(desk)
    changed = {
        "title": "Verktyg att låna",
        "counties": ["07", "08"],
        **{name: [] for name in LINKS},
    }
    decide(desk, page, "publish", **changed)
    (entry,) = list_by_status(desk.services, Wanted((PUBLISHED,), {}, None), 1, 10).items
    assert (entry["title"], entry["counties"]) == ("Verktyg att låna", ["07", "08"])
    assert entry["conceptLinks"] == []


def test_saving_stays_and_says_whether_anything_changed(desk: Desk) -> None:
    page = decide(desk, first(desk), "save")
    assert "Inget var ändrat." in page.text
    kinds = {each.attributes["value"] for each in page.all("input", name="kind")}
    other = max(kinds - {fields(page)["kind"]})
    page = decide(desk, page, "save", kind=other)
    assert "Sparat." in page.text
    assert fields(page)["kind"] == other


def test_rejecting_keeps_the_reason(desk: Desk) -> None:
    decide(desk, first(desk), "reject", reason="Samma som förra året")
    page = desk.visit(f"/redaktion/kandidat/{queue(desk.services)[0].id}")
    assert "Samma som förra året" in page.text


def test_those_that_the_harvest_was_least_sure_of_are_reviewed_first(desk: Desk) -> None:
    ids = [each.id for each in queue(desk.services)]
    with writing(desk.services.database) as unit:
        for candidate_id, sure, kind in zip(ids, (0.9, 0.8, 0.7), (0.4, 0.9, 0.6), strict=True):
            found = update(Candidate).where(Candidate.id == candidate_id)
            unit.connection.execute(found.values(confidence=sure, kind_confidence=kind))
    page = desk.visit(f"/redaktion/svar/{reply_id(desk.services)}/nasta?ordning=osakrast")

    assert page.heading == "Kandidat 1 av 3"
    assert "typen 40 %" in page.text
    order = page.one("input", name="ordning").attributes["value"]
    page = decide(desk, page, "accept", ordning=order)
    assert page.heading == "Kandidat 3 av 3"
    assert page.one("input", name="ordning").attributes["value"] == order
    wanted = CandidateFilter(states=["waiting"], least_sure_first=True)
    assert [each["id"] for each in list_candidates(desk.services, wanted, 1, 9)[1]] == ids[2:0:-1]


def test_a_postponed_candidate_comes_last(desk: Desk) -> None:
    decide(desk, first(desk), "postpone")
    first_id, second, third = (each.id for each in queue(desk.services))
    assert [next_undecided(queue(desk.services), at) for at in (None, second, third)] == [
        second,
        third,
        second,
    ]
    decide(desk, first(desk), "reject")
    page = decide(desk, first(desk), "reject")
    assert page.heading == "Kandidat 1 av 3"
    assert "väntar till sist" in page.text
    page = decide(desk, page, "reject")
    assert "Allt i svaret är avgjort." in page.text
    assert first_id == queue(desk.services)[0].id


def test_the_last_steps_are_taken_back_one_by_one(desk: Desk) -> None:
    decide(desk, first(desk), "postpone")
    decide(desk, first(desk), "reject")
    decide(desk, first(desk), "accept")
    undo = f"/redaktion/svar/{reply_id(desk.services)}/angra"
    assert desk.send(undo).heading == "Kandidat 3 av 3"
    assert desk.send(undo).heading == "Kandidat 2 av 3"
    assert desk.send(undo).heading == "Kandidat 1 av 3"
    assert all(each.waits and not each.postponed for each in queue(desk.services))
    assert "inget att ångra" in desk.send(undo).text


def test_nobody_takes_back_what_another_did(desk: Desk) -> None:
    decide(desk, first(desk), "reject")
    other = Desk(desk.services)
    other.sign_in("admin")
    other.visit("/redaktion")
    page = other.send(f"/redaktion/svar/{reply_id(desk.services)}/angra")
    assert "inget att ångra" in page.text
    assert state(desk.services, 0) == "rejected"


def test_one_decision_is_undone_on_its_page(desk: Desk) -> None:
    decide(desk, first(desk), "reject")
    place = f"/redaktion/kandidat/{queue(desk.services)[0].id}"
    version = desk.visit(place).one("input", name="version").attributes["value"]
    page = desk.send(place, do="undo", version=version)
    assert "Ångrat:" in page.text
    assert state(desk.services, 0) == "waiting"


def test_two_who_change_the_same_choose_field_by_field_and_lose_none(desk: Desk) -> None:
    other = Desk(desk.services)
    other.sign_in("admin")
    mine, theirs = first(desk), first(other)
    decide(other, theirs, "save", title="Deras rubrik", kind="sector-collaboration")
    page = decide(desk, mine, "accept", title="Min rubrik", summary="Min text om verktyg.")
    assert page.status == 409
    assert {"Deras rubrik", "Min rubrik"} <= {
        each.text for each in page.all("p", class_="as-written")
    }
    assert state(desk.services, 0) == "waiting"
    sent = page.all("input", type="hidden")
    hidden = {each.attributes["name"]: each.attributes["value"] for each in sent}
    place = f"/redaktion/kandidat/{queue(desk.services)[0].id}"
    assert "Välj en av texterna." in desk.send(place, do="save", **hidden).text
    page = desk.send(place, do="save", **{**hidden, "val-title": "deras", "val-summary": "mitt"})
    now = fields(page)
    assert (now["title"], now["summary"]) == ("Deras rubrik", "Min text om verktyg.")
    assert now["kind"] == "sector-collaboration", "only they have changed it"


def test_what_was_written_on_a_candidate_that_is_decided_is_shown(desk: Desk) -> None:
    page = first(desk)
    other = Desk(desk.services)
    other.sign_in("admin")
    decide(other, first(other), "reject")
    page = decide(desk, page, "save", title="Min rubrik")
    assert "Kandidaten är avvisad." in page.text
    assert "Min rubrik" in page.text
    assert page.all("button", value="save") == []


def test_a_fault_is_told_at_its_field_and_what_was_written_stays(desk: Desk) -> None:
    page = decide(desk, first(desk), "accept", title="", summary="Ny text")
    assert page.status == 422
    assert page.one("input", id="title").attributes["aria-invalid"] == "true"
    assert fields(page)["summary"] == "Ny text"
    page = decide(desk, first(desk), "accept", counties=[])
    assert page.status == 422
    assert page.one("p", class_="fault").text


def test_a_file_is_taken_in_and_read(desk: Desk) -> None:
    desk.visit("/redaktion/inkorg")
    assert desk.send("/redaktion/inkorg").status == 422
    desk.visit("/redaktion/inkorg")
    data = {"token": desk.token, "file": (io.BytesIO(EXTRA.encode()), "nytt svar.txt")}
    with desk.client.post("/redaktion/inkorg", data=data) as answer:
        place = answer.headers["Location"]
    assert "Filen läses nu." in desk.visit(place).text
    work_off(desk.services)
    assert "nytt svar.txt" in desk.visit(place).text


def test_keys_stand_on_the_buttons_and_can_be_turned_off(desk: Desk) -> None:
    page = first(desk)
    accept = page.one("button", value="accept")
    assert accept.attributes["aria-keyshortcuts"] == accept.attributes["data-key"] == "a"
    assert accept.text == "Godkänn (tangenten A)"
    shown = [each.attributes["data-key"] for each in page.elements if "data-key" in each.attributes]
    assert len(shown) == len(set(shown))
    listed = desk.visit("/redaktion/tangenter")
    assert set(shown) <= {each.text.lower() for each in listed.all("kbd")}
    desk.send("/redaktion/tangenter", keys="off")
    off = first(desk)
    assert "data-key" not in off.html
    assert "keys.js" not in off.html
    desk.visit("/redaktion/tangenter")
    desk.send("/redaktion/tangenter", keys="on")
    assert "data-key" in first(desk).html


def test_the_next_candidate_goes_into_this_one_and_comes_out_again(desk: Desk) -> None:
    _, second, _ = queue(desk.services)
    page = decide(desk, first(desk), "merge")
    assert f"Sammanförd med: {second.title}" in page.text
    assert "Klimatkontrakt" in fields(page)["summary"]
    assert state(desk.services, 1) == "merged"
    desk.send(f"/redaktion/svar/{reply_id(desk.services)}/angra")
    assert [each.waits for each in queue(desk.services)] == [True] * 3


def test_nothing_is_left_to_merge_after_the_last(desk: Desk) -> None:
    last = queue(desk.services)[-1]
    page = decide(desk, desk.visit(f"/redaktion/kandidat/{last.id}"), "merge", title="Bytt")
    assert page.status == 409
    assert "ingen kandidat som väntar" in page.text
    assert fields(page)["title"] == "Bytt"


def spans(services: Services) -> list[list[list[int]]]:
    return [each.spans for each in queue(services) if each.waits]


def test_a_candidate_is_split_where_the_cursor_was(desk: Desk) -> None:
    page = first(desk)
    (whole, *_), summary = spans(desk.services), fields(page)["summary"]
    at = summary.index("lånar")
    page = decide(desk, page, "split", at=str(at))
    assert "Uppdelad i 2: " in page.text
    assert state(desk.services, 0) == "split"
    (((start, middle),), ((after, end),), *_) = spans(desk.services)
    assert [[start, end]] == whole
    assert (middle + 1, after - start) == (after, at)
    desk.send(f"/redaktion/svar/{reply_id(desk.services)}/angra")
    assert len(queue(desk.services)) == FOUND


def test_without_a_cursor_the_sentences_are_shown_to_choose_from(desk: Desk) -> None:
    page = decide(desk, first(desk), "split", title="Nytt namn", at="0")
    assert page.heading == "Dela kandidaten"
    form = page.one("input", name="version").attributes["value"]
    place = f"/redaktion/kandidat/{queue(desk.services)[0].id}/dela"
    assert desk.send(place, version=form).status == 422
    (box, *_) = page.all("input", name="at")
    page = desk.send(place, version=form, at=box.attributes["value"])
    assert "Uppdelad i 2: " in page.text
    assert queue(desk.services)[1].title == "Nytt namn"


def test_the_heading_above_is_taken_as_title(desk: Desk) -> None:
    headed = REPLY.replace("- Klimatkontrakt", "Klimat på väg:\n- Klimatkontrakt")
    made = sent_in(desk.services, headed.replace("Kronobergs", "Kalmar"))[0]
    place = next(each for each in reply_queue(desk.services, made) if "Klimatk" in each.title)
    page = desk.visit(f"/redaktion/kandidat/{place.id}")
    assert "Ta rubriken ovanför: Klimat på väg" in page.text
    page = decide(desk, page, "heading", kind="working-method")
    assert (fields(page)["title"], fields(page)["kind"]) == ("Klimat på väg", "working-method")
    assert "Ta rubriken" not in page.text
    assert "Ta rubriken" not in first(desk).text


PROJECTS = """2c)

Symbioskartan

Syfte: hitta restflöden som en fabrik kan lämna till nästa.

Parter: raffinaderi, fiskberedning och kommunen.

Resultat: överskottsvärme går till en fiskodling.

PFAS-trappan

Syfte: stöd till plastföretag som fasar ut PFAS.

2d) Industri.
"""


def line_by_line(services: Services, made: str) -> list[Queued]:
    """Return the candidates of a reply of which each line with a colon has become one."""
    with services.database.write() as unit:
        of_reply = Candidate.id.in_([each.id for each in reply_queue(services, made)])
        unit.connection.execute(delete(Candidate).where(of_reply))
    view = whole_reply_view(services, get_reply(services, made))
    text = view["documents"][0]["text"]
    for line in text.split("\n"):
        if ": " in line:
            at = text.index(line)
            mark(services, COMMAND, made, 0, [[at, at + len(line)]])
    return reply_queue(services, made)


def test_what_stands_under_one_heading_goes_together_and_gets_its_name(desk: Desk) -> None:
    start = REPLY.partition("2c)")[0].replace("Kronobergs", "Kalmar")
    made = sent_in(desk.services, start + PROJECTS)[0]
    found = line_by_line(desk.services, made)
    page = desk.visit(f"/redaktion/kandidat/{found[0].id}")
    assert "För samman 3 under rubriken ”Symbioskartan”" in page.text
    titles = [each.title for each in found[:3]]
    joined = page.text.partition("Det som förs samman under rubriken")[2]
    assert all(title in joined for title in titles)
    page = decide(desk, page, "section")
    assert fields(page)["title"] == "Symbioskartan"
    assert "fiskodling" in fields(page)["summary"]
    states = [each.state for each in reply_queue(desk.services, made)]
    assert states == ["waiting", "merged", "merged", "waiting"]
    last = desk.visit(f"/redaktion/kandidat/{found[3].id}")
    assert "Ta rubriken ovanför: PFAS-trappan" in last.text
    assert "under rubriken" not in last.text
    assert decide(desk, last, "section").status == 409


def test_the_first_cell_of_a_row_is_a_name_for_it(desk: Desk) -> None:
    start = REPLY.partition("2c)")[0].replace("Kronobergs", "Kalmar")
    made = sent_in(desk.services, start + PROJECTS)[0]
    text = whole_reply_view(desk.services, get_reply(desk.services, made))["documents"][0]["text"]
    places = [(text.index(each), len(each)) for each in ("PFAS-trappan", "Syfte: stöd")]
    spans = [[at, at + length] for at, length in places]
    found = mark(desk.services, COMMAND, made, 0, spans, again=True)
    page = desk.visit(f"/redaktion/kandidat/{found['id']}")
    assert fields(page)["title"] == "PFAS-trappan"


def test_the_words_before_a_candidate_on_its_line_are_a_heading(desk: Desk) -> None:
    first_one = queue(desk.services)[0]
    (start, end) = first_one.spans[0]
    with desk.services.database.write() as unit:
        unit.connection.execute(delete(Candidate).where(Candidate.id == first_one.id))
    later = start + len("Verktygspool: ")
    made = mark(desk.services, COMMAND, reply_id(desk.services), 0, [[later, end]])
    page = desk.visit(f"/redaktion/kandidat/{made['id']}")
    assert "Ta rubriken ovanför: Verktygspool" in page.text


def test_ticked_lines_become_a_candidate(desk: Desk) -> None:
    page = desk.visit(f"/redaktion/svar/{reply_id(desk.services)}")
    box = page.all("input", name="rad")[-1]
    made = desk.send(
        f"/redaktion/svar/{reply_id(desk.services)}/kandidat", rad=box.attributes["value"]
    )
    assert "Ny kandidat" in made.text
    assert len(queue(desk.services)) == FOUND + 1


def test_nothing_marked_is_told(desk: Desk) -> None:
    page = desk.send(f"/redaktion/svar/{reply_id(desk.services)}/kandidat")
    assert "Markera något i texten" in page.text


def test_a_changed_answer_shows_old_beside_new_and_publishes_no_draft_along_unasked(
    desk: Desk,
) -> None:
    decide(desk, first(desk), "publish")
    (entry,) = list_by_status(desk.services, Wanted((PUBLISHED,), {}, None), 1, 2).items
    base = BaseVersion(entry["id"], frozenset({state_tag(entry["version"], PUBLISHED)}))
    patch_entry(desk.services, COMMAND, base, {"results": "Ett halvfärdigt utkast."})
    later, _ = sent_in(desk.services, CORRECTED)
    page = desk.visit(f"/redaktion/svar/{later}/nasta")
    while "Ändrar ett exempel" not in page.text:
        page = decide(desk, page, "reject")
    assert entry["title"] in page.text
    (gone, *_), (new, *_) = page.all("del"), page.all("ins")
    assert ("tolv" in gone.text, "fjorton" in new.text) == (True, True)
    assert "Exemplet har ett utkast som inte är publicerat." in page.text
    refused = decide(desk, page, "publish")
    assert refused.status == 422
    assert "Kryssa i att utkastet av exemplet publiceras också" in refused.text
    assert get_entry(desk.services, entry["id"], ANONYMOUS)["version"] == entry["version"]
    decide(desk, refused, "publish", along="yes")
    public = get_entry(desk.services, entry["id"], ANONYMOUS)
    assert public["results"] == "Ett halvfärdigt utkast."
    assert "fjorton" in public["summary"]


def test_a_candidate_that_may_tell_of_a_person_is_accepted_as_a_draft_only(desk: Desk) -> None:
    page = decide(desk, first(desk), "publish", summary="Ring Anna på 070-123 45 67")
    assert page.status == 422
    assert "godkänn som utkast" in page.text
    assert (page.one("textarea", id="summary").text, state(desk.services, 0)) == (
        "Ring Anna på 070-123 45 67",
        "waiting",
    )
    assert "Godkänd som utkast" in decide(desk, page, "accept").text


def test_what_was_withheld_is_published_after_a_tick_that_names_it(desk: Desk) -> None:
    desk.sign_in("curator")
    (*_, last) = queue(desk.services)
    page = decide(desk, desk.visit(f"/redaktion/kandidat/{last.id}"), "publish")
    assert page.status == 422
    assert "Borttaget: Anna Lindqvist" in page.text
    tick = page.one("input", id="confirmed").attributes["value"]
    published = decide(desk, page, "publish", confirmed=tick)
    assert "Godkänd och publicerad: Kurser om giftfria material" in published.text


def test_a_form_of_a_candidate_that_sends_its_title_alone_keeps_the_rest(desk: Desk) -> None:
    page = first(desk)
    before = get_candidate(desk.services, queue(desk.services)[0].id, COMMAND)["entry"]
    place = page.one("form", id="granska").attributes["action"]
    desk.send(place, do="save", version=fields(page)["version"], title="Bara rubriken")
    after = get_candidate(desk.services, queue(desk.services)[0].id, COMMAND)["entry"]
    assert after == {**before, "title": "Bara rubriken"}


def test_another_reading_of_a_reply_is_chosen_at_its_page(desk: Desk) -> None:
    place = f"/redaktion/svar/{reply_id(desk.services)}"
    button = desk.visit(place).all("button", name="reading")[0]
    assert "som svaret på frågan delas" in desk.page.text
    desk.send(f"{place}/lasning/0", reading=button.attributes["value"])
    assert "kandidater" in desk.page.text
    again = desk.page.all("button", name="reading")
    assert button.attributes["value"] not in {each.attributes["value"] for each in again}
    assert "ingen sådan läsning" in desk.send(f"{place}/lasning/0", reading="rows-moon").text
