from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from catalogue import candidates, replies, tasks
from catalogue.candidates import CandidateFilter, NewStep
from catalogue.duplicates import texts_of_counties
from catalogue.entries import free_key
from catalogue.identifiers import uuid7
from catalogue.latest_answers import latest_answers
from catalogue.records import LinkRecord
from catalogue.tables import Candidate
from catalogue.tasks import Times
from record.tasks import TASKS
from tests.rows.building import loaded, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from catalogue.candidates import CandidateRecord
    from catalogue.database import Database
    from catalogue.latest_answers import LatestAnswers
    from catalogue.replies import ReplyRecord

NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=400)
LONG_AGO = NOW - timedelta(days=1)
SAID = {"text": "Anna lånar ut verktyg", "publicText": "lånar ut verktyg", "spans": [[5, 26]]}
DOCUMENT = {
    "place": 0,
    "sha256": "0" * 64,
    "name": "svar.txt",
    "kind": "txt",
    "text": "2c) Anna lånar ut verktyg",
    "blocks": [{"start": 0, "end": 25}],
    "withheld": [{"kind": "name", "start": 4, "end": 8}],
}
RESPONDENT = {
    "place": 0,
    "document": 0,
    "row": None,
    "county": "12",
    "organisation": "Länsstyrelsen Skåne",
    "yes_no": {"1": "ja"},
    "answers": [{"question": "1", "text": "Ja, frågar Anna."}],
    "sectors": [],
}
CANDIDATE: dict[str, Any] = {
    "respondent": 0,
    "document": 0,
    "question": "2c",
    "county": "12",
    "said": {**SAID, "context": SAID},
    "content": {"title": "Verktyg", "summary": "lånar ut verktyg", "counties": ["12"]},
    "quote": "lånar ut verktyg",
    "suggestions": [],
    "duplicates": [],
    "precision": 0.9,
}
STEP = NewStep("reject", "token:a", "Finns redan")


def new_reply(database: Database, sha256: str = "0" * 64, **changes: Any) -> ReplyRecord:
    """Keep a reply from Skåne with two candidates."""
    reply_id = uuid7()
    values = {"actor": "token:a", "sha256": sha256, "size": 9, "survey": "rus-2018", **changes}
    with database.write() as unit:
        replies.create(unit, reply_id, values)
        found = replies.get(unit.connection, reply_id)
        assert found is not None
        replies.keep_read(unit, found.pk, [DOCUMENT], [RESPONDENT])
        rows = [{"reply_pk": found.pk, "place": at, **CANDIDATE} for at in range(2)]
        candidates.create(unit, rows)
        replies.change(unit, found.pk, state="harvested")
    return read(database, found.pk)


def read(database: Database, pk: int) -> ReplyRecord:
    with database.read() as connection:
        return replies.by_pk(connection, pk)


def answered(found: list[LatestAnswers]) -> list[tuple[str, str, Any]]:
    return [(each.survey, each.county, each.yes_no) for each in found]


def of_reply(database: Database, reply: ReplyRecord) -> list[CandidateRecord]:
    with database.read() as connection:
        return candidates.of_reply(connection, reply.pk)


def test_a_file_is_kept_once_for_a_survey_until_it_fails(database: Database) -> None:
    first = new_reply(database)
    with pytest.raises(IntegrityError):
        new_reply(database)
    assert new_reply(database, survey="rus-2027").pk != first.pk
    with database.write() as unit:
        replies.fail(unit, first.pk, {"code": "damaged"})
    assert new_reply(database).state == "harvested"


def test_replies_are_found_by_file_state_and_county(database: Database) -> None:
    found = new_reply(database)
    with database.read() as connection:
        assert replies.by_content(connection, "rus-2018", "0" * 64) == found
        for states, counties, count in (((), ("12",), 1), (("failed",), (), 0), ((), ("13",), 0)):
            assert replies.page(connection, 0, 10, states, counties)[0] == count


def test_a_countys_latest_reply_counts(database: Database) -> None:
    first = new_reply(database)
    second = new_reply(database, "1" * 64)
    with database.read() as connection:
        assert answered(latest_answers(connection)) == [("rus-2018", "12", {"1": "ja"})]
        assert replies.earlier_of(connection, second, "12") == first
        assert replies.earlier_of(connection, first, "12") is None
        assert replies.counties_of(connection, [first.pk]) == {first.pk: ["12"]}


def test_candidates_are_chosen_by_any_condition(database: Database) -> None:
    reply = new_reply(database)
    with database.write() as unit:
        unit.connection.execute(update(Candidate).where(Candidate.place == 1).values(precision=0.5))
    chosen = {
        2: CandidateFilter(
            states=["waiting"], counties=["12"], questions=["2c"], surveys=["rus-2018"]
        ),
        1: CandidateFilter(precision=0.9, reply_id=reply.id),
        0: CandidateFilter(revisions=["new"]),
    }
    with database.read() as connection:
        for count, wanted in chosen.items():
            assert candidates.page(connection, wanted, 0, 10)[0] == count


def test_a_step_is_taken_back_with_all_that_it_changed(database: Database) -> None:
    reply = new_reply(database)
    first = of_reply(database, reply)[0]
    with database.write() as unit:
        candidates.change(unit, first, STEP, state="rejected", content={"title": "Ny"})
    changed = of_reply(database, reply)[0]
    assert (changed.state, changed.version, changed.reason) == ("rejected", 2, "Finns redan")
    with database.write() as unit:
        last = candidates.last_step(unit.connection, first.pk)
        assert last is not None
        candidates.undo_step(unit, changed, last)
    back = of_reply(database, reply)[0]
    assert (back.state, back.content, back.version) == ("waiting", first.content, 3)
    with database.read() as connection:
        assert candidates.steps(connection, first.pk) == []


def test_what_was_merged_into_many_candidates_is_read_at_once(
    database: Database, count_statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    first, second = of_reply(database, new_reply(database))
    third, fourth = of_reply(database, new_reply(database, "1" * 64))
    with database.write() as unit:
        for other, into in ((second, first), (fourth, third)):
            candidates.note(unit, other.pk, merged_into_pk=into.pk)
    pks = [first.pk, second.pk, third.pk]
    with count_statements() as sent, database.read() as connection:
        found = candidates.merged_into(connection, pks)
    assert {pk: [each.id for each in merged] for pk, merged in found.items()} == {
        first.pk: [second.id],
        second.pk: [],
        third.pk: [fourth.id],
    }
    assert len(sent) == 1


def test_an_annex_of_the_same_county_counts_it_once(database: Database) -> None:
    reply_id = uuid7()
    values = {"actor": "token:a", "sha256": "2" * 64, "size": 9, "survey": "rus-2018"}
    with database.write() as unit:
        replies.create(unit, reply_id, values)
        found = replies.get(unit.connection, reply_id)
        assert found is not None
        both = [RESPONDENT, {**RESPONDENT, "place": 1, "yes_no": {}}]
        replies.keep_read(unit, found.pk, [DOCUMENT], both)
        assert replies.counties_of(unit.connection, [found.pk]) == {found.pk: ["12"]}


def test_a_reply_is_reviewed_while_nothing_waits(database: Database) -> None:
    reply = new_reply(database)
    for each in of_reply(database, reply):
        assert read(database, reply.pk).reviewed_at is None
        with database.write() as unit:
            candidates.change(unit, each, STEP, state="rejected")
            replies.note_review(unit, reply.pk)
    assert read(database, reply.pk).reviewed_at is not None
    with database.read() as connection:
        assert candidates.count_by_state(connection, [reply.pk]) == {reply.pk: {"rejected": 2}}


def test_a_forgotten_reply_keeps_only_what_is_public(database: Database) -> None:
    reply = new_reply(database, file_name="Annas svar.txt")
    with database.write() as unit:
        replies.change(unit, reply.pk, reviewed_at=NOW)
    with database.read() as connection:
        assert replies.to_forget(connection, LONG_AGO, LONG_AGO) == []
        assert [each.pk for each in replies.to_forget(connection, LATER, LONG_AGO)] == [reply.pk]
    with database.write() as unit:
        replies.forget(unit, reply.pk)
    with database.read() as connection:
        assert replies.to_forget(connection, LATER, LATER) == []
        documents = replies.documents(connection, reply.pk)
        (respondent,) = replies.respondents(connection, reply.pk)
    held = [read(database, reply.pk), documents, respondent, of_reply(database, reply)]
    assert "Anna" not in repr(held)
    assert respondent.yes_no == {"1": "ja"}
    assert of_reply(database, reply)[0].said["publicText"] == "lånar ut verktyg"


def test_candidates_that_came_to_nothing_are_removed_with_what_points_to_them(
    database: Database,
) -> None:
    reply = new_reply(database)
    first, second = of_reply(database, reply)
    with database.write() as unit:
        candidates.change(unit, first, STEP, state="rejected")
        candidates.note(unit, second.pk, earlier_pk=first.pk, revision="changed")
    with database.read() as connection:
        assert candidates.settled_before(connection, NOW - timedelta(days=1)) == []
        old = candidates.settled_before(connection, LATER)
        assert candidates.count_revisions(connection, reply.pk)["changed"] == 1
    with database.write() as unit:
        candidates.delete_many(unit, old)
    (left,) = of_reply(database, reply)
    assert (left.pk, left.earlier_pk) == (second.pk, None)


def test_a_later_reply_says_the_same_only_where_it_is_unchanged(database: Database) -> None:
    first, second = of_reply(database, new_reply(database))
    later = new_reply(database, "1" * 64)
    same, changed = of_reply(database, later)
    with database.write() as unit:
        candidates.note(unit, same.pk, earlier_pk=first.pk, revision="unchanged")
        candidates.note(unit, changed.pk, earlier_pk=second.pk, revision="changed")
        for pks, told in (([first.pk], True), ([second.pk], False), ([second.pk, first.pk], True)):
            assert candidates.is_unchanged_in(unit.connection, pks, later.pk) == told
        assert not candidates.is_unchanged_in(unit.connection, [first.pk], first.reply_pk)


def test_suggestions_of_accepted_candidates_are_learnt_from(database: Database) -> None:
    reply = new_reply(database)
    first = of_reply(database, reply)[0]
    entry_id = uuid7()
    suggested = [{"field": "goals", "value": "12"}]
    with database.write() as unit:
        accepted = {"state": "accepted", "entry_id": entry_id, "suggestions": suggested}
        candidates.change(unit, first, NewStep("accept", "token:a"), **accepted)
    with database.read() as connection:
        assert candidates.decided_links(connection, [entry_id]) == [(entry_id, suggested)]
        assert [each.pk for each in candidates.by_entry(connection, entry_id)] == [first.pk]


def test_a_key_that_is_taken_is_followed_by_the_next_free_one(database: Database) -> None:
    loaded(database, row("a"), row("a.2"))
    with database.read() as connection:
        assert free_key(connection, "test", "a") == "a.3"
        assert free_key(connection, "test", "b") == "b"


def test_texts_are_those_of_a_countys_living_entries(database: Database) -> None:
    own = row("a", counties=["12"], facts=["Tolv företag"])
    loaded(database, own, row("b", counties=["13"]), row("c", counties=["12", "13"]))
    with database.read() as connection:
        found = list(texts_of_counties(connection, ["12"]))
    assert sorted(each["facts"] for each in found) == [[], ["Tolv företag"]]


def test_tasks_are_counted_and_listed_by_kind(database: Database) -> None:
    new_reply(database)
    old = {"source": {"retrievedOn": "2001-01-01"}, "counties": ["12"]}
    fresh = {"source": {"checkedOn": LATER.date().isoformat()}, "counties": ["12"]}
    linked = [LinkRecord("objectives", "1")]
    loaded(database, row("a", **old), row("b", **fresh, links=linked))
    loaded(database, row("c", title="Utkast", counties=["12"], source={}), publish=False)
    with database.read() as connection:
        counts = tasks.count_by_kind(connection, TASKS, Times(NOW, LONG_AGO, NOW))
        (draft,) = tasks.page(connection, "draft", Times(NOW, NOW, NOW), 0, 10)
        waiting = tasks.page(connection, "candidate", Times(NOW, NOW, NOW), 1, 10)
    found = {kind: count for kind, count in zip(TASKS, counts, strict=True) if count}
    assert found == {
        "candidate": 2,
        "draft": 1,
        "unchecked": 1,
        "without-objective": 1,
        "without-state": 2,
    }
    assert (draft.kind, draft.title, draft.counties) == ("draft", "Utkast", ["12"])
    assert [each.kind for each in waiting] == ["candidate"]


def test_an_entry_without_days_is_as_old_as_its_publication(database: Database) -> None:
    loaded(database, row("a", source={}))
    with database.read() as connection:
        assert tasks.count_by_kind(connection, ["unchecked"], Times(LONG_AGO, NOW, NOW)) == [0]
        assert tasks.count_by_kind(connection, ["unchecked"], Times(LATER, NOW, NOW)) == [1]


def test_the_same_file_of_another_year_is_another_reply(database: Database) -> None:
    first, later = new_reply(database), new_reply(database, year=2027)
    with database.read() as connection:
        assert replies.by_content(connection, "rus-2018", "0" * 64) == first
        assert replies.by_content(connection, "rus-2018", "0" * 64, 2027) == later


def test_a_reply_of_another_year_corrects_none(database: Database) -> None:
    first = new_reply(database)
    later = new_reply(database, "1" * 64, year=2027)
    again = new_reply(database, "2" * 64, year=2027)
    with database.read() as connection:
        assert replies.earlier_of(connection, later, "12") is None
        assert replies.earlier_of(connection, again, "12") == later
        found = latest_answers(connection)
    assert [(each.year, each.reply_id) for each in found] == [(None, first.id), (2027, again.id)]


def test_answers_are_public_from_their_release_until_they_are_taken_back(
    database: Database,
) -> None:
    first = new_reply(database)
    later = new_reply(database, "1" * 64)

    def public() -> list[tuple[str, str, Any]]:
        with database.read() as connection:
            return answered(latest_answers(connection, released=True))

    assert public() == []
    with database.write() as unit:
        assert replies.release(unit, first.pk, "token:a")
        assert not replies.release(unit, first.pk, "token:a")
    assert public() == [("rus-2018", "12", {"1": "ja"})]
    assert read(database, first.pk).released_by == "token:a"
    with database.write() as unit:
        replies.forget(unit, first.pk)  # its time is over; what was public stays so
    assert public() == [("rus-2018", "12", {"1": "ja"})]
    with database.write() as unit:
        assert replies.take_back(unit, first.pk)
        assert not replies.take_back(unit, first.pk)
        assert not replies.release(unit, first.pk, "token:a")  # nobody can read it any more
        replies.fail(unit, later.pk, {"code": "damaged"})
        assert not replies.release(unit, later.pk, "token:a")
    assert public() == []
