"""What waits and goes at last, though nobody has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue import replies, tasks
from catalogue.tasks import Times
from tests.rows.building import loaded, row
from tests.rows.test_replies import LATER, LONG_AGO, NOW, new_reply

if TYPE_CHECKING:
    from catalogue.database import Database


def test_a_reply_that_waits_is_reported_and_goes_at_last(database: Database) -> None:
    reply = new_reply(database)
    with database.read() as connection:
        assert replies.to_forget(connection, LONG_AGO, LONG_AGO) == []
        assert [each.pk for each in replies.to_forget(connection, LONG_AGO, LATER)] == [reply.pk]
        assert tasks.page(connection, tasks.EXPIRING, Times(NOW, LONG_AGO), 0, 10) == []
        (told,) = tasks.page(connection, tasks.EXPIRING, Times(NOW, LATER), 0, 10)
    assert (told.id, told.title, told.counties) == (reply.id, "rus-2018", ["12"])
    with database.write() as unit:
        replies.forget(unit, reply.pk)
    with database.read() as connection:
        assert tasks.count_by_kind(connection, [tasks.EXPIRING], Times(NOW, LATER)) == [0]


def test_a_tip_waits_apart_from_other_drafts(database: Database) -> None:
    tip = row("a", title="Lånecyklar", source_system="tips", counties=["08"])
    loaded(database, tip, row("b", counties=["08"]), publish=False)
    with database.read() as connection:
        counts = tasks.count_by_kind(connection, [tasks.TIP, "draft"], Times(NOW, NOW))
        (told,) = tasks.page(connection, tasks.TIP, Times(NOW, NOW), 0, 10)
    assert counts == [1, 1]
    assert told.title == "Lånecyklar"
