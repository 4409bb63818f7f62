"""Surveys by form among the rows: versions of answers, links, and the end of their time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from catalogue import replies, surveys
from catalogue.erasing.rows import ErasureTask, find, of_reply, overwrite
from catalogue.erasing.text import FullErasure, TextErasure
from catalogue.identifiers import uuid7

if TYPE_CHECKING:
    from catalogue.database import Database
    from catalogue.surveys import FormRecord

VALUES = {
    "questionnaire": "rus-2018",
    "year": 2027,
    "closes_on": "2027-09-30",
    "opened_by": "user:a",
}
TEXT = {"text": "Mer stöd"}


def opened(database: Database) -> list[FormRecord]:
    """Open a survey; return the forms of its two counties."""
    with database.write() as unit:
        survey_id = surveys.create(unit, VALUES, ["07", "08"])
        found = surveys.get(unit.connection, survey_id)
        assert found
        return surveys.forms_of(unit.connection, [found.pk])


def test_a_survey_is_asked_once_a_year(database: Database) -> None:
    opened(database)
    with pytest.raises(IntegrityError):
        opened(database)


def test_what_somebody_else_has_saved_is_not_overwritten(database: Database) -> None:
    form, other = opened(database)
    with database.write() as unit:
        saved = surveys.save(unit, form.pk, "3", TEXT, 0, "form:a")
        assert saved
        assert saved.version == 1
        assert surveys.save(unit, form.pk, "3", {"text": "Annat"}, 0, "form:b") is None
        again = surveys.save(unit, form.pk, "3", {"text": "Nytt"}, 1, "form:b")
        assert again
        assert surveys.save(unit, form.pk, "3", TEXT, 1, "form:a") is None
        assert surveys.save(unit, other.pk, "3", TEXT, 1, "form:a") is None
    with database.read() as connection:
        assert surveys.answers(connection, form.pk) == {"3": again}
        filled = surveys.filled(connection, [form.pk, other.pk])
    assert {pk: each.questions for pk, each in filled.items()} == {form.pk: 1}


def test_only_the_latest_link_leads_to_a_form(database: Database) -> None:
    form, _ = opened(database)
    with database.write() as unit:
        surveys.set_link(unit, form.pk, "a" * 16, "0" * 64, "user:a")
        surveys.set_link(unit, form.pk, "b" * 16, "1" * 64, "user:a")
        assert surveys.form_by_link(unit.connection, "a" * 16) is None
        assert surveys.form_by_link(unit.connection, "b" * 16) is not None
        surveys.revoke_link(unit, form.pk)
        assert surveys.form_by_link(unit.connection, "b" * 16) is None


def test_what_was_filled_in_is_deleted_after_its_time(database: Database) -> None:
    form, _ = opened(database)
    day = datetime(2027, 10, 1, tzinfo=UTC)
    with database.write() as unit:
        surveys.save(unit, form.pk, "3", TEXT, 0, "form:a")
        surveys.note_sent(unit, form.pk, "0" * 64, "reply")
        assert surveys.to_forget(unit.connection, day - timedelta(days=1)) == []
        (old,) = surveys.to_forget(unit.connection, day)
        surveys.forget(unit, old.pk)
        assert surveys.answers(unit.connection, form.pk) == {}
        assert surveys.to_forget(unit.connection, day) == []
        kept = surveys.form(unit.connection, form.id)
        assert kept
        assert kept.reply_id == "reply"


@pytest.mark.parametrize("whole_reply", [True, False])
def test_erasing_reaches_what_was_filled_in(database: Database, *, whole_reply: bool) -> None:
    form, other = opened(database)
    values = {"actor": "form:a", "sha256": "0" * 64, "size": 9, "survey": "rus-2018"}
    with database.write() as unit:
        for each in (form, other):
            surveys.save(unit, each.pk, "3", TEXT, 0, "form:a")
        replies.create(unit, uuid7(), {**values, "form_id": form.id})
        reply = replies.by_content(unit.connection, "rus-2018", "0" * 64)
        assert reply
        task = ErasureTask(TextErasure("mer stöd"))
        if whole_reply:
            task = ErasureTask(FullErasure(), of_reply(reply.pk))
    with database.read() as connection:
        hits = find(connection, task)
    with database.write() as unit:
        overwrite(unit, task, hits, "command", "begäran 17")
        (found,) = surveys.answers(unit.connection, form.pk).values()
        (untouched,) = surveys.answers(unit.connection, other.pk).values()
    assert (found.content, found.version) == ({"text": "[raderat]"}, 2)
    assert (untouched.content == TEXT) == whole_reply
