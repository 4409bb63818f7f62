"""What a release took out of the curated entries is withdrawn from catalogues that have it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.accounts.access import COMMAND
from app.imports.bulk_load import ImportOptions, import_lines
from app.seeding import (
    ACTOR,
    Removals,
    count_seed_entries,
    preview_seed,
    withdraw_removed_entries,
)
from catalogue import entries
from catalogue.curation import mark_fields
from catalogue.editing import Edit, restore
from catalogue.migrating import Tables, downgrade
from cli.main import commands
from record.lists import PUBLISHED
from seed.entries import SEED_SOURCE, entries_path, removed_entries
from tests.app.importing import ndjson
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services
    from catalogue.records import EntryRecord

REPLACED = next(each for each in removed_entries() if each.replaced_by)
ALONE = next(each for each in removed_entries() if not each.replaced_by)
OLD = [row(each.external_id) for each in (REPLACED, ALONE)]


def load(services: Services, *rows: Mapping[str, object], actor: str = ACTOR) -> None:
    options = ImportOptions(source_system=SEED_SOURCE, publish=True, actor=actor)
    import_lines(services, ndjson(*rows).splitlines(), options)


def entry(services: Services, external_id: str) -> EntryRecord:
    with services.database.read() as connection:
        found = entries.by_key(connection, SEED_SOURCE, external_id, published_only=False)
    assert found is not None
    return found


@pytest.fixture
def upgraded(account_services: Services) -> Services:
    """A catalogue with entries of an earlier release, and what replaces one of them."""
    load(account_services, *OLD, row(REPLACED.replaced_by or ""))
    return account_services


def test_entries_that_a_release_took_out_are_withdrawn_once_with_reason_and_replacement(
    upgraded: Services,
) -> None:
    keys = tuple(sorted((REPLACED.external_id, ALONE.external_id)))
    assert withdraw_removed_entries(upgraded) == Removals(keys, ())
    with upgraded.database.read() as connection:
        for removed in (REPLACED, ALONE):
            tombstone = entries.tombstone(connection, entry(upgraded, removed.external_id).id)
            assert tombstone is not None
            assert tombstone.reason == removed.reason
            successor = removed.replaced_by and entry(upgraded, removed.replaced_by).id
            assert tombstone.replaced_by == successor
    assert withdraw_removed_entries(upgraded) == Removals((), ())


def test_an_entry_that_somebody_has_edited_or_brought_back_stays_and_is_listed(
    upgraded: Services,
) -> None:
    edited = entry(upgraded, REPLACED.external_id)
    with upgraded.database.write() as unit:
        mark_fields(unit, edited.pk, ["title"], edited.version, COMMAND.name)
        edit = Edit(COMMAND.name, "Behövs här")
        entries.withdraw(unit, entry(upgraded, ALONE.external_id).id, "Fel", actor=edit.actor)
        restore(unit, entry(upgraded, ALONE.external_id).id, None, edit)
    keys = tuple(sorted((REPLACED.external_id, ALONE.external_id)))
    assert withdraw_removed_entries(upgraded) == Removals((), keys)


def test_all_that_releases_took_out_leave_at_once_and_only_what_a_curator_changed_stays(
    account_services: Services,
) -> None:
    removed = {each.external_id: each for each in removed_entries()}
    successors = {each.replaced_by for each in removed.values() if each.replaced_by}
    load(account_services, *map(row, removed), *map(row, sorted(successors)))
    edited = entry(account_services, ALONE.external_id)
    with account_services.database.write() as unit:
        mark_fields(unit, edited.pk, ["summary"], edited.version, COMMAND.name)
    leaving = tuple(sorted(removed.keys() - {ALONE.external_id}))
    assert withdraw_removed_entries(account_services) == Removals(leaving, (ALONE.external_id,))
    assert entry(account_services, ALONE.external_id).status == PUBLISHED
    for key in successors:
        assert entry(account_services, key).status == PUBLISHED
    with account_services.database.read() as connection:
        for key in leaving:
            tombstone = entries.tombstone(connection, entry(account_services, key).id)
            assert tombstone is not None
            assert bool(tombstone.replaced_by) == bool(removed[key].replaced_by)


@pytest.mark.parametrize("command", ["seed", "migrate"])
def test_the_command_tells_what_it_withdrew(
    command: str, upgraded: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = upgraded.settings.data / "few.ndjson"
    few.write_bytes(ndjson(row(REPLACED.replaced_by or "")))
    monkeypatch.setattr("app.seeding.entries_path", lambda: few)
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(upgraded.settings.data))
    done = CliRunner().invoke(commands, [command])
    assert "2 tillbakadragna" in done.stderr
    assert REPLACED.external_id in done.stderr


def test_no_entry_is_both_curated_and_taken_out_and_each_replacement_is_curated() -> None:
    lines = entries_path().read_text(encoding="utf-8").splitlines()
    curated = {json.loads(line)["externalId"] for line in lines}
    removed = {each.external_id: each.replaced_by for each in removed_entries()}
    assert not curated & removed.keys()
    assert {each for each in removed.values() if each} <= curated


def test_what_an_upgrade_does_is_told_before_it_happens(upgraded: Services) -> None:
    successor = entry(upgraded, REPLACED.replaced_by or "")
    with upgraded.database.write() as unit:
        mark_fields(unit, successor.pk, ["title"], successor.version, COMMAND.name)
    preview = preview_seed(upgraded)
    assert preview
    assert preview.updated == (REPLACED.replaced_by,)
    assert preview.preserved == {REPLACED.replaced_by: ("title",)}
    assert len(preview.created) == count_seed_entries() - 1
    assert set(preview.removals.withdrawn) == {REPLACED.external_id, ALONE.external_id}
    assert preview.rejected == ()
    assert entry(upgraded, ALONE.external_id).status == PUBLISHED


def test_the_tables_of_an_older_release_are_migrated_in_a_copy(upgraded: Services) -> None:
    downgrade(upgraded.database.engine, "-1")
    preview = preview_seed(upgraded)
    assert preview
    assert REPLACED.replaced_by in preview.updated
    assert upgraded.database.tables() is Tables.OLDER


def test_the_command_lists_what_would_happen(
    upgraded: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXEMPELBANKEN_DATA", str(upgraded.settings.data))
    result = CliRunner().invoke(commands, ["migrate", "--dry-run"], catch_exceptions=False)
    assert f"1 ändras\n  {REPLACED.replaced_by}\n" in result.output
    assert f"  {ALONE.external_id}\n" in result.output
    assert entry(upgraded, ALONE.external_id).status == PUBLISHED
