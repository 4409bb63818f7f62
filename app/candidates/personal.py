"""Personal data in what would be public of a candidate, and what a reply withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from app.entries.personal import (
    MOST_CHECKED,
    check_confirmed,
    found_of,
    marks_of,
    personal_warnings,
)
from app.entries.withheld import cut_from
from app.errors import Message
from app.personal_data import finder
from catalogue import confirmations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from app.entries.personal import Found, PublicWords
    from app.entries.withheld import Review
    from app.personal_data import Find
    from catalogue.replies import DocumentSummary
    from catalogue.unit import Unit
    from schemas.faults import FieldFault

    FinderOf: TypeAlias = Callable[[Sequence[DocumentSummary]], Find]


def personal_of(
    review: Review,
    entry: Mapping[str, Any] | None = None,
    public_words: PublicWords | None = None,
    find_in: FinderOf = finder,
) -> tuple[FieldFault, ...]:
    """Return what is likely to tell of a single person in what would be public of a candidate.

    That is the entry, as far as it is known by its content only, and the quote. What was withheld
    from the documents is found in other forms too, as long as their text is kept; words that
    something was withheld from are pointed out ever after, since what is left may still tell of
    somebody ("Hon är sjukskriven").
    """
    return tuple(each.fault for each in _personal_findings(review, entry, public_words, find_in))


def _personal_findings(
    review: Review,
    entry: Mapping[str, Any] | None,
    public_words: PublicWords | None,
    find_in: FinderOf,
) -> list[Found]:
    record = review.record
    words = {**(record.content if entry is None else entry), "quote": record.quote}
    documents = [*review.documents, *(public_words.documents if public_words else ())]
    earlier = public_words.versions if public_words else ()
    cut = cut_from(review)
    warnings = personal_warnings(words, find_in(documents), earlier, MOST_CHECKED)
    return found_of(warnings, [cut] if cut else [])


def settle(  # noqa: PLR0913, PLR0917  what is looked at, and what is done with it
    unit: Unit,
    actor: str,
    review: Review,
    entry: Mapping[str, Any],
    public_words: PublicWords,
    find_in: FinderOf,
    confirmed: Collection[str],
    *,
    publish: bool,
) -> None:
    """Keep what is confirmed as read in what a candidate became.

    Raises:
        InvalidContent: it is to be public, and something is likely to tell of a single person that
            nobody has confirmed as read.
    """
    found = _personal_findings(review, entry, public_words, find_in)
    if publish:
        marks = check_confirmed(found, confirmed, public_words.confirmed, _refusal_message)
    else:
        marks = marks_of(found, confirmed)
    confirmations.keep(unit, public_words.entry["id"], marks, actor)


def _refusal_message(found: Found) -> Message:
    fault = found.fault
    quoted = f'"{fault.value}": ' if fault.value else ""
    return Message(
        sv=f"{quoted}{fault.message_sv} Annars: bekräfta att du har läst det, eller godkänn som"
        " utkast. I API:t: confirmPersonal.",
        en=f"{quoted}{fault.message_en} Otherwise confirm that you have read it, or accept as a"
        " draft. In the API: confirmPersonal.",
    )
