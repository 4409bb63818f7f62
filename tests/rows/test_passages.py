"""Parts of replies' documents are read by the database as Python would cut them, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue import replies
from catalogue.replies import Passage, Withheld
from tests.rows.test_replies import DOCUMENT, RESPONDENT, new_reply

if TYPE_CHECKING:
    from catalogue.database import Database

TEXT = "2c) Åsa 👷🏽 på Åmåls kommun lånar ut ”verktyg”\n– e\u0301n pool 🛠️."
"""Characters of one to four bytes, and one that is made of two."""


def keep_text(database: Database, text: str, *withheld: dict[str, Any]) -> int:
    pk = new_reply(database).pk
    more = {**DOCUMENT, "place": 1, "text": text, "withheld": list(withheld)}
    with database.write() as unit:
        replies.keep_read(unit, pk, [more], [{**RESPONDENT, "place": 1}])
    return pk


def test_passages_are_those_that_python_cuts_out(database: Database) -> None:
    pk = keep_text(database, TEXT)
    last = len(TEXT)
    wanted = {
        Passage(pk, 1, start, end) for start in range(last) for end in range(start, last + 2, 3)
    }
    with database.read() as connection:
        found = replies.passages(connection, wanted)
    assert found == {each: TEXT[each.start : each.end] for each in wanted}


def test_a_document_is_summed_up_without_its_text(database: Database) -> None:
    name, place = (
        {"kind": "name", "start": 4, "end": 7},
        {"kind": "address", "start": 14, "end": 19},
    )
    pk = keep_text(database, TEXT, name, place)
    with database.read() as connection:
        first, second = replies.summaries_of(connection, [pk])[pk]
    assert (first.place, first.name, first.withheld) == (
        0,
        "svar.txt",
        [Withheld("name", 4, 8, "Anna")],
    )
    assert (second.place, second.length) == (1, len(TEXT))
    assert second.withheld == [
        Withheld("name", 4, 7, "Åsa"),
        Withheld("address", 14, 19, TEXT[14:19]),
    ]


def test_of_what_is_forgotten_places_are_left(database: Database) -> None:
    pk = new_reply(database).pk
    with database.write() as unit:
        replies.forget(unit, pk)
    with database.read() as connection:
        assert replies.passages(connection, [Passage(pk, 0, 0, 9)]) == {}
        (document,) = replies.summaries_of(connection, [pk])[pk]
    assert (document.length, document.withheld) == (None, [Withheld("name", 4, 8, None)])


def test_no_passages_are_none(database: Database) -> None:
    with database.read() as connection:
        assert replies.passages(connection, []) == {}
