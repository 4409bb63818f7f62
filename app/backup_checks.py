"""Whether a folder is a whole backup: SHA256SUMS in it has the checksum of each of its files."""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from app.errors import ExempelbankenError, Message
from catalogue.backups import POSTGRESQL_FILE, SQLITE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHECKSUMS = "SHA256SUMS"
"""As the program sha256sum writes and reads it."""
MOST_NAMED = 5
"""Damaged files that a message names."""


class BackupFailed(ExempelbankenError):
    """A backup could not be made or restored; it says why and what to do."""


def write_checksums(backup: Path) -> None:
    """Write the checksum of each file of a backup, as the last of its files."""
    sums = backup / CHECKSUMS
    files = sorted(each for each in backup.rglob("*") if each.is_file() and each != sums)
    lines = [f"{_digest(each)}  {each.relative_to(backup).as_posix()}\n" for each in files]
    sums.write_text("".join(lines), encoding="utf-8")


def check_backup(backup: Path, earlier: Sequence[Path], *, is_embedded: bool) -> list[str]:
    """Return the names of the files of a backup, all of which are as they were made.

    Args:
        backup: the folder.
        earlier: backups that lie in it, the oldest first.
        is_embedded: whether it is to be restored into SQLite.

    Raises:
        BackupFailed: it is no backup, one of another database, or damaged.
    """
    rows, others = SQLITE_FILE, POSTGRESQL_FILE
    if not is_embedded:
        rows, others = others, rows
    if not (backup / rows).exists() and not (backup / CHECKSUMS).exists():
        raise BackupFailed(_no_backup(backup, earlier, rows, others))
    if not (backup / CHECKSUMS).exists():
        raise BackupFailed(_no_checksums_message(backup))
    sums = dict(_read_checksums(backup))
    if rows not in sums and others in sums:
        raise BackupFailed(_of_other_database(backup, others))
    damaged = [name for name, digest in sums.items() if not _is_whole(backup / name, digest)]
    if rows not in sums:
        damaged.insert(0, rows)
    if damaged:
        raise BackupFailed(_damage_message(backup, damaged))
    return list(sums)


def _read_checksums(backup: Path) -> Iterator[tuple[str, str]]:
    """Yield name and checksum of each file; a line that is none is a damaged file of its own."""
    lines = (backup / CHECKSUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    for line in lines:
        digest, _, name = line.partition("  ")
        path = PurePosixPath(name)
        is_inside = bool(name) and not path.is_absolute() and ".." not in path.parts
        yield (path.as_posix(), digest) if is_inside else (CHECKSUMS, "")


def _is_whole(file: Path, digest: str) -> bool:
    return file.is_file() and _digest(file) == digest


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _no_backup(backup: Path, earlier: Sequence[Path], rows: str, others: str) -> Message:
    if earlier:
        latest = earlier[-1]
        return Message(
            sv=f"{backup} är mappen med säkerhetskopior ({len(earlier)} stycken). Ange en av dem;"
            f" den senaste är {latest}",
            en=f"{backup} is the folder of the backups ({len(earlier)} of them). Name one of them;"
            f" the latest is {latest}",
        )
    if (backup / others).exists():
        return _of_other_database(backup, others)
    return Message(
        sv=f"{backup} är ingen säkerhetskopia: filen {rows} saknas. Ange en mapp som exempelbanken"
        " backup har skapat; den heter som tiden, till exempel 20261202T013000Z.",
        en=f"{backup} is no backup: the file {rows} is missing. Name a folder that exempelbanken"
        " backup has made; it is called after its time, such as 20261202T013000Z.",
    )


def _of_other_database(backup: Path, others: str) -> Message:
    made, here = ("PostgreSQL", "SQLite")
    if others == SQLITE_FILE:
        made, here = here, made
    return Message(
        sv=f"{backup} är gjord av {made}, men databasen här är {here}. Kontrollera"
        " EXEMPELBANKEN_DATABASE_URL, eller ange en annan säkerhetskopia.",
        en=f"{backup} was made of {made}, but the database here is {here}. Check"
        " EXEMPELBANKEN_DATABASE_URL, or name another backup.",
    )


def _no_checksums_message(backup: Path) -> Message:
    command = (
        f"(cd {shlex.quote(str(backup))} && find * -type f -exec sha256sum {{}} + > {CHECKSUMS})"
    )
    return Message(
        sv=f"{backup} saknar {CHECKSUMS}, så det syns inte om något i den är borta eller skadat."
        " Den gjordes före version 1.0, eller är inte hel. Vet du att den är hel, så kör:"
        f" {command}",
        en=f"{backup} has no {CHECKSUMS}, so it cannot be seen whether anything in it is missing or"
        " damaged. It was made before version 1.0, or is not whole. If you know that it is whole,"
        f" run: {command}",
    )


def _damage_message(backup: Path, names: Sequence[str]) -> Message:
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    more_sv, more_en = (f" och {more} till", f" and {more} more") if more > 0 else ("", "")
    return Message(
        sv=f"{backup} är skadad: {shown}{more_sv} saknas eller har ändrats sedan den gjordes. Inget"
        " är återläst. Ta en annan säkerhetskopia.",
        en=f"{backup} is damaged: {shown}{more_en} is missing or was changed after it was made."
        " Nothing has been restored. Use another backup.",
    )
