"""Loading rows in bulk: planned, then written in a handful of statements, however many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from catalogue.curation import overwrite_marks
from catalogue.gaps import gaps_of
from catalogue.ledger import Change
from catalogue.loading.plan import make_plans
from catalogue.loading.rows import (
    CREATED,
    UPDATED,
    LoadResult,
    LoadRow,
)
from catalogue.locks import Lock, lock_until_commit
from catalogue.publishing import mark_published
from catalogue.sql import in_array, insert_rows
from catalogue.tables import Entry, EntryGap, EntryVersion, Link, Relation
from record.lists import DRAFT, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from catalogue.loading.plan import Plan
    from catalogue.unit import Unit

_STATE = ("status", "version", "published_version", "content_hash", "updated_at", "published_at")
_UPDATE_ENTRY = (
    update(Entry)
    .where(Entry.pk == bindparam("of_pk"))
    .values({name: bindparam(name) for name in _STATE})
)


OBJECTIVES = "objectives"
_SEEN = ("checkedOn", "retrievedOn", "receivedOn")


def source_seen_on(content: Mapping[str, Any]) -> str | None:
    """Return the day on which somebody last looked at the source of an entry, if it is known."""
    source = content.get("source") or {}
    return next((source[name] for name in _SEEN if source.get(name)), None)


class LoadWriter:
    """Writes what was planned for the rows of one load."""

    def __init__(
        self,
        unit: Unit,
        *,
        actor: str,
        publish: bool,
        job_id: str | None = None,
        reason: str | None = None,
    ) -> None:
        self._unit = unit
        self._connection = unit.connection
        self._actor = actor
        self._publish = publish
        self._job_id = job_id
        self._reason = reason

    def _publishes(self, plan: Plan) -> bool:
        return self._publish and not plan.holds_back

    def write(self, plans: Sequence[Plan]) -> dict[str, int]:
        """Write entries, versions, links and relations, and record what changed.

        Returns the pk of each entry that got a version.
        """
        written = [plan for plan in plans if plan.writes_version]
        pk_by_id = self._write_entries(written)
        versions = [self._version(plan, pk_by_id[plan.entry_id]) for plan in written]
        insert_rows(self._connection, EntryVersion, versions)
        insert_rows(self._connection, EntryGap, list(_gaps(written, pk_by_id)))
        self._write_links(written, pk_by_id)
        self._write_relations(written, pk_by_id)
        for item in written:
            action = "create" if item.known is None else "update"
            self._record(item, pk_by_id[item.entry_id], action)
        if self._publish:
            self._publish_drafts(plans)
        return pk_by_id

    def _write_entries(self, written: Sequence[Plan]) -> dict[str, int]:
        """Return the pk of each written entry."""
        pk_by_id = {plan.entry_id: plan.known.pk for plan in written if plan.known}
        created = [self._entry(plan) for plan in written if plan.action == CREATED]
        if created:
            rows = self._connection.execute(insert(Entry).returning(Entry.id, Entry.pk), created)
            pk_by_id.update((entry_id, pk) for entry_id, pk in rows)
        updated = [
            {"of_pk": plan.known.pk, **self._state(plan)}
            for plan in written
            if plan.known and plan.action == UPDATED
        ]
        if updated:
            self._connection.execute(_UPDATE_ENTRY, updated)
        return pk_by_id

    def _entry(self, plan: Plan) -> dict[str, Any]:
        return {
            "id": plan.entry_id,
            "source_system": plan.row.source_system,
            "external_id": plan.row.external_id,
            "created_at": self._unit.now,
            "seq": 0,
            **self._state(plan),
        }

    def _state(self, plan: Plan) -> dict[str, Any]:
        """Return what a new version changes in its entry; a draft leaves the public one alone."""
        known = plan.known
        published_version = known.published_version if known else None
        published_at = known.published_at if known else None
        if self._publishes(plan):
            published_version = plan.version
            published_at = published_at or self._unit.now
        return {
            "status": DRAFT if published_version is None else PUBLISHED,
            "version": plan.version,
            "published_version": published_version,
            "content_hash": plan.content_hash,
            "updated_at": self._unit.now,
            "published_at": published_at,
        }

    def _version(self, plan: Plan, pk: int) -> tuple[object, ...]:
        public = self._publishes(plan)
        return (
            pk,
            plan.version,
            PUBLISHED if public else DRAFT,
            plan.content,
            plan.content_hash,
            self._unit.now,
            self._unit.now if public else None,
            self._actor,
            self._reason,
            self._job_id,
            source_seen_on(plan.values),
            any(link.field == OBJECTIVES for link in plan.links),
        )

    def _write_links(self, written: Sequence[Plan], pk_by_id: Mapping[str, int]) -> None:
        links = [
            (
                pk_by_id[plan.entry_id],
                plan.version,
                link.field,
                link.value,
                position,
                link.origin,
                link.score,
                link.evidence or None,
            )
            for plan in written
            for position, link in enumerate(plan.links)
        ]
        insert_rows(self._connection, Link, links)

    def _write_relations(self, written: Sequence[Plan], pk_by_id: Mapping[str, int]) -> None:
        targets = {target for plan in written for _, target in plan.relations}
        if not targets:
            return
        found = self._connection.execute(
            select(Entry.id, Entry.pk).where(in_array(self._connection, Entry.id, targets))
        )
        target_pk_by_id = {row.id: row.pk for row in found}
        relations = [
            {
                "entry_pk": pk_by_id[plan.entry_id],
                "version": plan.version,
                "type": type_,
                "target_pk": target_pk_by_id[target],
            }
            for plan in written
            for type_, target in plan.relations
        ]
        self._connection.execute(insert(Relation), relations)

    def _publish_drafts(self, plans: Sequence[Plan]) -> None:
        """Publish what is there as a draft with the very text that is loaded."""
        drafts = {plan.known.pk: plan for plan in plans if plan.known and self._is_ready(plan)}
        keys = [(pk, plan.version) for pk, plan in drafts.items()]
        mark_published(self._connection, keys, self._unit.now)
        for pk, item in drafts.items():
            self._record(item, pk, "publish")
            item.action = UPDATED

    def _is_ready(self, plan: Plan) -> bool:
        return plan.is_draft_of_itself and self._publishes(plan)

    def _record(self, plan: Plan, pk: int, action: str) -> None:
        self._unit.record(
            Change(
                pk,
                action,
                plan.version,
                self._actor,
                public=self._publishes(plan),
                job_id=self._job_id,
                reason=self._reason,
            )
        )


def _gaps(
    written: Sequence[Plan], pk_by_id: Mapping[str, int]
) -> Iterator[tuple[int, int, str, int | None]]:
    for plan in written:
        for kind, year in gaps_of(plan.values):
            yield pk_by_id[plan.entry_id], plan.version, kind, year


MAX_ROWS = 5_000
"""Rows of one call: both databases take 32,000 parameters in a statement, and some to spare."""


def load(  # noqa: PLR0913  how to load, in full
    unit: Unit,
    rows: Sequence[LoadRow],
    *,
    actor: str,
    publish: bool,
    job_id: str | None = None,
    overwrite: bool = False,
) -> list[LoadResult]:
    """Load at most MAX_ROWS rows; return what became of each, in the same order.

    The outcome is that of loading the rows one by one: a key that occurs twice is an update the
    second time. The one difference is that a relation may point at a later row of the same call.

    Text, links and relations that equal those of the latest version change nothing, except that
    with `publish` a draft holding them is published. Without `publish` a change of a published
    entry is a draft beside it. A withdrawn entry stays withdrawn: the same text again is
    unchanged, another is rejected as "withdrawn", for the withdrawal was somebody's decision.

    Fields that a person has edited stay as they are, and the result names those that the row says
    something else of; with `overwrite` the row wins, until the load is taken back. A load does not
    publish a draft that holds such an edit: it becomes a new draft with the rest of the row.
    """
    if len(rows) > MAX_ROWS:
        raise ValueError(f"{len(rows)} rows in one load; {MAX_ROWS} are the most")
    lock_until_commit(unit.connection, Lock.LOAD)  # or two loads of one file could cross
    writer = LoadWriter(unit, actor=actor, publish=publish, job_id=job_id)
    results: dict[int, LoadResult] = {}
    for places in _rounds(rows):
        plans = make_plans(unit.connection, [rows[place] for place in places], overwrite=overwrite)
        writer.write(plans)
        if overwrite:
            _overwrite_edits(unit, plans, job_id)
        results.update(zip(places, map(_load_result, plans), strict=True))
    return [results[place] for place in range(len(rows))]


def _rounds(rows: Sequence[LoadRow]) -> Iterator[list[int]]:
    """Part the rows' places so that no key occurs twice in a round."""
    rounds: list[list[int]] = []
    seen: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        key = (row.source_system, row.external_id)
        turn = seen.get(key, 0)
        seen[key] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(place)
    yield from rounds


def _overwrite_edits(unit: Unit, plans: Sequence[Plan], job_id: str | None) -> None:
    pks = [item.known.pk for item in plans if item.known and not item.errors]
    if pks:
        overwrite_marks(unit.connection, pks, job_id)


def _load_result(item: Plan) -> LoadResult:
    return LoadResult(
        external_id=item.row.external_id,
        entry_id=item.entry_id if item.version else None,
        action=item.action,
        version=item.version,
        errors=tuple(item.errors),
        preserved=item.preserved,
    )
