"""Requests for erasing, checked against what can be erased."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.errors import ExempelbankenError, Message, NotFound
from catalogue.erasing.entries import pk_of
from catalogue.erasing.rows import ErasureTask, of_entry, of_reply
from catalogue.erasing.text import MARK, FullErasure, TextErasure, fold
from catalogue.erasing.uploads import quotes_in_replies, reply_pk

SHORTEST = 3
"""Letters of a text; fewer stand in every other word."""


class InvalidErasure(ExempelbankenError):
    """The request is for something that cannot be erased."""


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """What is to be erased: an entry, a survey reply or a text, one of the three.

    Attributes:
        reason: for the audit; it must not hold the text itself.
    """

    reason: str
    actor: str
    entry_id: str | None = None
    reply_id: str | None = None
    text: str | None = None

    @property
    def text_erasure(self) -> TextErasure | None:
        """The text, when one is to be erased."""
        return None if self.text is None else TextErasure(self.text)


def check(request: ErasureRequest) -> None:
    """Refuse a request that must be a mistake.

    Raises:
        InvalidErasure: not one of the three is named, the text is too short or is in the reason.
    """
    named = [
        each for each in (request.entry_id, request.reply_id, request.text) if each is not None
    ]
    if len(named) != 1:
        raise InvalidErasure(
            Message(
                sv="Ange en av --entry, --reply och --text.",
                en="Give one of --entry, --reply and --text.",
            )
        )
    if not request.reason.strip():
        raise InvalidErasure(Message(sv="Ange en orsak.", en="Give a reason."))
    if request.text is not None and len(fold(request.text)) < SHORTEST:
        raise InvalidErasure(
            Message(
                sv=f"Texten måste ha minst {SHORTEST} tecken; en kortare finns i vartannat ord.",
                en=f"The text must have {SHORTEST} characters; a shorter one is in every word.",
            )
        )
    if request.text_erasure and request.text_erasure.replacement_contains_text:
        raise InvalidErasure(
            Message(
                sv=f"Texten ingår i {MARK}, som skrivs i stället för det som raderas.",
                en=f"The text is part of {MARK}, which is written in place of what is erased.",
            )
        )
    if request.text_erasure and request.text_erasure.is_in(request.reason):
        raise InvalidErasure(
            Message(
                sv="Orsaken innehåller själv texten. Orsaken bevaras; skriv den utan texten.",
                en="The reason holds the text itself. The reason is kept; write it without.",
            )
        )


def parts_of(connection: Connection, request: ErasureRequest) -> list[ErasureTask]:
    """Return what to erase, and where.

    Raises:
        NotFound: there is no such entry or reply.
    """
    if request.text_erasure:
        return [ErasureTask(request.text_erasure)]
    if request.entry_id:
        return _parts_of_entry(connection, request.entry_id)
    pk = reply_pk(connection, request.reply_id or "")
    if pk is None:
        raise NotFound(Message(sv="Det finns inget sådant enkätsvar.", en="No such reply."))
    return [ErasureTask(FullErasure(), of_reply(pk))]


def _parts_of_entry(connection: Connection, entry_id: str) -> list[ErasureTask]:
    pk = pk_of(connection, entry_id)
    if pk is None:
        raise NotFound(Message(sv="Det finns inget sådant exempel.", en="No such entry."))
    texts = [
        ErasureTask(TextErasure(text), of_reply(reply))
        for reply, text in quotes_in_replies(connection, entry_id)
        if len(fold(text)) >= SHORTEST
    ]
    return [*texts, ErasureTask(FullErasure(), of_entry(entry_id, pk))]
