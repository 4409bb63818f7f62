"""How text in an HTML element looks: by its tag, its style, and what it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

HIDDEN = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "select"}
BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
BOLD_WEIGHT = 600
NAMED = {
    "red": "ff0000",
    "blue": "0000ff",
    "green": "008000",
    "navy": "000080",
    "purple": "800080",
    "maroon": "800000",
    "orange": "ffa500",
    "teal": "008080",
    "gray": "808080",
    "grey": "808080",
}
BLACKS = {"000000", "windowtext", "black"}
_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(\w+)", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_KEPT = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D+(\d{1,3})\D+(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Look:
    """What an element's text inherits.

    Attributes:
        kept: white space is.
        list_mark: the text is the bullet or number that Outlook writes before a list item.
    """

    bold: bool = False
    color: str | None = None
    quote: int = 0
    hidden: bool = False
    kept: bool = False
    list_mark: bool = False


def look_of(tag: str, attributes: Mapping[str, str | None], outer: Look) -> Look:
    """Return the look of an element within one that looks like `outer`."""
    style = attributes.get("style") or ""
    weight = _WEIGHT.search(style)
    color = _COLOR.search(style)
    named = color[1] if color else attributes.get("color")
    return replace(
        outer,
        bold=_is_bold(weight[1]) if weight else outer.bold or tag in BOLD,
        color=_hexadecimal(named) if named else outer.color,
        quote=outer.quote + (tag == "blockquote"),
        hidden=outer.hidden or tag in HIDDEN or bool(_NOT_SHOWN.search(style)),
        kept=outer.kept or tag == "pre" or bool(_KEPT.search(style)),
        list_mark=outer.list_mark or bool(_MARK.search(style)),
    )


def _is_bold(weight: str) -> bool:
    return weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= BOLD_WEIGHT)


def _hexadecimal(color: str) -> str | None:
    """Return a color in six digits; None for black and for what is not understood."""
    name = color.strip().lower().removesuffix("!important").strip()
    rgb = _RGB.match(name)
    digits = "".join(f"{min(int(part), 255):02x}" for part in rgb.groups()) if rgb else name
    digits = NAMED.get(digits, digits).removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    return digits if re.fullmatch("[0-9a-f]{6}", digits) and digits not in BLACKS else None
