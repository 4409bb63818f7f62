"""What the styles of an OpenDocument text say of its paragraphs and spans."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from harvest.documents.archives import attribute, child, name_of

DEEPEST_CHAIN = 20
"""Styles based on each other; a file may claim a circle."""
BOLD = {"bold", "600", "700", "800", "900"}
_COLOR = re.compile(r"#([0-9a-f]{6})")


class Styles:
    """Looks the properties of text up along the chain of styles."""

    def __init__(self, owners: Iterable[Element]) -> None:
        self._by_name = {
            attribute(each, "name") or "": each
            for owner in owners
            for each in owner
            if name_of(each) == "style"
        }

    def look(self, *styles: str | None) -> tuple[bool, str | None]:
        """Return (bold, color) of text in these styles, the innermost first."""
        weight = self._property("font-weight", styles)
        color = _COLOR.fullmatch((self._property("color", styles) or "").lower())
        return weight in BOLD, color[1] if color and color[1] != "000000" else None

    def _property(self, name: str, styles: tuple[str | None, ...]) -> str | None:
        for style in styles:
            named = style
            for _ in range(DEEPEST_CHAIN):
                element = self._by_name.get(named or "")
                found = attribute(child(element, "text-properties"), name)
                if found:
                    return found
                named = attribute(element, "parent-style-name")
        return None
