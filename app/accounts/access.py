"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ADMIN = "admin"
READ_DRAFTS, WRITE, PUBLISH = "entries:read-drafts", "entries:write", "entries:publish"
RUN_IMPORTS = "imports:run"
SCOPES = (
    READ_DRAFTS,
    WRITE,
    PUBLISH,
    RUN_IMPORTS,
    "replies:harvest",
    ADMIN,
)
"""Every scope there is; `admin` implies all others."""

Kind = Literal["anonymous", "token", "user", "command"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks.

    Attributes:
        id: the public id of the token or user; empty for the other kinds.
        label: what the token is called; for people to read, never for ledger or logs.
        scopes: what was granted, as it was granted (see `may`).
        county: the only one whose entries a contributor sees drafts of and writes; None = any.
    """

    kind: Kind
    id: str
    label: str
    scopes: frozenset[str]
    county: str | None = None

    def may(self, scope: str) -> bool:
        """Return whether the scope is granted."""
        return scope in self.scopes or ADMIN in self.scopes

    @property
    def name(self) -> str:
        """What ledger and versions store: "token:<id>", "user:<id>" or the kind; no person."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


ANONYMOUS = Actor("anonymous", "", "anonymous", frozenset())
COMMAND = Actor("command", "", "command", frozenset(SCOPES))
"""Whoever runs a command has the data folder anyway."""
