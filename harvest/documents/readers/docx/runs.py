"""The text of a Word paragraph with tracked changes accepted, and how its runs look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harvest.documents.archives import attribute, child, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from harvest.documents.readers.docx.styles import Styles
    from harvest.documents.runs import Text

LEFT_OUT = {
    *("del", "moveFrom"),  # what tracked changes took away
    *("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "fldData"),
    *("commentReference", "annotationRef", "footnoteRef", "endnoteRef", "pict", "drawing"),
}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
BOXES = {"f0fe": "☑", "f0fd": "☒", "f0a8": "☐", "f06f": "☐", "f078": "☒", "f0fc": "✓"}
"""Characters of Wingdings that stand for answers."""


def read_runs(owner: Element, styles: Styles, paragraph_style: str | None, text: Text) -> None:
    """Add the runs of a paragraph, of what is inserted, linked, or a content control in it."""
    for element in owner:
        name = name_of(element)
        if name == "r":
            _read_run(element, styles, paragraph_style, text)
        elif name not in LEFT_OUT and name != "txbxContent":
            read_runs(element, styles, paragraph_style, text)


def _read_run(run: Element, styles: Styles, paragraph_style: str | None, text: Text) -> None:
    properties = child(run, "rPr")
    if not styles.is_on("vanish", properties, paragraph_style):
        text.add(
            "".join(_signs(run)),
            bold=styles.is_on("b", properties, paragraph_style),
            color=styles.color(properties, paragraph_style),
        )


def _signs(run: Element) -> Iterator[str]:
    for element in run:
        name = name_of(element)
        if name == "t":
            yield element.text or ""
        elif name == "sym":
            yield BOXES.get((attribute(element, "char") or "").lower(), "")
        elif name == "fldChar":
            yield _check_box(element)
        else:
            yield SIGNS.get(name, "")


def _check_box(field_sign: Element) -> str:
    """Return the look of a form's check box."""
    box = child(field_sign, "ffData", "checkBox")
    if box is None:
        return ""
    mark = child(box, "checked")
    mark = mark if mark is not None else child(box, "default")
    return "☒" if mark is not None and attribute(mark, "val") not in {"0", "false"} else "☐"


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes that are tied to a paragraph, each once."""
    for element in paragraph:
        name = name_of(element)
        if name == "txbxContent":
            yield element
        elif name == "AlternateContent":
            choice = child(element, "Choice")
            found = list(text_boxes(choice)) if choice is not None else []
            fallback = child(element, "Fallback")
            yield from found or (text_boxes(fallback) if fallback is not None else ())
        elif name not in LEFT_OUT - {"pict", "drawing"}:
            yield from text_boxes(element)
