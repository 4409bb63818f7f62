"""Backups: the rows and the survey replies in a folder for each, and restoring one."""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.backup_checks import BackupFailed, check_backup, write_checksums
from app.errors import Message
from app.indexing import rebuild_index
from app.ownership import check_data_folder, check_folder
from app.seeding import prepare_database
from catalogue.backups import (
    DamagedCopy,
    DatabaseInUse,
    DatabaseNotEmpty,
    NewerCopy,
    ProgramFailed,
    copy_rows,
    restore_rows,
    timed_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

REPLIES = "replies"
NAME = re.compile(r"\d{8}T\d{6}Z(-\d+)?")
"""The UTC time that a backup was made at; of two in one second the later one has a number."""
DRAFT_SECONDS = 86_400
"""Age from which on an unfinished backup was left by a process that was killed."""

_SENTENCES = {
    DamagedCopy: Message(
        sv="Säkerhetskopian går inte att läsa tillbaka: raderna i den är skadade. Ta en annan.",
        en="The backup cannot be restored: its rows are damaged. Use another.",
    ),
    NewerCopy: Message(
        sv="Säkerhetskopian är gjord av en nyare utgåva. Installera den, och läs tillbaka med den,"
        " eller ta en äldre kopia.",
        en="The backup was made by a newer release. Install that one and restore with it, or use an"
        " older backup.",
    ),
    DatabaseInUse: Message(
        sv="Databasen används. Stoppa web och worker och alla kommandon, och försök igen.",
        en="The database is in use. Stop web, worker and all commands, and try again.",
    ),
    DatabaseNotEmpty: Message(
        sv="Databasen innehåller redan tabeller. Gör en tom åt samma roll (dropdb DATABAS; createdb"
        " --owner=ROLL --template=template0 --encoding=UTF8 DATABAS), och försök igen.",
        en="The database already holds tables. Make an empty one for the same role (dropdb"
        " DATABASE; createdb --owner=ROLE --template=template0 --encoding=UTF8 DATABASE), and try"
        " again.",
    ),
    ProgramFailed: Message(
        sv="PostgreSQL:s program pg_dump och pg_restore behövs (Debian: postgresql-client), av"
        " minst serverns version; felet ovan säger vad som gick fel. Inget har ändrats.",
        en="PostgreSQL's programs pg_dump and pg_restore are needed (Debian: postgresql-client), at"
        " least of the server's version; the error above says what failed. Nothing has changed.",
    ),
}


def back_up(services: Services, folder: Path, copies: int) -> Path:
    """Make a backup in a folder, remove all but the latest ones, and return the new one.

    The replies are copied after the rows: a file without a row does no harm.

    Raises:
        BackupFailed: with what to do; nothing of it is left in the folder.
        ForeignFolder, ReadOnlyFolder: the folder is not this user's to work in.
    """
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _remove_old_drafts(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".", suffix=".part") as name:
        draft = Path(name) / "backup"
        draft.mkdir(mode=0o700)
        try:
            copy_rows(services.database, draft)
        except (DamagedCopy, ProgramFailed) as error:
            raise BackupFailed(_SENTENCES[type(error)]) from error
        replies = services.settings.data / REPLIES
        if replies.is_dir():
            shutil.copytree(replies, draft / REPLIES, copy_function=_copy_if_there)
        write_checksums(draft)
        made = _move(draft, folder, datetime.now(UTC))
    for old in _backups(folder)[:-copies]:
        shutil.rmtree(old)
    return made


def restore(services: Services, backup: Path) -> Path | None:
    """Put a backup in the place of rows and replies, and build the index from it.

    All of the backup is checked, and its replies are copied beside those that are there, before
    anything is replaced. Replies that the backup lacks stay. A restore that was killed is run
    again: from before it replaces the rows until its end no index is live.

    Returns the path of the database's former file; None where there was none.

    Raises:
        BackupFailed: with what to do; nothing has changed.
        ForeignFolder, ReadOnlyFolder: the data folder is not this user's to work in.
        SearchEngineError: the search engine cannot be reached; nothing has changed.
    """
    data = services.settings.data
    check_data_folder(data)
    services.engine.check()
    is_embedded = services.database.is_embedded
    names = check_backup(backup, _backups(backup), is_embedded=is_embedded)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _empty_folder(data / f"{REPLIES}.restoring") as draft:
        replies = [name for name in names if name.startswith(f"{REPLIES}/")]
        for name in replies:
            _make_folder_of(draft / name)
            shutil.copy2(backup / name, draft / name)
        try:
            before = restore_rows(services.database, backup, services.engine.remove_alias)
        except tuple(_SENTENCES) as error:
            raise BackupFailed(_SENTENCES[type(error)]) from error
        for name in replies:
            _make_folder_of(data / name)
            shutil.move(draft / name, data / name)  # the folder may be another disk
    prepare_database(services)
    rebuild_index(services)
    return before


@contextmanager
def _empty_folder(path: Path) -> Iterator[Path]:
    """Make a folder, in the place of one that was left by a process that was killed."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path)


def _make_folder_of(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _copy_if_there(source: str, target: str) -> str:
    """Copy a file, unless it was deleted after its time while the folder was read."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)
    return target


def _move(draft: Path, folder: Path, moment: datetime) -> Path:
    """Give a backup its name, one that none has yet."""
    for name in timed_names(moment):
        try:
            return draft.rename(folder / name)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
    raise AssertionError("there is always a next number")


def _backups(folder: Path) -> list[Path]:
    """Return the backups of a folder, the oldest first."""
    return sorted(each for each in folder.iterdir() if NAME.fullmatch(each.name))


def _remove_old_drafts(folder: Path) -> None:
    for draft in folder.glob(".*.part"):
        if draft.stat().st_mtime < time.time() - DRAFT_SECONDS:
            shutil.rmtree(draft)
