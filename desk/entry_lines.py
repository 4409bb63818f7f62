"""Lists of objects in the form of an entry: a line for each, with the names of its codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.wiring import known
from record.field import Field, Type
from record.lines import format_line, parse_line, parts_of
from record.words import Words
from web.language import gettext, language


def format_lines(field: Field, values: Iterable[Mapping[str, Any]]) -> str:
    """Return objects as the lines of a text, codes by their Swedish names."""
    named = _coded_parts(field)
    return "\n".join(
        format_line(
            field,
            {
                name: next((each.pref_sv for each in named.get(name, ()) if each.id == part), part)
                for name, part in value.items()
            },
        )
        for value in values
    )


def parse_lines(field: Field, text: str) -> list[dict[str, Any]]:
    """Return the objects of a text, which may name codes in Swedish or English."""
    codes = {
        name: {
            called.casefold(): each.id
            for each in concepts
            for called in (each.pref_sv, each.pref_en, each.id)
        }
        for name, concepts in _coded_parts(field).items()
    }
    return [
        {
            name: codes.get(name, {}).get(part.casefold(), part)
            for name, part in parse_line(field, line).items()
        }
        for line in text.splitlines()
        if line.strip()
    ]


def hint_of(field: Field) -> str:
    """Return what the lines of a text hold."""
    heads = " | ".join(
        (part.heading or Words(part.head, part.name)).text(language()) for part in parts_of(field)
    )
    names = ", ".join(
        each.pref_sv if language() == "sv" else each.pref_en
        for concepts in _coded_parts(field).values()
        for each in concepts
    )
    shape = gettext("Ett på varje rad: %s.") % heads
    return f"{shape} {names}".strip()


def _coded_parts(field: Field) -> dict[str, Any]:
    """Return part -> the concepts that its values come from."""
    return {
        part.name: known().vocabularies.concepts(part.vocabulary)
        for part in parts_of(field)
        if part.type is Type.CHOICE and part.vocabulary
    }
