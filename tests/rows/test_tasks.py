"""What waits and goes at last, though nobody has looked at it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from catalogue import gaps, replies, tasks
from catalogue.tasks import Times
from tests.rows.building import loaded, loaded_id, row
from tests.rows.test_replies import LATER, LONG_AGO, NOW, new_reply

if TYPE_CHECKING:
    from catalogue.database import Database

TIMES = Times(NOW, NOW, NOW)


def test_a_reply_that_waits_is_reported_and_goes_at_last(database: Database) -> None:
    reply = new_reply(database)
    with database.read() as connection:
        assert replies.to_forget(connection, LONG_AGO, LONG_AGO) == []
        assert [each.pk for each in replies.to_forget(connection, LONG_AGO, LATER)] == [reply.pk]
        assert tasks.page(connection, tasks.EXPIRING, Times(NOW, LONG_AGO, NOW), 0, 10) == []
        (told,) = tasks.page(connection, tasks.EXPIRING, Times(NOW, LATER, NOW), 0, 10)
    assert (told.id, told.title, told.counties) == (reply.id, "rus-2018", ["12"])
    with database.write() as unit:
        replies.forget(unit, reply.pk)
    with database.read() as connection:
        assert tasks.count_by_kind(connection, [tasks.EXPIRING], Times(NOW, LATER, NOW)) == [0]


def test_a_tip_waits_apart_from_other_drafts(database: Database) -> None:
    tip = row("a", title="Lånecyklar", source_system="tips", counties=["08"])
    loaded(database, tip, row("b", counties=["08"]), publish=False)
    with database.read() as connection:
        counts = tasks.count_by_kind(connection, [tasks.TIP, "draft"], Times(NOW, NOW, NOW))
        (told,) = tasks.page(connection, tasks.TIP, Times(NOW, NOW, NOW), 0, 10)
    assert counts == [1, 1]
    assert told.title == "Lånecyklar"


def test_published_entries_stand_in_the_lists_of_what_they_lack(database: Database) -> None:
    source = {"type": "web-page", "title": "Sida", "url": "https://example.org/sida"}
    old = {"state": "completed", "endYear": NOW.year - tasks.OLD_AFTER - 1}
    contents = {
        "good": {"state": "ongoing", "stateAsOf": NOW.year, "contact": "miljo@example.org"},
        "old": {**old, "results": "Tio kom."},
        "ended": {**old, "stateAsOf": NOW.year},
        "switchboard": {"state": "ongoing", "contact": "info@example.org"},
        "page": {"state": "ongoing", "contact": "https://example.org/om-oss/kontakta-oss.html"},
        "source": {"state": "ongoing", "contact": source["url"], "source": source},
        "stateless": {},
    }
    loaded(database, *(row(key, title=key, **fields) for key, fields in contents.items()))
    loaded(database, row("draft", title="draft"), publish=False)
    assert listed(database, gaps.RESULTS) == {"ended"}
    assert listed(database, gaps.CONTACT) == {"switchboard", "page", "source"}
    assert listed(database, gaps.STATE) == {"stateless"}
    assert listed(database, gaps.AGE) == {"old"}


def test_what_is_completed_leaves_its_list_once_it_is_public(database: Database) -> None:
    loaded(database, row("a", title="a", state="completed"))
    filled = row("a", title="a", state="completed", results="Tio kom.")
    loaded(database, filled, publish=False)
    assert listed(database, gaps.RESULTS) == {"a"}
    loaded(database, filled)
    assert listed(database, gaps.RESULTS) == set()


def test_what_was_put_aside_comes_back_after_its_day(database: Database) -> None:
    first, second, third = (loaded_id(database, row(key, title=key)) for key in "abc")
    times, later = Times(NOW, NOW, NOW), Times(NOW, NOW, NOW + timedelta(days=2))
    with database.write() as unit:
        assert tasks.pause(unit, gaps.STATE, second, NOW + timedelta(days=3))
        assert tasks.pause(unit, gaps.STATE, second, NOW + timedelta(days=1))
        assert not tasks.pause(unit, gaps.STATE, "0" * 36, NOW)
    assert listed(database, gaps.STATE, times) == {"a", "c"}
    assert listed(database, gaps.STATE, later) == {"a", "b", "c"}
    with database.read() as connection:
        found = [
            tasks.neighbours(connection, gaps.STATE, times, each) for each in (first, second, third)
        ]
    assert found == [(None, third, 2), (first, third, 2), (first, None, 2)]


def listed(database: Database, kind: str, times: Times = TIMES) -> set[str]:
    with database.read() as connection:
        found = tasks.page(connection, kind, times, 0, 20)
        assert tasks.count_by_kind(connection, [kind], times) == [len(found)]
    return {each.title for each in found}
