"""What waits for those who look after the catalogue, on the wire."""

from __future__ import annotations

from marshmallow import fields

from record.tasks import TASKS
from schemas import documented as doc
from schemas.arguments import PageArgsSchema
from schemas.base import CamelSchema
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Parameters, choice

KINDS = tuple(TASKS)


class TasksArgsSchema(PageArgsSchema):
    """Which tasks."""

    kind = Parameters(choice(*KINDS), "Kind of task. May be repeated.", most=len(KINDS))


class TaskSchema(CamelSchema):
    """Something to be done with an entry, a candidate, a reply or a report."""

    kind = doc.choice(
        " ".join(f"{kind}: {each.about}" for kind, each in TASKS.items()),
        *KINDS,
    )
    title = doc.text("Title of the entry, or of the one that is reported; of a reply, its survey.")
    counties = doc.texts("County codes.")
    since = doc.moment("Since when it waits, or is public.")
    due = doc.moment("Of a reply: when its text is deleted.", null=True)
    entry_id = doc.uuid("The entry.", null=True)
    candidate_id = doc.uuid("The candidate.", null=True)
    reply_id = doc.uuid("The reply.", null=True)
    report_id = doc.uuid("The report.", null=True)
    _links = links()


class TasksSchema(CamelSchema):
    """What waits, kind by kind, the longest first."""

    items = doc.list_of(TaskSchema, "The tasks.")
    counts = doc.by_name(fields.Integer(), "Kind -> how many, of the kinds that were asked for.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
