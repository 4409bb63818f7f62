"""What becomes of a file that is read and harvested in a guarded process."""

from __future__ import annotations

import resource
from pathlib import Path

from harvest.reading import read
from tests.unit.harvest.survey import harvester


def respondents(path: str) -> dict[str, int]:
    """Harvest a file; returns how many respondents it has, and megabytes."""
    file = Path(path)
    found = harvester().harvest(read(file.read_bytes(), file.name)).respondents
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"respondents": len(found), "megabytes": megabytes}
