"""Where processes keep their figures; known before any library of measures is imported."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def prepare_folder(folder: Path) -> None:
    """Empty the folder of the processes' figures and name it in the environment."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for leftover in folder.glob("*.db"):
        leftover.unlink()
    os.environ[FOLDER_VARIABLE] = str(folder)
