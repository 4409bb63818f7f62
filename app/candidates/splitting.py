"""Splitting a candidate into parts, each with the links that its own words suggest."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.candidates.links import lowest_precision, prefilled, suggestions_for
from app.candidates.locate_words import Words, words_of_part
from app.candidates.quotes import check_quote, in_place
from app.candidates.states import PARTS_TOUCHED
from app.candidates.views import public_text, text_of
from app.entries.withheld import within_of
from app.errors import Conflict, InvalidContent
from catalogue import candidates
from catalogue.candidates import SPLIT, WAITING, NewStep
from harvest.sector_names import Sectors
from harvest.years_in_text import YEARS, years_in
from record.links import LINKS
from record.lists import HARVESTED
from schemas.candidates import load_content
from schemas.checks import clean
from schemas.loading import RowRejected
from seed.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from app.candidates.precomputed import Precomputed
    from app.wiring import Services
    from catalogue.candidates import CandidateRecord
    from catalogue.unit import Unit

    Suggestion = Mapping[str, Any]


def suggestions_of_part(
    services: Services, record: CandidateRecord, summary: str | None
) -> list[Suggestion]:
    """Return the links that the words of a part suggest, and those of the whole that they confirm.

    The whole's sectors are named by a part that names them itself. A part without a summary of its
    own has the words of the whole, and its suggestions.
    """
    if not summary:
        return list(record.suggestions)
    text = clean(summary)
    of_whole = {each["value"] for each in record.suggestions if each["origin"] == HARVESTED}
    named = [each for each in _sectors().of(text) if each in of_whole]
    found = suggestions_for(services, text, named)
    known = _links(found)
    stand = (_locate_in_part(each, text) for each in record.suggestions)
    suggestions = [*found, *(each for each in stand if each and _link(each) not in known)]
    if text in record.said["publicText"]:
        return suggestions
    return [_without_place(each) for each in suggestions]


def _sectors() -> Sectors:
    return Sectors(vocabulary("sectors").concepts)


def _locate_in_part(suggestion: Suggestion, text: str) -> Suggestion | None:
    """Return a suggestion of the whole with its place in a part that has all it rests on."""
    quotes = [each["quote"] for each in suggestion["evidence"]]
    if not quotes or any(quote not in text for quote in quotes):
        return None
    places = [(each, text.index(each["quote"])) for each in suggestion["evidence"]]
    evidence = [{**each, "start": at, "end": at + len(each["quote"])} for each, at in places]
    return {**suggestion, "evidence": evidence}


def _without_place(suggestion: Suggestion) -> Suggestion:
    """Return a suggestion that rests on a curator's words, which have no place in the reply's."""
    evidence = [{**each, "start": None, "end": None} for each in suggestion["evidence"]]
    return {**suggestion, "evidence": evidence}


def with_links_of(record: CandidateRecord, suggestions: Sequence[Suggestion]) -> dict[str, Any]:
    """Return the content of a whole with the links of a part.

    What a curator added to the whole stays; what was taken from it does not come back.
    """
    proposed = _links(record.suggestions)
    offered = _values(prefilled(record.suggestions))
    linked = _values({field: record.content.get(field, ()) for field in LINKS})
    borne = {_link(each) for each in suggestions} & linked
    own = _values(prefilled(suggestions)) - (offered - linked)
    remaining = (linked - proposed) | borne | own
    order = [*_links_in_order(record.content), *map(_link, suggestions)]
    content = {name: each for name, each in record.content.items() if name not in LINKS}
    for field, value in dict.fromkeys(order):
        if (field, value) in remaining:
            content.setdefault(field, []).append(value)
    return content


def _links_in_order(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(field, value) for field in LINKS for value in content.get(field, ())]


def _values(content: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    return {(field, value) for field, values in content.items() for value in values}


def _link(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion["field"], suggestion["value"]


def _links(suggestions: Iterable[Suggestion]) -> set[tuple[str, str]]:
    return {_link(each) for each in suggestions}


def precompute_split(
    precomputed: Precomputed,
    connection: Connection,
    record: CandidateRecord,
    parts: Sequence[Mapping[str, Any]],
) -> None:
    """Look for what each part is like and suggests, as far as they may be made."""
    merged = candidates.children(connection, record.pk, merged=True)
    with suppress(RowRejected, InvalidContent):
        _create_parts(precomputed, record, parts, merged)


def split(
    precomputed: Precomputed,
    unit: Unit,
    record: CandidateRecord,
    parts: Sequence[Mapping[str, Any]],
    step: NewStep,
) -> list[int]:
    """Split a candidate, giving each part the links that its own words suggest.

    Returns their keys.

    Raises:
        RowRejected: with every fault of the first part that has any.
        InvalidContent: a part's quote holds other words than the reply.
    """
    merged = candidates.children(unit.connection, record.pk, merged=True)
    created = _create_parts(precomputed, record, parts, merged)
    candidates.change(unit, record, step, state=SPLIT)
    return candidates.create(unit, created)


def _create_parts(
    precomputed: Precomputed,
    record: CandidateRecord,
    parts: Sequence[Mapping[str, Any]],
    merged: Sequence[CandidateRecord],
) -> list[dict[str, Any]]:
    """Return the parts, which may have been made before of this very candidate."""
    made_of = (record, *merged)
    if precomputed.parts is None or precomputed.parts[0] != made_of:
        precomputed.parts = (made_of, list(_parts(precomputed, record, parts, merged)))
    return precomputed.parts[1]


def _parts(
    precomputed: Precomputed,
    record: CandidateRecord,
    parts: Sequence[Mapping[str, Any]],
    merged: Sequence[CandidateRecord],
) -> Iterator[dict[str, Any]]:
    together = [record, *merged]
    within = within_of(record, merged)
    whole = Words(
        text_of(together),
        public_text(together),
        [span for each in in_place(together) for span in each.said["spans"]],
    )
    known = precomputed.services.vocabularies.known
    for at, part in enumerate(parts):
        text = part.get("summary")
        suggestions = suggestions_of_part(
            precomputed.services, record, text if isinstance(text, str) else None
        )
        begun = with_links_of(record, suggestions)
        kind_confidence = None if "kind" in part else record.kind_confidence
        if isinstance(text, str) and text:
            begun |= _years_of_part(record, begun, text)
            if kind_confidence is not None:  # the harvest chose the kind of the whole, no person
                from app.replies.parsing import known_names  # noqa: PLC0415 - takes a while

                begun["kind"], kind_confidence = known_names().kind_of(clean(text))
        try:
            patched = load_content(begun, part, known)
        except RowRejected as rejection:
            faults = [
                replace(each, pointer=f"/parts/{at}{each.pointer}") for each in rejection.faults
            ]
            raise RowRejected(faults) from None
        content = patched.content
        summary = content["summary"]
        own = words_of_part(whole, summary)
        quote = patched.extra.get("quote", own.public_text if own else record.quote)
        check_quote(quote, [record, *merged], f"/parts/{at}/quote")
        yield {
            "reply_pk": record.reply_pk,
            "place": record.place,
            "respondent": record.respondent,
            "document": record.document,
            "question": record.question,
            "county": record.county,
            "said": _words_of_part(record, own, within) if own else dict(record.said),
            "content": content,
            "quote": quote,
            "suggestions": suggestions,
            "duplicates": precomputed.duplicates(content),
            "precision": lowest_precision(suggestions, content),
            "kind_confidence": kind_confidence,
            "revision": record.revision,
            "earlier_pk": record.earlier_pk,
            "gone_in_pk": record.gone_in_pk,
            "split_from_pk": record.pk,
        }


def _years_of_part(record: CandidateRecord, content: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the years of a part: its own, in place of those that the whole's words gave.

    Years that a person has written stay.
    """
    of_whole = years_in(record.said["publicText"])
    if any(content.get(name) != year for name, year in of_whole.items()):
        return {}
    for name in of_whole:
        del content[name]
    own = years_in(text)
    return own if not YEARS & content.keys() else {}


def _words_of_part(
    record: CandidateRecord, words: Words, within: Sequence[Sequence[int]]
) -> dict[str, Any]:
    """Return the words of a part, with their place where it can be found."""
    return {
        **record.said,
        "text": words.text,
        "publicText": words.public_text,
        "spans": [list(each) for each in words.spans],
        "within": within,
    }


def undo_split(unit: Unit, record: CandidateRecord) -> None:
    """Remove the parts of a candidate.

    Raises:
        Conflict: one of them has been reviewed.
    """
    parts = candidates.children(unit.connection, record.pk, merged=False)
    if any(
        each.state != WAITING or candidates.last_step(unit.connection, each.pk) for each in parts
    ):
        raise Conflict(PARTS_TOUCHED)
    candidates.delete_many(unit, [part.pk for part in parts])
