"""What was withheld from the words of a reply that something was made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.errors import Message
from catalogue.candidates import CandidateRecord
from catalogue.replies import DocumentSummary, Withheld
from schemas.faults import FieldFault

WITHHELD = "withheld"
WHAT = {
    "email": Message(sv="en persons e-postadress", en="a person's e-mail address"),
    "phone": Message(sv="ett telefonnummer", en="a telephone number"),
    "personal-number": Message(sv="ett personnummer", en="a personal identity number"),
    "account": Message(sv="ett kontonummer", en="a bank account"),
    "address": Message(sv="en gatuadress", en="a street address"),
    "birth-date": Message(sv="en persons födelsedag", en="a person's date of birth"),
    "sensitive": Message(
        sv="en uppgift om ursprung, hälsa, facket, tro, sexualliv eller brott",
        en="a fact on origin, health, trade unions, belief, sex life or crime",
    ),
    "name": Message(sv="ett personnamn", en="a person's name"),
    "contact": Message(sv="ord om vem som kan svara", en="words on whom to ask"),
}


class Review(NamedTuple):
    """A candidate with those merged into it and its reply's documents."""

    record: CandidateRecord
    merged: Sequence[CandidateRecord]
    documents: Sequence[DocumentSummary]


class Cut(NamedTuple):
    """What was withheld from a candidate's words, or from their heading.

    Attributes:
        fault: says so, and of which kinds it is; not the words, which not everybody may see.
        key: tells it from anything else that was withheld, also when the reply is forgotten.
    """

    fault: FieldFault
    key: str


def cut_from(review: Review, pointer: str = "/said/publicText") -> Cut | None:
    """Return what was withheld from a candidate's words, or from their heading, if anything."""
    document = review.documents[review.record.document]
    spans = [*within_of(review.record, review.merged), *_of_headings(review)]
    withheld = withheld_in(spans, document)
    if not withheld:
        return None
    kinds = dict.fromkeys(each.kind for each in withheld)
    sv, en = _join_with_and([WHAT[kind] for kind in kinds])
    fault = FieldFault(
        pointer,
        WITHHELD,
        f"Ur svarets ord är {sv} borttaget. Läs att det som är kvar inte handlar om personen.",
        f"{en.capitalize()} was taken out of the reply's words. Read that what is left does not"
        " tell of the person.",
    )
    places = ",".join(f"{each.start}-{each.end}" for each in withheld)
    return Cut(fault, f"{document.sha256}:{places}")


def _join_with_and(what: Sequence[Message]) -> tuple[str, str]:
    *first, last = what
    sv, en = (
        ", ".join(texts) for texts in ([each.sv for each in first], [each.en for each in first])
    )
    return (f"{sv} och {last.sv}", f"{en} and {last.en}") if first else (last.sv, last.en)


def _of_headings(review: Review) -> Iterator[Sequence[int]]:
    for each in (review.record, *review.merged):
        yield from (each.said.get("context") or {}).get("spans", ())


def within_of(record: CandidateRecord, merged: Sequence[CandidateRecord] = ()) -> list[list[int]]:
    """Return where in its document the words of a candidate stand, and what was cut around them.

    Of a part that is where the whole stands that it was split from.
    """
    found = {
        (start, end)
        for each in (record, *merged)
        for start, end in each.said.get("within", each.said.get("spans", ()))
    }
    return [list(span) for span in sorted(found)]


def withheld_in(spans: Iterable[Sequence[int]], document: DocumentSummary) -> list[Withheld]:
    """Return what was withheld from words that stand in spans of a document, in order."""
    found: dict[int, Withheld] = {}
    for start, end in spans:
        first = bisect_right(document.withheld, start, key=lambda each: each.end)
        for at in range(first, len(document.withheld)):
            if document.withheld[at].start >= end:
                break
            found[at] = document.withheld[at]
    return [found[at] for at in sorted(found)]
