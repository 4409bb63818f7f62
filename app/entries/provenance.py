"""What an entry rests on: its source, the quotes of its links, and the words of replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.access import ANONYMOUS
from app.availability import reading
from app.candidates.views import around, in_context, spans_of, text_of
from app.entries import reading as entry_reading
from catalogue import candidates, replies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord
    from catalogue.replies import DocumentSummary, Passage, ReplyRecord

HARVEST = "replies:harvest"


def provenance(services: Services, entry_id: str, actor: Actor = ANONYMOUS) -> dict[str, Any]:
    """Return what `app.entries.reading.provenance` tells, with `replies`; see `schemas.history`.

    Everybody sees hash, question and the public quote; who may review replies sees the words in
    their context as well.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    found = entry_reading.provenance(services, entry_id, actor)
    with reading(services.database) as connection:
        sources = [
            each
            for each in candidates.by_entry(connection, found["entryId"])
            if (each.entry_version or 0) <= found["version"]
        ]
        reply_pks = {each.reply_pk for each in sources}
        of_replies = replies.by_pks(connection, reply_pks)
        documents = replies.summaries_of(connection, reply_pks)
        merged = candidates.merged_into(connection, [each.pk for each in sources])
        spans = {each.pk: spans_of(each, merged[each.pk]) for each in sources}
        passages = None
        if actor.may(HARVEST):
            shown = [place for each in sources for place in around(each, spans[each.pk])]
            passages = replies.passages(connection, shown)
    of_replies_json = [
        _reply_json(
            each,
            of_replies[each.reply_pk],
            documents[each.reply_pk][each.document],
            spans[each.pk],
            text_of([each, *merged[each.pk]]),
            passages,
        )
        for each in sources
    ]
    return {**found, "replies": of_replies_json}


def _reply_json(  # noqa: PLR0913, PLR0917  all that is shown of it
    record: CandidateRecord,
    reply: ReplyRecord,
    document: DocumentSummary,
    spans: Sequence[Sequence[int]],
    text: str,
    passages: Mapping[Passage, str] | None,
) -> Mapping[str, Any]:
    public = {
        "checksum": document.sha256,
        "survey": reply.survey,
        "question": record.question,
        "receivedOn": reply.stated_day,
        "registryNumber": reply.stated_number,
        "quote": record.quote,
        "spans": spans,
    }
    if passages is None:
        return public
    return {
        **public,
        "replyId": reply.id,
        "candidateId": record.id,
        "text": text,
        **in_context(record, document.length, spans, passages),
    }
