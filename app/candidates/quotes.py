"""The quote of a candidate: the reply's own words, of which parts may be left out."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import InvalidContent, Issue, Message
from catalogue.candidates import CandidateRecord
from schemas.faults import LONGEST_ECHO
from swedish.folding import fold
from swedish.tokens import normalise, tokenize

NOT_OF_REPLY = Message(
    sv="Citatet får bara ha ord ur svaret, i svarets ordning. Utelämna det som inte ska visas, men"
    " lägg inte till något.",
    en="The quote may only hold words of the reply, in their order. Leave out what is not to be"
    " shown, but add nothing.",
)
CODE = "not-of-reply"
NOT_SHORTER = Message(
    sv="Citatet hos en godkänd kandidat kan bara förkortas: utelämna ord, lägg inte till några.",
    en="The quote of an accepted candidate can only be shortened: leave words out, add none.",
)


def check_quote(
    quote: str | None, records: Sequence[CandidateRecord], pointer: str = "/quote"
) -> None:
    """Refuse a quote that says what the candidate, with those merged into it, does not.

    Raises:
        InvalidContent: it holds other words, or in another order.
    """
    if quote is not None and not is_of_reply(quote, records):
        raise InvalidContent([Issue(pointer, CODE, NOT_OF_REPLY, quote[:LONGEST_ECHO])])


def check_shorter(quote: str | None, record: CandidateRecord) -> None:
    """Refuse a quote that says what the candidate's quote does not say already.

    Raises:
        InvalidContent: it holds other words, or in another order.
    """
    if quote is not None and not _is_shortened_from(quote, record.quote or ""):
        raise InvalidContent([Issue("/quote", "not-shorter", NOT_SHORTER, quote[:LONGEST_ECHO])])


def is_of_reply(quote: str, records: Sequence[CandidateRecord]) -> bool:
    """Return whether a quote is made of the candidates' words, in their order or the document's."""
    as_merged = " ".join(each.said["text"] for each in records)
    as_written = " ".join(each.said["text"] for each in in_place(records))
    return any(_is_shortened_from(quote, text) for text in dict.fromkeys((as_merged, as_written)))


def in_place(records: Sequence[CandidateRecord]) -> list[CandidateRecord]:
    """Return candidates of a document in the order of its text."""
    return sorted(records, key=lambda each: (each.said.get("spans") or [[0, 0]])[0])


def _is_shortened_from(quote: str, text: str) -> bool:
    words = iter(_words(text))
    return all(word in words for word in _words(quote))


def _words(text: str) -> list[str]:
    return [fold(each.text) for each in tokenize(normalise(text))]
