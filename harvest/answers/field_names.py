"""What columns of a table of examples are called."""

from __future__ import annotations

import re

_NAMES_OF_COLUMNS = (
    r"(?:(?:kort|närmare) )?"
    r"(?:nr|id|benämning|utfall|nivå|läge|beskr|budget|medel|belopp"
    r"|start|slut|omfattning"
    r"|projektnamn|vad (?:görs|gör vi)|innehåll|medverkande|parter"
    r"|namn|titel|rubrik|exempel|aktivitet(?:er)?|arbetssätt|insats(?:er)?|åtgärd(?:er)?|projekt"
    r"|beskrivning|kommentar|syfte|resultat|bransch(?:er)?|sektor(?:er)?|målgrupp|aktörer"
    r"|samverkan(?:sparter)?|partner|tid|år|period|status|kontakt(?:person)?|länk|mål|miljömål"
    r"|vad|vem|när|hur|var|vilka|(?:tillsammans )?med (?:vem|vilka)|tillsammans med|ansvarig)"
)
_COLUMN = re.compile(
    rf"{_NAMES_OF_COLUMNS}(?:\s?/\s?|\soch\s|\seller\s|,\s)?{_NAMES_OF_COLUMNS}?\W*", re.IGNORECASE
)
"""What columns of such a table are called."""


def is_field_name(text: str) -> bool:
    """Tell whether a text is what columns of a table of examples are called."""
    return bool(_COLUMN.fullmatch(text))
