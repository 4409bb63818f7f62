"""Errors as problem documents (RFC 9457), in the reader's language; nothing of our insides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from api.addresses import href, link, self_link, with_uri
from api.answers import dumped
from api.language import language
from api.problem_types import TYPE_BY_ID, TYPE_BY_STATUS, ProblemType
from app.availability import unavailability
from app.copies.feed import PositionExpired
from app.entries.documents import timestamp
from app.errors import (
    ConditionFailed,
    Conflict,
    EntryWithdrawn,
    ExempelbankenError,
    InvalidContent,
    InvalidQuery,
    Issue,
    Message,
    NotAllowed,
    SignInFailed,
    SignInNeeded,
    TooManyAttempts,
    Unavailable,
    VersionMismatch,
)
from app.searching.resolving import TOO_DEEP

MEDIA_TYPE = "application/problem+json"
SERVER_ERROR = 500
BEARER = 'Bearer realm="Exempelbanken"'


def use_case_problem(error: ExempelbankenError) -> Response:
    """Return the problem of a use case's error."""
    response = problem(TYPE_BY_ID[error.problem], error.message, _members(error))
    response.headers.update(_headers(error))
    return response


def database_problem(error: SQLAlchemyError) -> Response:
    """Return the problem of a database that does not answer; another fault of it is our own."""
    unavailable = unavailability(error)
    if unavailable is None:
        raise error
    return use_case_problem(unavailable)


def http_problem(error: HTTPException) -> Response:
    """Return the problem of an HTTP error; headers such as Allow are kept."""
    status = error.code or SERVER_ERROR
    fallback = TYPE_BY_ID["internal-error" if status >= SERVER_ERROR else "bad-request"]
    kind = TYPE_BY_ID.get(getattr(error, "problem", "")) or TYPE_BY_STATUS.get(status, fallback)
    response = problem(kind, getattr(error, "message", kind.description), status=status)
    kept = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    response.headers.extend(kept)
    return response


def problem(
    kind: ProblemType,
    detail: Message,
    members: dict[str, Any] | None = None,
    *,
    status: int | None = None,
) -> Response:
    """Return a problem document; `members` are added to those of the RFC."""
    chosen = language()
    body = {
        "type": href("problems", kind.id),
        "title": kind.title.text(chosen),
        "status": status or kind.status,
        "detail": detail.text(chosen),
        "instance": quote(request.root_path + request.path),
        **(members or {}),
    }
    response = Response(dumped(body), status or kind.status, mimetype=MEDIA_TYPE)
    response.headers["Content-Language"] = chosen
    response.headers["Cache-Control"] = "no-store"
    return response


def _headers(error: ExempelbankenError) -> dict[str, str]:
    """Return what goes with a problem: when to come back, how to sign in (RFC 6750)."""
    match error:
        case Unavailable() | TooManyAttempts():
            return {"Retry-After": str(error.retry_after)}
        case VersionMismatch():
            return {"ETag": f'"{error.state}"'}
        case SignInFailed():
            return {"WWW-Authenticate": BEARER}
        case SignInNeeded():
            return {"WWW-Authenticate": BEARER + (', error="invalid_token"' * error.presented)}
        case NotAllowed():
            why = f', error="insufficient_scope", scope="{error.scope}"'
            return {"WWW-Authenticate": BEARER + why}
        case _:
            return {}


def _members(error: ExempelbankenError) -> dict[str, Any]:  # noqa: PLR0911  one case per error
    match error:
        case InvalidContent():
            return {"errors": [_fault_object("pointer", issue) for issue in error.issues]}
        case InvalidQuery():
            deep = {issue.code for issue in error.issues} == {TOO_DEEP}
            ways = {"_links": [self_link("cursor", sort="seq", page=None)]} if deep else {}
            return {"errors": [_fault_object("parameter", issue) for issue in error.issues], **ways}
        case EntryWithdrawn():
            return {
                "withdrawnAt": timestamp(error.withdrawn_at),
                "reason": error.reason,
                "replacedBy": error.replaced_by,
            }
        case PositionExpired():
            return {"dumps": href("dumps")}
        case NotAllowed():
            return {"scope": error.scope}
        case Conflict() if error.alternatives is not None:
            return {"alternatives": list(error.alternatives)}
        case Conflict() if error.entry_id is not None:
            way = link("item", "entries", error.entry_id)
            faults = [_fault_object("pointer", issue) for issue in error.issues]
            return {"errors": faults, "entryId": error.entry_id, "_links": [way]}
        case ConditionFailed() if error.entry_id is not None:
            way = link("item", "entries", error.entry_id)
            return {"entryId": error.entry_id, "_links": [way]}
        case VersionMismatch():
            return {"basedOn": _add_uri(error.based_on), "current": _add_uri(error.current)}
        case _:
            return {}


def _add_uri(version: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return a version as it is read: an entry, unlike a candidate, has an address for good."""
    return with_uri(version) if version and "uri" in version else version


def _fault_object(place: str, issue: Issue) -> dict[str, Any]:
    return {
        "parameter": None,
        "pointer": None,
        place: issue.parameter if place == "pointer" else issue.parameter or None,
        "code": issue.code,
        "message": issue.message.text(language()),
        "value": issue.value or None,
        "nearest": list(issue.nearest),
    }
