"""Counts what readers do: which entry they read, what they search for, what they download.

A request only adds to counts in memory. A thread of each web process adds these to the rows once a
minute, and once more when the process ends. A process that is killed loses what it has counted
since the last time: a minute at most, or longer while the database cannot be written.
"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import structlog
from sqlalchemy.exc import SQLAlchemyError

from catalogue import usage
from catalogue.errors import LockTimeout
from catalogue.usage import UsageKey
from record.filters import FILTERS
from record.usage import SEARCH, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from app.searching.requests import SearchAnswer, SearchRequest
    from catalogue.database import Database

WRITE_PAUSE = 60.0
"""Seconds between two times that counts are written."""
MOST_KEYS = 20_000
"""Different things that are counted while the database cannot be written: a few MB of memory."""
MOST_NAMED = 5
"""Subjects, and places, that one search is counted for."""
COUNTY = "county"
"""The filter whose values are places of a search."""
TOPIC = "topic"
"""Stands before the id of a topic, as the name of its filter before that of a concept."""
SUBJECTS = tuple(each.name for each in FILTERS if each.vocabulary and each.name != COUNTY)
"""Filters whose values are subjects of a search."""

log = structlog.get_logger("exempelbanken")


class Use(NamedTuple):
    """Something that a reader did; see `catalogue.tables.usage`."""

    kind: str
    subject: str = ""
    place: str = ""


class UsageCounter:
    """Counts in memory, and adds the counts to the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: Counter[UsageKey] = Counter()
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, uses: Iterable[Use], channel: str) -> None:
        """Count something that was done now."""
        day = datetime.now(UTC).date()
        with self._lock:
            for use in uses:
                self._add(UsageKey(day, use.kind, channel, use.subject, use.place), 1)

    def _add(self, key: UsageKey, count: int) -> None:
        if key in self._counts or len(self._counts) < MOST_KEYS:
            self._counts[key] += count

    def write(self) -> bool:
        """Add the counts to the rows; return whether that could be done.

        What cannot be written now stays for the next time.
        """
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return True
        try:
            with self._database.write() as unit:
                usage.add(unit, counts)
        except (SQLAlchemyError, LockTimeout) as error:
            log.warning("use not written", error=type(error).__name__)
            with self._lock:
                for key, count in counts.items():
                    self._add(key, count)
            return False
        return True

    def begin_writing(self) -> None:
        """Write from now on, in a thread."""
        self._thread = threading.Thread(target=self._keep_writing, name="usage", daemon=True)
        self._thread.start()

    def end_writing(self) -> None:
        """Write for the last time."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()
        self.write()

    def _keep_writing(self) -> None:
        while not self._end.wait(WRITE_PAUSE):
            self.write()


def uses_of_search(request: SearchRequest, answer: SearchAnswer) -> tuple[Use, ...]:
    """Return what a search is counted as; nothing for a further page, or without conditions.

    It is unanswered if no entry is found, or none that is of the counties that its text names.
    """
    further = request.page > 1 or request.cursor or request.ids or not request.limit
    if further or not request.has_conditions:
        return ()
    subjects = _subjects(answer.query)
    places = _places(answer.query)
    found = [Use(SEARCH)]
    found += [Use(SEARCH, subject=each) for each in subjects]
    found += [Use(SEARCH, place=each) for each in places]
    named = answer.query["place"]
    if not answer.total or (named and not named["total"]):
        pairs = ((one, other) for one in subjects or ("",) for other in places or ("",))
        found += [Use(UNANSWERED, *each) for each in pairs]
    return tuple(found)


def _subjects(query: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the concepts and topics that a search has as filters or in its text."""
    concepts = ((each["filter"], each["id"]) for each in query["concepts"])
    topics = ((TOPIC, each["id"]) for each in query["topics"])
    filters = ((name, each["id"]) for name, values in query["filters"].items() for each in values)
    named = (
        f"{name}:{value}"
        for name, value in (*filters, *concepts, *topics)
        if name == TOPIC or name in SUBJECTS
    )
    return tuple(dict.fromkeys(named))[:MOST_NAMED]


def _places(query: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes of the counties that a search has as filters or in its text."""
    filters = (each["id"] for each in query["filters"].get(COUNTY, ()))
    concepts = (each["id"] for each in query["concepts"] if each["filter"] == COUNTY)
    return tuple(dict.fromkeys((*filters, *concepts)))[:MOST_NAMED]
