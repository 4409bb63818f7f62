"""Personal data in what would be public of a candidate: what looks so, or the reply told of."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from app.entries.personal import WHAT, personal_warnings
from app.errors import InvalidContent, Issue, Message
from app.personal_data import finder
from schemas.faults import FieldFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.entries.personal import PublicWords
    from app.personal_data import Find
    from catalogue.candidates import CandidateRecord
    from catalogue.replies import DocumentSummary, Withheld

    FinderOf: TypeAlias = Callable[[Sequence[DocumentSummary]], Find]

WITHHELD = "withheld"


class Review(NamedTuple):
    """A candidate with what it is looked at beside: those merged into it, its reply's documents."""

    record: CandidateRecord
    merged: Sequence[CandidateRecord]
    documents: Sequence[DocumentSummary]


def personal_of(
    review: Review,
    entry: Mapping[str, Any] | None = None,
    beside: PublicWords | None = None,
    find_in: FinderOf = finder,
) -> tuple[FieldFault, ...]:
    """Return what is likely to tell of a single person in what would be public of a candidate.

    That is the entry, as far as it is known by its content only, and the quote. What was withheld
    from the documents is found in other forms too, as long as their text is kept; words that
    something was withheld from are pointed out ever after, since what is left may still tell of
    somebody ("Hon är sjukskriven").
    """
    record = review.record
    words = {**(record.content if entry is None else entry), "quote": record.quote}
    documents = [*review.documents, *(beside.documents if beside else ())]
    earlier = beside.versions if beside else ()
    found = personal_warnings(words, find_in(documents), earlier)
    return (*found, *_cut_from(review))


def check_publishable(
    review: Review,
    entry: Mapping[str, Any],
    beside: PublicWords,
    find_in: FinderOf,
) -> None:
    """Refuse to publish at once what nobody has looked at as an entry.

    Raises:
        InvalidContent: something is likely to tell of a single person.
    """
    found = personal_of(review, entry, beside, find_in)
    if found:
        raise InvalidContent(
            [Issue(each.pointer, each.code, _refused(each), each.value) for each in found]
        )


def _refused(fault: FieldFault) -> Message:
    quoted = f'"{fault.value}": ' if fault.value else ""
    return Message(
        sv=f"{quoted}{fault.message_sv} Annars: godkänn som utkast, och publicera exemplet"
        " när det har granskats.",
        en=f"{quoted}{fault.message_en} Otherwise accept as a draft, and publish the entry"
        " when it has been looked at.",
    )


def _cut_from(review: Review) -> Iterator[FieldFault]:
    """Tell that something was withheld from a candidate's words, or from their heading."""
    document = review.documents[review.record.document]
    spans = [*within_of(review.record, review.merged), *_of_headings(review)]
    kinds = list(dict.fromkeys(each.kind for each in withheld_in(spans, document)))
    if kinds:
        sv, en = _listed([WHAT[kind] for kind in kinds])
        yield FieldFault(
            "/said/publicText",
            WITHHELD,
            f"Ur svarets ord är {sv} borttaget. Läs att det som är kvar inte handlar om personen.",
            f"{en.capitalize()} was taken out of the reply's words. Read that what is left does not"
            " tell of the person.",
        )


def _listed(what: Sequence[Message]) -> tuple[str, str]:
    *first, last = what
    sv, en = (
        ", ".join(texts) for texts in ([each.sv for each in first], [each.en for each in first])
    )
    return (f"{sv} och {last.sv}", f"{en} and {last.en}") if first else (last.sv, last.en)


def _of_headings(review: Review) -> Iterator[Sequence[int]]:
    for each in (review.record, *review.merged):
        yield from (each.said.get("context") or {}).get("spans", ())


def within_of(record: CandidateRecord, merged: Sequence[CandidateRecord] = ()) -> list[list[int]]:
    """Return where in its document the words of a candidate stand, and what was cut beside them.

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
