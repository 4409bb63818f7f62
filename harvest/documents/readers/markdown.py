"""Markdown: headings, lists, quotations and tables; the marks of emphasis are taken away."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from harvest.documents.document import BlockFormat
from harvest.documents.limits import LONGEST_TEXT
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.plain import text_lines
from harvest.documents.unreadable import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvest.documents.reader import File

NAMED = {".md", ".markdown"}
_ANY_HEADING = re.compile(r"(?m)^#{1,6} \S")
_ANY_STRONG = re.compile(r"\*\*\S[^*\n]*\*\*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<!\w)([*_])(?=\S)([^*_]+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^)\s\[]*)[^)\[]*\)")
"""Ends where another begins, as what is strong does: a mark that is begun again and again and
never ended is looked through once."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_RULE = re.compile(r"\s*([-*_]\s*){3,}$")
_ROW = re.compile(r"\s*\|(.+)\|\s*$")
_DELIMITER_ROW = re.compile(r"\s*\|?[\s:|-]+\|?\s*$")


def _recognises(file: File) -> bool:
    if file.prose is None:
        return False
    if PurePath(file.name or "").suffix.lower() in NAMED:
        return True
    headings = len(_ANY_HEADING.findall(file.prose))
    return headings > 1 or (headings == 1 and len(_ANY_STRONG.findall(file.prose)) > 1)


def _lines(text: str) -> list[tuple[str, BlockFormat]]:
    if len(text) > LONGEST_TEXT:
        raise too_large("text", LONGEST_TEXT)
    lines: list[tuple[str, BlockFormat]] = []
    table = -1
    row: int | None = None
    for raw, fmt in text_lines(_spaced(text)):
        cells = _ROW.match(raw)
        if not raw and row is not None:
            continue
        if not cells:
            row = None
            lines += _line(raw, fmt)
            continue
        table, row = (table + 1, 0) if row is None else (table, row)
        if not _DELIMITER_ROW.match(raw):
            lines += _cells(
                cells[1], BlockFormat(kind="cell", table=table, row=row, header=row == 0)
            )
            row += 1
    return lines


def _spaced(text: str) -> str:
    """Set headings and table rows apart, which need no empty lines around them."""
    return re.sub(r"(?m)^(\s{0,3}(?:#{1,6}\s.*|\|.*\|)\s*)$", r"\n\1\n", text.replace("\r\n", "\n"))


def _line(raw: str, fmt: BlockFormat) -> Iterator[tuple[str, BlockFormat]]:
    heading = _HEADING.match(raw)
    if heading:
        yield _unmarked(heading[2]), replace(fmt, kind="heading", level=len(heading[1]))
    elif not _RULE.match(raw) and not raw.lstrip().startswith("```"):
        yield _unmarked(raw), replace(fmt, bold=_is_strong(raw))


def _cells(row: str, place: BlockFormat) -> Iterator[tuple[str, BlockFormat]]:
    for column, cell in enumerate(re.split(r"(?<!\\)\|", row)):
        text = re.sub(r"<br\s*/?>", "\n", _unmarked(cell))
        yield text, replace(place, column=column, bold=_is_strong(cell))


def _is_strong(text: str) -> bool:
    found = _STRONG.fullmatch(text.strip())
    return bool(found) and "**" not in (found[2] if found else "")


def _unmarked(text: str) -> str:
    for pattern, shown in ((_LINK, r"\1 \2"), (_STRONG, r"\2"), (_EMPHASIS, r"\2")):
        text = pattern.sub(shown, text)
    return _ESCAPED.sub(r"\1", text.replace("`", ""))


READER = Reader(
    kind="md",
    names=("Markdown", "Markdown"),
    extensions=(".md", ".markdown", ".txt"),
    recognises=_recognises,
    read=lambda file: Contents(_lines(file.text)),
    order=7,
)
