"""The development replies and what a reader should find in them."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

REPLIES = Path(__file__).parent / "corpus/training/00"
ITEMS = ("2c", "2d")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def gold_replies() -> list[dict[str, Any]]:
    """Return the replies of gold.json."""
    replies: list[dict[str, Any]] = json.loads((REPLIES / "gold.json").read_text("utf-8"))[
        "replies"
    ]
    return replies


def files() -> list[Path]:
    """Return the files of the replies, in order."""
    return sorted(path for path in REPLIES.iterdir() if path.name[:2].isdecimal())


def texts_of(reply: dict[str, Any]) -> Iterator[str]:
    """Yield every text of a reply that stands in its file."""
    for question, answer in reply["answers"].items():
        if answer and question in ITEMS:
            yield from (item["text"] for item in answer["items"])
        elif answer:
            yield answer["text"]
    yield from reply["notItems"]
    yield from reply["personalData"]


def normalised(text: str) -> str:
    """Return a text as gold.json holds it: NFC, nothing unseen, white space as one space."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())
