"""What an answer is split into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harvest.documents.document import Block


@dataclass(frozen=True, slots=True)
class Example:
    """One example: the pieces of text that tell it, and the heading that it stands under.

    `score` is how probable it is, 0 to 1, that this is an example, whole and nothing else;
    `signals` are what tells so (`harvest.splitting.certainty`).
    """

    parts: tuple[Block, ...]
    context: Block | None = None
    score: float = 1.0
    signals: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """The words of the reply, parts joined by spaces."""
        return " ".join(part.text for part in self.parts)
