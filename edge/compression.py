"""Answers in fewer bytes, for readers who take them so (RFC 9110, 8.4; RFC 8878).

The length of a compressed text with a secret and the reader's own words gives the secret
away to somebody who makes a signed-in browser send the words (BREACH). So two kinds of answers are
compressed: those that anybody may see (`Cache-Control: public`), and those to a GET with a bearer
token. A browser never adds such a token by itself and other sites may not send one (CORS), so
nobody but its owner chooses the words; and no GET returns a token. Pages for people who have signed
in with a cookie are sent as they are.
"""

from __future__ import annotations

import re
import zlib
from typing import IO, TYPE_CHECKING, Protocol

from backports import zstd
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _typeshed.wsgi import WSGIEnvironment

    from edge.wsgi import Answer

SMALLEST = 1000
"""Bytes; less fits in a packet either way."""
PIECE = 64 * 1024
GZIP_LEVEL, ZSTD_LEVEL = 4, 3
"""Twenty hits (39 kB) become 8.5 kB in 0.33 and 0.06 ms; higher levels cost more than they save."""
_COMPRESSIBLE = re.compile(
    r"text/|application/(.+\+)?(json|xml|yaml|javascript)\b|application/x-ndjson|image/svg\+xml"
)


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


_CODINGS: Mapping[str, Callable[[], _Compressor]] = {
    "zstd": lambda: zstd.ZstdCompressor(ZSTD_LEVEL),
    "gzip": lambda: zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16),
}
"""In the order of what they cost; the reader's own order decides first."""


def compressed(environ: WSGIEnvironment, answer: Answer, spool: Callable[[], IO[bytes]]) -> Answer:
    """Return the answer as the reader would rather have it; its body is read and closed.

    The ETag becomes a weak one: it names the same text in any coding. Files that are fetched in
    parts (`no-transform`) stay as they are.
    """
    if not _may_vary(environ, {name.lower(): value for name, value in answer.fields}):
        return answer
    fields = [*answer.fields, ("Vary", "Accept-Encoding")]
    coding = _accepted_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    has_body = answer.status != 304 and environ["REQUEST_METHOD"] != "HEAD"  # noqa: PLR2004 - Not Modified
    too_small = has_body and answer.size < SMALLEST
    if coding is None or answer.status not in {200, 304} or too_small:
        return answer._replace(fields=fields)
    # A part of it would be one of the packed bytes.
    dropped = {"content-length", "accept-ranges"} if has_body else {"content-length"}
    fields = [
        (name, f"W/{value.removeprefix('W/')}" if name.lower() == "etag" else value)
        for name, value in fields
        if name.lower() not in dropped
    ]
    if not has_body:
        return answer._replace(fields=fields)
    fields.append(("Content-Encoding", coding))
    return answer._replace(fields=fields, body=_compress(answer.body, coding, spool))


def _may_vary(environ: WSGIEnvironment, fields: Mapping[str, str]) -> bool:
    """Return whether an answer may be compressed; `fields` by their names in lower case."""
    control = fields.get("cache-control", "")
    kind = fields.get("content-type", "text/")  # 304 has none
    return (
        ("public" in control or ("private" in control and _is_read_with_token(environ)))
        and "no-transform" not in control
        and "content-encoding" not in fields
        and _COMPRESSIBLE.match(kind) is not None
    )


def _is_read_with_token(environ: WSGIEnvironment) -> bool:
    scheme = environ.get("HTTP_AUTHORIZATION", "").lstrip().partition(" ")[0]
    return scheme.lower() == "bearer" and environ["REQUEST_METHOD"] in {"GET", "HEAD"}


def _accepted_coding(header: str) -> str | None:
    return parse_accept_header(header).best_match(list(_CODINGS))


def _compress(body: IO[bytes], coding: str, spool: Callable[[], IO[bytes]]) -> IO[bytes]:
    packed = spool()
    compressor = _CODINGS[coding]()
    with body:
        while piece := body.read(PIECE):
            packed.write(compressor.compress(piece))
    packed.write(compressor.flush())
    packed.seek(0)
    return packed
