"""The texts of an entry, field by field and as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from record.fields import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from record.field import Field

QUOTED = tuple(each for each in TEXTS if each.quoted)
APART = "\0"
"""Between the texts of an entry: no text holds it, so that no quote runs from one into the next."""


def texts_of(
    content: Mapping[str, Any], fields: Iterable[Field] = TEXTS
) -> Iterator[tuple[Field, str, str]]:
    """Yield field, JSON pointer and text of each text that an entry holds.

    `content` may be a row of the load format, the content of a version or a public entry.
    """
    for each in fields:
        value = content.get(each.name)
        if isinstance(value, str) and value:
            yield each, f"/{each.name}", value
        elif isinstance(value, list):
            for place, text in enumerate(value):
                yield each, f"/{each.name}/{place}", text


def named_texts(content: Mapping[str, Any], names: Iterable[str]) -> list[tuple[str, str]]:
    """Return (field, text) of each text in fields of some names, as `texts_of` without pointers."""
    found = []
    for name in names:
        value = content.get(name)
        if isinstance(value, list):
            found += [(name, text) for text in value]
        elif isinstance(value, str) and value:
            found.append((name, value))
    return found


def whole_text(content: Mapping[str, Any]) -> str:
    """Return all texts of an entry that links may quote, one after the other."""
    return APART.join(text for _, _, text in texts_of(content, QUOTED))
