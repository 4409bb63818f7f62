"""What a reply tells of a candidate beside its summary: results, partners, years, page and more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from desk.entry_form import EVIDENCE, RELATIONS, content_of, filled_of
from desk.entry_words import NAMES, PERIOD_STATES
from record.field import Type
from record.fields import BY_NAME, LINKS
from web.wording import KRONOR, amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.entry_form import Filled
    from record.field import Field

DETAILS = (
    *("facts", "results", "methods", "obstacles", "preconditions", "targetGroup"),
    *("leadOrganisation", "partners", "contact", "startYear", "endYear", "period-status"),
    *("budget", "sectorText", "keywords"),
)
"""Fields of the form that tell more than a summary, in their order."""
REQUIRED = ("title", "summary", "kind")
"""Fields of the form that may not be empty: what is sent is told of as it is."""
PERIOD = "period"
_SHOWN = frozenset(
    {"title", "summary", "kind", "counties", "leadOrganisation", "licence", RELATIONS, *LINKS}
)
"""Fields that have a place of their own, or that follow from the reply."""
_ROWS = {"facts": 4, "partners": 3, "sectorText": 2, "keywords": 4}
"""Of a field of several lines; of what is told, another number."""
_ROWS_TOLD = 3


class Detail(NamedTuple):
    """A field of what a candidate would become, what it is called, and what it says."""

    field: str
    name: str
    text: str


class Asked(NamedTuple):
    """A field of a candidate's form: `rows` is 0 for one line."""

    name: str
    text: str
    rows: int
    longest: int


def details_of(candidate: Mapping[str, Any]) -> list[Detail]:
    """Return the details that are told of a candidate (as JSON), in the order of the editor."""
    told = {**candidate["entry"], "source": {"url": candidate["said"]["url"]}}
    return [
        Detail(field, NAMES[field], _text(field, text))
        for field, text in filled_of(told).items()
        if text and field not in _SHOWN
    ]


def asked(filled: Filled) -> list[Asked]:
    """Return the fields of the form for details, with what they hold."""
    return [_asked(name, filled[name]) for name in DETAILS]


def _asked(name: str, text: str) -> Asked:
    field = BY_NAME.get(name)
    if field is None:  # a part of an object, which is chosen
        return Asked(name, text, 0, 0)
    is_long = field.lines or field.type is Type.TEXTS
    return Asked(name, text, _ROWS.get(name, _ROWS_TOLD) if is_long else 0, _longest(field))


def _longest(field: Field) -> int:
    return (field.longest or 2048) * (field.most or 1)


def changes_of(filled: Filled, before: Filled) -> dict[str, Any]:
    """Return the change that makes one form out of the other, as a candidate takes it."""
    content = content_of(filled, before)
    content.pop(EVIDENCE, None)
    content |= {name: filled[name] for name in REQUIRED if name in content}
    if not any(content.get(PERIOD, {"": True}).values()):
        content[PERIOD] = None
    return content


def _text(field: str, text: str) -> str:
    if field == "period-status":
        return PERIOD_STATES[text]
    if field == "budget":
        return amount(int(text), KRONOR)
    return "; ".join(text.splitlines())
