"""The search index, for admins: how it stands, built anew, compared with the rows."""

from __future__ import annotations

from werkzeug.wrappers import Response

from app.accounts.access import ADMIN
from app.availability import translates_engine_errors
from app.index_jobs import DIFFERENCES, Task, latest_index_job, request_index_job
from app.indexing import index_status
from desk.access import home, services
from desk.flash import redirect_with_message
from desk.pages import page
from desk.routes import Routes
from web.language import gettext, marked
from web.wording import InLanguage

routes = Routes()
PATH = "sokindex"
TASKS = InLanguage({"rebuild": marked("Ombyggnad"), "verify": marked("Jämförelse")})
NAMES = InLanguage(
    {
        "missing": marked("Saknas i indexet"),
        "surplus": marked("Finns bara i indexet"),
        "stale": marked("Har en annan version i indexet"),
        "unreadable": marked("Går inte att läsa: innehållet är skadat"),
    }
)


@routes.get(f"/{PATH}", ADMIN)
def index_page() -> Response:
    """Show how the index stands, and what the latest job on it came to."""
    with translates_engine_errors():
        status = index_status(services())
    job = latest_index_job(services())
    return page(
        "desk/index.html",
        index=status,
        job=job,
        under_way=job is not None and job.view["state"] in {"queued", "running"},
        tasks=TASKS,
        differences=[(NAMES[name], job.result.get(name)) for name in DIFFERENCES] if job else [],
    )


@routes.post(f"/{PATH}/<any(rebuild,verify):task>", ADMIN)
def send_index_job(task: Task) -> Response:
    """Queue a rebuild or a comparison."""
    request_index_job(services(), task)
    return redirect_with_message(home(PATH), gettext("Arbetet väntar på sin tur."))
