"""Reading replies at once, in the process that asks: what the command does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.candidates.links import prefilled, suggestions_for
from app.jobs.execution import worker_name
from app.replies.parsing import read_reply
from app.replies.runs import HANDLERS
from app.replies.service import ReplyWithJob, SubmittedReply, get_reply, submit
from app.replies.views import reading_view
from app.submissions import work_off
from app.uploads import Upload
from app.wiring import Services

LINKS = ("sectors", "objectives", "goals", "targets", "levers")
"""Fields of links in what is shown; sectors are those that are suggested."""


def preview(services: Services, path: Path, survey: str) -> dict[str, Any]:
    """Return what a file holds, as `harvest.harvesting_json` has it, with suggested links.

    Nothing is kept of it.

    Raises:
        UnreadableReply: with one reason, and what to do about it.
    """
    found = read_reply(path, path.name, survey)
    shown: dict[str, Any] = found["shown"]
    for reply, respondent in zip(shown["replies"], found["respondents"], strict=True):
        reply["readings"] = [reading_view(each) for each in respondent["readings"]]
    for item in _items(shown):
        suggestions = suggestions_for(services, item["summary"], item["sectors"])
        filled = prefilled(suggestions)
        item.update({field: filled.get(field, []) for field in LINKS}, suggestions=suggestions)
    return {**shown, "warnings": found["warnings"]}


def _items(shown: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the candidates among what is shown."""
    for reply in shown["replies"]:
        yield from reply["collaborations"]
        for answer in reply["answers"].values():
            yield from (item for item in (answer or {}).get("items", ()) if "summary" in item)


def run_inline(
    services: Services, upload: Upload, sent: SubmittedReply, file_name: str
) -> tuple[ReplyWithJob, bool]:
    """Keep a reply and read it; return it, and whether it is new."""
    worker = worker_name()
    reply_id, is_new = submit(services, upload, sent, file_name, worker=worker)
    work_off(services, get_reply(services, reply_id).record.job_id, HANDLERS, worker)
    return get_reply(services, reply_id), is_new
