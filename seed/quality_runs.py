"""What the evaluations have measured, run by run: of the search and of the harvest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("quality") / "runs.ndjson"
DECIMALS = 4


class QualityRun(NamedTuple):
    """One run: its day (2026-11-27), of which evaluation, and name of figure -> 0 to 1."""

    day: str
    evaluation: str
    figures: Mapping[str, float]


def this_run(evaluation: str, figures: Mapping[str, float]) -> QualityRun:
    """Return what was measured today."""
    return QualityRun(datetime.now(UTC).date().isoformat(), evaluation, figures)


def read_quality_runs(file: Path = FILE) -> list[QualityRun]:
    """Return the stored runs, the oldest first."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [QualityRun(**json.loads(line)) for line in lines if line]


def keep_quality_run(run: QualityRun, file: Path = FILE) -> None:
    """Add a run to the stored ones."""
    figures = {name: round(value, DECIMALS) for name, value in run.figures.items()}
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({**run._asdict(), "figures": figures}) + "\n")
