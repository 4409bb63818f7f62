"""What may stop a command and its user, or an operator, can mend: a sentence for each."""

from __future__ import annotations

import errno

from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from app.errors import ExempelbankenError, Message
from app.jobs.faults import fault_of
from app.uploads import FULL
from catalogue.engines import Trouble, trouble_of
from catalogue.errors import LockTimeout
from indexer.engine import (
    AccessRefused,
    DamagedIndex,
    NoLiveIndex,
    SearchEngineError,
    UnfitEngine,
)
from indexer.upkeep import IndexTooSmall

MENDABLE = (
    ExempelbankenError,
    SQLAlchemyError,
    SearchEngineError,
    IndexTooSmall,
    LockTimeout,
    OSError,
)


_UNREACHABLE = Message(
    sv="Databasen går inte att öppna eller nå. Kontrollera EXEMPELBANKEN_DATABASE_URL och"
    " EXEMPELBANKEN_DATA, och att databasen är igång.",
    en="The database cannot be opened or reached. Check EXEMPELBANKEN_DATABASE_URL and"
    " EXEMPELBANKEN_DATA, and that the database runs.",
)
_TROUBLES = {
    Trouble.LOCKED: Message(
        sv="Något annat skriver i databasen, och det dröjer. Försök igen när det är klart.",
        en="Something else writes to the database and takes its time. Try again when it has ended.",
    ),
    Trouble.FULL: Message(
        sv="Disken är full, så databasen går inte att använda. Det säger inget om att den skulle"
        " vara skadad. Frigör utrymme och försök igen.",
        en="The disk is full, so the database cannot be used. That does not mean that it is"
        " damaged. Make room and try again.",
    ),
    Trouble.READ_ONLY: Message(
        sv="Databasens filsystem är skrivskyddat. Se dmesg, gör det skrivbart och försök igen.",
        en="The file system of the database is read-only. See dmesg, make it writable and try"
        " again.",
    ),
    Trouble.UNREADABLE: Message(
        sv="Disken svarade med ett fel när databasen skulle läsas eller skrivas. Se dmesg, och kör"
        " exempelbanken check när disken svarar som den ska.",
        en="The disk answered with an error when the database was to be read or written. See"
        " dmesg, and run exempelbanken check once the disk answers as it should.",
    ),
    Trouble.DAMAGED: Message(
        sv="Databasen är skadad. Kör exempelbanken check, och läs tillbaka en säkerhetskopia.",
        en="The database is damaged. Run exempelbanken check, and restore a backup.",
    ),
}

_NO_ROOM = Message(
    sv=" Frigör utrymme på disken, och försök igen.", en=" Make room on the disk, and try again."
)
_ADVICE = {
    **dict.fromkeys(FULL, _NO_ROOM),
    errno.ENOTDIR: Message(
        sv=" Den är en fil, men en mapp behövs: ange en annan sökväg.",
        en=" It is a file where a folder is needed: name another path.",
    ),
}


def message_for(error: BaseException) -> Message:
    """Return the sentence for one of MENDABLE; addresses and passwords are never in it."""
    match error:
        case ExempelbankenError():
            return error.full_message
        case ArgumentError() | NoSuchModuleError():
            return Message(
                sv="EXEMPELBANKEN_DATABASE_URL är ingen databasadress som går att använda.",
                en="EXEMPELBANKEN_DATABASE_URL is not a database address that can be used.",
            )
        case DamagedIndex():
            return Message(
                sv=f"Sökindexet är skadat ({error}). Raderna är oskadda. Kör:"
                " exempelbanken index rebuild",
                en=f"The search index is damaged ({error}). The rows are unharmed. Run:"
                " exempelbanken index rebuild",
            )
        case SQLAlchemyError():
            trouble = trouble_of(getattr(error, "orig", None))
            return _TROUBLES[trouble] if trouble else _UNREACHABLE
        case _:
            return _index_or_folder_message(error)


def _index_or_folder_message(error: BaseException) -> Message:
    match error:
        case SearchEngineError() | IndexTooSmall():
            return _index_message(error)
        case LockTimeout():
            return Message(
                sv="En annan process skriver i sökindexet. Försök igen när den är klar.",
                en="Another process is writing to the search index. Try again when it has ended.",
            )
        case PermissionError(filename=str()):
            fault = fault_of(error)
            return Message(sv=fault["sv"], en=fault["en"])
        case _:
            return _system_message(error)


def _index_message(error: SearchEngineError | IndexTooSmall) -> Message:
    match error:
        case NoLiveIndex():
            return Message(
                sv="Det finns inget sökindex som den här utgåvan kan läsa. Kör: exempelbanken index"
                " rebuild",
                en="There is no search index that this release can read. Run: exempelbanken index"
                " rebuild",
            )
        case UnfitEngine():
            return Message(
                sv=f"EXEMPELBANKEN_ELASTICSEARCH_URL går inte att använda ({error}).",
                en=f"EXEMPELBANKEN_ELASTICSEARCH_URL cannot be used ({error}).",
            )
        case AccessRefused():
            return Message(
                sv=f"Elasticsearch svarar men släpper inte in ({error}). Kontrollera"
                " EXEMPELBANKEN_ELASTICSEARCH_API_KEY eller ..._USER och ..._PASSWORD, och att de"
                " har rättigheterna monitor i klustret och manage, read och write för sina index."
                " Raderna är oskadda.",
                en=f"Elasticsearch answers and lets nobody in ({error}). Check"
                " EXEMPELBANKEN_ELASTICSEARCH_API_KEY or ..._USER and ..._PASSWORD, and that they"
                " have the privileges monitor in the cluster and manage, read and write for their"
                " indexes. The rows are unharmed.",
            )
        case _:
            return Message(
                sv=f"Sökindexet går inte att använda ({error}). Raderna är oskadda. När sökmotorn"
                " svarar tar worker igen det av sig själv, eller: exempelbanken index sync",
                en=f"The search index cannot be used ({error}). The rows are unharmed. Once the"
                " engine answers, the worker catches up by itself, or: exempelbanken index sync",
            )


def _system_message(error: BaseException) -> Message:
    """Name the file if the system does; else it may have been any, or a connection."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    name = getattr(error, "filename", None)
    advice = _ADVICE.get(getattr(error, "errno", 0), Message(sv="", en=""))
    if name:
        return Message(
            sv=f"Det går inte att läsa eller skriva {name} ({reason}).{advice.sv}",
            en=f"Cannot read or write {name} ({reason}).{advice.en}",
        )
    return Message(
        sv=f"Operativsystemet avbröt arbetet ({reason}).{advice.sv}",
        en=f"The operating system broke the work off ({reason}).{advice.en}",
    )
