"""The text of a paragraph as it is read run by run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harvest.documents.document import BlockFormat


@dataclass(slots=True)
class Text:
    """The text of a paragraph, with what all its runs have in common."""

    pieces: list[str] = field(default_factory=list)
    bold: set[bool] = field(default_factory=set)
    colors: set[str | None] = field(default_factory=set)

    def add(self, text: str, *, bold: bool, color: str | None) -> None:
        """Add a run; one of white space says nothing of the look."""
        self.pieces.append(text)
        if text.strip():
            self.bold.add(bold)
            self.colors.add(color)

    def __str__(self) -> str:
        return "".join(self.pieces)

    def look(self, place: BlockFormat) -> BlockFormat:
        """Return the format of the paragraph at a place."""
        color = next(iter(self.colors)) if len(self.colors) == 1 else None
        return replace(place, bold=self.bold == {True}, color=color)
