"""Deciding on many candidates at once: those named, or those whose links are sure enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.candidates.accepting import would_tell
from app.candidates.duplicates import hide_unknown
from app.candidates.editing import locked_candidate
from app.candidates.precomputed import Precomputed
from app.candidates.reading import NO_SUCH_CANDIDATE
from app.candidates.states import STATES, UNDO
from app.candidates.transitions import apply
from app.candidates.views import as_json
from app.errors import Conflict, ExempelbankenError, InvalidContent, Issue, Message
from catalogue import candidates, ledger
from catalogue.candidates import WAITING, CandidateFilter
from schemas.faults import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord

MOST_AT_ONCE = 100
NOT_TOGETHER = Message(
    sv="Ange antingen candidates eller minPrecision.",
    en="Give either candidates or minPrecision.",
)
BY_HAND = {
    "county": Message(
        sv="Län saknas; ange det innan kandidaten godkänns.",
        en="The county is missing; give it before accepting.",
    ),
    "duplicates": Message(
        sv="Det finns ett liknande exempel; granska för hand.",
        en="There is an entry like it; review by hand.",
    ),
    "warnings": Message(
        sv="Något ser ut som personuppgifter; granska för hand.",
        en="Something looks like personal data; review by hand.",
    ),
    "gone": Message(
        sv="Finns inte kvar i länets rättade svar; granska för hand.",
        en="It is gone from the county's corrected reply; review by hand.",
    ),
    "changed": Message(
        sv="Ändrar det som ett tidigare svar blev; granska för hand.",
        en="It changes what an earlier reply became; review by hand.",
    ),
}
"""Why a candidate is not accepted unseen, however sure its links are."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What a step with many came to.

    Attributes:
        items: {candidateId, title, done, entryId, precision, message, warnings}; of an id that is
            of no candidate, title is None.
        more: whether there are more than are taken at once.
    """

    items: list[dict[str, Any]]
    more: bool
    seq: int


def apply_to_many(services: Services, actor: Actor, content: Mapping[str, Any]) -> BulkResult:
    """Take a step with many candidates; `content` is valid after `schemas.candidates`.

    Each is a change of its own: one that cannot be decided on holds up no other. Accepting makes
    drafts, since nothing is published that nobody has looked at.

    Raises:
        InvalidContent: neither candidates nor a precision is named, or both.
    """
    _check(content)
    chosen, more = _chosen(services, actor, content)
    accepts = content["transition"] == "accept"
    warnings = _warnings(services, [record for _, record in chosen if record and accepts])
    items = [
        _taken(services, actor, record, content, warnings.get(record.pk, []))
        if record
        else _unknown(candidate_id)
        for candidate_id, record in chosen
    ]
    with reading(services.database) as connection:
        return BulkResult(items, more, ledger.last_seq(connection))


def _check(content: Mapping[str, Any]) -> None:
    named, precision = content["candidates"] is not None, content["minPrecision"] is not None
    if named and precision:
        raise InvalidContent([Issue("/minPrecision", "not-together", NOT_TOGETHER)])
    if precision and content["transition"] != "accept":
        raise InvalidContent([Issue("/candidates", "required", Message(*MESSAGES["required"]))])
    if not named and not precision:
        raise InvalidContent([Issue("/candidates", "required", NOT_TOGETHER)])


def _chosen(
    services: Services, actor: Actor, content: Mapping[str, Any]
) -> tuple[list[tuple[str, CandidateRecord | None]], bool]:
    with reading(services.database) as connection:
        if content["candidates"] is not None:
            return [
                (each, candidates.get(connection, each)) for each in content["candidates"]
            ], False
        wanted = CandidateFilter(
            states=[WAITING],
            counties=[content["county"]] if content["county"] else (),
            reply_id=content["reply"],
            precision=content["minPrecision"],
        )
        total, records = candidates.page(connection, wanted, 0, MOST_AT_ONCE)
        known = hide_unknown(connection, actor, records)
        return [(each.id, each) for each in known], total > MOST_AT_ONCE


def _taken(
    services: Services,
    actor: Actor,
    record: CandidateRecord,
    content: Mapping[str, Any],
    warnings: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    message = next(_hindrances(record, content, warnings), None)
    entry_id = record.entry_id if content["transition"] == UNDO else None
    if message is None and not content["dryRun"]:
        try:
            entry_id = _decided(services, actor, record, content)
        except ExempelbankenError as error:
            message = error.full_message
    return {
        "candidateId": record.id,
        "title": record.content["title"],
        "done": message is None,
        "entryId": entry_id,
        "precision": record.precision,
        "message": message,
        "warnings": warnings,
    }


def _warnings(
    services: Services, records: Sequence[CandidateRecord]
) -> dict[int, list[dict[str, Any]]]:
    """Return by the keys of candidates what accepting each would tell of persons."""
    precomputed = Precomputed(services)
    with reading(services.database) as connection:
        return {each.pk: as_json(would_tell(precomputed, connection, each)) for each in records}


def _unknown(candidate_id: str) -> dict[str, Any]:
    return {
        "candidateId": candidate_id,
        "title": None,
        "done": False,
        "entryId": None,
        "precision": None,
        "message": NO_SUCH_CANDIDATE,
        "warnings": [],
    }


def _hindrances(
    record: CandidateRecord, content: Mapping[str, Any], warnings: Sequence[object]
) -> Iterator[Message]:
    """Yield why the step is not taken; accepting by precision asks for more than by name."""
    if content["transition"] != UNDO and record.state != WAITING:
        yield STATES[record.state]
    if content["transition"] != "accept":
        return
    if not record.content["counties"]:
        yield BY_HAND["county"]
    if content["minPrecision"] is None:
        return
    if record.duplicates:
        yield BY_HAND["duplicates"]
    if warnings:
        yield BY_HAND["warnings"]
    if record.gone_in_pk:
        yield BY_HAND["gone"]
    if record.revision == "changed":
        yield BY_HAND["changed"]


def _decided(
    services: Services, actor: Actor, record: CandidateRecord, content: Mapping[str, Any]
) -> str | None:
    """Take the step with one candidate, if nobody has changed it meanwhile."""
    with locked_candidate(services, record.id) as (unit, latest):
        if latest.version != record.version:
            raise Conflict(STATES[latest.state])
        apply(Precomputed(services), unit, latest, actor, content)
        after = candidates.by_pk(unit.connection, record.pk)
        return after.entry_id if after else None
