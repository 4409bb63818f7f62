"""Fields of a project that a reply tells on lines of their own: "Syfte: ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harvest.documents.document import Block

_FIELD = re.compile(
    r"(?:syfte|bakgrund|beskrivning|resultat|effekt(?:er)?|utfall|målgrupp|mål|aktörer|deltagare"
    r"|tid(?:period)?|status|samverkan|samarbetspartner|partner|parter|medverkande|finansiering"
    r"|finansiär(?:er)?|budget|upplägg|bransch(?:er)?|vad|vem|när|hur|varför)\s*:\s*\S",
    re.IGNORECASE,
)


def is_field(line: Block) -> bool:
    """Tell whether a line is a field of what the line before it begins."""
    return not line.number and bool(_FIELD.match(line.text))
