"""Keeping what people have edited when its source is loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue import views
from catalogue.among import among
from catalogue.editing_marks import (
    DERIVED,
    RELATIONS,
    differing,
    marked_fields,
    outgoing,
    parts,
    parts_of,
)
from catalogue.records import in_order
from catalogue.tables import Entry
from record.fields import LINKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from catalogue.load_plan import Plan
    from catalogue.records import EntryRecord


def keep_edited(connection: Connection, plans: Sequence[Plan]) -> None:
    """Put the fields that people have edited in place of what the rows say of them."""
    by_pk = {plan.known.pk: plan for plan in plans if plan.known and not plan.errors}
    marked = marked_fields(connection, list(by_pk)) if by_pk else {}
    if not marked:
        return
    statement = views.entries_in(views.LATEST).where(among(connection, Entry.pk, marked))
    for record in views.read(connection, statement, views.LATEST):
        _keep(by_pk[record.pk], record, marked[record.pk])


def _keep(plan: Plan, record: EntryRecord, edited: frozenset[str]) -> None:
    loaded = parts(plan.values, plan.links, plan.relations)
    plan.kept = tuple(sorted(differing(loaded, parts_of(record)) & edited))
    kept = set(plan.kept)
    names = kept.union(*(DERIVED.get(name, ()) for name in kept)) - {RELATIONS, *LINKS}
    plan.values = {**plan.values, **{name: record.content.get(name) for name in names}}
    plan.links = in_order(
        *(link for link in plan.links if link.field not in kept),
        *(link for link in record.links if link.field in kept),
    )
    if RELATIONS in kept:
        plan.relations = dict.fromkeys(outgoing(record))
