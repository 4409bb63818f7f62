"""Files that were handed in and hold what is erased: which there are, and removing them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from app.erasing.files import holds
from app.erasing.requests import ErasureRequest
from app.replies.service import original_path
from app.uploads import files_of_import, handed_in_of, remove_files
from app.wiring import Services
from catalogue.erasing import uploads as rows
from catalogue.erasing.entries import pk_of, texts_of_entry
from catalogue.erasing.rows import ErasureTask, Match
from catalogue.erasing.text import AnyText, Pattern, fold

TELLING = 20
"""Letters of a title or summary; a shorter one may stand in somebody else's file by chance."""
IMPORTS, REPLIES = "imports", "replies"
FAULT = {
    "pointer": "",
    "code": "erased",
    "sv": "Filen raderades, för att något i den skulle raderas. Läs in den på nytt utan det.",
    "en": "The file was erased, since something in it was to be. Load it again without that.",
    "value": "",
    "nearest": [],
}


class AffectedFiles(NamedTuple):
    """Ids of imports and replies whose files are to go, and files that belong to none."""

    imports: frozenset[str]
    replies: frozenset[str]
    strays: frozenset[Path]

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(map(len, (self.imports, self.replies, self.strays)))

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return any((self.imports, self.replies, self.strays))


def affected_files(
    services: Services,
    connection: Connection,
    request: ErasureRequest,
    found: Sequence[tuple[ErasureTask, Sequence[Match]]],
) -> AffectedFiles:
    """Return the files that hold something: by their rows, and by what they hold themselves.

    A file that nobody can look into is taken to hold it, unless it was read and its rows do not.
    One that failed has no rows: it is known to be of an entry by title or summary.
    """
    hits = [hit for _, each in found for hit in each]
    if request.entry_id:
        imports = rows.imports_of_entry(connection, request.entry_id)
        replies = rows.replies_of_entry(connection, request.entry_id)
    else:
        imports = rows.imports_of(connection, hits)
        replies = rows.reply_ids_with_matches(connection, hits) | (
            {request.reply_id} if request.reply_id else set()
        )
    strays: set[Path] = set()
    if pattern := _pattern_of(connection, request):
        imports |= _matching(services, pattern, IMPORTS, rows.unread_imports(connection))
        incoming = (services.settings.data / IMPORTS).glob("incoming-*")
        strays = {path for path in incoming if holds(path, pattern)}
    if request.text_erasure:
        replies |= _matching(
            services, request.text_erasure, REPLIES, rows.unread_replies(connection)
        )
    there = services.settings
    return AffectedFiles(
        frozenset(each for each in imports if any(map(_exists, files_of_import(there, each)))),
        frozenset(each for each in replies if original_path(there, each).exists()),
        frozenset(strays),
    )


def remove_affected(
    services: Services, affected: AffectedFiles, progress: Callable[[int], None]
) -> None:
    """Delete the files, and record that they are deleted."""
    for import_id in affected.imports:
        with services.database.write() as unit:
            rows.note_import_lost(unit, import_id, FAULT)
        remove_files(services.settings, import_id)
        progress(1)
    for reply_id in affected.replies:
        with services.database.write() as unit:
            rows.note_reply_lost(unit, reply_id, FAULT)
        original_path(services.settings, reply_id).unlink(missing_ok=True)
        progress(1)
    for path in affected.strays:
        path.unlink(missing_ok=True)
        progress(1)


def _pattern_of(connection: Connection, request: ErasureRequest) -> Pattern | None:
    """Return what files are looked through for, if anything."""
    pk = pk_of(connection, request.entry_id) if request.entry_id else None
    if pk is None:
        return request.text_erasure
    of_entry = {each for each in texts_of_entry(connection, pk) if len(fold(each)) >= TELLING}
    return AnyText(of_entry) if of_entry else None


def _matching(
    services: Services, pattern: Pattern, folder: str, unread: Collection[str]
) -> set[str]:
    """Return the ids of what was handed in whose file holds the text, or may."""
    found = set()
    for path in (services.settings.data / folder).glob("*"):
        handed_in = handed_in_of(path)
        if handed_in in found or path.name.startswith("incoming-"):
            continue
        answer = holds(path, pattern)
        if answer or (answer is None and handed_in in unread):
            found.add(handed_in)
    return found


def _exists(path: Path) -> bool:
    return path.exists()
