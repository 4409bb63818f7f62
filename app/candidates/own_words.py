"""Words of a candidate's title that are somebody's own, and not the reply's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.errors import Message

SHORTEST = 3
"""Letters of a word that is looked for: shorter ones tell nothing."""
OWN_WORDS = Message(
    sv="Rubriken har ord som inte står i svaret, de är redaktörens egna:",
    en="The title has words that are not in the reply; they are the curator's own:",
)
_WORD = re.compile(r"\w+")


def own_words(candidate: Mapping[str, Any]) -> list[str]:
    """Return the words of the title of a candidate (as JSON) that its reply does not have."""
    reply = candidate["said"]
    parts = (reply["text"], reply["heading"], reply["before"], reply["after"])
    known_words = {word.lower() for part in parts if part for word in _WORD.findall(part)}
    title = _WORD.findall(candidate["entry"]["title"])
    return [word for word in title if len(word) >= SHORTEST and word.lower() not in known_words]
