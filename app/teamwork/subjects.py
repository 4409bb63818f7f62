"""What a team works on: what an entry, a candidate, a reply or a report is called."""

from __future__ import annotations

from app.accounts.access import Actor
from app.candidates.reading import get_candidate
from app.entries.reading import get_entry
from app.errors import EntryWithdrawn, NotAllowed, NotFound
from app.replies.service import get_reply
from app.reports import get_report
from app.wiring import Services
from catalogue.teamwork import Subject

__all__ = ["Subject", "title_of"]


def title_of(services: Services, actor: Actor, subject: Subject) -> str | None:
    """Return what a subject is called; None where there is no such thing for whoever asks.

    A reply goes by the name of its file, a report by the title of its entry.
    """
    try:
        match subject.kind:
            case "entry":
                return str(get_entry(services, subject.id, actor)["title"])
            case "candidate":
                return str(get_candidate(services, subject.id, actor)["entry"]["title"])
            case "report":
                entry_id = get_report(services, subject.id)["entryId"]
                return str(get_entry(services, entry_id, actor)["title"])
            case "reply":
                return get_reply(services, subject.id).record.file_name or ""
    except (EntryWithdrawn, NotFound, NotAllowed):
        return None
    return None
