"""Whose files are whose: a command must not leave files behind that the service cannot use."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from app.errors import ExempelbankenError, Message

LOCKS = ".lock"
"""What the names of lock files end with; whoever holds one must be able to write it."""


class ForeignFolder(ExempelbankenError):
    """The data folder, or a part of it, is not this user's to work in."""


class ReadOnlyFolder(ExempelbankenError):
    """The file system of the data folder takes nothing in."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(
                sv=f"{folder} ligger på ett filsystem som bara går att läsa. Det kan bero på ett"
                " fel på disken: se dmesg. Montera det skrivbart igen (mount -o remount,rw), eller"
                " ange en annan mapp i EXEMPELBANKEN_DATA.",
                en=f"{folder} lies on a file system that is read-only. A fault of the disk may be"
                " the reason: see dmesg. Mount it writable again (mount -o remount,rw), or name"
                " another folder in EXEMPELBANKEN_DATA.",
            )
        )


def owner_of(path: str | Path) -> str:
    """Return the name of the user that a file belongs to, or of the nearest folder that is seen."""
    for each in (Path(path), *Path(path).absolute().parents):
        try:
            number = each.stat().st_uid
        except OSError:
            continue
        return _name_of(number)
    return "?"


def user_name() -> str:
    """Return the name of the user that this process runs as."""
    return _name_of(os.geteuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "?")


def permission_command(path: str | Path) -> str:
    """Return the command that lets this user read and write a file or folder."""
    user = user_name()
    quoted = shlex.quote(str(path))
    if owner_of(path) == user:
        return f"chmod -R u+rwX {quoted}"
    return f"sudo chown -R {shlex.quote(user)} {quoted}"


def _name_of(number: int) -> str:
    if sys.platform == "win32":
        return str(number)
    import pwd  # noqa: PLC0415  Unix only

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # a container's user has a number only
        return f"#{number}"


def check_data_folder(folder: Path, *, writes: bool = True) -> None:
    """See that this user may work in the data folder, and would leave nothing foreign there.

    Raises:
        ForeignFolder: it is somebody else's and this is root, or a part of it cannot be used.
        ReadOnlyFolder: nothing can be written there, and `writes` says that something will be.
    """
    if sys.platform == "win32":
        return
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if os.geteuid() == 0 and there.stat().st_uid != 0:
        raise _as_root(there)
    is_read_only = bool(os.statvfs(there).f_flag & os.ST_RDONLY)
    if is_read_only and writes:
        raise ReadOnlyFolder(there)
    used = os.R_OK if is_read_only else os.R_OK | os.W_OK
    for each in (there, *(_parts(folder) if there == folder else ())):
        if not os.access(each, used | os.X_OK if each.is_dir() else used):
            raise _foreign(each)


def _parts(folder: Path) -> list[Path]:
    try:
        return [each for each in folder.iterdir() if each.is_dir() or each.suffix == LOCKS]
    except PermissionError as error:
        raise _foreign(folder) from error


def _command_as(owner: str) -> str:
    return f"sudo -u '{owner}' exempelbanken ..."


def _as_root(path: Path) -> ForeignFolder:
    owner = owner_of(path)
    command = _command_as(owner)
    return ForeignFolder(
        Message(
            sv=f"{path} tillhör {owner}, och filer som root lämnar där kan tjänsten inte använda."
            f" Kör i stället: {command}",
            en=f"{path} belongs to {owner}, and the service cannot use files that root leaves"
            f" there. Run instead: {command}",
        )
    )


def _foreign(path: Path) -> ForeignFolder:
    owner, user = owner_of(path), user_name()
    remedy = permission_command(path)
    if owner == user:
        return ForeignFolder(
            Message(
                sv=f"{user} äger {path} men får inte läsa och skriva där. Kör: {remedy}",
                en=f"{user} owns {path} but may not read and write there. Run: {remedy}",
            )
        )
    as_owner = _command_as(owner)
    return ForeignFolder(
        Message(
            sv=f"{user} får inte läsa och skriva i {path}, som tillhör {owner}. Kör som den"
            f" användaren ({as_owner}), eller lämna över den: {remedy}",
            en=f"{user} may not read and write {path}, which belongs to {owner}. Run as that user"
            f" ({as_owner}), or hand it over: {remedy}",
        )
    )
