"""Jobs, for admins: what goes on behind requests, what failed and why, begun anew or called off."""

from __future__ import annotations

from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from app.jobs.service import cancel_job, list_jobs, retry_job
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.pages import page
from desk.routes import Routes
from web.language import gettext, marked
from web.wording import InLanguage

routes = Routes()
PATH = "jobb"
AT_MOST = 100
STATES = InLanguage(
    {
        "queued": marked("väntar"),
        "running": marked("pågår"),
        "finished": marked("klart"),
        "failed": marked("misslyckades"),
    }
)
KINDS = InLanguage(
    {
        "import": marked("Import"),
        "reply": marked("Läsning av ett svar"),
        "dump": marked("Kopia av katalogen"),
        "index": marked("Sökindex"),
        "erasure": marked("Radering"),
    }
)
"""Kind of job -> what it is called."""


@routes.get(f"/{PATH}", ADMIN)
def jobs_page() -> Response:
    """List the newest jobs, those in one state if one is chosen."""
    wanted_state = http.args.get("state", "")
    state = wanted_state if wanted_state in STATES else ""
    return page(
        "desk/jobs.html",
        jobs=list_jobs(services(), AT_MOST, (state,) if state else ()),
        state=state,
        states=STATES,
        kinds=KINDS,
        most=AT_MOST,
    )


@routes.post(f"/{PATH}/<uuid:job_id>/gor-om", ADMIN)
def send_retry(job_id: UUID) -> Response:
    """Queue a failed job anew."""
    retry_job(services(), str(job_id), caller())
    return redirect_with_message(home(PATH), gettext("Jobbet väntar på att göras om."))


@routes.post(f"/{PATH}/<uuid:job_id>/avbryt", ADMIN)
def send_cancel(job_id: UUID) -> Response:
    """End a job that waits or runs; it can be begun anew."""
    cancel_job(services(), str(job_id), caller())
    return redirect_with_message(home(PATH), gettext("Jobbet är avbrutet."))
