"""How deep the list items of a Word document hang.

A level is one of a list's own, or a style of its own, as "List Bullet 2": each of those has a list
with one level, and only its name and its indent tell that it belongs below another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harvest.documents.archives import attribute, child
from harvest.documents.readers.docx.numbers import indent_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from harvest.documents.readers.docx.numbers import Numbering
    from harvest.documents.readers.docx.styles import Styles

NARROWEST_STEP = 240
"""Twips between two levels; less comes from lists that were made apart."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list.

    Attributes:
        list_id: its list (numId).
        at: its level in that list, from 0.
        depth: that level, or a deeper one that the name of its style tells, from 0.
        indent: in twips, where the list is that of its style.
    """

    list_id: str
    at: int
    depth: int
    indent: int | None = None

    def is_below(self, other: ListPlace) -> bool:
        """Return whether it hangs on another one that stands above it."""
        if self.depth != other.depth or self.indent is None or other.indent is None:
            return self.depth > other.depth
        return self.list_id != other.list_id and self.indent >= other.indent + NARROWEST_STEP


class Depths:
    """The list items of a document that others can hang on, in order."""

    def __init__(self) -> None:
        self._open: list[tuple[ListPlace, int]] = []

    def level(self, place: ListPlace) -> int:
        """Return how deep the next item hangs, from 1."""
        while self._open and not place.is_below(self._open[-1][0]):
            self._open.pop()
        above = self._open[-1][1] if self._open else 0
        level = 1 + max(place.depth, above)
        self._open.append((place, level))
        return level


def list_place(
    properties: Element | None, styles: Styles, numbering: Numbering
) -> ListPlace | None:
    """Return the place of a paragraph in a list, its own or its style's."""
    own = child(properties, "numPr")
    own_list = list_id = attribute(child(own, "numId"), "val")
    level = attribute(child(own, "ilvl"), "val")
    indent = indent_of(properties)
    for style, element in styles.chain(styles.style_of(properties)):
        indent = indent_of(child(element, "pPr")) if indent is None else indent
        inherited = child(element, "pPr", "numPr")
        if inherited is None:
            continue
        list_id = list_id or attribute(child(inherited, "numId"), "val")
        tied = numbering.level_of_style(list_id or "", style)
        level = level or attribute(child(inherited, "ilvl"), "val")
        level = level or (str(tied) if tied is not None else None)
    if not list_id or list_id == "0":
        return None
    at = int(level) if level and level.isdecimal() else 0
    indent = numbering.indent(list_id, at) if indent is None else indent
    depth = max(at, styles.list_level(styles.style_of(properties)))
    return ListPlace(list_id, at, depth, None if own_list else indent)
