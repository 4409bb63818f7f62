"""A reader that breaks, in a module of its own: a guarded process imports nothing else for it."""

from __future__ import annotations

SAID = "Hemlig text ur filen"


def crashing(*_: object) -> None:
    raise KeyError(SAID)
