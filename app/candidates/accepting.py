"""A candidate becomes an entry, or changes the one that its predecessor became."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import PUBLISH
from app.candidates.links import links_of
from app.candidates.personal import personal_of, settle
from app.candidates.revisions import fields_changed_by_curators, harvested_content
from app.candidates.states import TOUCHED
from app.candidates.views import spans_of
from app.entries.personal import public_words
from app.entries.rows import load_row, row_of
from app.entries.states import check_scope
from app.entries.withheld import Review
from app.errors import Conflict
from catalogue import candidates, editing, entries, publishing, replies
from catalogue.candidates import ACCEPTED, NewStep
from catalogue.editing import Edit, restore
from catalogue.entries import free_key
from catalogue.json_text import canonical
from catalogue.records import EntryRecord, order_links
from record.links import LINKS
from record.lists import DRAFT, PUBLISHED, WITHDRAWN
from record.texts import whole_text
from schemas.candidates import load_accepted
from schemas.loading import RowRejected
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.candidates.precomputed import Precomputed
    from app.entries.personal import PublicWords
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord, StepRecord
    from catalogue.loading.rows import LoadRow
    from catalogue.unit import Unit
    from schemas.faults import FieldFault
    from schemas.loading import LoadedEntry

SOURCE_SYSTEM = "survey-replies"
"""Source system of entries made from candidates."""
ACCEPT, CHANGED = "accept", "changed"
UNDONE = "review undone"


class _Plan(NamedTuple):
    """What accepting a candidate writes, and the entry that it changes, if it makes none."""

    row: LoadRow
    entry: EntryRecord | None


def accept(  # noqa: PLR0913  what is accepted, and how
    precomputed: Precomputed,
    unit: Unit,
    record: CandidateRecord,
    step: NewStep,
    *,
    publish: bool,
    confirmed: Collection[str] = (),
) -> str:
    """Make a waiting candidate an entry; return the entry's id.

    It is a draft, unless it is to be public at once. One that a corrected reply changed becomes
    the next version of the entry that its predecessor became. What is `confirmed` as read, by what
    warnings call it, is stored with the entry.

    Raises:
        RowRejected: it lacks what an entry must have, a county as a rule.
        InvalidContent: it is to be public at once, and something in it looks like personal data
            that nobody has confirmed as read.
    """
    row, entry = plan_acceptance(precomputed.services, unit.connection, record, unit.now)
    edit = Edit(step.actor, step.reason, publish=publish)
    if entry is None:
        entry_id = editing.create(unit, row, edit)
    else:
        entry_id = entry.id
        editing.change(unit, entry_id, row, edit)
    written = entries.get(unit.connection, entry_id, published_only=False)
    if written and (publish or confirmed):
        # As it was written: it is taken back if it must not be public.
        looked_at = _to_be_public(unit.connection, record, written)
        settle(unit, step.actor, *looked_at, precomputed.finder, confirmed, publish=publish)
    candidates.change(
        unit,
        record,
        step,
        state=ACCEPTED,
        entry_id=entry_id,
        entry_version=written.version if written else 1,
    )
    return entry_id


def personal_data_if_accepted(
    precomputed: Precomputed, connection: Connection, record: CandidateRecord
) -> tuple[FieldFault, ...]:
    """Return what is likely to tell of a person in what accepting a candidate would make of it.

    Of a candidate that cannot be accepted as it is: in itself.
    """
    now = datetime.now(UTC)
    try:
        row, entry = plan_acceptance(precomputed.services, connection, record, now)
    except RowRejected:
        return personal_of(_review(connection, record), find_in=precomputed.finder)
    preview = EntryRecord(
        id=entry.id if entry else record.id,
        source_system=row.source_system,
        external_id=row.external_id,
        status=PUBLISHED,
        version=entry.version + 1 if entry else 1,
        published_version=None,
        created_at=now,
        updated_at=now,
        published_at=None,
        seq=0,
        content=row.content,
        links=order_links(*row.links),
        relations=entry.relations if entry else (),
        pk=0,
    )
    return personal_of(*_to_be_public(connection, record, preview), precomputed.finder)


def plan_acceptance(
    services: Services, connection: Connection, record: CandidateRecord, now: datetime
) -> _Plan:
    """Return what accepting a candidate would write.

    Raises:
        RowRejected: it lacks what an entry must have.
    """
    source = build_source(connection, record, now)
    known = services.vocabularies.known
    earlier = predecessor(connection, record)
    if earlier is None:
        key = (SOURCE_SYSTEM, free_key(connection, SOURCE_SYSTEM, record.id))
        return _Plan(_row(record, load_accepted(record.content, key, source, known)), None)
    entry, base = earlier
    content = merge_revision(entry, base, record.content)
    content |= {
        name: record.content.get(name) for name in fields_changed_by_curators(connection, record)
    }
    loaded = load_accepted(content, (entry.source_system, entry.external_id), source, known)
    return _Plan(_with_origins(record, load_row(loaded, entry, with_evidence=False), entry), entry)


def _to_be_public(
    connection: Connection, record: CandidateRecord, entry: EntryRecord
) -> tuple[Review, dict[str, Any], PublicWords]:
    """Return all that would be public of an entry made of a candidate, and what it rests on.

    Members are in one order, whether they were read from rows or not: what was looked at before
    is known again.
    """
    words = public_words(connection, entry)
    entry_json = json.loads(canonical({**words.entry, "replies": words.replies}))
    return _review(connection, record), entry_json, words


def _review(connection: Connection, record: CandidateRecord) -> Review:
    merged = candidates.children(connection, record.pk, merged=True)
    documents = replies.summaries_of(connection, [record.reply_pk])[record.reply_pk]
    return Review(record, merged, documents)


def build_source(connection: Connection, record: CandidateRecord, now: datetime) -> dict[str, Any]:
    """Return the source of an entry: survey, question, reply and where in it the words stand."""
    reply = replies.by_pk(connection, record.reply_pk)
    merged = candidates.children(connection, record.pk, merged=True)
    spans = spans_of(record, merged)
    source = {
        "type": "survey-reply",
        "title": _title(reply.survey, record.content.get("leadOrganisation")),
        "url": record.said.get("url"),
        "survey": reply.survey,
        "question": record.question,
        "reply": reply.id,
        "quote": {"start": spans[0][0], "end": spans[-1][1]} if spans else None,
        "receivedOn": reply.stated_day,
        "registryNumber": reply.stated_number,
        "checkedOn": now.date().isoformat(),
    }
    return {name: value for name, value in source.items() if value is not None}


def _title(survey: str, organisation: str | None) -> str:
    answered = f"Svar på enkäten {questionnaire(survey).title}"
    return f"{answered}, {organisation}" if organisation else answered


def _row(record: CandidateRecord, loaded: LoadedEntry) -> LoadRow:
    row = load_row(loaded)
    links = links_of(record.suggestions, row.links, whole_text(loaded.content))
    return replace(row, links=links)


def _with_origins(record: CandidateRecord, row: LoadRow, entry: EntryRecord) -> LoadRow:
    """Tell where the links come from that an entry did not have."""
    had = {(link.field, link.value) for link in entry.links}
    known = tuple(link for link in row.links if (link.field, link.value) in had)
    new = [link for link in row.links if (link.field, link.value) not in had]
    proposed = links_of(record.suggestions, new, whole_text(row.content))
    place = {(link.field, link.value): at for at, link in enumerate(row.links)}
    links = sorted((*known, *proposed), key=lambda link: place[link.field, link.value])
    return replace(row, links=tuple(links))


def predecessor(
    connection: Connection, record: CandidateRecord
) -> tuple[EntryRecord, Mapping[str, Any]] | None:
    """Return the entry that the candidate of an earlier reply became, and how that one was read.

    None: there is no such candidate, the entry is withdrawn, or another part of what a split made
    goes on with it.
    """
    if record.revision != CHANGED or record.earlier_pk is None:
        return None
    earlier = candidates.by_pk(connection, record.earlier_pk)
    if earlier is None or earlier.state != ACCEPTED or earlier.entry_id is None:
        return None
    entry = entries.get(connection, earlier.entry_id, published_only=False)
    of_entry = candidates.by_entry(connection, earlier.entry_id)
    if entry is None or entry.status == WITHDRAWN or _continues(of_entry, record):
        return None
    return entry, harvested_content(connection, earlier)


def _continues(of_entry: Sequence[CandidateRecord], record: CandidateRecord) -> bool:
    return any(each.earlier_pk == record.earlier_pk for each in of_entry)


def merge_revision(
    entry: EntryRecord, base: Mapping[str, Any], content: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a corrected reply makes of an entry, as a row without key and source.

    What people have changed since the earlier reply was read (`base`), in review or in the entry,
    stays; what they left as it was follows the corrected one.
    """
    row = row_of(entry)
    for name in {*base, *content} - {*LINKS, "relations"}:
        if row.get(name) == base.get(name):
            row[name] = content.get(name)
    for field in LINKS:
        before, now = base.get(field, []), content.get(field, [])
        merged = [value for value in row[field] if value in now or value not in before]
        row[field] = [*merged, *(each for each in now if each not in (*merged, *before))]
    left_out = ("sourceSystem", "externalId", "source", "evidence")
    return {name: value for name, value in row.items() if name not in left_out}


def undo_accept(unit: Unit, record: CandidateRecord, actor: Actor, step: StepRecord) -> None:
    """Take back what accepting did to an entry that nobody has touched since.

    Raises:
        Conflict: somebody has, or has shortened what is public of the reply, or a new version of an
            entry has become public.
        NotAllowed: what accepting published is not withdrawn by somebody who may not publish.
    """
    entry = entries.get(unit.connection, record.entry_id or "", published_only=False)
    if entry is None or entry.version != record.entry_version:
        raise Conflict(TOUCHED)
    made_public = entry.status == PUBLISHED and entry.published_at == step.at
    if entry.status != DRAFT and not (made_public and entry.version == 1):
        raise Conflict(TOUCHED)
    if made_public and record.quote != step.before["quote"]:  # words that were taken out stay out
        raise Conflict(TOUCHED)
    check_scope(actor, *[PUBLISH] * made_public)
    if entry.version == 1:
        publishing.withdraw(unit, entry.id, UNDONE, actor=actor.name, based_on=entry.version)
        return
    edit = Edit(actor.name, based_on=entry.version)
    restore(unit, entry.id, entry.version - 1, edit)
