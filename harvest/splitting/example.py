"""What an answer is split into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harvest.documents.document import Block


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the pieces of text that tell it, and the heading that it stands under."""

    parts: tuple[Block, ...]
    context: Block | None = None

    @property
    def text(self) -> str:
        """The words of the reply, parts joined by spaces."""
        return " ".join(part.text for part in self.parts)
