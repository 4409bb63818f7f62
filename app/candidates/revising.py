"""What a corrected reply says anew: its candidates beside those of the county's reply before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from app.candidates.carrying import carry
from catalogue import candidates
from catalogue.candidates import ACCEPTED, MERGED, REPLACED, SPLIT, UNCHANGED, WAITING, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.candidates.duplicates import Likeness
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


class Revision(NamedTuple):
    """A reply that corrects another; `likeness` finds the entries that a candidate is like."""

    unit: Unit
    reply: ReplyRecord
    likeness: Likeness


def revise(revision: Revision, earlier: ReplyRecord, county: str) -> None:
    """Note of each candidate of a county whether it is new, changed or unchanged.

    What is unchanged needs no review, since the earlier one had it or waits for it. An earlier one
    that waits makes room for its changed successor; one that is gone stays, and says so. So does
    what curators made of a changed one by splitting or merging, since no successor is the same.
    What they changed otherwise in the earlier one is changed in its successor too.
    """
    unit, later = revision.unit, revision.reply
    before = _of(unit, earlier, county)
    after = _of(unit, later, county)
    found = pairs(before, after)
    for pair in found:
        _note_pair(revision, pair)
    paired = {pair.later.pk for pair in found}
    for each in after:
        if each.pk not in paired:
            candidates.note(unit, each.pk, revision="new")
    kept = {pair.earlier.pk for pair in found}
    for each in before:
        if each.pk not in kept:
            _note_gone(revision, _root(unit, each))


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


def _note_pair(revision: Revision, pair: Pair) -> None:
    unit, actor = revision.unit, revision.reply.actor
    root = _root(unit, pair.earlier)
    if pair.likeness == SAME:
        candidates.note(
            unit, pair.later.pk, revision="unchanged", earlier_pk=root.pk, state=UNCHANGED
        )
        return
    candidates.note(unit, pair.later.pk, revision="changed", earlier_pk=root.pk)
    if root.state in {SPLIT, MERGED} or (root.state == WAITING and _holds_others(unit, root)):
        _note_gone(revision, root)
        return
    if root.state in {WAITING, ACCEPTED}:
        carry(unit, root, pair.later, actor)
    if root.state == WAITING:
        candidates.change(unit, root, Step(REPLACE, actor), state=REPLACED)


def _holds_others(unit: Unit, record: CandidateRecord) -> bool:
    return bool(candidates.children(unit.connection, record.pk, merged=True))


def _note_gone(revision: Revision, root: CandidateRecord) -> None:
    """Note that the reply does not say any more what a candidate says, and what was made of it.

    The candidate itself is noted as well: undoing a split or a merge brings it back.
    """
    unit = revision.unit
    for each in (root, *_made_of(unit, root)):
        values: dict[str, object] = {"gone_in_pk": revision.reply.pk}
        if each.state == WAITING:
            values["duplicates"] = revision.likeness.of(each.content)
        candidates.note(unit, each.pk, **values)


def _made_of(unit: Unit, record: CandidateRecord) -> list[CandidateRecord]:
    """Return the parts of a candidate that was split, or the one that it was merged into."""
    if record.state == SPLIT:
        found = candidates.children(unit.connection, record.pk, merged=False)
    elif record.state == MERGED and record.merged_into_pk is not None:
        into = candidates.by_pk(unit.connection, record.merged_into_pk)
        found = [into] if into else []
    else:
        return []
    return [*found, *(each for one in found for each in _made_of(unit, one))]


def _root(unit: Unit, record: CandidateRecord) -> CandidateRecord:
    """Return the candidate that was, or is to be, decided on in this one's place."""
    if record.state != UNCHANGED or record.earlier_pk is None:
        return record
    return candidates.by_pk(unit.connection, record.earlier_pk) or record
