"""Accepting together the candidates that the harvest is surest of, with measured precision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.accounts.access import Actor
from app.availability import reading
from app.candidates.bulk import BulkResult, apply_to_many
from app.wiring import Services
from catalogue import candidates
from catalogue.candidates import WAITING, CandidateFilter
from seed.confidence import Level, Measured, measured

RIGHT_ENOUGH = 0.95
"""Measured precision of the level that is offered first."""


@dataclass(frozen=True, slots=True)
class Surest:
    """Which candidates: those of a reply, of a county, or all; and how sure at least."""

    level: Level
    reply_id: str | None = None
    county: str | None = None


class MeasuredLevel(NamedTuple):
    """A level, and how many of the candidates that wait reach it."""

    level: Level
    waiting: int


def level_of(least: str) -> Level:
    """Return the level of a confidence; of one that nobody measured, the one right enough."""
    levels = measured().levels
    enough = [each for each in levels if each.precision >= RIGHT_ENOUGH] or levels[:1]
    return next((each for each in levels if str(each.least) == least), enough[-1])


def measured_levels(services: Services, wanted: Surest) -> tuple[Measured, list[MeasuredLevel]]:
    """Return what was measured, and of each level how many candidates wait."""
    with reading(services.database) as connection:
        found = [
            MeasuredLevel(each, candidates.count(connection, _filter(wanted, each)))
            for each in measured().levels
        ]
    return measured(), found


def _filter(wanted: Surest, level: Level) -> CandidateFilter:
    return CandidateFilter(
        states=[WAITING],
        counties=[wanted.county] if wanted.county else (),
        reply_id=wanted.reply_id,
        confidence=level.least,
    )


def accept_confident(
    services: Services,
    actor: Actor,
    wanted: Surest,
    versions: Mapping[str, int] | None = None,
) -> BulkResult:
    """Accept the surest candidates as drafts, or without versions tell what would be accepted.

    `versions` are those that were shown, by id: others stay as they are.
    """
    content = {
        "transition": "accept",
        "reason": None,
        "candidates": None,
        "minPrecision": None,
        "minConfidence": wanted.level.least,
        "reply": wanted.reply_id,
        "county": wanted.county,
        "dryRun": versions is None,
    }
    return apply_to_many(services, actor, content, versions)
