"""A reader that breaks, in a module of its own: a guarded process imports nothing else for it."""

from __future__ import annotations

from typing import Any

from harvest.harvesting import Harvester

SAID = "Hemlig text ur filen"


def crashing(*_: object) -> None:
    raise KeyError(SAID)


def broken_file(path: str, name: str | None, survey: str) -> dict[str, Any]:
    """Read a reply as ever, but for the search for answers."""
    from app.replies.parsing import harvested_file  # noqa: PLC0415 - replaced by this one there

    Harvester.harvest = crashing  # type: ignore[method-assign, assignment]
    return harvested_file(path, name, survey)
