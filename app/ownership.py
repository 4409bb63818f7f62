"""Whose files are whose: a command must not leave files behind that the service cannot use."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from pathlib import Path

from app.errors import ExempelbankenError, Message
from app.setting_names import PREFIX

OPENED_BY_ALL = (".lock", ".sqlite3")
"""What the names of files end with that whoever works in the data folder must be able to write."""

OF_THE_SYSTEM = frozenset(("bin", "boot", "dev", "etc", "lib", "proc", "run", "sbin", "sys", "usr"))
"""Folders at the root that no data belongs in."""


class ForeignFolder(ExempelbankenError):
    """The data folder, or a part of it, is not this user's to work in."""


class ReadOnlyFolder(ExempelbankenError):
    """The file system of the data folder takes nothing in."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(
                sv=f"{folder} ligger på ett filsystem som bara går att läsa. Det kan bero på ett"
                " fel på disken: se dmesg. Montera det skrivbart igen (mount -o remount,rw), eller"
                " ange en annan mapp i EXEMPELBANKEN_DATA. En tjänst i systemd får bara skriva i"
                " sin StateDirectory och i mapparna i ReadWritePaths.",
                en=f"{folder} lies on a file system that is read-only. A fault of the disk may be"
                " the reason: see dmesg. Mount it writable again (mount -o remount,rw), or name"
                " another folder in EXEMPELBANKEN_DATA. A service of systemd can write only to its"
                " StateDirectory and to the folders in ReadWritePaths.",
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


def denial_message(path: str | Path) -> Message:
    """Return why this user may not read or write a file or folder, and what to do about it.

    A command that gives something away is named only for what lies in a folder of this user.
    """
    path = Path(path).absolute()
    there = nearest(path)
    is_missing = there != path
    if not is_missing and _is_usable(path) and not _is_usable(path.parent):
        there = path.parent  # which is what renaming and removing need
    if _mode_suffices(there):
        return _unexplained_refusal(path, there)
    if is_missing:
        return _missing(path, there)
    if owner_of(there) == user_name():
        return _closed_to_owner(there)
    return _foreign(there)


def _name_of(number: int) -> str:
    if sys.platform == "win32":
        return str(number)
    import pwd  # noqa: PLC0415  Unix only

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # a container's user has a number only
        return f"#{number}"


def check_folder(folder: Path, *, writes: bool = True) -> None:
    """See that this user may work in a folder, or make it, and would leave nothing foreign there.

    Raises:
        ForeignFolder: it is somebody else's and this is root, or it cannot be used.
        ReadOnlyFolder: nothing can be written there, and `writes` says that something will be.
        NotADirectoryError: it is a file, or lies below one.
    """
    if sys.platform == "win32":
        return
    folder = folder.absolute()
    there = nearest(folder)
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if os.geteuid() == 0 and there.stat().st_uid != 0:
        raise _as_root(there)
    is_read_only = _is_read_only(there)
    if is_read_only and writes:
        raise ReadOnlyFolder(there)
    if not _is_usable(there, writes=not is_read_only):
        raise ForeignFolder(denial_message(folder))


def check_data_folder(folder: Path, *, writes: bool = True) -> None:
    """See that this user may work in the data folder and in what it holds, as in `check_folder`.

    Raises:
        ForeignFolder: the folder, or a part of it, cannot be used.
        ReadOnlyFolder: nothing can be written there, and `writes` says that something will be.
    """
    check_folder(folder, writes=writes)
    if sys.platform == "win32" or not folder.is_dir():
        return
    for each in folder.iterdir():
        is_shared = each.is_dir() or each.suffix in OPENED_BY_ALL
        if is_shared and not _is_usable(each, writes=not _is_read_only(each)):
            raise ForeignFolder(denial_message(each))


def nearest(path: Path) -> Path:
    """Return the path, or of the folders around it the nearest that this user can see."""
    return next(each for each in (path, *path.parents) if os.access(each, os.F_OK))


def _is_read_only(path: Path) -> bool:
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _is_usable(path: Path, *, writes: bool = True) -> bool:
    wanted = os.R_OK | (os.W_OK if writes else 0) | (os.X_OK if path.is_dir() else 0)
    return os.access(path, wanted)


def _mode_suffices(path: Path) -> bool:
    """Return whether owner, group and mode of what is there let this user read and write it."""
    if sys.platform == "win32" or os.geteuid() == 0:
        return True
    status = path.stat()
    if status.st_uid == os.geteuid():
        shift = 6
    else:
        shift = 3 if status.st_gid in {os.getegid(), *os.getgroups()} else 0
    wanted = 0o7 if path.is_dir() else 0o6
    return status.st_mode >> shift & wanted == wanted


def _command_as(owner: str) -> str:
    """Return the command as another user runs it, with the settings that are in the environment.

    sudo looks for commands where the system keeps its own, and drops the environment.
    """
    names = sorted(name for name in os.environ if name.startswith(PREFIX))
    settings = f"--preserve-env={','.join(names)} " if names else ""
    program = Path(sys.argv[0]).absolute()
    return f"sudo {settings}-u '{owner}' {shlex.quote(str(program))} ..."


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


def _unexplained_refusal(path: Path, there: Path) -> Message:
    look = f"findmnt --target {shlex.quote(str(there))}; lsattr -d {shlex.quote(str(there))}"
    return Message(
        sv=f"{user_name()} får inte läsa och skriva i {path}, fast ägare och rättigheter räcker."
        f" Något annat hindrar: en skrivskyddad montering eller ett attribut (se {look}), eller"
        " SELinux eller AppArmor (se ausearch -m avc; dmesg).",
        en=f"{user_name()} may not read and write {path}, though owner and mode allow it. Something"
        f" else prevents it: a read-only mount or an attribute (see {look}), or SELinux or AppArmor"
        " (see ausearch -m avc; dmesg).",
    )


def _missing(path: Path, there: Path) -> Message:
    owner, user = owner_of(there), user_name()
    if not os.access(there, os.X_OK):
        return Message(
            sv=f"{user} får inte komma in i {there}, som tillhör {owner}, och därför inte till"
            f" {path}. Välj en annan plats, eller kör som en användare som får det.",
            en=f"{user} may not enter {there}, which belongs to {owner}, and so not reach {path}."
            " Choose another place, or run as a user that may.",
        )
    create = _creation_command(path)
    return Message(
        sv=f"{path} finns inte, och {user} får inte skapa något i {there}, som tillhör {owner}."
        f" Ska det vara en mapp för Exempelbanken, så skapa den: {create}",
        en=f"{path} does not exist, and {user} may not create anything in {there}, which belongs to"
        f" {owner}. If it is to be a folder for Exempelbanken, create it: {create}",
    )


def _closed_to_owner(path: Path) -> Message:
    user = user_name()
    remedy = f"chmod {'u+rwx' if path.is_dir() else 'u+rw'} {shlex.quote(str(path))}"
    return Message(
        sv=f"{user} äger {path} men får inte läsa och skriva där. Kör: {remedy}",
        en=f"{user} owns {path} but may not read and write there. Run: {remedy}",
    )


def _foreign(path: Path) -> Message:
    owner, user = owner_of(path), user_name()
    remedies = [_handover(path, user) or _other_place(path)]
    if owner != "root":
        command = _command_as(owner)
        as_owner = Message(f"kör som den användaren ({command})", f"run as that user ({command})")
        remedies.insert(0, as_owner)
    sv = " eller ".join(each.sv for each in remedies)
    en = " or ".join(each.en for each in remedies)
    return Message(
        sv=f"{user} får inte läsa och skriva i {path}, som tillhör {owner}: {sv}",
        en=f"{user} may not read and write {path}, which belongs to {owner}: {en}",
    )


def _handover(path: Path, user: str) -> Message | None:
    """Return how to give away what lies in a folder of this user; None for anything else."""
    own = next((each for each in path.parents if owner_of(each) == user), None)
    if own is None:
        return None
    part = own / path.relative_to(own).parts[0]
    command = f"sudo chown -R {_owner_name(user)} {shlex.quote(str(part))}"
    return Message(f"lämna över den: {command}", f"hand it over: {command}")


def _other_place(path: Path) -> Message:
    """Return where else to go; a folder that is there already is never given away."""
    folder = path / "exempelbanken"
    is_system = len(path.parts) > 1 and path.parts[1] in OF_THE_SYSTEM
    if is_system or not path.is_dir() or not os.access(path, os.X_OK) or folder.exists():
        return Message("välj en annan plats", "choose another place")
    command = _creation_command(folder)
    return Message(
        f"välj en annan plats, som en mapp som du skapar så här: {command}",
        f"choose another place, such as a folder that you create like this: {command}",
    )


def _creation_command(folder: Path) -> str:
    return f"sudo install -d -m 700 -o {_owner_name(user_name())} {shlex.quote(str(folder))}"


def _owner_name(user: str) -> str:
    """Return a user as chown and install take it: a number without #."""
    return shlex.quote(user.lstrip("#"))
