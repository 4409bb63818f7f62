"""Requests that are turned away at the edge; each app renders them with its own handlers."""

from __future__ import annotations

from typing import ClassVar

from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    RequestEntityTooLarge,
    RequestTimeout,
    RequestURITooLarge,
    ServiceUnavailable,
    TooManyRequests,
)

from app.errors import Message


class Refusal(HTTPException):
    """A refusal says in both languages what was wrong and what to do."""

    message: ClassVar[Message]
    problem: ClassVar[str] = ""
    """Id of its type of problem in the API, where its status has more than one."""


class UnknownHost(Refusal, BadRequest):
    """The Host header names a server that is not this one."""

    message = Message(
        sv="Adressens värdnamn hör inte till den här tjänsten. Kontrollera adressen.",
        en="The host name of the address is not one of this service. Check the address.",
    )


class UnreadableForwarded(Refusal, BadRequest):
    """A trusted proxy passed on a Forwarded header that breaks RFC 7239."""

    message = Message(
        sv="Huvudet Forwarded går inte att tolka.",
        en="The Forwarded header cannot be understood.",
    )


class UnreadableAddress(Refusal, BadRequest):
    """The path or the query string is not UTF-8, or holds a NUL."""

    message = Message(
        sv="Adressen innehåller tecken som inte går att läsa: ogiltig UTF-8, eller %00. Skriv om"
        " den och försök igen.",
        en="The address holds characters that cannot be read: invalid UTF-8, or %00. Rewrite it and"
        " try again.",
    )


class AddressTooLong(Refusal, RequestURITooLarge):
    """Path and query string are longer than any search needs."""

    message = Message(
        sv="Adressen är för lång. Korta söktexten eller välj färre filter.",
        en="The address is too long. Shorten the search text or choose fewer filters.",
    )


class BodyTooLarge(Refusal, RequestEntityTooLarge):
    """The announced body is larger than the app takes."""

    message = Message(
        sv="Det som skickades är för stort. Dela upp det och skicka delarna var för sig.",
        en="What was sent is too large. Split it and send the parts one by one.",
    )


class BodyTooSlow(Refusal, RequestTimeout):
    """A client began to send a body and did not go on, or went on too slowly."""

    message = Message(
        sv="Det som skickades kom inte fram i tid. Försök igen, på en snabbare förbindelse.",
        en="What was sent did not arrive in time. Try again, on a faster connection.",
    )


class BodyUnreadable(Refusal, BadRequest):
    """The body is not in the chunks that Transfer-Encoding announces."""

    message = Message(
        sv="Det som skickades är inte i de stycken som Transfer-Encoding: chunked utlovar.",
        en="What was sent is not in the chunks that Transfer-Encoding: chunked announces.",
    )


class NoRoom(Refusal, ServiceUnavailable):
    """A body or an answer finds no room on the disk of the data folder."""

    message = Message(
        sv="Serverns disk har inte plats för så mycket just nu. Försök igen senare, eller säg till"
        " den som sköter tjänsten.",
        en="The disk of the server has no room for so much right now. Try again later, or tell"
        " whoever runs the service.",
    )


class TooManyCalls(Refusal, TooManyRequests):
    """The address has used up its calls of this minute."""

    message = Message(
        sv="För många anrop från din adress. Vänta en stund och försök igen.",
        en="Too many calls from your address. Wait a moment and try again.",
    )


class AddressBusy(Refusal, TooManyRequests):
    """The address already has an expensive request that runs."""

    problem = "address-busy"
    message = Message(
        sv="Ett annat tungt anrop från din adress pågår: en tabell, länkförslag eller en lång"
        " söktext. Vänta tills det är klart och försök igen.",
        en="Another expensive request from your address is running: a table, link suggestions or a"
        " long search text. Wait until it has finished and try again.",
    )


class ProcessBusy(Refusal, ServiceUnavailable):
    """The process works on as many expensive requests as it may."""

    problem = "service-busy"
    message = Message(
        sv="Tjänsten arbetar redan med så många tabeller, länkförslag och långa söktexter som den"
        " hinner. Försök igen om en liten stund; andra sökningar går bra.",
        en="The service is already working on as many tables, link suggestions and long search"
        " texts as it can. Try again in a moment; other searches work.",
    )
