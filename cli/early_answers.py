"""What the web server itself refuses, before any app sees the request."""

# gunicorn has no types:
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import json
from typing import NamedTuple

from gunicorn.http import errors


class HeadTooSlow(errors.ParseException):  # type: ignore[misc]
    """A client began a request and did not send the rest of its head in time."""


class Refusal(NamedTuple):
    """How a fault is answered; the reason is Swedish and English in one."""

    status: int
    title: str
    reason: str


REFUSALS = {
    HeadTooSlow: Refusal(
        408,
        "Request Timeout",
        "Anropets huvud kom inte fram i tid. The head of the request did not arrive in time.",
    ),
    errors.LimitRequestLine: Refusal(
        414,
        "URI Too Long",
        "Adressen är för lång. Korta söktexten eller välj färre filter."
        " The address is too long. Shorten the search text or choose fewer filters.",
    ),
    errors.LimitRequestHeaders: Refusal(
        431,
        "Request Header Fields Too Large",
        "Anropet har för många eller för stora huvudfält."
        " The request has too many header fields, or too large ones.",
    ),
    errors.UnsupportedTransferCoding: Refusal(
        501,
        "Not Implemented",
        "Överföringen i Transfer-Encoding stöds inte. The Transfer-Encoding is not supported.",
    ),
    errors.ExpectationFailed: Refusal(
        417,
        "Expectation Failed",
        "Det som Expect kräver stöds inte. What Expect asks for is not supported.",
    ),
    errors.InvalidHTTPVersion: Refusal(
        400,
        "Bad Request",
        "Efter adressen ska det stå HTTP/1.1; ett blanksteg i adressen skrivs %20."
        " HTTP/1.1 must follow the address; a space in the address is written %20.",
    ),
    errors.InvalidRequestMethod: Refusal(
        400,
        "Bad Request",
        "Anropets metod är ogiltig. The method of the request is not valid.",
    ),
    errors.InvalidRequestLine: Refusal(
        400,
        "Bad Request",
        "Anropets första rad ska vara metod, adress och HTTP-version."
        " The first line of the request must be method, address and HTTP version.",
    ),
    errors.InvalidHeaderName: Refusal(
        400,
        "Bad Request",
        "Ett huvudfälts namn är ogiltigt. The name of a header field is not valid.",
    ),
    errors.InvalidHeader: Refusal(
        400,
        "Bad Request",
        "Ett huvudfält är ogiltigt eller motsäger ett annat."
        " A header field is not valid, or contradicts another.",
    ),
    errors.ParseException: Refusal(
        400,
        "Bad Request",
        "Anropet går inte att tolka som HTTP. The request cannot be understood as HTTP.",
    ),
}
"""The first that fits is the answer."""

FAILED = Refusal(
    500, "Internal Server Error", "Något gick fel i tjänsten. Something went wrong in the service."
)


def refusal_of(fault: object) -> Refusal:
    """Return how the server answers a fault of parsing, or of its own."""
    return next((told for kind, told in REFUSALS.items() if isinstance(fault, kind)), FAILED)


def answer_of(refusal: Refusal) -> bytes:
    """Write a whole HTTP answer with the members that every problem of the API has."""
    problem = {
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.reason,
        "instance": "/",  # the address was not understood, or not looked at
    }
    body = json.dumps(problem, ensure_ascii=False).encode()
    head = (
        f"HTTP/1.1 {refusal.status} {refusal.title}\r\nConnection: close\r\n"
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
