"""JSON: one list of entries, or {"entries": [...]}, read entry by entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.imports.files.encodings import encoding_of
from app.imports.files.faults import unreadable
from app.imports.files.format import FileFormat
from app.imports.files.rejects import marked_rows
from app.imports.files.strict_json import DECODER, RepeatedName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO, TextIO

    from app.imports.files.rejects import Reject

PIECE = 256 * 1024
LONGEST_ENTRY = 2_000_000
"""Characters; an entry at all its limits is far smaller."""
LONGEST_SHOWN = 40
"""Characters of what a file holds besides."""
BEGIN = re.compile(r'\ufeff?\s*(\{\s*"entries"\s*:\s*)?\[')
"""How a list of entries begins, and the object that may be around it."""
_SPACE = re.compile(r"[\s,]*")


def _read(path: Path) -> Iterator[tuple[int, object]]:
    """Yield (number of the line that it begins on, entry) of each entry.

    Raises:
        UnreadableFile: the JSON is broken, cut off, or no list of entries.
    """
    with path.open(encoding=encoding_of(path)) as file:
        yield from _Entries(file)


class _Entries:
    """The entries of a list, with no more of the file in memory than a piece and an entry."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = file.read(PIECE)
        self._line = 1
        self._ended = not self._text

    def __iter__(self) -> Iterator[tuple[int, object]]:
        begin = BEGIN.match(self._text)
        if begin is None:
            raise unreadable("broken-json", row=self._line)
        self._pass(begin.end())
        while not self._is_at("]"):
            yield self._line, self._entry()
        self._pass(1)
        self._check_end(wrapped=begin[1] is not None)

    def _check_end(self, *, wrapped: bool) -> None:
        """See that nothing follows the list, which would be left out in silence."""
        if wrapped and not self._rest():
            raise unreadable("broken-json", row=self._line)
        if wrapped and self._is_at("}"):
            self._pass(1)
        if text := self._rest()[:LONGEST_SHOWN].strip():
            raise unreadable("after-list", text, row=self._line, text=text)

    def _is_at(self, mark: str) -> bool:
        return self._rest().startswith(mark)

    def _rest(self) -> str:
        """Return what has been read of the rest: something, unless the file has ended."""
        self._skip()
        while not self._text and not self._ended:
            self._more()
            self._skip()
        return self._text

    def _skip(self) -> None:
        found = _SPACE.match(self._text)
        self._pass(found.end() if found else 0)

    def _entry(self) -> object:
        """Decode the entry at hand, reading on for as long as it is not complete."""
        while True:
            try:
                entry, end = DECODER.raw_decode(self._text)
            except RepeatedName as error:
                raise unreadable("repeated-name", row=self._line) from error
            except (ValueError, RecursionError) as error:
                if self._ended or len(self._text) > LONGEST_ENTRY:
                    raise unreadable("broken-json", row=self._line) from error
                self._more()
            else:
                self._pass(end)
                return entry

    def _more(self) -> None:
        piece = self._file.read(PIECE)
        self._ended = not piece
        self._text += piece

    def _pass(self, end: int) -> None:
        self._line += self._text.count("\n", 0, end)
        self._text = self._text[end:]


def _write(_fields: Sequence[str], rejects: Iterable[Reject], out: IO[bytes]) -> None:
    out.write(b"[\n")
    for place, row in enumerate(marked_rows(rejects)):
        out.write((b",\n" if place else b"") + row)
    out.write(b"\n]\n")


FORMAT = FileFormat(
    kind="json",
    media_type="application/json",
    recognises=lambda head: head.text.startswith(("[", "{")),
    read=_read,
    write=_write,
    order=3,
)
