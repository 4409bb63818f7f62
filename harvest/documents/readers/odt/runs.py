"""The text of an OpenDocument paragraph, and how its spans look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harvest.documents.archives import attribute, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from harvest.documents.readers.odt.styles import Styles
    from harvest.documents.runs import Text

LEFT_OUT = {
    "annotation",
    "annotation-end",
    "note",
    "text-box",
    "frame",
    "ruby-text",
    "desc",
    "title",
}
SIGNS = {"tab": "\t", "line-break": "\n"}
MOST_SPACES = 100
"""That one element stands for; a file may claim any number."""


def read_runs(owner: Element, styles: Styles, chain: tuple[str | None, ...], text: Text) -> None:
    """Add the text of a paragraph, span or link; `chain` is its styles, the innermost first."""
    bold, color = styles.look(*chain)
    _add(owner.text, text, bold=bold, color=color)
    for element in owner:
        name = name_of(element)
        if name == "s":
            count = attribute(element, "c") or "1"
            text.pieces.append(" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES))
        elif name in SIGNS:
            text.pieces.append(SIGNS[name])
        elif name and name not in LEFT_OUT:
            own = attribute(element, "style-name") if name == "span" else None
            read_runs(element, styles, (own, *chain) if own else chain, text)
        _add(element.tail, text, bold=bold, color=color)


def _add(found: str | None, text: Text, *, bold: bool, color: str | None) -> None:
    """Add text; white space in the file stands for one space."""
    if found:
        text.add(" ".join(f"|{found}|".split())[1:-1], bold=bold, color=color)


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes that are tied to a paragraph."""
    return (each for each in paragraph.iter() if name_of(each) == "text-box")
