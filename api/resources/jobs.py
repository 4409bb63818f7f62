"""/jobs: work that goes on behind requests."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.access import require_scope
from api.addresses import link
from api.answers import answer, services
from api.smorest import Blueprint
from app.jobs.service import get_job
from schemas.examples import read_examples
from schemas.jobs import JobSchema

examples = read_examples("imports")

WORKED_ON = (("importId", "imports"), ("replyId", "replies"), ("dumpId", "dumps"))

jobs = Blueprint("jobs", "Follow work that goes on behind a request.")


@jobs.route("/jobs/<uuid:jobId>")
class Job(MethodView):
    """One job."""

    @require_scope()
    @jobs.operation("getJob")
    @jobs.answers(JobSchema, examples.job, 404, 503)
    def get(self, jobId: UUID) -> Response:  # noqa: N803
        """Read how far a job has come."""
        job = get_job(services(), str(jobId))
        ways = [link("self", "jobs", jobId)]
        for name, collection in WORKED_ON:
            if job[name]:
                ways.append(link("related", collection, job[name]))
        return answer({**job, "_links": ways})
