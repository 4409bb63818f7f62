"""Reaching Elasticsearch: settings, client, and its errors in our words."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from elasticsearch import ApiError, Elasticsearch, SSLError, TransportError
from elasticsearch.serializer import JsonSerializer, NdjsonSerializer

from indexer.engine import AccessRefused, SearchEngineError, UnfitEngine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from indexer.engines.elastic.settings import ElasticSettings

MAJOR = "9"
"""The official client 9 is refused by a server 8, and a server 10 is not known yet."""
ANSWER_SECONDS = 1.5
"""A search that takes longer is given up, so that its 503 goes out within two seconds."""
WRITE_SECONDS = 60.0
OTHER_PRODUCT = "the address leads to no Elasticsearch"
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TOO_MANY, FAILED = 401, 403, 404, 429, 500
SECURITY = "security_exception"
"""An index that is blocked answers 403, too, and lets everybody in."""
UNKNOWN_USER = "refused: the user, password or API key is wrong"
TOO_FEW_PRIVILEGES = "refused: the user or API key lacks a privilege"
LONGEST_REASON = 200
PAUSE_SECONDS = 1.0
"""After a failure searches are refused at once for so long, or waiting ones would pile up."""


class _Msgspec(JsonSerializer):
    """Reads and writes JSON in a fraction of the client's time: an answer holds twenty entries."""

    def json_dumps(self, data: object) -> bytes:
        """Write as the client's own does, but quicker."""
        return msgspec.json.encode(data, enc_hook=self.default)

    def json_loads(self, data: bytes) -> Any:  # noqa: ANN401 - JSON
        """Read as the client's own does, but quicker."""
        return msgspec.json.decode(data)


class _MsgspecLines(_Msgspec, NdjsonSerializer):
    """The same for bulks."""


_SERIALIZERS = {
    JsonSerializer.mimetype: _Msgspec(),
    NdjsonSerializer.mimetype: _MsgspecLines(),
}


def build_client(settings: ElasticSettings, seconds: float) -> Elasticsearch:
    """Build a client; a node that refuses the connection is skipped, a slow one is not retried."""
    options: dict[str, Any] = {
        "request_timeout": seconds,
        "retry_on_timeout": False,
        "max_retries": len(settings.urls) - 1,
        "dead_node_backoff_factor": 1.0,
        "max_dead_node_backoff": 5.0,
        "serializers": _SERIALIZERS,
    }
    if settings.api_key:
        options["api_key"] = settings.api_key
    elif settings.user:
        options["basic_auth"] = (settings.user, settings.password or "")
    if settings.ca:
        options["ca_certs"] = settings.ca
    return Elasticsearch(list(settings.urls), **options)


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turn the client's errors into ours; the message names what was done, never an address.

    Raises:
        UnfitEngine: what answers is no Elasticsearch.
        AccessRefused: it does not let us do this.
        SearchEngineError: for whatever else went wrong.
    """
    try:
        yield
    except ApiError as error:
        check_answer(error)
        raise SearchEngineError(f"{doing}: {reason(error)}") from error
    except TransportError as error:
        raise SearchEngineError(f"{doing}: {transport_reason(error)}") from error


def transport_reason(error: TransportError) -> str:
    """Return why servers were not reached."""
    if isinstance(error, SSLError):
        return "the certificate is not one that EXEMPELBANKEN_ELASTICSEARCH_CA vouches for"
    return type(error).__name__


def reason(error: object) -> str:
    """Return what a server gives as its reason, cut; the body of a page is never repeated."""
    if not isinstance(error, ApiError):
        return str(error)[:LONGEST_REASON]
    reason = error.error if "error" in _error_body(error) else ""
    return f"{error.status_code} {reason}".strip()[:LONGEST_REASON]


def check_answer(error: ApiError) -> None:
    """See that what refuses is Elasticsearch, and that it does not refuse the user.

    Raises:
        AccessRefused: it refuses the user, or something before it does.
        UnfitEngine: it is another server.
    """
    check_access(error.status_code, error.error)
    check_product(error)


def check_access(status: int, kind: str) -> None:
    """See that a refusal has another reason than who we are.

    Raises:
        AccessRefused: it has not.
    """
    if status == UNAUTHORIZED:
        raise AccessRefused(UNKNOWN_USER)
    if status == FORBIDDEN and kind == SECURITY:
        raise AccessRefused(TOO_FEW_PRIVILEGES)


def check_product(error: ApiError) -> None:
    """See that it is Elasticsearch that refuses; "not found" of another server means nothing.

    Raises:
        UnfitEngine: it is another server.
    """
    if error.meta.headers.get("x-elastic-product") == "Elasticsearch":
        return
    # A proxy answers for servers that are away for now.
    passing = error.status_code == TOO_MANY or error.status_code >= FAILED
    # Elasticsearch itself may leave the header out where it refuses.
    alike = error.status_code != NOT_FOUND and isinstance(_error_body(error).get("error"), dict)
    if not (passing or alike):
        raise UnfitEngine(OTHER_PRODUCT) from error


def _error_body(error: ApiError) -> Mapping[str, Any]:
    """Return the body when it is an object."""
    return error.body if isinstance(error.body, dict) else {}


def check_version(client: Elasticsearch) -> None:
    """Compare the servers' version with the client's.

    Raises:
        UnfitEngine: a sentence that says which version is needed, or that it is another server.
        AccessRefused: they do not let us in.
        SearchEngineError: the servers could not be reached.
    """
    needed = f"Elasticsearch {MAJOR} is needed"
    try:
        nodes = client.nodes.info(filter_path="nodes.*.version")["nodes"].values()
    except ApiError as error:
        if "media_type" in str(error.error):  # what a server 8 says to a client 9
            raise UnfitEngine(f"{needed}; the server is of an earlier version") from error
        check_answer(error)
        raise SearchEngineError(f"cannot ask for the version: {reason(error)}") from error
    except TransportError as error:
        raise SearchEngineError(f"cannot reach it: {transport_reason(error)}") from error
    wrong = {node["version"] for node in nodes if node["version"].partition(".")[0] != MAJOR}
    if wrong:
        raise UnfitEngine(f"{needed}; the server is {', '.join(sorted(wrong))}")


class Breaker:
    """Refuses at once what would only wait in vain."""

    def __init__(self) -> None:
        self._closed_until = 0.0

    @contextmanager
    def guarding(self, doing: str) -> Iterator[None]:
        """Refuse for a while after a failure to reach the servers."""
        if time.monotonic() < self._closed_until:
            raise SearchEngineError(f"{doing}: the servers did not answer a moment ago")
        try:
            yield
        except TransportError as error:
            self._closed_until = time.monotonic() + PAUSE_SECONDS
            raise SearchEngineError(f"{doing}: {transport_reason(error)}") from error
        except ApiError as error:
            check_answer(error)
            raise SearchEngineError(f"{doing}: {reason(error)}") from error
