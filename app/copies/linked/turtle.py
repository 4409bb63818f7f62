"""Turtle: the notation that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.copies.linked.graph import PREFIXES, Node, Ref, Text, Value, prefixes_of

STEP = "    "
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def to_turtle(nodes: Sequence[Node]) -> str:
    """Write things, with those inside them that have an address as subjects of their own."""
    blocks = [subject(each) for top in nodes for each in subjects(top)]
    return "\n".join([heads(prefixes_of(nodes)), *blocks])


def heads(prefixes: Iterable[str]) -> str:
    """Return what a document begins with: what its prefixes stand for."""
    lines = [f"@prefix {each}: <{PREFIXES[each]}> ." for each in prefixes]
    return "\n".join([*lines, ""])


def subjects(each: Node) -> Iterator[Node]:
    """Yield a thing and those inside it, as far as they have addresses."""
    if each.iri:
        yield each
    for _, values in each.properties:
        for value in values:
            if isinstance(value, Node):
                yield from subjects(value)


def subject(each: Node) -> str:
    """Write the statements about a thing that has an address."""
    return f"<{each.iri}>{_properties(each, STEP)} .\n"


def _properties(each: Node, indent: str) -> str:
    lines = [f" a {', '.join(each.types)}"] if each.types else []
    for name, values in each.properties:
        written = ", ".join(_value(value, indent) for value in values)
        lines.append(f"\n{indent}{name} {written}" if lines else f" {name} {written}")
    return " ;".join(lines)


def _value(value: Value, indent: str) -> str:
    match value:
        case Ref():
            return f"<{value.iri}>"
        case Text():
            return _text(value)
        case Node() if value.iri:
            return f"<{value.iri}>"
        case Node():
            return f"[{_properties(value, indent + STEP)} ]"


def _text(text: Text) -> str:
    quoted = f'"{_ESCAPED.sub(lambda found: _escape(found[0]), text.value)}"'
    if text.language:
        return f"{quoted}@{text.language}"
    return f"{quoted}^^{text.datatype}" if text.datatype else quoted


def _escape(sign: str) -> str:
    return _SHORT.get(sign) or f"\\u{ord(sign):04X}"
