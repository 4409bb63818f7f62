"""The numbers that Word shows before paragraphs: it stores none of them, only how to count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from harvest.documents.archives import attribute, child, name_of
from harvest.documents.list_numbers import counted

SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "·": "•", "§": "▪"}
"""Characters of the fonts Symbol and Wingdings, as they look."""
DEEPEST = 8
"""Level of a list, from 0."""
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks.

    Attributes:
        restart: the level, from 1, whose numbers make this one begin anew; 0 never, None any above.
        legal: numbers of levels above are shown in digits, whatever they are themselves.
        style: id of the paragraph style that stands on this level.
        indent: to the left, in twips.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    indent: int | None = None


@dataclass(slots=True)
class NumberedList:
    """A list that paragraphs name: what it counts together with others, and what it overrides."""

    family: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)

    def level(self, at: int) -> Level | None:
        """Return a level; one that is not defined looks like the one above it."""
        above = max((each for each in self.levels if each < at), default=None)
        if at not in self.levels and above is not None and at <= DEEPEST:
            level = self.levels[above]
            text = level.text.replace(f"%{above + 1}", f"%{at + 1}")
            self.levels[at] = replace(level, text=text, style=None, indent=None)
        return self.levels.get(at)


class Numbering:
    """Counts the paragraphs of a document, in order."""

    def __init__(self, root: Element | None, list_of_style: dict[str, str]) -> None:
        families = {
            attribute(each, "abstractNumId") or "": each for each in _all(root, "abstractNum")
        }
        self._lists = {
            attribute(each, "numId") or "": _list(each, families, list_of_style, root)
            for each in _all(root, "num")
        }
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, list_id: str, style: str | None) -> int | None:
        """Return the level of a list that a paragraph style is tied to."""
        found = self._lists.get(list_id)
        levels = found.levels if found else {}
        return next((at for at, level in levels.items() if style and level.style == style), None)

    def indent(self, list_id: str, at: int) -> int | None:
        """Return how far a level of a list is set in, in twips."""
        found = self._lists.get(list_id)
        level = found.levels.get(at) if found else None
        return level.indent if level else None

    def number(self, list_id: str, at: int) -> str | None:
        """Count a paragraph on level `at` (from 0) and return what Word shows before it."""
        found = self._lists.get(list_id)
        level = found.level(at) if found else None
        if not found or not level:
            return None
        counters = self._counters.setdefault(found.family, {})
        self._count(found, list_id, at, counters)
        if level.form == "bullet":
            return "".join(SYMBOLS.get(each, each) for each in level.text.strip()) or "•"
        return _shown(level, found.levels, counters).strip() or None

    def _count(self, found: NumberedList, list_id: str, at: int, counters: dict[int, int]) -> None:
        if at in found.starts and (list_id, at) not in self._begun:
            counters.pop(at, None)
        self._begun.add((list_id, at))
        start = found.starts.get(at, found.levels[at].start)
        counters[at] = counters[at] + 1 if at in counters else start
        for deeper, level in found.levels.items():
            last = deeper if level.restart is None else level.restart
            if at < min(deeper, last):
                counters.pop(deeper, None)


def _shown(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        other = levels.get(at, Level())
        form = "decimal" if level.legal else other.form
        return counted(counters.get(at, other.start), form)

    return "" if level.form == "none" else _PLACE.sub(number, level.text)


def _all(root: Element | None, name: str) -> Iterator[Element]:
    return (each for each in (root if root is not None else ()) if name_of(each) == name)


def _list(
    num: Element, families: dict[str, Element], list_of_style: dict[str, str], root: Element | None
) -> NumberedList:
    family = attribute(child(num, "abstractNumId"), "val") or ""
    family = _linked(family, families, list_of_style, root)
    found = NumberedList(family, _levels(families.get(family)))
    for override in _all(num, "lvlOverride"):
        at = _whole(attribute(override, "ilvl"), 0)
        found.levels |= _levels(override)
        start = attribute(child(override, "startOverride"), "val")
        if start is not None:
            found.starts[at] = _whole(start, 1)
    return found


def _linked(
    family: str, families: dict[str, Element], list_of_style: dict[str, str], root: Element | None
) -> str:
    """Follow a list that only names a list style to the one that holds its levels."""
    style = attribute(child(families.get(family), "numStyleLink"), "val")
    list_id = list_of_style.get(style or "")
    nums = {attribute(num, "numId"): num for num in _all(root, "num")}
    return attribute(child(nums.get(list_id), "abstractNumId"), "val") or family


def _levels(owner: Element | None) -> dict[int, Level]:
    return {_whole(attribute(each, "ilvl"), 0): _level(each) for each in _all(owner, "lvl")}


def _level(lvl: Element) -> Level:
    restart = attribute(child(lvl, "lvlRestart"), "val")
    legal = child(lvl, "isLgl")
    return Level(
        start=_whole(attribute(child(lvl, "start"), "val"), 1),
        form=_form(lvl),
        text=attribute(child(lvl, "lvlText"), "val") or "",
        restart=None if restart is None else _whole(restart, 0),
        legal=legal is not None and attribute(legal, "val") not in {"0", "false"},
        style=attribute(child(lvl, "pStyle"), "val"),
        indent=indent_of(child(lvl, "pPr")),
    )


def indent_of(properties: Element | None) -> int | None:
    """Return the indent that a paragraph, a style or a level sets, in twips."""
    indent = child(properties, "ind")
    text = attribute(indent, "left") or attribute(indent, "start")
    return int(text) if text and text.lstrip("-").isdecimal() else None


def _form(lvl: Element) -> str:
    """Return the form of a level; newer ones stand beside a fallback for older programs."""
    fallback = child(lvl, "AlternateContent", "Fallback", "numFmt")
    return attribute(child(lvl, "numFmt"), "val") or attribute(fallback, "val") or "decimal"


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else otherwise
