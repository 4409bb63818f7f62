"""Times as people at the desk read them: those of Sweden."""

from __future__ import annotations

from datetime import datetime

from app.surveys.calendar import in_sweden


def local_time(moment: str | datetime, *, clock_only: bool = False) -> str:
    """Return day and time of an RFC 3339 time or of a datetime with zone: "2026-11-27 14:05"."""
    read = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return in_sweden(read).strftime("%H:%M" if clock_only else "%Y-%m-%d %H:%M")
