"""Candidates as curators meet them: listed, and each with its words in their context."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.access import ANONYMOUS
from app.availability import reading
from app.candidates.duplicates import hide_unknown
from app.candidates.views import around, candidate_view, spans_of
from app.errors import Conflict, Message, NotFound
from catalogue import candidates, replies
from catalogue.candidates import CandidateFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord
    from catalogue.replies import DocumentSummary, Passage, ReplyRecord

__all__ = [
    "FEWEST_OF_ID",
    "CandidateFilter",
    "earlier_version",
    "find_id",
    "get_candidate",
    "list_briefly",
    "list_candidates",
    "shown",
]

NO_SUCH_CANDIDATE = Message(sv="Det finns ingen sådan kandidat.", en="There is no such candidate.")
FEWEST_OF_ID = 4
"""Characters of an id's beginning or end by which a candidate may be named."""


def find_id(services: Services, part: str) -> str:
    """Return the id of the only candidate whose id begins or ends like that.

    Raises:
        NotFound: there is none.
        Conflict: there are several.
    """
    with reading(services.database) as connection:
        found = candidates.ids_like(connection, part.lower())
    if not found:
        raise NotFound(NO_SUCH_CANDIDATE)
    if len(found) > 1:
        raise Conflict(
            Message(
                sv=f"Flera kandidater har {part} först eller sist i sitt ID. Skriv mer av det.",
                en=f"Several candidates' ids begin or end with {part}. Give more of it.",
            )
        )
    return found[0]


def list_candidates(
    services: Services, wanted: CandidateFilter, page: int, limit: int, actor: Actor = ANONYMOUS
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many candidates are wanted, and a page of them in the order of their replies.

    Who sees no drafts does not learn which of them a candidate is like.
    """
    with reading(services.database) as connection:
        total, found = candidates.page(connection, wanted, (page - 1) * limit, limit)
        return total, shown(connection, found, actor)


class ListedCandidate(NamedTuple):
    """A candidate in a list, and the reply that it is from."""

    record: CandidateRecord
    reply: ReplyRecord


def list_briefly(
    services: Services, wanted: CandidateFilter, page: int, limit: int
) -> tuple[int, list[ListedCandidate]]:
    """Return how many candidates are wanted, and a page of them, without looking into their words.

    They come in the order of their replies.
    """
    with reading(services.database) as connection:
        total, found = candidates.page(connection, wanted, (page - 1) * limit, limit)
        of_pk = replies.by_pks(connection, {each.reply_pk for each in found})
    return total, [ListedCandidate(each, of_pk[each.reply_pk]) for each in found]


def get_candidate(
    services: Services, candidate_id: str, actor: Actor = ANONYMOUS
) -> dict[str, Any]:
    """Return a candidate; of the entries it is like, those that the actor may know of.

    Raises:
        NotFound: there is none with this id.
    """
    with reading(services.database) as connection:
        found = candidates.get(connection, candidate_id)
        if found is None:
            raise NotFound(NO_SUCH_CANDIDATE)
        return shown(connection, [found], actor)[0]


class CandidatesShown(NamedTuple):
    """Candidates with all that is shown of them; looking for personal data in it takes long."""

    found: Sequence[CandidateRecord]
    replies: Mapping[int, ReplyRecord]
    documents: Mapping[int, Sequence[DocumentSummary]]
    ids: Mapping[int, str]
    merged: Mapping[int, Sequence[CandidateRecord]]
    passages: Mapping[Passage, str]

    def shown(self) -> list[dict[str, Any]]:
        """Return the candidates as JSON, each with its words in their context."""
        return [
            candidate_view(
                each,
                self.replies,
                self.documents[each.reply_pk],
                self.ids,
                self.merged[each.pk],
                self.passages,
            )
            for each in self.found
        ]


def shown(
    connection: Connection, found: Sequence[CandidateRecord], actor: Actor
) -> list[dict[str, Any]]:
    """Return candidates as JSON, each with its words in their context."""
    return read_shown(connection, found, actor).shown()


def read_shown(
    connection: Connection, found: Sequence[CandidateRecord], actor: Actor
) -> CandidatesShown:
    """Read all that is shown of candidates."""
    found = hide_unknown(connection, actor, found)
    pks = {
        pk for each in found for pk in (each.earlier_pk, each.merged_into_pk, each.split_from_pk)
    }
    ids = candidates.ids_by_pk(connection, [pk for pk in pks if pk is not None])
    reply_pks = {each.reply_pk for each in found} | {each.gone_in_pk or 0 for each in found} - {0}
    records = replies.by_pks(connection, reply_pks)
    documents = replies.summaries_of(connection, {each.reply_pk for each in found})
    merged = candidates.merged_into(connection, [each.pk for each in found])
    shown_around = [
        place for each in found for place in around(each, spans_of(each, merged[each.pk]))
    ]
    passages = replies.passages(connection, shown_around)
    return CandidatesShown(found, records, documents, ids, merged, passages)


def earlier_candidate(
    services: Services, candidate_id: str, version: str, actor: Actor = ANONYMOUS
) -> dict[str, Any] | None:
    """Return a candidate as it was in a version; see `earlier_version`."""
    with reading(services.database) as connection:
        record = candidates.get(connection, candidate_id)
        if record is None or not version.isdecimal():
            return None
        return earlier_version(connection, record, int(version), actor)


def earlier_version(
    connection: Connection, record: CandidateRecord, version: int, actor: Actor
) -> dict[str, Any] | None:
    """Return a candidate as it was before the steps that followed a version.

    None: there is no such version, or a step that followed it was undone.
    """
    steps = candidates.steps(connection, record.pk)
    before = next((each.before for each in steps if each.version == version + 1), None)
    if before is None:
        return None
    times = [each.at for each in steps if each.version <= version]
    changed_at = max(times, default=record.created_at)
    earlier = replace(record, **before, version=version, changed_at=changed_at)
    return shown(connection, [earlier], actor)[0]
