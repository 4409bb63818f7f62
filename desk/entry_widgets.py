"""How each field of an entry stands in a form: order, widget and words follow from the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from desk.access import services
from desk.entry_form import CHOSEN, COUNTY, FORM_FIELDS, RELATIONS
from desk.entry_lines import hint_of
from desk.entry_words import NAMES
from record.field import Field, Search, Type
from web.language import gettext, language, marked
from web.wording import SOURCE_TYPE, InLanguage

STATE = "state"
WHAT, WHERE, LINKED, SOURCE = "what", "where", "links", "source"
SECTIONS = InLanguage(
    {
        WHAT: marked("Vad det handlar om"),
        WHERE: marked("Var, när och vem"),
        LINKED: marked("Kopplingar"),
        SOURCE: marked("Källa"),
    }
)
_SHORT = frozenset({Type.YEAR, Type.NUMBER, Type.DECIMAL})
_CHOICES: Mapping[str, Mapping[str, str]] = {"source-type": SOURCE_TYPE}
"""What values are called that no vocabulary names."""
_NAMES = list(FORM_FIELDS)
_WHAT = frozenset(_NAMES[: _NAMES.index(COUNTY)])
"""What an entry tells before its place; other texts stand with it."""


class Widget(NamedTuple):
    """A field as a form shows it.

    `kind` is "line", "text", "choice", "radio" or "picker"; `options` are those of a choice, with
    what they are called. What `is_short` shares a row. Of what is `searched` a list helps to find
    the values.
    """

    name: str
    title: str
    kind: str
    hint: str
    rows: int
    options: tuple[tuple[str, str], ...]
    is_short: bool
    is_searched: bool
    has_evidence: bool


def form_sections() -> list[tuple[str, str, list[Widget]]]:
    """Return id, heading and widgets of each part of the form of an entry."""
    found: dict[str, list[Widget]] = {each: [] for each in SECTIONS}
    for name, field in FORM_FIELDS.items():
        found[_section(name, field)].append(widget(name))
    return [(each, SECTIONS[each], widgets) for each, widgets in found.items()]


def _section(name: str, field: Field) -> str:
    if name.startswith("source-") or field.type is Type.KEY:
        return SOURCE
    is_label = field.search is Search.LABEL and not field.organisation
    if field.link or name == RELATIONS or is_label:
        return LINKED
    is_text = field.type in {Type.TEXT, Type.TEXTS, Type.OBJECTS} and not field.organisation
    return WHAT if is_text or name in _WHAT else WHERE


def widget(name: str) -> Widget:
    """Return how a field of the form is shown."""
    field = FORM_FIELDS[name]
    kind = _kind(name, field)
    return Widget(
        name,
        NAMES[name],
        kind,
        _hint(field),
        6 if field.lines and field.required else 3 if field.organisation else 4,
        _options(name, field) if kind in {"choice", "radio"} else (),
        field.type in _SHORT or name == STATE,
        field.organisation,
        field.link,
    )


def _kind(name: str, field: Field) -> str:
    if name in CHOSEN:
        return "picker"
    if field.type is Type.CHOICE:
        return "radio" if field.required and "-" not in name else "choice"
    return "text" if field.lines or field.type in {Type.TEXTS, Type.OBJECTS} else "line"


def _hint(field: Field) -> str:
    if field.help:
        return field.help.text(language())
    if field.type is Type.OBJECTS and field.name != RELATIONS:
        return hint_of(field)
    by_type = {
        Type.TEXTS: gettext("En uppgift på varje rad."),
        Type.DAY: gettext("Datum, ÅÅÅÅ-MM-DD."),
    }
    return by_type.get(field.type, "")


def _options(name: str, field: Field) -> tuple[tuple[str, str], ...]:
    empty = () if field.required or field.default else (("", gettext("(tomt)")),)
    named = _CHOICES.get(name, {})
    return (*empty, *((each, named.get(each) or _label(field, each)) for each in field.choices))


def _label(field: Field, value: str) -> str:
    known = services().vocabularies
    return known.name(field.vocabulary, value, language()) if field.vocabulary else value
