"""The made-up replies, by the round in which they were written, and what people found in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bench.harvest.building import content_of
from bench.harvest.marked import read_source
from harvest.documents.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harvest.documents.document import Document

CORPUS = Path(__file__).resolve().parents[2] / "tests/harvest/corpus"
DEVELOPMENT = CORPUS / "training/00"
"""The replies that tell of curated entries in other words."""

Part = Literal["training", "frozen"]
PARTS: tuple[Part, ...] = ("training", "frozen")


@dataclass(frozen=True)
class Reply:
    """A file, and the gold of each respondent in it."""

    name: str
    content: bytes
    gold: tuple[dict[str, Any], ...]

    @cached_property
    def document(self) -> Document:
        """The file as it is read: once, since that is half of the work of a harvest."""
        return read(self.content, self.name)


def rounds(part: Part) -> Mapping[str, list[Reply]]:
    """Return the replies of a part by round, in order."""
    return {folder.name: replies_in(folder) for folder in sorted((CORPUS / part).iterdir())}


def replies_of(part: Part) -> list[Reply]:
    """Return all replies of a part."""
    return [reply for replies in rounds(part).values() for reply in replies]


def replies_in(folder: Path) -> list[Reply]:
    """Return the replies of a folder: files with their gold.json, or made of marked sources."""
    if (folder / "gold.json").exists():
        return _annotated(folder)
    sources = map(read_source, sorted(folder.iterdir()))
    return [Reply(each.name, content_of(each), tuple(each.gold)) for each in sources]


def _annotated(folder: Path) -> list[Reply]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["replies"]
    names = dict.fromkeys(each["file"] for each in gold)
    return [
        Reply(
            name,
            (folder / name).read_bytes(),
            tuple(each for each in gold if each["file"] == name),
        )
        for name in names
    ]
