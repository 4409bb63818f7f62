"""What becomes of a file that is read and harvested in a guarded process."""

from __future__ import annotations

from pathlib import Path

from harvest.documents.reading import read
from tests.unit.harvest.survey import harvester


def respondents(path: str) -> dict[str, int]:
    """Harvest a file; returns how many respondents it has, and megabytes."""
    file = Path(path)
    found = harvester().harvest(read(file.read_bytes(), file.name)).respondents
    megabytes = (
        int(Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0])
        // 1024
    )
    return {"respondents": len(found), "megabytes": megabytes}
