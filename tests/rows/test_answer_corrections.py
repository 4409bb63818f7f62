"""Corrected answers among the rows: beside what was read, forgotten and erased with their reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from catalogue import replies
from catalogue.answer_corrections import correct, corrections
from catalogue.erasing.rows import ErasureTask, find, of_reply, overwrite
from catalogue.erasing.text import FullErasure, TextErasure
from catalogue.identifiers import uuid7
from catalogue.latest_answers import latest_answers
from catalogue.tables import ReplyRespondent

if TYPE_CHECKING:
    from catalogue.database import Database
    from catalogue.replies import ReplyRecord
    from catalogue.unit import Unit

VALUES = {"actor": "token:a", "sha256": "0" * 64, "size": 9, "survey": "rus-2018"}
RESPONDENT = {
    "place": 0,
    "document": 0,
    "row": None,
    "county": "07",
    "organisation": None,
    "yes_no": {"1": None},
    "answers": [
        {"question": "3", "yesNo": None, "text": "Läst", "publicText": "Läst", "spans": []}
    ],
    "sectors": [],
}


def read(database: Database) -> ReplyRecord:
    """Keep a reply as it was read."""
    with database.write() as unit:
        replies.create(unit, uuid7(), VALUES)
        found = replies.by_content(unit.connection, "rus-2018", "0" * 64)
        assert found
        replies.keep_read(unit, found.pk, [], [RESPONDENT])
        replies.change(unit, found.pk, state="harvested")
        return found


def write(unit: Unit, pk: int, question: str, text: str, based_on: int) -> bool:
    values = {"reply_pk": pk, "respondent": 0, "question": question, "actor": "user:a"}
    return correct(unit, {**values, "yes_no": "ja", "text": text}, based_on)


def texts(database: Database, pk: int) -> dict[str, str]:
    with database.read() as connection:
        (own,) = replies.respondents(connection, pk)
        (latest,) = latest_answers(connection)
    assert list(latest.answers) == list(own.answers)
    return {each["question"]: each["text"] for each in own.answers}


def test_the_latest_correction_counts_and_a_new_reading_changes_none(database: Database) -> None:
    pk = read(database).pk
    with database.write() as unit:
        assert write(unit, pk, "3", "Rättat", 0)
        assert not write(unit, pk, "3", "Samtidigt", 0)
        assert write(unit, pk, "3", "Rättat igen", 1)
        assert write(unit, pk, "1", "Inskrivet", 0)
    assert texts(database, pk) == {"3": "Rättat igen", "1": "Inskrivet"}
    with database.write() as unit:
        unit.connection.execute(delete(ReplyRespondent).where(ReplyRespondent.reply_pk == pk))
        replies.keep_read(unit, pk, [], [{**RESPONDENT, "answers": []}])
    assert texts(database, pk) == {"3": "Rättat igen", "1": "Inskrivet"}
    with database.read() as connection:
        (own,) = replies.respondents(connection, pk)
    assert own.yes_no["1"] == "ja"


def test_forgetting_a_reply_deletes_the_texts_of_all_versions_and_keeps_yes_and_no(
    database: Database,
) -> None:
    pk = read(database).pk
    with database.write() as unit:
        write(unit, pk, "1", "Först", 0)
        write(unit, pk, "1", "Sedan", 1)
        replies.forget(unit, pk)
        kept = corrections(unit.connection, [pk])
        (latest,) = latest_answers(unit.connection)
    assert [(each.version, each.text) for each in kept] == [(1, None), (2, None)]
    assert (latest.yes_no["1"], list(latest.answers)) == ("ja", [])


@pytest.mark.parametrize("whole_reply", [True, False])
def test_erasing_reaches_the_history_of_an_answer(database: Database, *, whole_reply: bool) -> None:
    pk = read(database).pk
    with database.write() as unit:
        write(unit, pk, "3", "Ring Anna", 0)
        write(unit, pk, "3", "Ring oss", 1)
    task = ErasureTask(TextErasure("anna"))
    if whole_reply:
        task = ErasureTask(FullErasure(), of_reply(pk))
    with database.read() as connection:
        hits = find(connection, task)
    with database.write() as unit:
        overwrite(unit, task, hits, "command", "begäran 17")
        first, second = corrections(unit.connection, [pk])
    assert first.text
    assert "Anna" not in first.text
    assert (second.text == "Ring oss") != whole_reply
