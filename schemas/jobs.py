"""Jobs on the wire."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.hypermedia import links


class JobProgressSchema(CamelSchema):
    """How far a job has come."""

    done = doc.number("Units done.", minimum=0)
    total = doc.number("Units in all; null while unknown.", null=True, minimum=0)


class JobFaultSchema(CamelSchema):
    """Why an attempt at a job failed."""

    code = doc.text("What went wrong, for programs: internal, no-permission, disk-full and so on.")
    error = doc.text("The kind of error, for whoever looks into the log.", null=True)
    message = doc.text("What went wrong, and what to do about it.")


class JobSchema(CamelSchema):
    """Work that goes on behind a request."""

    id = doc.uuid("Its id.")
    kind = doc.text("import, reply, dump and so on.")
    state = doc.choice("Its state.", "queued", "running", "finished", "failed")
    progress = doc.one(JobProgressSchema, "How far it has come.")
    import_id = doc.uuid("The import that it works on.", null=True)
    reply_id = doc.uuid("The reply that it reads.", null=True)
    dump_id = doc.uuid("The dump that it made.", null=True)
    attempts = doc.number("Attempts since it last made progress.", minimum=0)
    next_attempt_at = doc.moment("When it is tried again after a failure.", null=True)
    fault = doc.one(JobFaultSchema, "What went wrong in the latest attempt that failed.", null=True)
    created_at = doc.moment("When it was queued.")
    started_at = doc.moment("When it was last started.", null=True)
    finished_at = doc.moment("When it ended.", null=True)
    _links = links("What it works on, or has made.")
