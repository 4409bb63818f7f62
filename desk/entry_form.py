"""The fields of an entry as its form has them, there and back: texts, and lists of ids.

What is edited is what a load may hold, so that a new field of the record needs no line here:
`desk.entry_widgets` shows it. What a form does not send keeps its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desk.entry_lines import format_lines, parse_lines
from desk.forms import chosen_or, text_or
from record.field import Field, Type
from record.fields import BY_NAME, LOADED, TEXTS
from record.links import LINKS
from record.lists import OUTGOING

Filled = dict[str, Any]
"""Name of a field of the form -> its text, or the ids that are chosen."""


LEFT_ALONE = frozenset({"externalId", "sourceSystem", "national", "evidence"})
"""The key stays; what is national follows from the counties; evidence stands with its link."""
EDITED = tuple(each for each in LOADED if each.name not in LEFT_ALONE)
COUNTY, RELATIONS, EVIDENCE, QUOTE = "counties", "relations", "evidence", "quote"
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_NUMBER = re.compile(r"\d[\d\s]*")


def part_input_name(field: Field, part: Field) -> str:
    """Return what a part of an object is called in the form."""
    return f"{field.name}-{part.name}"


def parts_of(field: Field) -> tuple[Field, ...]:
    """Return the parts of an object that are edited: where a quote stands no person knows."""
    return tuple(each for each in field.parts if each.loaded and each.name != QUOTE)


FORM_FIELDS: dict[str, Field] = {}
"""Field of the form -> field of the record, or part of one, in the order of the record."""
for _field in EDITED:
    if _field.type is Type.OBJECT:
        FORM_FIELDS |= {part_input_name(_field, each): each for each in parts_of(_field)}
    else:
        FORM_FIELDS[_field.name] = _field
CHOSEN = tuple(
    name for name, each in FORM_FIELDS.items() if each.type is Type.CONCEPTS or name == RELATIONS
)
"""Fields of which any number of values are chosen."""


def evidence_name(field: str, value: str) -> str:
    """Return what the quotes of a link are called in the form."""
    return f"{EVIDENCE}-{field}-{value}"


def group_of(name: str) -> str:
    """Return the field of the record that a field of the form belongs to; parts are their own."""
    if name.startswith(f"{EVIDENCE}-"):
        return name.split("-", 2)[1]
    return name


def form_values_of_entry(entry: Mapping[str, Any]) -> Filled:
    """Return an entry, as JSON, in the fields of its form."""
    found: Filled = {}
    for field in EDITED:
        value = entry.get(field.name)
        if field.type is Type.OBJECT:
            parts = value or {}
            found |= {
                part_input_name(field, part): _text(parts.get(part.name))
                for part in parts_of(field)
            }
        elif field.name == RELATIONS:
            stated = [each for each in value or () if each.get("direction", OUTGOING) == OUTGOING]
            found[field.name] = [f"{each['type']}:{each['entryId']}" for each in stated]
        elif field.type is Type.OBJECTS:
            found[field.name] = format_lines(field, value or ())
        elif field.type is Type.CONCEPTS:
            found[field.name] = list(value or ())
        else:
            found[field.name] = "\n".join(value) if isinstance(value, list) else _text(value)
    for link in entry.get("conceptLinks", ()):
        if link["evidence"]:
            quotes = "\n\n".join(each["quote"] for each in link["evidence"])
            found[evidence_name(link["field"], link["value"])] = quotes
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)


def read_submitted_form(before: Filled) -> Filled:
    """Return the fields as the form sent them; quotes of links that are not chosen are none."""
    found: Filled = {
        name: chosen_or(name, before[name]) if name in CHOSEN else text_or(name, before[name])
        for name in FORM_FIELDS
    }
    quotes = ((name, text_or(name, before.get(name, ""))) for name in _evidence_names(found))
    return found | {name: text for name, text in quotes if text or name in before}


def _evidence_names(filled: Filled) -> Iterator[str]:
    """Yield the names of the quotes of all links that are chosen, in the order they are sent."""
    for field in LINKS:
        for value in filled[field]:
            yield evidence_name(field, value)


def evidence_of(filled: Filled) -> list[dict[str, str]]:
    """Return the quotes of all links, as a change sends them."""
    return [
        {"field": field, "value": value, "quote": quote}
        for field in LINKS
        for value in filled[field]
        for quote in _quotes(filled.get(evidence_name(field, value), ""))
    ]


def _quotes(text: str) -> list[str]:
    return [each.strip() for each in _BLANK.split(text) if each.strip()]


def changed_field_names(one: Filled, other: Filled) -> list[str]:
    """Return the names of the fields that differ, in the order of the form."""
    return [
        name for name in dict.fromkeys((*one, *other)) if not _same(one.get(name), other.get(name))
    ]


def _same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return (one or "") == (other or "")


def build_patch(filled: Filled, before: Filled) -> dict[str, Any]:
    """Return the change that makes one out of the other, as the use cases take it.

    Quotes are sent with every change of a text: one that no text holds any more must be reported,
    and not to go without a word.
    """
    changed = set(changed_field_names(filled, before))
    content: dict[str, Any] = {}
    for field in EDITED:
        if field.type is Type.OBJECT:
            parts = [each for each in parts_of(field) if part_input_name(field, each) in changed]
            values = {each.name: filled[part_input_name(field, each)] or None for each in parts}
            if values:
                is_held = any(filled[part_input_name(field, each)] for each in parts_of(field))
                content[field.name] = values if is_held else None
        elif field.name in changed:
            content[field.name] = _value(field, filled[field.name])
    texts = {*LINKS, *(each.name for each in TEXTS)}
    if not changed.isdisjoint(texts) or any(each.startswith(f"{EVIDENCE}-") for each in changed):
        content[EVIDENCE] = evidence_of(filled)
    return content


def build_new_entry(filled: Filled) -> dict[str, Any]:
    """Return a new entry, as the use cases take it."""
    content = build_patch(filled, {})
    for name, value in content.items():
        if isinstance(value, dict):
            content[name] = {part: each for part, each in value.items() if each is not None}
    return {name: value for name, value in content.items() if value not in (None, [], {})}


def _value(field: Field, filled: Any) -> Any:  # noqa: ANN401  JSON
    if field.type is Type.TEXTS:
        return [line.strip() for line in filled.splitlines() if line.strip()] or None
    if field.name == RELATIONS:
        pairs = (each.partition(":") for each in filled)
        return [{"type": type_, "entryId": other} for type_, _, other in pairs]
    if field.type is Type.OBJECTS:
        return parse_lines(field, filled)
    if field.type is Type.CONCEPTS:
        return filled
    if field.type in {Type.YEAR, Type.NUMBER} and _NUMBER.fullmatch(filled):
        return int("".join(filled.split()))
    return filled or None


def form_field_of_pointer(pointer: str, filled: Filled) -> str:
    """Return the field of the form that a JSON pointer into a change is about."""
    first, _, rest = pointer.removeprefix("/").partition("/")
    if first == EVIDENCE and rest:
        sent_quotes, number = evidence_of(filled), rest.partition("/")[0]
        if number.isdigit() and int(number) < len(sent_quotes):
            found = sent_quotes[int(number)]
            return evidence_name(found["field"], found["value"])
    field = BY_NAME.get(first)
    if field is None or field.name in LEFT_ALONE:
        return "do" if first != "reason" else "reason"
    if field.type is Type.OBJECT:
        part = rest.partition("/")[0]
        known = {each.name for each in parts_of(field)}
        return f"{first}-{part}" if part in known else f"{first}-{parts_of(field)[0].name}"
    return first
