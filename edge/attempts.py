"""Failed sign-ins: those of one address are counted, and too many in a minute are refused."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from flask import current_app, request

from app.errors import TooManyAttempts, Unavailable
from edge.limits import failure_limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.settings import Settings
    from edge.limits import CallLimit


def limit_failures(flask_app: Flask, settings: Settings) -> None:
    """Let an app count failed sign-ins; all apps of a host count together."""
    flask_app.extensions["failures"] = failure_limit(settings)


def refuse_exhausted() -> None:
    """Refuse an address that has failed to sign in too often in this minute, right or wrong now.

    Raises:
        TooManyAttempts: says how long to wait.
    """
    limit = _failures()
    if limit is None:
        return
    allowance = limit.seen(request.remote_addr or "")
    if allowance.used >= allowance.limit:
        raise TooManyAttempts(allowance.seconds_left)


def count_failure() -> None:
    """Count a failed sign-in of the calling address."""
    limit = _failures()
    if limit is not None:
        limit.take(request.remote_addr or "")


@contextlib.contextmanager
def password_attempt() -> Iterator[None]:
    """Refuse an exhausted address; else count as failed what goes wrong with a password.

    Raises:
        TooManyAttempts: says how long to wait.
    """
    refuse_exhausted()
    try:
        yield
    except (TooManyAttempts, Unavailable):
        raise
    except Exception:  # also one of ours: else guesses that cause it would be free
        count_failure()
        raise


def _failures() -> CallLimit | None:
    found: CallLimit | None = current_app.extensions["failures"]
    return found
