"""Many entries from few: the real ones taken apart and put together anew, for sizes only."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from app.entries.personal import personal_warnings
from bench.relevance.judged import CATALOGUE
from record.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator

TOGETHER = (
    "kind",
    "counties",
    "leadOrganisation",
    "partners",
    "startYear",
    "endYear",
    "source",
)
"""Fields taken from one real entry each, so that they agree with one another."""


def recombined(count: int, seed: int = 1, *, keywords: bool = True) -> Iterator[dict[str, Any]]:
    """Yield entries in the load format; the same arguments give the same entries.

    Without `keywords` they are otherwise the same: as releases before keywords take them. None is
    made of an entry that looks personal, which an import would not publish at once.
    """
    with CATALOGUE.open(encoding="utf-8") as lines:
        real = [entry for entry in map(json.loads, lines) if not personal_warnings(entry)]
    choose = random.Random(seed)
    facts = [fact for entry in real for fact in entry["facts"]]
    for number in range(count):
        title, text, links, rest = (choose.choice(real) for _ in range(4))
        entry = {
            "externalId": f"bench-{seed}-{number}",
            "title": title["title"],
            "summary": text["summary"],
            "facts": [*text["facts"][:2], *choose.sample(facts, 2)],
            **{name: links[name] for name in (*LINKS, "sectorText") if name in links},
            **{name: rest[name] for name in TOGETHER},
        }
        if keywords:
            entry["keywords"] = text["keywords"]
        entry["evidence"] = [each for each in links["evidence"] if _stands(each, entry)]
        yield entry


def _stands(evidence: dict[str, str], entry: dict[str, Any]) -> bool:
    texts = (entry["title"], entry["summary"], *entry["facts"])
    return any(evidence["quote"] in text for text in texts)
