"""What every reader makes of a file: one canonical text, and the blocks that it consists of.

All offsets, here and in evidence, are characters of `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "heading", "list-item", "cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFormat:
    """How a line of a file looks, and where it stands.

    Attributes:
        kind: "cell" is a plain line in a table; a list or a heading in a cell stays what it is.
        level: of a heading or list item, 1 is the outermost; None for others.
        number: as it is shown, resolved ("2.", "c)", "•"). Automatic numbers are not part of the
            text; nor are typed bullets. Typed numbers ("2c)") are part of the text and not here.
        bold: all of the line is.
        color: of the line, where it is one and not black: six hexadecimal digits, lower case.
        quote: how many times the line is quoted in a mail; 0 is what the sender wrote.
        page: from 1.
        table: which of the file's tables (or sheets), from 0, with row and column, from 0.
        header: stands in the head row of its table.
        indent: how far it is set in by hand or by its format, from 0; a list item has its level.
        spaced: an empty line, or more space than between lines, stands before it.
        continues: the line before is of the same paragraph, list item or cell, and ended in a
            line break that was set by hand.
    """

    kind: BlockKind = "paragraph"
    level: int | None = None
    number: str | None = None
    bold: bool = False
    color: str | None = None
    quote: int = 0
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    header: bool = False
    continues: bool = False
    indent: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(BlockFormat):
    """One line: `text` is `Document.text[start:end]`, never empty, without line breaks."""

    text: str
    start: int
    end: int

    def subspan(self, start: int, end: int) -> Block:
        """Return a part of the line, in characters of the line, without space around it."""
        raw = self.text[start:end]
        text = raw.strip()
        if text == self.text:
            return self
        first = self.start + start + len(raw) - len(raw.lstrip())
        return replace(self, text=text, start=first, end=first + len(text))


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a mail, and what its head says of it."""

    name: str
    address: str
    subject: str
    date: datetime | None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read.

    Attributes:
        text: the blocks' texts, joined by line breaks; NFC, every white space one space, without
            soft hyphens and other characters that are not seen.
        blocks: in reading order.
        kind: what the file is, whatever its name says; that of the reader that took it.
        sha256: of the file's bytes, hexadecimal.
        name: that the file came with.
        sender: of a mail.
        attachments: of a mail, those that could be read, in order.
        margins: what stands above and below the text of every page, and is no part of it.
        warnings: what was left out or looks odd.
    """

    text: str
    blocks: tuple[Block, ...]
    kind: str
    sha256: str
    name: str | None = None
    sender: Sender | None = None
    attachments: tuple[Document, ...] = ()
    margins: tuple[str, ...] = ()
    warnings: tuple[Remark, ...] = ()


class Remark(NamedTuple):
    """A sentence in Swedish and in English."""

    sv: str
    en: str


class Unreadable(Exception):
    """A file that cannot be read: why, and what its sender or the curator can do about it.

    Attributes:
        code: for programs ("encrypted", "too-large", ...).
        sv: a sentence in Swedish.
        en: the same in English.
    """

    def __init__(self, code: str, sv: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.sv = sv
        self.en = en
