"""W3C trace context: one trace id through proxies, this service and its log lines."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

_TRACEPARENT = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<parent>[0-9a-f]{16})"
    r"-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """The trace a request belongs to, with a span id of our own."""

    trace_id: str
    span_id: str
    sampled: bool

    @property
    def header(self) -> str:
        """The `traceparent` to send on and back."""
        return f"00-{self.trace_id}-{self.span_id}-{int(self.sampled):02x}"


def trace_of(traceparent: str | None) -> Trace:
    """Continue the caller's trace; start a new one when the header is missing or broken."""
    found = _TRACEPARENT.fullmatch((traceparent or "").strip())
    if found is None or not _is_valid(found):
        return Trace(secrets.token_hex(16), secrets.token_hex(8), sampled=False)
    return Trace(found["trace"], secrets.token_hex(8), sampled=bool(int(found["flags"], 16) & 1))


def _is_valid(found: re.Match[str]) -> bool:
    """Return whether the version and the ids are ones that W3C allows."""
    version_fits = found["version"] != "ff" and not (found["version"] == "00" and found["more"])
    return version_fits and any(c != "0" for c in found["trace"]) and found["parent"] != "0" * 16
