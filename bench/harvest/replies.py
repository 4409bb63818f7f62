"""The made-up replies and what people found in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.harvest.building import content_of
from bench.harvest.marked import read_source

ROOT = Path(__file__).resolve().parents[2]
DEVELOPMENT = ROOT / "tests/harvest/replies"
OTHER = ROOT / "tests/harvest/other/marked"


@dataclass(frozen=True, slots=True)
class Reply:
    """A file, and the gold of each respondent in it."""

    name: str
    content: bytes
    gold: tuple[dict[str, Any], ...]


def development_replies(folder: Path | None = None) -> list[Reply]:
    """Return the replies of a folder with its gold.json; by default those of the repository."""
    folder = folder or DEVELOPMENT
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


def other_replies(folder: Path = OTHER) -> list[Reply]:
    """Return the replies in other formats and styles, made from their marked sources."""
    sources = map(read_source, sorted(folder.iterdir()))
    return [Reply(each.name, content_of(each), tuple(each.gold)) for each in sources]
