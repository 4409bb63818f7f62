"""The numbers of HTML lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harvest.documents.list_numbers import counted

FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BULLETS = "•◦▪"


@dataclass(slots=True)
class List:
    """A list that is being read: its form, None for bullets, and the number of its next item."""

    form: str | None = None
    next: int = 1

    @classmethod
    def from_attributes(cls, tag: str, attributes: Mapping[str, str | None]) -> List:
        """Begin the list of an ul or ol element."""
        if tag == "ul":
            return cls()
        form = FORMS.get(attributes.get("type") or "", "decimal")
        return cls(form, _parse_integer(attributes.get("start"), 1))


def item_number(lists: Sequence[List], attributes: Mapping[str, str | None]) -> str:
    """Return what stands before the next item of the innermost list, and count it."""
    found = lists[-1] if lists else List()
    if found.form is None:
        return BULLETS[min(len(lists), len(BULLETS)) - 1]
    number = _parse_integer(attributes.get("value"), found.next)
    found.next = number + 1
    return f"{counted(number, found.form)}."


def _parse_integer(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 7 else otherwise  # noqa: PLR2004  digits
