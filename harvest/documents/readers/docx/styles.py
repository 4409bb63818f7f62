"""What the styles of a Word document say of its paragraphs and runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from harvest.documents.archives import attribute, child, name_of

OFF = {"0", "false", "off", "none"}
BODY = 9
"""Outline level of body text; 0 to 8 are headings."""
DEEPEST_CHAIN = 20
"""Styles based on each other; a file may claim a circle."""
_NOT_COLORED = {"auto", "000000"}
_HEADING_NAME = re.compile(r"(?:heading|rubrik) (\d)")

_LIST_NAME = re.compile(
    r"(?!.*(?:paragraph|stycke)).*(?:list|punkt|bullet|numrerad|nivå|level)\D{0,20}([1-9])"
)
"""Copies of "List Paragraph" are numbered too, but not by level."""
_CONTINUES_NAME = re.compile(r"list ?continue|lista? ?fortsättning")


class Styles:
    """Looks properties up along the chain of styles that are based on each other."""

    def __init__(self, root: Element | None) -> None:
        styles = [each for each in (root if root is not None else ()) if name_of(each) == "style"]
        self._by_id = {attribute(each, "styleId") or "": each for each in styles}
        self._defaults = {
            attribute(each, "type"): attribute(each, "styleId")
            for each in styles
            if attribute(each, "default") not in {None, *OFF}
        }

    @property
    def list_of_style(self) -> dict[str, str]:
        """Return the list (numId) that each style names itself."""
        found = {
            style: attribute(child(element, "pPr", "numPr", "numId"), "val")
            for style, element in self._by_id.items()
        }
        return {style: list_id for style, list_id in found.items() if list_id}

    def style_of(self, paragraph_properties: Element | None) -> str | None:
        """Return the id of a paragraph's style."""
        named = attribute(child(paragraph_properties, "pStyle"), "val")
        return named or self._defaults.get("paragraph")

    def chain(self, style: str | None) -> Iterator[tuple[str, Element]]:
        """Yield a style and those it is based on, with their ids."""
        for _ in range(DEEPEST_CHAIN):
            element = self._by_id.get(style or "")
            if element is None or style is None:
                return
            yield style, element
            style = attribute(child(element, "basedOn"), "val")

    def heading_level(self, properties: Element | None) -> int | None:
        """Return the outline level of a paragraph from 1, None for body text."""
        own = attribute(child(properties, "outlineLvl"), "val")
        for _, element in self.chain(self.style_of(properties)):
            own = own or attribute(child(element, "pPr", "outlineLvl"), "val") or _named(element)
        return int(own) + 1 if own and own.isdecimal() and int(own) < BODY else None

    def list_level(self, style: str | None) -> int:
        """Return the level, from 0, that the name of a list's style tells ("List Bullet 2")."""
        found = (_LIST_NAME.fullmatch(name) for name in self._names(style))
        return next((int(each[1]) - 1 for each in found if each), 0)

    def continues_list(self, style: str | None) -> bool:
        """Return whether a style is that of another paragraph of the list item above."""
        return any(_CONTINUES_NAME.match(name) for name in self._names(style))

    def _names(self, style: str | None) -> Iterator[str]:
        """Yield the names in lower case of a style and those that it is based on."""
        return ((_name(element) or own).lower() for own, element in self.chain(style))

    def is_on(self, name: str, run: Element | None, paragraph_style: str | None) -> bool:
        """Return whether a run has a property (b, vanish) that is on or off."""
        found = self._run_property(name, run, paragraph_style)
        return found is not None and attribute(found, "val") not in OFF

    def color(self, run: Element | None, paragraph_style: str | None) -> str | None:
        """Return the color of a run; None for black and for what the program decides."""
        found = (attribute(self._run_property("color", run, paragraph_style), "val") or "").lower()
        return found if re.fullmatch("[0-9a-f]{6}", found) and found not in _NOT_COLORED else None

    def _run_property(
        self, name: str, run: Element | None, paragraph_style: str | None
    ) -> Element | None:
        found = child(run, name)
        for style in (attribute(child(run, "rStyle"), "val"), paragraph_style):
            for _, element in self.chain(style):
                found = found if found is not None else child(element, "rPr", name)
        return found


def _named(style: Element) -> str | None:
    """Return the outline level, from 0, that the name of a heading's style tells."""
    name = _name(style).lower()
    found = _HEADING_NAME.fullmatch(name)
    if found:
        return str(int(found[1]) - 1)
    return "0" if name in {"title", "rubrik"} else None


def _name(style: Element) -> str:
    return attribute(child(style, "name"), "val") or ""
