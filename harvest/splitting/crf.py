"""Trained models of CRFsuite, which the installed version brings as files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import ClassVar, Self

import pycrfsuite  # type: ignore[import-untyped]


class TrainedModel:
    """A trained model, as bytes of the format of CRFsuite."""

    PATH: ClassVar[Path]

    def __init__(self, content: bytes) -> None:
        self._content = content  # the tagger reads it where it is
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """Return the model of this version, read once a process."""
        return cls(cls.PATH.read_bytes())
