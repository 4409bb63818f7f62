"""Where the curated entries lie, and which of them are no longer there.

They are loaded by the same import as everybody's.
"""

from pathlib import Path
from typing import NamedTuple

import yaml

from seed.files import data_path

SEED_SOURCE = "exempelbanken-seed"
"""Their source system."""


class RemovedEntry(NamedTuple):
    """An entry that a release took out.

    Attributes:
        external_id: its key.
        replaced_by: key of the curated entry that goes on with it.
        reason: why, in Swedish and English.
    """

    external_id: str
    replaced_by: str | None
    reason: str


def entries_path() -> Path:
    """The NDJSON file of curated entries, in the load format."""
    return data_path("entries", "entries.ndjson")


def removed_entries() -> list[RemovedEntry]:
    """Return the curated entries that releases took out, by their keys."""
    text = data_path("entries", "withdrawn.yaml").read_text(encoding="utf-8")
    return sorted(
        RemovedEntry(external_id, replaced_by, f"{group['sv']} / {group['en']}")
        for group in yaml.safe_load(text)
        for external_id, replaced_by in group["entries"].items()
    )
