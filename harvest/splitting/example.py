"""What an answer is split into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harvest.documents.document import Block


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the pieces of text that tell it, and the heading that it stands under.

    `score` is how sure the model was, 0 to 1, of the label of the piece that it was least sure of;
    a mark or a record may have decided otherwise.
    """

    parts: tuple[Block, ...]
    context: Block | None = None
    score: float = 1.0

    @property
    def text(self) -> str:
        """The words of the reply, parts joined by spaces."""
        return " ".join(part.text for part in self.parts)
