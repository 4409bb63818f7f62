"""Where the curated entries lie; they are loaded by the same import as everybody's."""

from pathlib import Path

from seed.files import data_path

SEED_SOURCE = "exempelbanken-seed"
"""Their source system."""


def entries_path() -> Path:
    """The NDJSON file of curated entries, in the load format."""
    return data_path("entries", "entries.ndjson")
