"""A candidate as JSON: what it would be, what the reply says, and how sure its links are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from app.candidates.personal import personal_of
from app.candidates.quotes import in_place
from app.entries.documents import timestamp
from app.entries.withheld import Review, withheld_in, within_of
from app.errors import Message
from catalogue.candidates import ACCEPTED, CandidateRecord
from catalogue.replies import DocumentSummary, Passage, ReplyRecord
from record.fields import VOCABULARY_OF
from schemas.faults import FieldFault
from seed.vocabularies import vocabulary

NOT_IN_REPLY = Message(
    sv="Det som godkändes finns inte kvar i länets rättade svar.",
    en="What was accepted is gone from the county's corrected reply.",
)
_NO_GROUND = {"ground": None, "name": None}
AROUND = 300
"""Characters of a document shown before and after what a candidate says."""


def candidate_view(  # noqa: PLR0913, PLR0917  all that is shown of it
    record: CandidateRecord,
    replies: Mapping[int, ReplyRecord],
    documents: Sequence[DocumentSummary],
    ids: Mapping[int, str],
    merged: Sequence[CandidateRecord],
    passages: Mapping[Passage, str],
) -> dict[str, Any]:
    """Return a candidate as JSON.

    `documents` are those of its reply, `ids` those of the candidates that it points to, `merged`
    the candidates that went into it, `passages` what stands `around` its words.
    """
    document = documents[record.document]
    reply = replies[record.reply_pk]
    spans = spans_of(record, merged)
    return {
        "id": record.id,
        "replyId": reply.id,
        "survey": reply.survey,
        "state": record.state,
        "version": record.version,
        "question": record.question,
        "county": record.county,
        "entry": dict(record.content),
        "quote": record.quote,
        "said": {
            "text": text_of([record, *merged]),
            "publicText": public_text([record, *merged]),
            "spans": spans,
            "heading": (record.said.get("context") or {}).get("text"),
            "url": record.said.get("url"),
            "checksum": document.sha256,
            "name": document.name,
            "withheldSpans": [
                {"kind": each.kind, "start": each.start, "end": each.end}
                for each in withheld_in(within_of(record, merged), document)
            ],
            **in_context(record, document.length, spans, passages),
        },
        "suggestions": [_suggestion(each, record.content) for each in record.suggestions],
        "precision": record.precision,
        "confidence": record.confidence,
        "kindConfidence": record.kind_confidence,
        "duplicates": [dict(each) for each in record.duplicates],
        "warnings": warnings_of(Review(record, merged, documents)),
        "revision": record.revision,
        "earlierId": _id(ids, record.earlier_pk),
        "goneInReplyId": replies[record.gone_in_pk].id if record.gone_in_pk else None,
        "mergedIntoId": _id(ids, record.merged_into_pk),
        "mergedIds": [each.id for each in merged],
        "splitFromId": _id(ids, record.split_from_pk),
        "postponed": record.postponed,
        "entryId": record.entry_id,
        "actor": record.actor,
        "reason": record.reason,
        "createdAt": timestamp(record.created_at),
        "changedAt": timestamp(record.changed_at),
    }


def _id(ids: Mapping[int, str], pk: int | None) -> str | None:
    return ids.get(pk) if pk is not None else None


def spans_of(record: CandidateRecord, merged: Sequence[CandidateRecord] = ()) -> list[list[int]]:
    """Return where in its document stands what a candidate says, and what was merged into it."""
    found = [span for each in (record, *merged) for span in each.said.get("spans", ())]
    return [list(span) for span in sorted({tuple(span) for span in found})]


def text_of(records: Sequence[CandidateRecord]) -> str:
    """Return what candidates that are one say, in the order of the text."""
    return " ".join(each.said["text"] for each in in_place(records))


def public_text(records: Sequence[CandidateRecord]) -> str:
    """Return the same without personal data."""
    return " ".join(each.said["publicText"] for each in in_place(records))


def around(record: CandidateRecord, spans: Sequence[Sequence[int]]) -> tuple[Passage, ...]:
    """Return where in its document stands what is shown before and after spans."""
    if not spans:
        return ()
    start, end = spans[0][0], spans[-1][1]
    before, after = (max(0, start - AROUND), start), (end, end + AROUND)
    return tuple(Passage(record.reply_pk, record.document, *each) for each in (before, after))


def in_context(
    record: CandidateRecord,
    length: int | None,
    spans: Sequence[Sequence[int]],
    passages: Mapping[Passage, str],
) -> dict[str, str | None]:
    """Return what stands right before and after spans; nothing when the text is forgotten.

    `length` is that of the document, `passages` hold the text of what is `around` the spans.
    """
    if length is None or not spans:
        return {"before": None, "after": None}
    places = around(record, spans)
    before, after = (passages[each] for each in places)
    if places[0].start > 0:
        before = f"… {before.partition(' ')[2]}"
    if places[1].end < length:
        after = f"{after.rpartition(' ')[0]} …"
    return {"before": before, "after": after}


def warnings_of(review: Review) -> list[dict[str, Any]]:
    """Return what looks like personal data in what would be published of a candidate, as JSON."""
    return as_json(personal_of(review))


def grouped_warnings(
    warnings: Iterable[Mapping[str, Any]],
) -> list[tuple[Mapping[str, Any], list[str]]]:
    """Return warnings (as JSON) that say different things, each with all places that it is of."""
    found: dict[tuple[str, str | None, str], tuple[Mapping[str, Any], list[str]]] = {}
    for each in warnings:
        key = (each["code"], each["value"], each["message"].sv)
        found.setdefault(key, (each, []))[1].append(each["pointer"])
    return list(found.values())


def acceptance_warnings(
    candidate: Mapping[str, Any], personal: Sequence[FieldFault] | None = None
) -> tuple[Mapping[str, Any], ...]:
    """Return the warnings about an accepted candidate (as JSON).

    That is: that a later reply lacks it, and what looks like personal data in it, or in what it
    has just become (`personal`).
    """
    if candidate["state"] != ACCEPTED:
        return ()
    warnings = candidate["warnings"] if personal is None else as_json(personal)
    reply_id = candidate["goneInReplyId"]
    if reply_id is None:
        return tuple(warnings)
    absent = FieldFault(
        "/goneInReplyId", "gone-from-reply", NOT_IN_REPLY.sv, NOT_IN_REPLY.en, reply_id
    )
    return (_warning(absent), *warnings)


def as_json(warnings: Iterable[FieldFault]) -> list[dict[str, Any]]:
    """Return warnings as JSON."""
    return [_warning(each) for each in warnings]


def _suggestion(suggestion: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    field = suggestion["field"]
    evidence = [_NO_GROUND | each | {"example": None} for each in suggestion["evidence"]]
    linked = suggestion["value"] in content.get(field, ())
    return {
        **suggestion,
        "vocabulary": VOCABULARY_OF[field],
        "label": _labels(VOCABULARY_OF[field])[suggestion["value"]],
        "evidence": evidence,
        "linked": linked,
    }


@cache
def _labels(vocabulary_id: str) -> Mapping[str, Message]:
    concepts = vocabulary(vocabulary_id).concepts
    return {each.id: Message(sv=each.pref_sv, en=each.pref_en) for each in concepts}


def _warning(fault: FieldFault) -> dict[str, Any]:
    return {
        "pointer": fault.pointer,
        "code": fault.code,
        "message": Message(sv=fault.message_sv, en=fault.message_en),
        "value": fault.value or None,
    }
