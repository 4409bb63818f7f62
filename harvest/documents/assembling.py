"""lines with their formats into a canonical text with blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from harvest.documents.document import Block, BlockFormat
from harvest.documents.limits import LONGEST_TEXT, MOST_BLOCKS
from harvest.documents.quoted_mail import with_quoted_mails
from harvest.documents.unreadable import too_large
from swedish.as_seen import shown_unseen

BULLETS = "•‣◦▪▫●○■□∙·*–—-−‐‑\uf0b7\uf0a7\uf0d8\uf0fc➢➤✓›»►▶→♦◆"
"""Typed marks of list items; those from \\uf0b7 on are Word's, of Symbol and Wingdings."""

DEEPEST = 8
"""Steps that a line is set in, at most."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]+")
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_TYPED_BULLET = re.compile(rf"([{re.escape(BULLETS)}])(?:\s+(?=\S)|(?=[A-ZÅÄÖ]))")
_TYPED_O = re.compile(r"\s+o\s+(?=\S)|o\t\s*(?=\S)")


def clean(line: str) -> str:
    """Return a line as the canonical text holds it: NFC, single spaces, nothing unseen."""
    return " ".join(_UNSEEN.sub(shown_unseen, unicodedata.normalize("NFC", line)).split())


def assemble(lines: Iterable[tuple[str, BlockFormat]]) -> tuple[str, tuple[Block, ...]]:
    """Return the canonical text and its blocks; a line may hold line breaks, which part it.

    Raises:
        Unreadable: there is more text than any reply has.
    """
    blocks: list[Block] = []
    start = 0
    for text, fmt in with_quoted_mails(list(_parted(lines))):
        fields: dict[str, Any] = asdict(fmt)
        blocks.append(Block(**fields, text=text, start=start, end=start + len(text)))
        start += len(text) + 1
        if start > LONGEST_TEXT:
            raise too_large("text", LONGEST_TEXT)
        if len(blocks) > MOST_BLOCKS:
            raise too_large("blocks", MOST_BLOCKS)
    return "\n".join(block.text for block in blocks), tuple(blocks)


def _parted(lines: Iterable[tuple[str, BlockFormat]]) -> Iterator[tuple[str, BlockFormat]]:
    spaced = False
    for raw, fmt in lines:
        first = True
        for part in _BREAK.split(raw):
            text, found = without_bullet(part, fmt if first else followed(fmt))
            if text:
                yield text, replace(found, spaced=found.spaced or spaced)
                first = False
            spaced = not text


def followed(fmt: BlockFormat) -> BlockFormat:
    """Return the format of a line that a line break set by hand parts from one of this format."""
    return replace(fmt, number=None, continues=True)


def without_bullet(line: str, fmt: BlockFormat) -> tuple[str, BlockFormat]:
    """Take a typed bullet off a line, which makes it a list item; its indent tells how deep."""
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    text = clean(line)
    if indent and fmt.kind == "paragraph":
        fmt = replace(fmt, indent=min(indent // 2, DEEPEST))
    mark = _mark(line, text)
    if not mark or fmt.number or fmt.kind == "heading":
        return text, fmt
    level = fmt.level or 1 + min(indent // 2, DEEPEST)
    item = replace(fmt, kind="list-item", number=mark, level=level, continues=False, indent=0)
    return text[len(mark) :].lstrip(), item


def _mark(line: str, text: str) -> str | None:
    found = _TYPED_BULLET.match(text)
    if found:
        return found[1]
    return "o" if _TYPED_O.match(line) else None
