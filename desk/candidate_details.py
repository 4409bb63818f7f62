"""What a reply tells of a candidate beside its summary: results, partners, years, page and more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from desk.entry_conflict import value_name
from desk.entry_form import (
    EVIDENCE,
    FORM_FIELDS,
    RELATIONS,
    Filled,
    build_patch,
    form_values_of_entry,
)
from desk.entry_widgets import Widget, widget
from desk.entry_words import NAMES
from record.links import LINKS
from web.language import gettext
from web.wording import amount

REQUIRED = ("title", "summary", "kind")
"""Fields of the form that may not be empty: faults show what was sent."""
_SHOWN = frozenset({*REQUIRED, "counties", "leadOrganisation", "licence", RELATIONS, *LINKS})
"""Fields that have a place of their own, or that follow from the reply."""
DETAILS = tuple(
    name
    for name, field in FORM_FIELDS.items()
    if (name not in _SHOWN or field.organisation) and not name.startswith("source-")
)
"""Fields of the form that tell more than a summary, in their order."""


class Detail(NamedTuple):
    """A field of what a candidate would become, what it is called, and what it says."""

    field: str
    name: str
    text: str


def details_of(candidate: Mapping[str, Any]) -> list[Detail]:
    """Return the details of a candidate (as JSON), in the order of the editor."""
    content = {**candidate["entry"], "source": {"url": candidate["said"]["url"]}}
    return [
        Detail(field, NAMES[field], _text(field, text))
        for field, text in form_values_of_entry(content).items()
        if text and field not in _SHOWN
    ]


def detail_widgets() -> list[Widget]:
    """Return the fields of the form for details; none has to be filled in."""
    found = [widget(name) for name in DETAILS]
    empty = ("", gettext("(tomt)"))
    return [
        each._replace(options=tuple(dict.fromkeys((empty, *each.options))))
        if each.kind == "choice"
        else each
        for each in found
    ]


def changes_of(filled: Filled, before: Filled) -> dict[str, Any]:
    """Return the change that makes one form out of the other, as a candidate takes it."""
    content = build_patch(filled, before)
    content.pop(EVIDENCE, None)
    content |= {name: filled[name] for name in REQUIRED if name in content}
    return content


def _text(field: str, text: str) -> str:
    if unit := FORM_FIELDS[field].unit:
        return amount(int(text), unit)
    return "; ".join(value_name(field, text).splitlines())
