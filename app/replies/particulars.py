"""Storing the year of a reply's survey, the day it came, and its registry number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.availability import writing
from app.errors import Conflict, Message
from app.narrowing import own_year
from app.replies.service import reply_of
from catalogue import candidates, ledger, replies

if TYPE_CHECKING:
    from app.accounts.access import Actor
    from app.wiring import Services

NOT_READ = Message(
    sv="Svaret är inte läst än. Vänta tills det är det.",
    en="The reply has not been read yet. Wait until it has.",
)
COMPARED = Message(
    sv="Året går inte att ändra: svaret är redan jämfört med länets tidigare svar på enkäten samma"
    " år. Radera svaret och ta emot filen på nytt med rätt enkät vald.",
    en="The year cannot be changed: the reply has been compared with the county's earlier one of"
    " the same year. Erase the reply and send the file again with the right survey.",
)


def store_particulars(  # noqa: PLR0913  what is stated
    services: Services,
    actor: Actor,
    reply_id: str,
    *,
    year: int,
    received_on: str | None,
    registry_number: str | None,
) -> None:
    """Store what somebody states of a reply, in place of what was read from its file.

    Raises:
        NotFound: there is no such reply.
        Conflict: it has not been read, or has been compared with another reply of another year.
    """
    with writing(services.database) as unit:
        record = reply_of(unit.connection, reply_id)
        if record.state != "harvested":
            raise Conflict(NOT_READ)
        own = own_year(record.survey, year)
        is_compared = record.relation is not None or (
            candidates.count_revisions(unit.connection, record.pk)
            or candidates.removed_from_reply(unit.connection, record.pk)
        )
        if own != record.year and is_compared:
            raise Conflict(COMPARED)
        values = {"year": own, "received_on": received_on, "registry_number": registry_number}
        replies.change(unit, record.pk, **values, unconfirmed=[])
        subject = f"reply:{reply_id}"
        unit.record(ledger.event_without_entry(ledger.DESCRIBE_REPLY, actor.name, subject))
