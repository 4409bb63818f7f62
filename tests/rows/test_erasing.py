"""Erasing in the rows: every column is known, and an entry stays whole around the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import JSON, LargeBinary, String, select, update

from catalogue import drafts, entries, feed, ledger, publishing
from catalogue.editing import Edit
from catalogue.erasing import rows
from catalogue.erasing.changes import CODED as CODED_FIELDS
from catalogue.erasing.places import CODED, PLACES
from catalogue.erasing.rows import ErasureTask, entries_of, find, of_entry, overwrite
from catalogue.erasing.text import MARK, FullErasure, TextErasure
from catalogue.records import LinkRecord
from catalogue.tables import Base, Entry, EntryVersion
from record.fields import LOADED, leaves
from tests.rows.building import CONTENT, loaded, loaded_id, row

if TYPE_CHECKING:
    from catalogue.database import Database
    from catalogue.records import EntryRecord

NAME = "Örtqvist"
WORDING = TextErasure(NAME)
TEXTS = {
    "title",
    "summary",
    "facts",
    "keywords",
    "methods",
    "results",
    "steps",
    *("lessons.obstacle", "lessons.solution"),
    *("transfer.fits", "transfer.requires", "transfer.copiedBy"),
    *("resources.money", "resources.staff", "resources.time", "resources.equipment"),
    *("documents.title", "documents.url", "documents.licence"),
    *("english.title", "english.summary"),
    "targetGroup",
    "sectorText",
    "leadOrganisation",
    "partners",
    "contact",
    "licence",
    "source.title",
    "source.url",
    "source.survey",
    "source.question",
    "source.reply",
    "source.registryNumber",
}


def erased(database: Database, part: ErasureTask | None = None) -> None:
    part = part or ErasureTask(WORDING)
    with database.read() as connection:
        hits = find(connection, part)
    with database.write() as unit:
        overwrite(unit, part, hits, "command", "begäran")


def latest(database: Database, entry_id: str, *, public: bool = False) -> EntryRecord:
    with database.read() as connection:
        found = entries.get(connection, entry_id, published_only=public)
    assert found is not None
    return found


def test_every_column_that_can_hold_text_is_known() -> None:
    kinds = (String, JSON, LargeBinary)
    there = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, kinds)
    }
    known = [f"{place.table}.{place.column}" for place in PLACES]
    known += [name for names in CODED.values() for name in names]
    assert sorted(known) == sorted(there)


def test_every_field_of_an_entry_is_a_text_or_coded() -> None:
    """A new field of a load has to be put on one side or the other."""
    own = {path for path, _ in leaves(LOADED) if not path.startswith("evidence.")}
    own = {path for path in own if path.rpartition(".")[2] not in {"sourceSystem", "externalId"}}
    coded = {name for name in CODED_FIELDS if not name.startswith("evidence.")}
    assert own == TEXTS | coded


def test_the_text_goes_from_all_versions_and_the_public_one_is_a_new_one(
    database: Database,
) -> None:
    entry_id = loaded_id(database, row(title=f"Av {NAME}"))
    loaded(database, row(title=f"{NAME} igen"))
    erased(database)
    with database.read() as connection:
        versions = entries.versions(connection, entry_id)
    titles = [each.entry.content["title"] for each in versions]
    assert titles == [f"Av {MARK}", f"{MARK} igen", f"{MARK} igen"]
    assert (latest(database, entry_id).version, versions[-1].version) == (3, 3)
    assert (versions[-1].actor, versions[-1].reason) == ("command", "begäran")


def test_the_feed_tells_copies_to_take_the_new_version(database: Database) -> None:
    loaded(database, row(title=f"Av {NAME}"), row("other"))
    with database.read() as connection:
        position = ledger.last_seq(connection)
    erased(database)
    with database.read() as connection:
        (item,) = feed.page(connection, position, 10).items
    assert item.record is not None
    assert (item.version, item.new, item.record.content["title"]) == (2, False, f"Av {MARK}")


def test_a_draft_beside_the_public_version_stays_beside_it(database: Database) -> None:
    entry_id = loaded_id(database, row(title=f"Av {NAME}"))
    loaded(database, row(title="Utkast"), publish=False)
    erased(database)
    public, draft = (latest(database, entry_id, public=public) for public in (True, False))
    assert (public.content["title"], public.version) == (f"Av {MARK}", 3)
    assert (draft.content["title"], draft.version, draft.status) == ("Utkast", 4, "draft")


def test_what_is_in_review_stays_in_review(database: Database) -> None:
    entry_id = loaded_id(database, row(title=f"Av {NAME}"), publish=False)
    with database.write() as unit:
        drafts.submit(unit, entry_id, Edit("tester"))
    erased(database)
    found = latest(database, entry_id)
    assert (found.status, found.version, found.published_version) == ("in-review", 2, None)


def test_only_what_holds_the_text_gets_a_version(database: Database) -> None:
    entry_id = loaded_id(database, row(title=f"Av {NAME}"))
    loaded(database, row(title="Utan"))
    other = loaded_id(database, row("other"))
    erased(database)
    assert [latest(database, each).version for each in (entry_id, other)] == [2, 1]
    with database.read() as connection:
        events = ledger.changes(connection, 3, 10)
    assert [(each.entry_id, each.action, each.public) for each in events] == [
        (entry_id, "erase", False)
    ]


def test_a_load_of_the_same_row_does_not_bring_the_text_back(database: Database) -> None:
    entry_id = loaded_id(database, row(title=f"Av {NAME}"))
    erased(database)
    (again,) = loaded(database, row(title=f"Av {NAME}"))
    assert (again.action, again.preserved) == ("unchanged", ("title",))
    (other,) = loaded(database, row(title=f"Av {NAME}", summary="Ny text."))
    assert (other.action, other.preserved) == ("updated", ("title",))
    assert latest(database, entry_id).content["title"] == f"Av {MARK}"


def test_a_checksum_fits_the_text_again(database: Database) -> None:
    loaded(database, row(title=f"Av {NAME}"))
    erased(database)
    (same,) = loaded(database, row(title=f"Av {MARK}"))
    assert same.action == "unchanged"


def test_quotes_and_keys_are_erased_too(database: Database) -> None:
    link = LinkRecord("goals", "12", evidence=({"quote": f"{NAME} lånar ut"},))
    told = row(
        f"id-{NAME}", source_system=f"från-{NAME}", links=(link,), summary=f"{NAME} lånar ut."
    )
    entry_id = loaded_id(database, told)
    erased(database)
    found = latest(database, entry_id, public=True)
    assert found.links[0].evidence == ({"quote": f"{MARK} lånar ut"},)
    assert found.external_id.startswith("raderat-")
    assert found.source_system.startswith("raderat-")
    assert found.version == 2


def test_an_address_with_the_text_goes_whole(database: Database) -> None:
    address = f"https://example.org/{NAME}"
    source = {"type": "web-page", "title": "Sida", "url": address}
    entry_id = loaded_id(database, row(contact=address, source=source))
    erased(database)
    content = latest(database, entry_id).content
    assert "contact" not in content
    assert content["source"] == {"type": "web-page", "title": "Sida"}


def test_codes_are_never_taken_for_text(database: Database) -> None:
    entry_id = loaded_id(database, row(kind="activity", state="ongoing"))
    erased(database, ErasureTask(TextErasure("activity")))
    assert latest(database, entry_id).version == 1


def test_reasons_are_erased_without_a_version(database: Database) -> None:
    entry_id = loaded_id(database, row())
    with database.write() as unit:
        publishing.withdraw(unit, entry_id, f"{NAME} bad om det", actor="tester")
    erased(database)
    with database.read() as connection:
        tombstone = entries.tombstone(connection, entry_id)
        assert find(connection, ErasureTask(WORDING)) == []
    assert tombstone
    assert tombstone.reason == f"{MARK} bad om det"
    assert latest(database, entry_id).version == 1


def test_all_of_an_entry_can_be_erased_and_nothing_of_another(database: Database) -> None:
    entry_id = loaded_id(database, row(facts=["En", "Två"]))
    other = loaded_id(database, row("other"))
    with database.read() as connection:
        pk = connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
    assert pk is not None
    part = ErasureTask(FullErasure(), of_entry(entry_id, pk))
    with database.write() as unit:
        publishing.withdraw(unit, entry_id, MARK, actor="command")
    erased(database, part)
    found = latest(database, entry_id)
    texts = {"title": MARK, "summary": MARK, "facts": [MARK, MARK]}
    assert found.content == {**CONTENT, **texts, "source": {"type": "web-page", "title": MARK}}
    assert (found.external_id, found.links[0].evidence) == ("one", ({"quote": MARK},))
    assert latest(database, other).content["title"] == "Verktygspool"
    with database.read() as connection:
        assert find(connection, part) == []


def test_what_changed_since_it_was_found_is_overwritten_as_it_is_now(database: Database) -> None:
    entry_id = loaded_id(database, row(title=f"Av {NAME}"))
    part = ErasureTask(WORDING)
    with database.read() as connection:
        hits = find(connection, part)
        assert entries_of(connection, hits) == (entry_id,)
    with database.write() as unit:
        content = {"title": f"Nytt av {NAME}", "summary": "s"}
        unit.connection.execute(update(EntryVersion).values(content=content))
    with database.write() as unit:
        overwrite(unit, part, hits, "command", "begäran")
    assert latest(database, entry_id).content == {"title": f"Nytt av {MARK}", "summary": "s"}


def test_an_event_of_no_entry_is_reported_without_content(database: Database) -> None:
    with database.write() as unit:
        rows.record(unit, "command", "begäran")
    with database.read() as connection:
        (event,) = ledger.changes(connection, 0, 10)
        assert feed.page(connection, 0, 10).items == []
    assert (event.entry_id, event.version, event.action) == (None, None, "erase")
