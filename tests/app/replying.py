"""Replies as tests send them in, read at once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from app.accounts.access import COMMAND
from app.candidates.reading import CandidateFilter, list_candidates
from app.replies.service import ReplyWithJob, SubmittedReply, get_reply, submit
from app.uploads import receive_upload
from tests.app.importing import work_off

if TYPE_CHECKING:
    from app.wiring import Services

ACTOR = "token:test"
REPLY = """Svar från Länsstyrelsen i Kronobergs län

1) Ja, i en intern grupp.
2a) Ja, genom rådgivning.
2b) Nej.
2c)
- Verktygspool: vi lånar ut verktyg till tolv byggföretag i Växjö.
- Klimatkontrakt med åkerier som byter till biogas.
- Kurser om giftfria material (Anna Lindqvist, anna.lindqvist@example.org, 070-123 45 67).
2d) Bygg och transport.
3) Inget särskilt.
"""
"""A made-up reply with three examples."""
CORRECTED = REPLY.replace(
    "tolv byggföretag i Växjö", "fjorton byggföretag i Växjö och Alvesta"
).replace(
    "- Klimatkontrakt med åkerier som byter till biogas.\n",
    "- Tillsyn av avfall på byggarbetsplatser tillsammans med kommunerna.\n",
)
"""The same county's reply again: the first example changed, the second gone, another new."""


def sent_in(
    services: Services, content: str | bytes = REPLY, name: str = "svar.txt", **told: Any
) -> tuple[str, bool]:
    """Send a reply in, and have it read."""
    data = content.encode() if isinstance(content, str) else content
    key = told.pop("key", None)
    with receive_upload(services.settings, io.BytesIO(data), None) as upload:
        found = submit(services, upload, SubmittedReply(**{"actor": ACTOR, **told}), name, key=key)
    work_off(services)
    return found


def harvested(services: Services, content: str | bytes = REPLY, **told: Any) -> ReplyWithJob:
    return get_reply(services, sent_in(services, content, **told)[0])


def candidates_of(services: Services, reply_id: str | None = None) -> list[dict[str, Any]]:
    return list_candidates(services, CandidateFilter(reply_id=reply_id), 1, 1000, COMMAND)[1]
