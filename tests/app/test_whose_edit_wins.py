"""What a load replaces and what stays is told by who wrote it: a machine, or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from app.accounts.access import COMMAND, PUBLISH, WRITE, Actor
from app.entries import editing
from app.entries.editing import BaseVersion
from app.entries.states import state_tag
from app.errors import Conflict
from app.imports.service import revert_import
from catalogue.tables import CuratedField
from tests.app.importing import (
    codes_of_warnings,
    counts,
    entry_of,
    finish,
    imported,
    ndjson,
    rows_of,
    title_of,
)
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services

SCOPES = frozenset((WRITE, PUBLISH))
MACHINE = Actor("token", "1", "Källans program", SCOPES)
OTHER_MACHINE = Actor("token", "2", "En annan källas program", SCOPES)
PERSON = Actor("user", "3", "curator", SCOPES)


@pytest.fixture
def services(account_services: Services) -> Services:
    """Rows without an index: imports do not need one."""
    return account_services


def created(services: Services, actor: Actor, external_id: str, **changes: Any) -> str:
    content = {**row(external_id, **changes), "sourceSystem": "test", "publish": True}
    entry_id: str = editing.create(services, actor, content).entry["id"]
    return entry_id


def patched(services: Services, actor: Actor, external_id: str, **changes: Any) -> None:
    found = entry_of(services, external_id, public=False)
    assert found is not None
    base = BaseVersion(found.id, frozenset([state_tag(found.version, found.status)]))
    editing.patch(services, actor, base, {"publish": True, **changes})


def test_what_a_machine_created_is_replaced_by_the_next_load_of_its_source(
    services: Services,
) -> None:
    names = [f"e{number}" for number in range(25)]
    for name in names:
        created(services, MACHINE, name)
    changed = ndjson(*(row(name, title="Ny titel") for name in names))
    tried = imported(services, changed, dry_run=True)
    done = imported(services, changed)
    assert counts(tried) == counts(done) == {"updated": 25}
    assert codes_of_warnings(services, done) == []
    assert {title_of(services, name) for name in names} == {"Ny titel"}


def test_what_a_person_changed_in_it_stays_and_the_rest_is_replaced(services: Services) -> None:
    created(services, MACHINE, "a")
    patched(services, PERSON, "a", title="För hand")
    changed = ndjson(row("a", title="Ny titel", summary="Ny text."))
    tried = imported(services, changed, dry_run=True)
    done = imported(services, changed)
    found = entry_of(services, "a")
    assert found is not None
    assert (found.content["title"], found.content["summary"]) == ("För hand", "Ny text.")
    assert codes_of_warnings(services, tried) == codes_of_warnings(services, done) == ["kept"]
    assert [each.version for each in rows_of(services, tried)] == [
        each.version for each in rows_of(services, done)
    ]


def test_what_a_machine_changed_since_does_not_take_a_field_from_a_person(
    services: Services,
) -> None:
    created(services, PERSON, "a", title="För hand")
    patched(services, MACHINE, "a", title="Rättstavat")
    imported(services, ndjson(row("a", title="Ny titel")))
    assert title_of(services, "a") == "Rättstavat"


def test_a_machines_draft_is_no_work_of_a_person_and_gives_way(services: Services) -> None:
    imported(services, ndjson(row("a")))
    patched(services, MACHINE, "a", title="Utkast", publish=False)
    imported(services, ndjson(row("a", title="Ny titel")))
    assert title_of(services, "a") == "Ny titel"


def test_a_machine_of_another_source_does_not_overwrite(services: Services) -> None:
    created(services, MACHINE, "a", title="Källans")
    with pytest.raises(Conflict):
        created(services, OTHER_MACHINE, "a", title="Den andras")
    of_other = imported(
        services, ndjson(row("a", title="Källans")), source_system="other", actor=OTHER_MACHINE.name
    )
    assert counts(of_other) == {"created": 1}
    assert codes_of_warnings(services, of_other) == ["possible-duplicate"]
    known = entry_of(services, "a")
    assert known is not None
    assert (known.version, known.content["title"]) == (1, "Källans")


@pytest.mark.parametrize(("actor", "title"), [("token:1", "Ny titel"), ("berit", "För hand")])
def test_marks_of_earlier_releases_keep_a_field_unless_a_machine_made_them(
    services: Services, actor: str, title: str
) -> None:
    created(services, PERSON, "a", title="För hand")
    with services.database.write() as unit:
        unit.connection.execute(update(CuratedField).values(actor=actor))
    imported(services, ndjson(row("a", title="Ny titel")))
    assert title_of(services, "a") == title


def test_an_edit_counts_again_once_the_load_that_overwrote_it_is_taken_back(
    services: Services,
) -> None:
    imported(services, ndjson(row("a")))
    patched(services, PERSON, "a", title="För hand")
    over = imported(services, ndjson(row("a", title="Ny titel")), overwrite=True)
    assert title_of(services, "a") == "Ny titel"
    revert_import(services, over.record.id, COMMAND)
    finish(services, over.record.id)
    assert title_of(services, "a") == "För hand"
    again = imported(services, ndjson(row("a", title="Ny titel")))
    assert (counts(again), title_of(services, "a")) == ({"unchanged": 1}, "För hand")


def test_a_load_that_was_taken_back_leaves_the_fields_with_their_source(
    services: Services,
) -> None:
    created(services, MACHINE, "a", title="Först")
    found = imported(services, ndjson(row("a", title="Sedan")))
    revert_import(services, found.record.id, PERSON)
    finish(services, found.record.id)
    assert title_of(services, "a") == "Först"
    imported(services, ndjson(row("a", title="Till sist")))
    assert title_of(services, "a") == "Till sist"
