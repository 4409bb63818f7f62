"""Taking imports back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from app.accounts.access import COMMAND
from app.errors import Conflict, NotFound
from app.imports.service import revert_import
from tests.app.importing import (
    counts,
    entry_of,
    finish,
    imported,
    ndjson,
    published,
    rows_of,
    title_of,
    work_off,
)
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services


@pytest.fixture
def services(account_services: Services) -> Services:
    """Rows without an index: imports do not need one."""
    return account_services


def test_reverting_withdraws_what_is_new_and_brings_back_what_was(services: Services) -> None:
    imported(services, ndjson(row("a", title="Förr", goals=["12"]), row("same")))
    changed = ndjson(row("a", title="Nu"), row("b"), row("same"))
    found = imported(services, changed)
    revert_import(services, found.record.id, COMMAND)
    done = finish(services, found.record.id)
    assert (done.state, done.reverted) == ("reverted", (2, 0))
    back = entry_of(services, "a")
    assert back is not None
    assert (back.content["title"], back.version, back.published_version) == ("Förr", 3, 3)
    assert [link.value for link in back.links] == ["12"]
    assert entry_of(services, "b") is None


def test_a_reverted_file_can_be_corrected_and_loaded_again(services: Services) -> None:
    found = imported(services, ndjson(row("a", title="Fel")))
    revert_import(services, found.record.id, COMMAND)
    work_off(services)
    assert counts(imported(services, ndjson(row("a", title="Rätt")))) == {"created": 1}
    assert title_of(services, "a") == "Rätt"


def test_two_loads_of_the_same_rows_are_taken_back_one_after_the_other(services: Services) -> None:
    first = imported(services, ndjson(row("a", title="Först"), row("b")))
    second = imported(services, ndjson(row("a", title="Sedan"), row("b", title="Sedan")))
    for each in (second, first):
        revert_import(services, each.record.id, COMMAND)
        done = finish(services, each.record.id)
        assert done.reverted == (2, 0)
    assert entry_of(services, "a", public=False) is None
    assert counts(imported(services, ndjson(row("a")))) == {"created": 1}


def test_a_load_below_one_that_stands_is_not_taken_back(services: Services) -> None:
    first = imported(services, ndjson(row("a", title="Först")))
    for title in ("Sedan", "Först"):
        imported(services, ndjson(row("a", title=title)))
    revert_import(services, first.record.id, COMMAND)
    done = finish(services, first.record.id)
    assert done.reverted == (0, 1)
    assert title_of(services, "a") == "Först"


def test_a_load_that_changed_nothing_has_nothing_to_take_back(services: Services) -> None:
    imported(services, ndjson(row("a")))
    same = imported(services, ndjson(row("a")))
    with pytest.raises(Conflict):
        revert_import(services, same.record.id, COMMAND)


def test_reverting_leaves_alone_what_has_changed_since(services: Services) -> None:
    found = imported(services, ndjson(row("a"), row("b")))
    imported(services, ndjson(row("a", title="Senare")))
    revert_import(services, found.record.id, COMMAND)
    done = finish(services, found.record.id)
    assert done.reverted == (1, 1)
    assert title_of(services, "a") == "Senare"
    assert [each.reverted for each in rows_of(services, done)] == [False, True]


def test_reverting_a_published_draft_makes_it_a_draft_again(services: Services) -> None:
    imported(services, ndjson(row("a")), publish=False)
    found = imported(services, ndjson(row("a")))
    assert title_of(services, "a") == "Titel"
    revert_import(services, found.record.id, COMMAND)
    work_off(services)
    assert entry_of(services, "a") is None
    draft = entry_of(services, "a", public=False)
    assert draft is not None
    assert draft.status == "draft"


def test_reverting_a_change_keeps_the_public_version_and_the_draft_apart(
    services: Services,
) -> None:
    imported(services, ndjson(row("a", title="Publik")))
    imported(services, ndjson(row("a", title="Utkast")), publish=False)
    found = imported(services, ndjson(row("a", title="Fel")))
    revert_import(services, found.record.id, COMMAND)
    work_off(services)
    latest = entry_of(services, "a", public=False)
    assert latest is not None
    assert (title_of(services, "a"), latest.content["title"]) == ("Publik", "Utkast")


def test_reverting_a_withdrawal_brings_the_entry_back(services: Services) -> None:
    imported(services, ndjson(row("a")))
    found = imported(services, b"externalId;reason\na;Fel\n", mode="withdraw")
    revert_import(services, found.record.id, COMMAND)
    work_off(services)
    assert title_of(services, "a") == "Titel"


def test_only_what_was_loaded_can_be_reverted(services: Services) -> None:
    found = imported(services, ndjson(row("a")), dry_run=True)
    with pytest.raises(Conflict):
        revert_import(services, found.record.id, COMMAND)
    with pytest.raises(NotFound):
        revert_import(services, "nothing", COMMAND)


def test_what_is_public_again_is_looked_at_for_personal_data(services: Services) -> None:
    content = ndjson(row("a", source={"type": "report", "title": "Av Anna Lindqvist"}))
    published(services, content)
    found = imported(services, ndjson(row("a"), row("b")))
    revert_import(services, found.record.id, COMMAND)
    work_off(services)
    told = [[each["pointer"] for each in one.warnings or ()] for one in rows_of(services, found)]
    assert told == [["/source/title"], []]


def test_what_is_public_again_is_read_as_often_for_many_rows_as_for_few(
    services: Services,
) -> None:
    asked = [questions_of_a_revert(services, f"{count}", count) for count in (2, 20)]
    assert asked[0] == asked[1] > 0


def questions_of_a_revert(services: Services, name: str, count: int) -> int:
    """Return how often candidates are asked for while so many changed entries are taken back."""
    ids = [f"{name}-{number}" for number in range(count)]
    imported(services, ndjson(*(row(each) for each in ids)))
    found = imported(services, ndjson(*(row(each, title="Nytt") for each in ids)))
    revert_import(services, found.record.id, COMMAND)
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    engine = services.database.engine
    event.listen(engine, "before_cursor_execute", note)
    work_off(services)
    event.remove(engine, "before_cursor_execute", note)
    assert {title_of(services, each) for each in ids} == {"Titel"}
    return sum("FROM candidate" in each for each in sent)
