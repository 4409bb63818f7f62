"""What a corrected reply says anew: its candidates beside those of the county's reply before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from app.candidates.carrying import carry
from catalogue import candidates
from catalogue.candidates import ACCEPTED, REPLACED, UNCHANGED, WAITING, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.candidates import CandidateRecord
    from catalogue.replies import ReplyRecord
    from catalogue.unit import Unit

ALIKE = 60
"""Least likeness (0-100) of two texts of which the later is the earlier one, changed."""
SAME = 100
REPLACE = "replace"


class Pair(NamedTuple):
    """A candidate and the one of an earlier reply that says the same, or nearly."""

    earlier: CandidateRecord
    later: CandidateRecord
    likeness: float


def revise(unit: Unit, earlier: ReplyRecord, later: ReplyRecord, county: str) -> None:
    """Note of each candidate of a county whether it is new, changed or unchanged.

    What is unchanged needs no review, since the earlier one had it or waits for it. An earlier one
    that waits makes room for its changed successor; one that is gone stays, and says so. What
    curators changed in the earlier one is changed in its successor too.
    """
    before = _of(unit, earlier, county)
    after = _of(unit, later, county)
    found = pairs(before, after)
    for pair in found:
        _note_pair(unit, pair, later)
    paired = {pair.later.pk for pair in found}
    for each in after:
        if each.pk not in paired:
            candidates.note(unit, each.pk, revision="new")
    kept = {pair.earlier.pk for pair in found}
    for each in before:
        if each.pk not in kept:
            candidates.note(unit, _root(unit, each).pk, gone_in_pk=later.pk)


def _of(unit: Unit, reply: ReplyRecord, county: str) -> list[CandidateRecord]:
    """Return a county's candidates as the reply had them; splitting them is the curator's."""
    found = candidates.of_reply(unit.connection, reply.pk)
    return [each for each in found if each.county == county and each.split_from_pk is None]


def pairs(before: Sequence[CandidateRecord], after: Sequence[CandidateRecord]) -> list[Pair]:
    """Return which candidate continues which, the likest first and none twice."""
    possible = [
        Pair(earlier, later, _likeness(earlier, later)) for earlier in before for later in after
    ]
    found: list[Pair] = []
    taken: set[int] = set()
    for pair in sorted(possible, key=lambda each: -each.likeness):
        ends = {pair.earlier.pk, pair.later.pk}
        if pair.likeness >= ALIKE and taken.isdisjoint(ends):
            taken |= ends
            found.append(pair)
    return found


def _likeness(earlier: CandidateRecord, later: CandidateRecord) -> float:
    if earlier.question != later.question:
        return 0
    one, other = (" ".join(each.said["publicText"].split()) for each in (earlier, later))
    return SAME if one == other else min(fuzz.ratio(one, other), SAME - 1)


def _note_pair(unit: Unit, pair: Pair, reply: ReplyRecord) -> None:
    root = _root(unit, pair.earlier)
    if pair.likeness == SAME:
        candidates.note(
            unit, pair.later.pk, revision="unchanged", earlier_pk=root.pk, state=UNCHANGED
        )
        return
    candidates.note(unit, pair.later.pk, revision="changed", earlier_pk=root.pk)
    if root.state in {WAITING, ACCEPTED}:
        carry(unit, root, pair.later, reply.actor)
    if root.state == WAITING:
        candidates.change(unit, root, Step(REPLACE, reply.actor), state=REPLACED)


def _root(unit: Unit, record: CandidateRecord) -> CandidateRecord:
    """Return the candidate that was, or is to be, decided on in this one's place."""
    if record.state != UNCHANGED or record.earlier_pk is None:
        return record
    return candidates.by_pk(unit.connection, record.earlier_pk) or record
