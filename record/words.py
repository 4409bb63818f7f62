"""A text in both languages of the catalogue."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A text in Swedish and English."""

    sv: str
    en: str

    def text(self, language: str) -> str:
        """Return the text in "sv" or "en"."""
        return self.en if language == "en" else self.sv
