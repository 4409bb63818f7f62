"""How far the review has come, county by county."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from app.availability import reading
from catalogue import candidates, replies
from catalogue.candidates import ACCEPTED, REJECTED, WAITING

if TYPE_CHECKING:
    from app.wiring import Services


class CountyProgress(NamedTuple):
    """What has come of a county's replies.

    Attributes:
        county: its id; None for candidates whose county is not known.
        answered: whether a reply of it has been read.
        waiting, decided: candidates that wait, and that were accepted or rejected.
    """

    county: str | None
    answered: bool
    waiting: int
    decided: int


def review_progress(services: Services) -> list[CountyProgress]:
    """Return every county in the order of the vocabulary, and last what has no county, if any."""
    with reading(services.database) as connection:
        counted = candidates.count_by_county(connection)
        answered = replies.answered(connection)
    waiting: Counter[str | None] = Counter()
    decided: Counter[str | None] = Counter()
    for county, state, count in counted:
        if state == WAITING:
            waiting[county] += count
        elif state in {ACCEPTED, REJECTED}:
            decided[county] += count
    counties = [each.id for each in services.vocabularies.concepts("counties")]
    found = [
        CountyProgress(each, each in answered, waiting[each], decided[each]) for each in counties
    ]
    unknown = CountyProgress(None, answered=True, waiting=waiting[None], decided=decided[None])
    return [*found, *([unknown] if unknown.waiting or unknown.decided else [])]
