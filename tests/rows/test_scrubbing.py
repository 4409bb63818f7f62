"""What replies said is in no file of the database any more once they are forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from catalogue import candidates, replies
from catalogue.erasing.scrubbing import EXPIRING_TABLES, scrub
from tests.rows.test_replies import CANDIDATE, DOCUMENT, RESPONDENT, STEP, of_reply

if TYPE_CHECKING:
    from catalogue.database import Database

RARE = "Zeppelinqvist"
REPLIES = 40


def rare(value: Any) -> Any:
    """Return what is made of a value when everybody in it is called something rare."""
    if isinstance(value, dict):
        return {name: rare(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rare(each) for each in value]
    return value.replace("Anna", RARE) if isinstance(value, str) else value


def keep(database: Database, number: int) -> int:
    """Keep a reply that tells of the name, with a candidate that was edited; return its key."""
    values = {"actor": "token:a", "sha256": f"{number:064}", "size": 9, "survey": "rus-2018"}
    with database.write() as unit:
        replies.create(unit, f"0199f3a2-7c54-7d01-8a2b-{number:012}", values)
        reply = replies.by_content(unit.connection, "rus-2018", values["sha256"])
        assert reply
        replies.keep_read(unit, reply.pk, [rare(DOCUMENT)], [rare(RESPONDENT)])
        candidates.create(unit, [{"reply_pk": reply.pk, "place": 0, **rare(CANDIDATE)}])
    for each in of_reply(database, reply):
        with database.write() as unit:
            candidates.change(unit, each, STEP, content={"title": RARE * number})
    return reply.pk


def bytes_of(database: Database) -> bytes:
    """Return all that the files of the database hold of the tables of replies."""
    if database.is_embedded:
        file = Path(str(database.url.database))
        return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    statement = text("SELECT pg_read_binary_file(pg_relation_filepath(:name))")
    with database.read() as connection:
        return b"".join(
            connection.execute(statement, {"name": name}).scalar_one() for name in EXPIRING_TABLES
        )


def test_no_file_holds_what_forgotten_replies_said(database: Database) -> None:
    keys = [keep(database, number) for number in range(REPLIES)]
    if not database.is_embedded:
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("CHECKPOINT"))  # what is in memory only proves nothing
    assert bytes_of(database).count(RARE.encode()) > REPLIES
    for pk in keys:
        with database.write() as unit:
            replies.forget(unit, pk)
            candidates.delete_many(
                unit, [each.pk for each in candidates.of_reply(unit.connection, pk)]
            )
    told: list[int] = []
    assert scrub(database, told.append, EXPIRING_TABLES)
    assert bytes_of(database).count(RARE.encode()) == 0
    assert told
