"""What a reply tells of a candidate beside its summary: results, partners, years, page and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from desk.entry_form import RELATIONS, filled_of
from desk.entry_words import NAMES, PERIOD_STATES
from record.fields import LINKS
from web.wording import KRONOR, amount

if TYPE_CHECKING:
    from collections.abc import Mapping

FACTS = "facts"
_SHOWN = frozenset(
    {"title", "summary", "kind", "counties", "leadOrganisation", "licence", RELATIONS, *LINKS}
)
"""Fields that have a place of their own, or that follow from the reply."""


class Detail(NamedTuple):
    """A field of what a candidate would become, what it is called, and what it says."""

    field: str
    name: str
    text: str


def details_of(candidate: Mapping[str, Any]) -> list[Detail]:
    """Return the details that are told of a candidate (as JSON), in the order of the editor."""
    told = {**candidate["entry"], "source": {"url": candidate["said"]["url"]}}
    return [
        Detail(field, NAMES[field], _text(field, text))
        for field, text in filled_of(told).items()
        if text and field not in _SHOWN
    ]


def _text(field: str, text: str) -> str:
    if field == "period-status":
        return PERIOD_STATES[text]
    if field == "budget":
        return amount(int(text), KRONOR)
    return "; ".join(text.splitlines())
