"""Merging candidates into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.candidates.builder import joined, pieces
from app.candidates.links import lowest_precision
from app.candidates.quotes import in_place
from app.candidates.states import OTHER_DOCUMENT, check_waiting
from app.candidates.views import public_text
from app.errors import Conflict, InvalidContent, Issue, Message
from catalogue import candidates
from catalogue.candidates import MERGED, NewStep
from record.fields import LISTS as CONTENT_LISTS
from record.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from app.candidates.precomputed import Precomputed
    from catalogue.candidates import CandidateRecord, StepRecord
    from catalogue.unit import Unit


MERGE = "merge"
LISTS = (*(name for name in CONTENT_LISTS if name != "facts"), "relations", *LINKS)
"""Fields of a merged candidate that hold what any of them holds."""
SAME_ONE = Message(
    sv="En kandidat kan inte föras samman med sig själv.",
    en="A candidate cannot be merged with itself.",
)
TWICE = Message(
    sv="Kandidaten är redan nämnd; nämn den en gång.",
    en="The candidate is named already; name it once.",
)
UNKNOWN = Message(sv="Det finns ingen sådan kandidat.", en="There is no such candidate.")


def merge(
    precomputed: Precomputed, unit: Unit, record: CandidateRecord, ids: Sequence[str], step: NewStep
) -> list[int]:
    """Let other candidates go into one, their words in the order of the text; return their keys.

    Raises:
        InvalidContent: there is no such candidate, or one is named twice.
        Conflict: one does not wait, or is of another document.
    """
    _check_once(ids)
    others = [_other(unit, record, each, at) for at, each in enumerate(ids)]
    content = merged_content([record, *others])
    parts = in_place([record, *others])
    before = candidates.children(unit.connection, record.pk, merged=True)
    suggestions = placed(_suggestions([record, *others]), public_text([*parts, *before]))
    candidates.change(
        unit,
        record,
        step,
        content=content,
        quote=joined([each.quote or "" for each in parts]) or None,
        suggestions=suggestions,
        precision=lowest_precision(suggestions, content),
        confidence=None,  # somebody has decided how the words belong together
    )
    for other in others:
        candidates.change(unit, other, step, state=MERGED, merged_into_pk=record.pk)
    gone_in_pks = (each.gone_in_pk for each in (record, *others) if each.gone_in_pk)
    duplicates = precomputed.duplicates(content)
    candidates.note(unit, record.pk, duplicates=duplicates, gone_in_pk=next(gone_in_pks, None))
    return [other.pk for other in others]


def _check_once(ids: Sequence[str]) -> None:
    issues = [
        Issue(f"/others/{at}", "repeated", TWICE, each)
        for at, each in enumerate(ids)
        if each in ids[:at]
    ]
    if issues:
        raise InvalidContent(issues)


def _other(unit: Unit, record: CandidateRecord, candidate_id: str, at: int) -> CandidateRecord:
    other = candidates.get_for_update(unit, candidate_id)
    if other is None or other.pk == record.pk:
        message = UNKNOWN if other is None else SAME_ONE
        raise InvalidContent([Issue(f"/others/{at}", "unknown-value", message, candidate_id)])
    check_waiting(other)
    if (other.reply_pk, other.document) != (record.reply_pk, record.document):
        raise Conflict(OTHER_DOCUMENT)
    return other


def merged_content(records: Sequence[CandidateRecord]) -> dict[str, Any]:
    """Return what candidates are together: title and kind of the one that the text has first.

    What they say stands in the order of the text: an outcome that takes in the example before it
    does not name it.
    """
    parts = in_place(records)
    first = parts[0].content
    summary, *facts = pieces(joined([each.content["summary"] for each in parts]))
    facts += [fact for each in parts for fact in each.content.get("facts", ())]
    lists = {
        name: _union(each.content.get(name, ()) for each in records)
        for name in LISTS
        if any(each.content.get(name) for each in records)
    }
    more = {"facts": list(dict.fromkeys(facts))} if facts else {}
    merged = {name: value for each in parts[::-1] for name, value in each.content.items()}
    return {**merged, **first, "summary": summary, **more, **lists}


def _union(lists: Iterable[Sequence[Any]]) -> list[Any]:
    found: list[Any] = []
    for each in lists:
        found += [value for value in each if value not in found]
    return found


def _suggestions(records: Sequence[CandidateRecord]) -> list[dict[str, Any]]:
    """Return what any of the candidates suggests; of the same link, the surer suggestion."""
    best: dict[tuple[str, str], Mapping[str, Any]] = {}
    for each in (each for record in records for each in record.suggestions):
        key = (each["field"], each["value"])
        if key not in best or (each["precision"] or 0) > (best[key]["precision"] or 0):
            best[key] = each
    return [dict(each) for each in best.values()]


def placed(suggestions: Iterable[Mapping[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return suggestions with the places of what they rest on in a text of several parts."""
    return [
        {**each, "evidence": [_locate_quote(ground, text) for ground in each["evidence"]]}
        for each in suggestions
    ]


def _locate_quote(ground: Mapping[str, Any], text: str) -> dict[str, Any]:
    at = text.find(ground["quote"])
    if ground["start"] is None or at < 0:
        return {**ground, "start": None, "end": None}
    return {**ground, "start": at, "end": at + len(ground["quote"])}


def precompute_merge(
    precomputed: Precomputed, connection: Connection, record: CandidateRecord, ids: Sequence[str]
) -> None:
    """Look for entries that are like what candidates would be together."""
    found = [candidates.get(connection, each) for each in ids]
    others = [each for each in found if each is not None]
    if len(others) == len(ids):
        precomputed.duplicates(merged_content([record, *others]))


def undo_merge(unit: Unit, record: CandidateRecord, step: StepRecord) -> list[int]:
    """Bring back what went into a candidate with one step; return their keys."""
    back, remaining = [], []
    for other in candidates.children(unit.connection, record.pk, merged=True):
        last = candidates.last_step(unit.connection, other.pk)
        if last and last.action == MERGE and last.at == step.at:
            candidates.undo_step(unit, other, last)
            back.append(other.pk)
        else:
            remaining.append(other)
    if record.gone_in_pk and not any(each.gone_in_pk for each in remaining):
        own = [pk for pk in (record.pk, record.split_from_pk) if pk is not None]
        if candidates.is_unchanged_in(unit.connection, own, record.gone_in_pk):
            candidates.note(unit, record.pk, gone_in_pk=None)
    return back
