"""Why a job failed, in words for people: what went wrong and what to do, without any text."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from app.ownership import denial_message
from app.sandbox.parent import SandboxFailure
from app.uploads import FULL
from catalogue.engines import Trouble, trouble_of
from catalogue.errors import LockTimeout

DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def fault_of(error: Exception) -> dict[str, str]:
    """Return {code, sv, en} of the reason why a job failed."""
    match error:
        case OSError():
            return _of_files(error)
        case SandboxFailure(reason="disk"):
            return _full()
        case SQLAlchemyError() if trouble_of(getattr(error, "orig", None)) is Trouble.FULL:
            return _full()
        case SQLAlchemyError():
            return {
                "code": "database",
                "sv": f"Databasen tog inte emot det som skulle skrivas ({error_name(error)}). Se"
                " loggen hos worker.",
                "en": f"The database did not take what was to be written ({error_name(error)}). See"
                " the worker's log.",
            }
        case LockTimeout():
            return {
                "code": "busy",
                "sv": "En annan process höll på med samma sak. Försök igen när den är klar.",
                "en": "Another process was doing the same. Try again when it has ended.",
            }
        case _:
            return {
                "code": "internal",
                "sv": f"Ett fel hos oss ({error_name(error)}), inte i det som skickades in."
                " Felet är loggat; jobbet kan göras om när det är rättat.",
                "en": f"A fault of ours ({error_name(error)}), not of what was sent in."
                " It is logged; the job can be retried once it is mended.",
            }


def error_name(error: Exception) -> str:
    """Return the name of an error's class, also of one in a sandboxed process."""
    return (isinstance(error, SandboxFailure) and error.error) or type(error).__name__


def error_place(error: Exception) -> Sequence[str]:
    """Return where in the code an error came up; its message may hold a text."""
    if isinstance(error, SandboxFailure) and error.place:
        return error.place
    return traceback.format_tb(error.__traceback__)


def _of_files(error: OSError) -> dict[str, str]:
    reason = error.strerror or type(error).__name__
    name = error.filename
    if error.errno in FULL:
        return _full()
    if name is None:
        return {
            "code": "files",
            "sv": f"Det gick inte att läsa eller skriva en fil ({reason}).",
            "en": f"A file could not be read or written ({reason}).",
        }
    if error.errno in DENIED:
        denial = denial_message(name)
        return {"code": "no-permission", "sv": denial.sv, "en": denial.en}
    return {
        "code": "files",
        "sv": f"Det gick inte att läsa eller skriva {name} ({reason}).",
        "en": f"{name} could not be read or written ({reason}).",
    }


def _full() -> dict[str, str]:
    return {
        "code": "disk-full",
        "sv": "Disken är full. Frigör utrymme och försök igen.",
        "en": "The disk is full. Make room and try again.",
    }
