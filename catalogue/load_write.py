"""Writing a planned load: a handful of bulk statements, however many rows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from catalogue.among import among
from catalogue.inserting import insert_rows
from catalogue.ledger import Change
from catalogue.load_rows import CREATED, UPDATED
from catalogue.publishing import mark_published
from catalogue.tables import Entry, EntryVersion, Link, Relation
from record.lists import DRAFT, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from catalogue.load_plan import Plan
    from catalogue.unit import Unit

_STATE = ("status", "version", "published_version", "content_hash", "updated_at", "published_at")
_UPDATE_ENTRY = (
    update(Entry)
    .where(Entry.pk == bindparam("of_pk"))
    .values({name: bindparam(name) for name in _STATE})
)


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
        self._write_links(written, pk_by_id)
        self._write_relations(written, pk_by_id)
        for plan in written:
            action = "create" if plan.known is None else "update"
            self._record(plan, pk_by_id[plan.entry_id], action)
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
            select(Entry.id, Entry.pk).where(among(self._connection, Entry.id, targets))
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
        for pk, plan in drafts.items():
            self._record(plan, pk, "publish")
            plan.action = UPDATED

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
