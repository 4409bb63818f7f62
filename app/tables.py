"""Whether the tables of the database are those that this release works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import ExempelbankenError, Message
from catalogue.migrating import Tables

if TYPE_CHECKING:
    from catalogue.database import Database

_SENTENCES = {
    Tables.MISSING: Message(
        sv="Databasen är inte förberedd. Kör: exempelbanken seed (med de medföljande exemplen)"
        " eller exempelbanken migrate (utan dem)",
        en="The database has not been prepared. Run: exempelbanken seed (with the curated entries)"
        " or exempelbanken migrate (without them)",
    ),
    Tables.OLDER: Message(
        sv="Databasen är förberedd av en äldre utgåva. Kör: exempelbanken backup MAPP, och sedan:"
        " exempelbanken migrate",
        en="The database was prepared by an older release. Run: exempelbanken backup FOLDER, and"
        " then: exempelbanken migrate",
    ),
    Tables.NEWER: Message(
        sv="Den här utgåvan är äldre än databasen, som en nyare utgåva har förberett. Uppgradera"
        " den här, eller läs tillbaka säkerhetskopian från före uppgraderingen.",
        en="This release is older than the database, which a newer release has prepared. Upgrade"
        " this one, or restore the backup from before the upgrade.",
    ),
}


class UnfitTables(ExempelbankenError):
    """The tables are missing, or of another release."""

    def __init__(self, found: Tables) -> None:
        self.found = found
        super().__init__(_SENTENCES[found])


def check_tables(database: Database, *, may_be_older: bool = False) -> None:
    """See that the tables are those of this release, or of an older one where that is enough.

    Raises:
        UnfitTables: they are not; it says what to do.
    """
    found = database.tables()
    if found is not Tables.CURRENT and not (may_be_older and found is Tables.OLDER):
        raise UnfitTables(found)
