"""The numbers of OpenDocument lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from harvest.documents.archives import attribute, name_of
from harvest.documents.list_numbers import counted

FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
BULLETS = "•◦▪"
OUTLINE = "Outline"
"""Style that numbers headings."""

LONGEST_NUMBER = 9
"""Digits that are read of a number; all that counts rows, columns or levels is lower."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where an item stands: its list's style, how deep, and whether the list goes on."""

    style: str | None = None
    level: int = 1
    goes_on: bool = False


class Lists:
    """Counts the items of a document's lists, in order."""

    def __init__(self, owners: Iterable[Element]) -> None:
        self._levels = {
            (attribute(style, "name"), int(attribute(level, "level") or "0")): level
            for owner in owners
            for style in owner
            if name_of(style) in {"list-style", "outline-style"}
            for level in style
            if (attribute(level, "level") or "").isdecimal()
        }
        self._counters: dict[str | None, dict[int, int]] = {}

    def begin(self, element: Element, at: ListPlace) -> ListPlace:
        """Begin a list: it counts anew, unless it or the one around it says that it goes on."""
        style = attribute(element, "style-name") or at.style
        goes_on = (
            at.goes_on
            or attribute(element, "continue-numbering") == "true"
            or attribute(element, "continue-list") is not None
        )
        if not goes_on:
            self._forget(style, at.level)
        return ListPlace(style, at.level, goes_on=goes_on)

    def number(self, item: Element, at: ListPlace) -> str | None:
        """Count an item and return what is shown before it."""
        form = self._levels.get((at.style, at.level))
        if form is None or name_of(form) != "list-level-style-number":
            return attribute(form, "bullet-char") or BULLETS[min(at.level, len(BULLETS)) - 1]
        return self._count(form, at.style, at.level, attribute(item, "start-value"))

    def heading_number(self, level: int) -> str | None:
        """Count a heading, where the document numbers its headings."""
        form = self._levels.get((OUTLINE, level))
        return None if form is None else self._count(form, OUTLINE, level, None)

    def _count(
        self, form: Element, style: str | None, level: int, own_start: str | None
    ) -> str | None:
        counters = self._counters.setdefault(style, {})
        self._forget(style, level + 1)
        if own_start is not None or level not in counters:
            counters[level] = whole_number(own_start or attribute(form, "start-value"))
        else:
            counters[level] += 1
        return self._shown(form, style, level)

    def _forget(self, style: str | None, level: int) -> None:
        counters = self._counters.get(style, {})
        for deeper in [each for each in counters if each >= level]:
            del counters[deeper]

    def _shown(self, form: Element, style: str | None, level: int) -> str | None:
        shown = whole_number(attribute(form, "display-levels"))
        parts = [self._part(style, each) for each in range(max(1, level - shown + 1), level + 1)]
        prefix, suffix = attribute(form, "num-prefix") or "", attribute(form, "num-suffix") or ""
        number = ".".join(part for part in parts if part)
        return f"{prefix}{number}{suffix}".strip() if number else None

    def _part(self, style: str | None, level: int) -> str:
        form = self._levels.get((style, level))
        kind = FORMS.get(attribute(form, "num-format") or "", "decimal")
        return counted(self._counters.get(style, {}).get(level, 1), kind)


def whole_number(text: str | None) -> int:
    """Return the number in an attribute; 1, the default of all that are read, where it has none."""
    return int(text[:LONGEST_NUMBER]) if text and text.isdecimal() else 1
