"""How often the catalogue is used, as everybody may see it, and what editors may do about it.

Nothing under five is shown, and every count is rounded down to a multiple of five: nobody can tell
from two answers what a single reader has done between them.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.searching.links import search_for
from app.usage.counting import COUNTY, TOPIC
from catalogue import entries, usage
from record.usage import DOWNLOAD, READ, SEARCH, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.wiring import Services

STEP = 5
"""Counts are shown in steps of so many."""
MOST_READ = 20
MOST_UNANSWERED = 100
UNANSWERED_DAYS = 90
FIGURES = {READ: "entriesRead", SEARCH: "searches", DOWNLOAD: "downloads"}
"""What is counted by day -> its name in an answer."""


class Period(NamedTuple):
    """Days from the first to the last."""

    first: date
    last: date


def month_of(year: int | None, month: int | None) -> Period:
    """Return the days of a month; without numbers, of the one that it is now."""
    today = datetime.now(UTC).date()
    first = date(year or today.year, month or today.month, 1)
    return Period(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


def read_statistics(
    services: Services, period: Period, channel: str, language: str
) -> dict[str, Any]:
    """Return how often entries were read, searches made and files downloaded in a period."""
    with reading(services.database) as connection:

        def sums(kind: str) -> list[tuple[str, str, int]]:
            return usage.sum_by_key(connection, kind, *period, channel=channel, least=STEP)

        days = usage.sum_by_day(connection, *period, channel)
        read, sought, downloads = sums(READ), sums(SEARCH), sums(DOWNLOAD)
        most_read = [(entry_id, count) for entry_id, _, count in read[: 2 * MOST_READ]]
        public = entries.get_many(connection, [entry_id for entry_id, _ in most_read])
        first = usage.first_day(connection)
    titles = {each.id: each.content["title"] for each in public}
    return {
        "firstDay": period.first.isoformat(),
        "lastDay": period.last.isoformat(),
        "channel": channel,
        "isCounting": services.settings.keep_statistics_days > 0,
        "countedSince": first and first.isoformat(),
        "days": list(_days(period, days)),
        "entries": [
            {"id": entry_id, "title": titles[entry_id], "count": _round_down(count)}
            for entry_id, count in most_read
            if entry_id in titles
        ][:MOST_READ],
        "subjects": [
            {**found, "count": _round_down(count)}
            for key, place, count in sought
            if not place and (found := _subject(services, key, language))
        ],
        "counties": [
            {**found, "count": _round_down(count)}
            for key, place, count in sought
            if not key and (found := _county(services, place, language))
        ],
        "formats": [{"format": kind, "count": _round_down(count)} for kind, _, count in downloads],
    }


def _days(period: Period, sums: Sequence[tuple[date, str, int]]) -> Iterator[dict[str, Any]]:
    """Yield the figures of every day up to today, also of days without any."""
    counts = {(day, kind): count for day, kind, count in sums}
    last = min(period.last, datetime.now(UTC).date())
    for number in range((last - period.first).days + 1):
        day = period.first + timedelta(days=number)
        figures = {name: _round_down(counts.get((day, kind), 0)) for kind, name in FIGURES.items()}
        yield {"date": day.isoformat(), **figures}


def list_unanswered(services: Services, language: str) -> list[dict[str, Any]]:
    """Return subject and county of searches without a good answer, the most frequent first.

    Of the last 90 days, and of pages and API together. `subject` and `county` are None where the
    searches named none that is known.
    """
    today = datetime.now(UTC).date()
    first = today - timedelta(days=UNANSWERED_DAYS)
    with reading(services.database) as connection:
        sums = usage.sum_by_key(connection, UNANSWERED, first, today, least=STEP)
    found = []
    for key, place, count in sums:
        subject = _subject(services, key, language)
        county = _county(services, place, language)
        if (key and not subject) or (place and not county):
            continue  # a release has taken it out of its vocabulary
        search = {**_search_for(subject), **({COUNTY: [place]} if place else {})}
        found.append(
            {"subject": subject, "county": county, "count": _round_down(count), "asFilter": search}
        )
    return found[:MOST_UNANSWERED]


def _round_down(count: int) -> int:
    return count - count % STEP


def _subject(services: Services, key: str, language: str) -> dict[str, str] | None:
    """Return {filter, id, label} of a subject, if there is such a one."""
    name, _, value = key.partition(":")
    if name == TOPIC:
        topic = services.topics.get(value)
        label = topic and topic.label
    else:
        label = services.vocabularies.labels(name, language).get(value)
    return {"filter": name, "id": value, "label": label} if label else None


def _county(services: Services, place: str, language: str) -> dict[str, str] | None:
    label = services.vocabularies.labels(COUNTY, language).get(place)
    return {"id": place, "label": label} if label else None


def _search_for(subject: Mapping[str, str] | None) -> dict[str, list[str]]:
    if subject is None:
        return {}
    name = subject["filter"]
    return search_for(None if name == TOPIC else name, subject["id"], subject["label"])
