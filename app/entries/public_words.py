"""Everything that the public sees of an entry, and what of it looks like personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.candidates.personal import finder
from app.entries.documents import public_entry
from app.entries.personal import personal_warnings
from catalogue import candidates, entries, replies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from catalogue.records import EntryRecord
    from catalogue.replies import DocumentRecord
    from schemas.faults import FieldFault


class PublicWords(NamedTuple):
    """What an entry says in a version, wherever it is shown.

    Attributes:
        entry: as JSON.
        replies: {quote} of the replies it was made from, in the order of its provenance.
        withdrawal_reason: of a withdrawn entry, which everybody is told.
        documents: of those replies; what was withheld from them is known again.
    """

    entry: dict[str, Any]
    replies: Sequence[dict[str, Any]]
    withdrawal_reason: str | None
    documents: Sequence[DocumentRecord]


def public_words(connection: Connection, record: EntryRecord) -> PublicWords:
    """Read all that the public would see if this version of an entry were the public one."""
    made_of = [
        each
        for each in candidates.by_entry(connection, record.id)
        if (each.entry_version or 0) <= record.version
    ]
    reply_pks = dict.fromkeys(each.reply_pk for each in made_of)
    documents = replies.documents_of(connection, reply_pks)
    left = entries.tombstone(connection, record.id)
    return PublicWords(
        public_entry(record),
        [{"quote": each.quote} for each in made_of],
        left.reason if left else None,
        [each for of_reply in documents.values() for each in of_reply],
    )


def warnings_of(words: PublicWords) -> tuple[FieldFault, ...]:
    """Return what of it is likely to tell of a single person."""
    beside = {"replies": words.replies, "withdrawalReason": words.withdrawal_reason}
    return personal_warnings({**words.entry, **beside}, finder(words.documents))
