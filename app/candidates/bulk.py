"""Deciding on many candidates at once: those named, or those that are sure enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.candidates.accepting import personal_data_if_accepted
from app.candidates.duplicates import hide_unknown
from app.candidates.editing import locked_candidate
from app.candidates.links import is_linked
from app.candidates.precomputed import Precomputed
from app.candidates.reading import NO_SUCH_CANDIDATE
from app.candidates.states import STATES, UNDO
from app.candidates.transitions import apply
from app.candidates.views import as_json
from app.errors import Conflict, ExempelbankenError, InvalidContent, Issue, Message
from catalogue import candidates, ledger, replies
from catalogue.candidates import WAITING, CandidateFilter
from catalogue.identifiers import uuid7
from schemas.faults import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord

MOST_AT_ONCE = 100
NOT_TOGETHER = Message(
    sv="Ange antingen candidates, eller minPrecision eller minConfidence.",
    en="Give either candidates, or minPrecision or minConfidence.",
)
MEASURES = ("minPrecision", "minConfidence")
"""By which candidates are chosen that are accepted unseen."""
CHANGED_SINCE = Message(
    sv="Har ändrats sedan listan visades; läs om den.",
    en="It has changed since the list was shown; reload it.",
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
    "evidence": Message(
        sv="En koppling har inget belägg i texten; granska för hand.",
        en="A link has no evidence in the text; review by hand.",
    ),
    "reply": Message(
        sv="Svaret har något att se upp med; granska för hand.",
        en="There is something to look out for in the reply; review by hand.",
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
        items: {candidateId, title, done, entryId, precision, confidence, message, warnings}; of an
            id that is of no candidate, title is None.
        records: the candidates of the items, as they were before.
        more: whether there are more than are taken at once.
    """

    items: list[dict[str, Any]]
    records: list[CandidateRecord | None]
    more: bool
    seq: int


def apply_to_many(
    services: Services,
    actor: Actor,
    content: Mapping[str, Any],
    versions: Mapping[str, int] | None = None,
) -> BulkResult:
    """Take a step with many candidates; `content` is valid after `schemas.candidates`.

    Each is a change of its own: one that cannot be decided on holds up no other. Together they are
    one decision, which `app.candidates.queue.undo_last` takes back. Accepting makes drafts, since
    nothing is published that nobody has looked at.

    Args:
        services: of the application.
        actor: who decides.
        content: the step, and with which candidates.
        versions: by id, of the only ones that it is taken with, as they were shown.

    Raises:
        InvalidContent: neither candidates nor a measure is named, or both.
    """
    _check(content)
    content = {**content, "batch": None if content["transition"] == UNDO else uuid7()}
    chosen, more = _chosen(services, actor, content)
    if versions is not None:
        chosen = [each for each in chosen if each[0] in versions]
    accepts = content["transition"] == "accept"
    notes = _notes(services, [record for _, record in chosen if record and accepts])
    items = [
        _apply_one(services, actor, record, content, notes.get(record.pk, _NOTHING))
        if record and (versions is None or versions[record.id] == record.version)
        else _untaken(candidate_id, record)
        for candidate_id, record in chosen
    ]
    records = [record for _, record in chosen]
    with reading(services.database) as connection:
        return BulkResult(items, records, more, ledger.last_seq(connection))


def _check(content: Mapping[str, Any]) -> None:
    named, measures = content["candidates"] is not None, _measures(content)
    if named and measures:
        raise InvalidContent([Issue(f"/{measures[0]}", "not-together", NOT_TOGETHER)])
    if measures and content["transition"] != "accept":
        raise InvalidContent([Issue("/candidates", "required", Message(*MESSAGES["required"]))])
    if not named and not measures:
        raise InvalidContent([Issue("/candidates", "required", NOT_TOGETHER)])


def _measures(content: Mapping[str, Any]) -> list[str]:
    return [each for each in MEASURES if content.get(each) is not None]


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
            confidence=content.get("minConfidence"),
        )
        total, records = candidates.page(connection, wanted, 0, MOST_AT_ONCE)
        known = hide_unknown(connection, actor, records)
        return [(each.id, each) for each in known], total > MOST_AT_ONCE


def _apply_one(
    services: Services,
    actor: Actor,
    record: CandidateRecord,
    content: Mapping[str, Any],
    notes: _Notes,
) -> dict[str, Any]:
    message = next(_hindrances(record, content, notes), None)
    entry_id = record.entry_id if content["transition"] == UNDO else None
    if message is None and not content["dryRun"]:
        try:
            entry_id = _decide_one(services, actor, record, content)
        except ExempelbankenError as error:
            message = error.full_message
    return {
        "candidateId": record.id,
        "title": record.content["title"],
        "done": message is None,
        "entryId": entry_id,
        "precision": record.precision,
        "confidence": record.confidence,
        "message": message,
        "warnings": list(notes.warnings),
    }


class _Notes(NamedTuple):
    """What accepting a candidate would tell of persons, and whether its reply was read in doubt."""

    warnings: Sequence[Mapping[str, Any]]
    doubtful: bool


_NOTHING = _Notes((), doubtful=False)


def _notes(services: Services, records: Sequence[CandidateRecord]) -> dict[int, _Notes]:
    """Return by the keys of candidates what there is to see to."""
    precomputed = Precomputed(services)
    with reading(services.database) as connection:
        of = replies.by_pks(connection, {each.reply_pk for each in records})
        return {
            each.pk: _Notes(
                as_json(personal_data_if_accepted(precomputed, connection, each)),
                bool(of[each.reply_pk].warnings) or of[each.reply_pk].relation == "asked",
            )
            for each in records
        }


def _untaken(candidate_id: str, record: CandidateRecord | None) -> dict[str, Any]:
    return {
        "candidateId": candidate_id,
        "title": record.content["title"] if record else None,
        "done": False,
        "entryId": None,
        "precision": None,
        "confidence": None,
        "message": CHANGED_SINCE if record else NO_SUCH_CANDIDATE,
        "warnings": [],
    }


def _hindrances(
    record: CandidateRecord, content: Mapping[str, Any], notes: _Notes
) -> Iterator[Message]:
    """Yield why the step is not taken; accepting by a measure asks for more than by name."""
    if content["transition"] != UNDO and record.state != WAITING:
        yield STATES[record.state]
    if content["transition"] != "accept":
        return
    if not record.content["counties"]:
        yield BY_HAND["county"]
    if not _measures(content):
        return
    links = [each for each in record.suggestions if is_linked(each, record.content)]
    found = {
        "duplicates": record.duplicates,
        "warnings": notes.warnings,
        "evidence": not all(each["evidence"] for each in links),
        "gone": record.gone_in_pk,
        "changed": record.revision == "changed",
        "reply": notes.doubtful,
    }
    yield from (BY_HAND[name] for name, is_so in found.items() if is_so)


def _decide_one(
    services: Services, actor: Actor, record: CandidateRecord, content: Mapping[str, Any]
) -> str | None:
    """Take the step with one candidate, if nobody has changed it meanwhile."""
    with locked_candidate(services, record.id) as (unit, latest):
        if latest.version != record.version:
            raise Conflict(STATES[latest.state])
        apply(Precomputed(services), unit, latest, actor, content)
        after = candidates.by_pk(unit.connection, record.pk)
        return after.entry_id if after else None
