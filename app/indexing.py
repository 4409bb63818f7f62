"""The index and the rows: where they meet, and who keeps them in step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from app.entries.damage import intact, is_intact, log_entry_on_error
from app.entries.documents import public_entry
from app.errors import ExempelbankenError, Message
from app.wiring import Services, known
from catalogue import entries, ledger
from catalogue.errors import LockTimeout
from catalogue.records import EntryRecord
from catalogue.writer_lock import writer_lock
from indexer import upkeep
from indexer.documents import IndexDocument, to_document
from indexer.engine import DamagedIndex, NoLiveIndex
from indexer.index_names import IndexName, Standing, standing
from indexer.source import SourceChanges

PAGE = 500
"""Entries read from the rows at a time."""
GRACE_SECONDS = 3.0
"""Longer than a reader relies on what it last saw to be live, and than any search may take."""

VERIFY_SECONDS = 2.0
"""Between two looks at what differs; a change is to be in the index by then."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How far the live index has followed the rows."""

    name: str | None
    entries: int
    published: int
    seq: int
    ledger_seq: int
    standing: Standing
    built_by: str | None
    release: str

    @property
    def current(self) -> bool:
        """Whether the index is what this release would build."""
        return self.standing is Standing.CURRENT

    @property
    def ahead(self) -> bool:
        """Whether the index holds what the rows do not, as after a backup was restored."""
        return self.seq > self.ledger_seq


class NewerIndex(ExempelbankenError):
    """The live index is of a newer release, which keeps it; this one must not write to it."""

    def __init__(self, theirs: str, ours: str) -> None:
        self.theirs, self.ours = theirs, ours
        super().__init__(
            Message(
                sv=f"Sökindexet är byggt av en nyare installation (utgåva {theirs}) än den här"
                f" (utgåva {ours}), som därför inte ändrar det. Raderna är oskadda. Uppgradera den"
                " här, eller kör exempelbanken index rebuild för att gå tillbaka.",
                en=f"The search index was built by a newer installation (release {theirs}) than"
                f" this one (release {ours}), which therefore leaves it alone. The rows are"
                " unharmed. Upgrade this one, or run exempelbanken index rebuild to go back.",
            )
        )


class RowSource:
    """Implements `indexer.source.Source` over the database."""

    def __init__(self, services: Services) -> None:
        self._database = services.database
        self._work = services.batch_work
        self._left_out = 0

    def last_seq(self) -> int:
        """Return the ledger's latest position."""
        with self._database.read() as connection:
            return ledger.last_seq(connection)

    def count(self) -> int:
        """Return the number of published entries but those whose rows `pages` found damaged."""
        with self._database.read() as connection:
            return entries.count_published(connection) - self._left_out

    def pages(self) -> Iterator[Sequence[IndexDocument]]:
        """Yield all published entries in pages, each read in a transaction of its own."""
        return (documents for _, documents in self._work.each(make_documents, self._pages()))

    def changes(self, since: int, limit: int) -> Iterator[SourceChanges]:
        """Yield what came after `since`, at most `limit` events at a time, as the rows stand.

        What the public does not see changes nothing here, and no answer or ETag for anybody.
        """
        for changes, documents in self._work.each(make_documents, self._changes(since, limit)):
            yield replace(changes, documents=documents)

    def changed_since(self, seq: int) -> set[str]:
        """Return the ids of entries that something public happened to after a position."""
        with self._database.read() as connection:
            return ledger.changed_since(connection, seq)

    def published(self) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every published entry."""
        after = 0
        while keys := self._keys(after):
            yield from ((entry_id, seq) for _, entry_id, seq in keys)
            after = keys[-1][0]

    def _pages(self) -> Iterator[tuple[None, list[EntryRecord]]]:
        after = 0
        while page := self._page(after):
            sound = intact(page)
            self._left_out += len(page) - len(sound)
            yield None, sound
            after = page[-1].pk

    def _page(self, after: int) -> list[EntryRecord]:
        with self._database.read() as connection:
            return entries.published_page(connection, after, PAGE)

    def _changes(self, since: int, limit: int) -> Iterator[tuple[SourceChanges, list[EntryRecord]]]:
        """Yield changes without their documents, and the entries that these are made of."""
        while True:
            with self._database.read() as connection:
                events = ledger.changes(connection, since, limit)
                if not events:
                    return
                seen = [each.entry_id for each in events if each.public and each.entry_id]
                touched = list(dict.fromkeys(seen))
                current = {each.id: each for each in entries.get_many(connection, touched)}
            since = events[-1].seq
            deletions = [entry_id for entry_id in touched if entry_id not in current]
            yield SourceChanges((), deletions, since), intact(current.values())

    def _keys(self, after: int) -> list[tuple[int, str, int]]:
        with self._database.read() as connection:
            return entries.published_keys(connection, after, PAGE)


def make_documents(records: Sequence[EntryRecord]) -> list[IndexDocument]:
    """Make the documents of published entries, in whichever process."""
    return list(map(_make_document, records))


def _make_document(record: EntryRecord) -> IndexDocument:
    labels, topics = known().labels, known().topics
    with log_entry_on_error(record):
        return to_document(public_entry(record), record.seq, labels, topics)


def _no_progress(_entries: int) -> None:
    """Show nothing."""


def rebuild_index(services: Services, progress: Callable[[int], None] = _no_progress) -> str:
    """Build a new index next to the live one, whatever that is, and swap; return its name."""
    with writer_lock(services.database, services.settings.data):
        return _rebuild_index(services, progress)


def _rebuild_index(services: Services, progress: Callable[[int], None]) -> str:
    return upkeep.rebuild(
        services.engine, RowSource(services), services.builder, progress, GRACE_SECONDS
    )


def sweep_index(services: Services) -> None:
    """Drop what killed rebuilds have left behind, unless one is under way."""
    if upkeep.leftovers(services.engine):
        with (
            suppress(LockTimeout),
            writer_lock(services.database, services.settings.data, timeout=0),
        ):
            upkeep.sweep(services.engine)


def sync_index(services: Services, progress: Callable[[int], None] = _no_progress) -> int:
    """Bring the live index up to the ledger, building it anew where that is needed.

    Returns the position reached. Costs two reads when there is nothing to do.

    Raises:
        NewerIndex: the live index is another's to keep.
    """
    if not (_is_unfit(services) or index_is_behind(services)):
        return _indexed_seq(services)
    with writer_lock(services.database, services.settings.data):
        if _is_unfit(services):  # looked at again: another process may have mended it meanwhile
            _rebuild_index(services, progress)
        live = services.engine.live()
        assert live is not None, "a rebuild makes an index live"  # noqa: S101 - for the type
        return upkeep.sync(services.engine, RowSource(services), live, progress)


def _is_unfit(services: Services) -> bool:
    """Return whether the live index must be built anew.

    It is missing, damaged, of another analysis or vocabulary, or ahead of the rows, as after a
    backup of the rows was restored.

    Raises:
        NewerIndex: it is of a newer release, whatever state it is in.
    """
    live = services.engine.live()
    match standing(live, services.builder):
        case Standing.NEWER:
            raise NewerIndex(_release_of(live) or "", services.builder.release)
        case Standing.OUTDATED:
            return True
        case Standing.CURRENT:
            return _is_damaged(services) or _is_ahead(services)


def _release_of(live: str | None) -> str | None:
    name = IndexName.parse(live) if live else None
    return name.release if name else None


def _is_damaged(services: Services) -> bool:
    """Return whether there is a live index that cannot be read."""
    try:
        with suppress(NoLiveIndex):
            services.engine.snapshot()
    except DamagedIndex:
        return True
    return False


def _is_ahead(services: Services) -> bool:
    return _indexed_seq(services) > RowSource(services).last_seq()


def index_is_behind(services: Services) -> bool:
    """Return whether the ledger holds events that the live index does not."""
    return _indexed_seq(services) < RowSource(services).last_seq()


def verify_index(services: Services) -> upkeep.Difference:
    """Compare the live index with the rows, entry by entry, while both may be written to.

    What is missing because its row is damaged is counted separately.

    Raises:
        DamagedIndex: a part of it is not as it was written; it says which.
    """
    _indexed_seq(services)  # what has lost its own position is damaged, however whole the rest is
    found = upkeep.verify(services.engine, RowSource(services), VERIFY_SECONDS)
    with services.database.read() as connection:
        records = entries.get_many(connection, found.missing)
    damaged = {record.id for record in records if not is_intact(record)}
    return replace(
        found,
        missing=tuple(each for each in found.missing if each not in damaged),
        unreadable=tuple(each for each in found.missing if each in damaged),
    )


def index_status(services: Services) -> IndexStatus:
    """Tell where the live index stands."""
    source = RowSource(services)
    live = None if _is_damaged(services) else services.engine.live()
    return IndexStatus(
        name=live,
        entries=services.engine.count(live) if live else 0,
        published=source.count(),
        seq=services.engine.seq(live) if live else 0,
        ledger_seq=source.last_seq(),
        standing=standing(live, services.builder),
        built_by=_release_of(live),
        release=services.builder.release,
    )


def _indexed_seq(services: Services) -> int:
    live = services.engine.live()
    return services.engine.seq(live) if live else 0
