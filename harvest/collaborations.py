"""Collaborations that the answer to a question for sectors tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvest.documents.document import Block
from harvest.sector_names import Sectors
from harvest.splitting.sentences import sentences

_COLLABORATES = re.compile(
    r"\b(?:samverka\w*|samarbet\w*|nätverk\w*|dialog\w*|tillsammans med|ihop med|\w*program\w*"
    r"|\w*råd(?:et)?)\b",
    re.IGNORECASE,
)
SHORTEST_COLLABORATION = 8
"""Words of a sentence that tells of a collaboration and not only of a sector."""


def collaborations(lines: Sequence[Block], sectors: Sectors) -> list[Block]:
    """Return the sentences of an answer that tell of a collaboration with a sector."""
    return [
        sentence
        for line in lines
        for sentence in sentences(line)
        if len(sentence.text.split()) >= SHORTEST_COLLABORATION
        and _COLLABORATES.search(sentence.text)
        and sectors.of(sentence.text)
    ]
