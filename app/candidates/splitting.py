"""Links of a part of a candidate: what its own words suggest, and what the curator has decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.candidates.links import prefilled, suggestions_for
from harvest.sector_names import Sectors
from record.fields import LINKS
from record.lists import HARVESTED
from schemas.checks import clean
from seed.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.wiring import Services
    from catalogue.candidates import CandidateRecord

    Suggestion = Mapping[str, Any]


def suggestions_of_part(
    services: Services, record: CandidateRecord, summary: str | None
) -> list[Suggestion]:
    """Return the links that the words of a part suggest, beside those of the whole they bear out.

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
    stand = (_placed(each, text) for each in record.suggestions)
    suggestions = [*found, *(each for each in stand if each and _link(each) not in known)]
    if text in record.said["publicText"]:
        return suggestions
    return [_without_place(each) for each in suggestions]


def _sectors() -> Sectors:
    return Sectors(vocabulary("sectors").concepts)


def _placed(suggestion: Suggestion, text: str) -> Suggestion | None:
    """Return a suggestion of the whole with its place in a part that has all it rests on."""
    quotes = [each["quote"] for each in suggestion["evidence"]]
    if not quotes or any(quote not in text for quote in quotes):
        return None
    places = [(quote, text.index(quote)) for quote in quotes]
    evidence = [{"quote": quote, "start": at, "end": at + len(quote)} for quote, at in places]
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
    kept = (linked - proposed) | borne | own
    order = [*_ordered(record.content), *map(_link, suggestions)]
    content = {name: each for name, each in record.content.items() if name not in LINKS}
    for field, value in dict.fromkeys(order):
        if (field, value) in kept:
            content.setdefault(field, []).append(value)
    return content


def _ordered(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(field, value) for field in LINKS for value in content.get(field, ())]


def _values(content: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    return {(field, value) for field, values in content.items() for value in values}


def _link(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion["field"], suggestion["value"]


def _links(suggestions: Iterable[Suggestion]) -> set[tuple[str, str]]:
    return {_link(each) for each in suggestions}
