"""What a format of files of entries is: which files it takes, how they are read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from app.imports.files.encodings import decoded_head, marked_encoding

if TYPE_CHECKING:
    from app.imports.files.rejects import Reject

Values = Mapping[str, Mapping[str, str]]
"""Field with a closed list -> code -> Swedish name."""


HEAD = 64 * 1024
"""Bytes that are looked at; the first row of a sheet and the first entry fit in."""
LONGEST_LINE = 1_000_000
"""Bytes of an NDJSON line; an entry at all its limits is far smaller."""
ZIP = b"PK\x03\x04"


class FileHead:
    """How a file begins."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self.data = file.read(HEAD)

    @property
    def is_archive(self) -> bool:
        """Whether it is a ZIP file, as workbooks are."""
        return self.data.startswith(ZIP)

    @cached_property
    def text(self) -> str:
        """Its beginning as text, without a mark of the encoding and white space."""
        return decoded_head(self.data).lstrip("\ufeff \t\r\n")

    @cached_property
    def encoding(self) -> str:
        """The encoding that it shows, UTF-8 if it shows none."""
        return marked_encoding(self.data)


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of files of entries; each module of `formats` registers its own as FORMAT.

    Attributes:
        kind: what an import's file then is.
        recognises: tells by how a file begins that it is of this format; raises UnreadableFile.
        read: yields (number that people know it by, row) of each row: an entry, or cells from the
            heads on; raises UnreadableFile. None when the file's lines are loaded as they are.
        write: writes rejected rows, of a sheet under its heads, to be corrected.
        written_as: the kind that `write` makes, where that is another.
        template: makes an empty sheet, with the valid values of its fields.
        order: formats are tried from the lowest; one that others look like comes late.
        is_sheet: whether rows are cells, in which people write names in place of codes.
        memory: bytes more that reading may take for each byte of the file.
    """

    kind: str
    media_type: str
    recognises: Callable[[FileHead], bool]
    read: Callable[[Path], Iterator[tuple[int, Any]]] | None
    write: Callable[[Sequence[str], Iterable[Reject], IO[bytes]], None]
    written_as: str | None = None
    template: Callable[[Values], bytes] | None = None
    order: int = 0
    is_sheet: bool = False
    memory: int = 0
