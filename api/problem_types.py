"""Every type of problem: its status, and what it means in both languages."""

from __future__ import annotations

from api.problem_types_access import ACCESS
from api.problem_types_asking import ASKING
from api.problem_types_changing import CHANGING
from app.copies.feed import PositionGone
from app.errors import (
    Conflict,
    EntriesUnavailable,
    EntryWithdrawn,
    InvalidContent,
    InvalidIfMatch,
    InvalidQuery,
    NotAllowed,
    NotFound,
    SearchUnavailable,
    SignInFailed,
    SignInNeeded,
    SignInUnavailable,
    TooManyAttempts,
    VersionMismatch,
    VersionNeeded,
)
from app.imports.intake import KeyReused
from app.uploads import NoRoom, UploadTooLarge

TYPES = (*ASKING, *ACCESS, *CHANGING)
TYPE_BY_ID = {kind.id: kind for kind in TYPES}
TYPE_BY_STATUS = {kind.status: kind for kind in reversed(TYPES)} | {400: TYPE_BY_ID["bad-request"]}
TYPE_OF = {
    InvalidQuery: TYPE_BY_ID["invalid-query"],
    InvalidContent: TYPE_BY_ID["invalid-content"],
    SignInNeeded: TYPE_BY_ID["sign-in-needed"],
    SignInFailed: TYPE_BY_ID["sign-in-failed"],
    UploadTooLarge: TYPE_BY_ID["content-too-large"],
    NoRoom: TYPE_BY_ID["no-room"],
    KeyReused: TYPE_BY_ID["conflict"],
    TooManyAttempts: TYPE_BY_ID["too-many-requests"],
    NotAllowed: TYPE_BY_ID["not-allowed"],
    NotFound: TYPE_BY_ID["not-found"],
    Conflict: TYPE_BY_ID["conflict"],
    VersionMismatch: TYPE_BY_ID["version-mismatch"],
    InvalidIfMatch: TYPE_BY_ID["bad-request"],
    VersionNeeded: TYPE_BY_ID["version-needed"],
    EntryWithdrawn: TYPE_BY_ID["withdrawn"],
    PositionGone: TYPE_BY_ID["position-gone"],
    SearchUnavailable: TYPE_BY_ID["search-unavailable"],
    EntriesUnavailable: TYPE_BY_ID["entries-unavailable"],
    SignInUnavailable: TYPE_BY_ID["sign-in-unavailable"],
}
"""The one table from an error of a use case to its status."""
