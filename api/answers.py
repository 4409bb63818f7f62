"""Answers: ready-made JSON with validators, languages and caching."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Response, current_app, request

from api.addresses import link_header, self_link
from api.language import language
from api.media import JSON
from app.errors import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

REVALIDATE = "no-cache"
"""Cached, and validated each time: a published change is seen at once."""
AN_HOUR = "max-age=3600"
"""For what changes with a release only."""


def services() -> Services:
    """Return what use cases work with."""
    found: Services = current_app.extensions["services"]
    return found


def answer(
    payload: Mapping[str, object],
    *,
    version: str = "",
    age: str = REVALIDATE,
    spoken: str | None = None,
    mimetype: str = JSON,
) -> Response:
    """Return a JSON answer with a strong ETag, or 304 when the reader has it already.

    The ETag is `"<version>.<language>.<hash>"`, where the version may name a state too; without a
    version it is the hash alone.
    """
    prefix = f"{version}.{language()}." if version else ""
    response = served(
        dumped(payload), mimetype, age=age, spoken=spoken or language(), prefix=prefix
    )
    return _add_link_header(response, payload)


def served(
    body: str | bytes, mimetype: str, *, spoken: str, age: str = AN_HOUR, prefix: str = ""
) -> Response:
    """Return a text with a strong ETag, `prefix` and its hash, or 304."""
    etag = prefix + _checksum(body)
    has = _reader_has(etag) or _reader_has_any()
    response = Response(status=304) if has else Response(body, mimetype=mimetype)
    return _add_validators(response, etag, age, spoken, weak=False)


def changed(
    payload: Mapping[str, object],
    more: Mapping[str, object],
    *,
    version: str,
    location: str | None,
    spoken: str,
) -> Response:
    """Return what a change led to, 201 with a location.

    The ETag is that of reading `payload`, without `more`.
    """
    body = dumped({**payload, **more})
    response = Response(body, 201 if location else 200, mimetype=JSON)
    response.set_etag(f"{version}.{language()}.{_checksum(dumped(payload))}")
    response.headers["Content-Language"] = spoken
    if location:
        response.headers["Location"] = location
    return response


def without_nulls(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of an object that are not null."""
    return {name: value for name, value in members.items() if value is not None}


def created(payload: Mapping[str, object], location: str) -> Response:
    """Return a JSON answer about what has just been made at `location`."""
    response = Response(dumped(payload), 201, mimetype=JSON)
    response.headers["Location"] = location
    response.headers["Content-Language"] = language()
    return response


def no_content() -> Response:
    """Return the answer to what leaves nothing to tell."""
    response = Response(status=204)
    response.headers["Content-Language"] = language()
    return response


def address_etag(state: str) -> str:
    """Return what an answer depends on: a state, the address with all parameters, the language."""
    request_hash = hashlib.sha256(self_link()["href"].encode()).hexdigest()[:16]
    return f"{state}.{language()}.{request_hash}"


def weak_answer(payload: Mapping[str, object], etag: str, mimetype: str = JSON) -> Response:
    """Return a JSON answer whose weak ETag was known before it was made, or 304."""
    has = _reader_has_any()
    response = Response(status=304) if has else Response(dumped(payload), mimetype=mimetype)
    return _add_link_header(
        _add_validators(response, etag, REVALIDATE, language(), weak=True), payload
    )


def with_known_etag(response: Response, etag: str, spoken: str) -> Response:
    """Give an answer that was made otherwise the weak ETag that was known before."""
    return _add_validators(response, etag, REVALIDATE, spoken, weak=True)


def not_modified(etag: str) -> Response | None:
    """Return 304 when the reader has the answer of this weak ETag already."""
    if not _reader_has(etag):
        return None
    return _add_validators(Response(status=304), etag, REVALIDATE, language(), weak=True)


def _add_link_header(response: Response, payload: Mapping[str, Any]) -> Response:
    """Tell the links of an answer in its head, too, for those who read no JSON."""
    if header := link_header(payload.get("_links", ())):
        response.headers["Link"] = header
    return response


def _checksum(body: str | bytes) -> str:
    content = body.encode() if isinstance(body, str) else body
    return hashlib.sha256(content).hexdigest()[:16]


def _spoken(value: object) -> str:
    if isinstance(value, Message):
        return value.text(language())
    raise TypeError(f"no JSON: {type(value).__name__}")


dumped = msgspec.json.Encoder(enc_hook=_spoken).encode
"""Returns a payload as JSON; each message in it in the language of the answer."""


def _reader_has(etag: str) -> bool:
    """Return whether If-None-Match names the ETag."""
    condition = request.if_none_match
    return condition.is_weak(etag) or condition.is_strong(etag)


def _reader_has_any() -> bool:
    """Return whether If-None-Match is *: true of whatever can be answered, so ask it last."""
    return request.if_none_match.star_tag


def _add_validators(
    response: Response, etag: str, age: str, spoken: str, *, weak: bool
) -> Response:
    scope = "private" if "Authorization" in request.headers else "public"
    response.set_etag(etag, weak=weak)
    response.headers["Cache-Control"] = f"{scope}, {age}"
    response.headers["Content-Language"] = spoken
    return response
