"""A corrected reply: its candidates compared with those of the county's earlier reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.candidates.links import lowest_precision
from app.candidates.quotes import is_of_reply
from catalogue import candidates
from catalogue.candidates import ACCEPTED, MERGED, REPLACED, SPLIT, UNCHANGED, WAITING, NewStep
from record.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from app.candidates.precomputed import Precomputed
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
    """A reply that corrects another; `precomputed` finds what candidates are like."""

    unit: Unit
    reply: ReplyRecord
    precomputed: Precomputed


def precompute_revision(
    precomputed: Precomputed,
    connection: Connection,
    earlier: ReplyRecord,
    county: str,
    found_now: Sequence[Mapping[str, Any]],
) -> None:
    """Compare an earlier reply with what is `found_now` in a later one, before that is stored."""
    later = [each for each in found_now if each["county"] == county]
    for before in _of(connection, earlier, county):
        for each in later:
            if each["question"] == before.question:
                precomputed.likeness(_words(before.said), _words(each["said"]))
        for one in (_root(connection, before), *_made_of(connection, before)):
            if one.state == WAITING:
                precomputed.duplicates(one.content)


LEAST_MATCHED = 1 / 3
"""Share of an earlier reply's candidates that a correction of it has again."""


def is_doubtful(revision: Revision, earlier: ReplyRecord, county: str) -> bool:
    """Return whether hardly anything of a county's earlier reply is in the later one.

    It may then be an addition: nobody corrects all that they wrote.
    """
    before = _of(revision.unit.connection, earlier, county)
    after = _of(revision.unit.connection, revision.reply, county)
    found = pairs(before, after, revision.precomputed.likeness)
    return bool(before) and len(found) < LEAST_MATCHED * len(before)


def revise(revision: Revision, earlier: ReplyRecord, county: str, *, corrects: bool = True) -> None:
    """Note of each candidate of a county whether it is new, changed or unchanged.

    What is unchanged needs no review, since the earlier one had it or waits for it. An earlier one
    that waits makes room for its changed successor; one without successor stays, marked. So does
    what curators made of a changed one by splitting or merging, since no successor is the same.
    What they changed otherwise in the earlier one is changed in its successor too. Where the reply
    adds to the earlier one and does not correct it, nothing is dropped.
    """
    unit, later = revision.unit, revision.reply
    before = _of(unit.connection, earlier, county)
    after = _of(unit.connection, later, county)
    found = pairs(before, after, revision.precomputed.likeness)
    for pair in found:
        if pair.later.state == WAITING:  # else somebody has decided on it
            _note_pair(revision, pair)
    paired = {pair.later.pk for pair in found}
    for each in after:
        if each.pk not in paired:
            candidates.note(unit, each.pk, revision="new")
    known = {pair.earlier.pk for pair in found}
    for each in before if corrects else ():
        if each.pk not in known:
            _note_removal(revision, _root(unit.connection, each))


def _of(connection: Connection, reply: ReplyRecord, county: str) -> list[CandidateRecord]:
    """Return a county's candidates as the reply had them; splitting them is the curator's."""
    found = candidates.of_reply(connection, reply.pk)
    return [each for each in found if each.county == county and each.split_from_pk is None]


def pairs(
    before: Sequence[CandidateRecord],
    after: Sequence[CandidateRecord],
    likeness: Callable[[str, str], float],
) -> list[Pair]:
    """Return which candidate continues which, the likest first and none twice."""
    possible = [
        Pair(earlier, later, _likeness(earlier, later, likeness))
        for earlier in before
        for later in after
    ]
    found: list[Pair] = []
    paired: set[int] = set()
    for pair in sorted(possible, key=lambda each: -each.likeness):
        ends = {pair.earlier.pk, pair.later.pk}
        if pair.likeness >= ALIKE and paired.isdisjoint(ends):
            paired |= ends
            found.append(pair)
    return found


def _likeness(
    earlier: CandidateRecord, later: CandidateRecord, likeness: Callable[[str, str], float]
) -> float:
    if earlier.question != later.question:
        return 0
    one, other = _words(earlier.said), _words(later.said)
    return SAME if one == other else min(likeness(one, other), SAME - 1)


def _words(reply_words: Mapping[str, Any]) -> str:
    return " ".join(reply_words["publicText"].split())


def _note_pair(revision: Revision, pair: Pair) -> None:
    unit, actor = revision.unit, revision.reply.actor
    root = _root(unit.connection, pair.earlier)
    if pair.likeness == SAME:
        candidates.note(
            unit, pair.later.pk, revision="unchanged", earlier_pk=root.pk, state=UNCHANGED
        )
        return
    candidates.note(unit, pair.later.pk, revision="changed", earlier_pk=root.pk)
    if root.state in {SPLIT, MERGED} or (root.state == WAITING and _holds_others(unit, root)):
        _note_removal(revision, root)
        return
    if root.state in {WAITING, ACCEPTED}:
        carry_over(unit, root, pair.later, actor)
    if root.state == WAITING:
        candidates.change(unit, root, NewStep(REPLACE, actor), state=REPLACED)


def _holds_others(unit: Unit, record: CandidateRecord) -> bool:
    return bool(candidates.children(unit.connection, record.pk, merged=True))


def _note_removal(revision: Revision, root: CandidateRecord) -> None:
    """Note that the reply does not say any more what a candidate says, and what was made of it.

    The candidate itself is noted as well: undoing a split or a merge brings it back.
    """
    unit = revision.unit
    for each in (root, *_made_of(unit.connection, root)):
        values: dict[str, object] = {"gone_in_pk": revision.reply.pk}
        if each.state == WAITING:
            values["duplicates"] = revision.precomputed.duplicates(each.content)
        candidates.note(unit, each.pk, **values)


def _made_of(connection: Connection, record: CandidateRecord) -> list[CandidateRecord]:
    """Return the parts of a candidate that was split, or the one that it was merged into."""
    if record.state == SPLIT:
        found = candidates.children(connection, record.pk, merged=False)
    elif record.state == MERGED and record.merged_into_pk is not None:
        into = candidates.by_pk(connection, record.merged_into_pk)
        found = [into] if into else []
    else:
        return []
    return [*found, *(each for one in found for each in _made_of(connection, one))]


def _root(connection: Connection, record: CandidateRecord) -> CandidateRecord:
    """Return the candidate that was, or is to be, decided on in this one's place."""
    if record.state != UNCHANGED or record.earlier_pk is None:
        return record
    return candidates.by_pk(connection, record.earlier_pk) or record


CARRY = "carry"
"""The step by which a candidate of a corrected reply takes over what curators had changed."""


def harvested_content(connection: Connection, record: CandidateRecord) -> Mapping[str, Any]:
    """Return what a candidate would have been as it was read, before anybody changed it."""
    steps = candidates.steps(connection, record.pk)
    return steps[0].before["content"] if steps else record.content


def fields_changed_by_curators(connection: Connection, record: CandidateRecord) -> frozenset[str]:
    """Return the fields that curators changed in this candidate itself."""
    own = [each for each in candidates.steps(connection, record.pk) if each.action != CARRY]
    return changed_fields(own[0].before["content"], record.content) if own else frozenset()


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields that differ; an empty one is as good as none, and links have no order."""
    names = {*before, *after}
    return frozenset(each for each in names if _value(before, each) != _value(after, each))


def _value(content: Mapping[str, Any], name: str) -> object:
    value = content.get(name) or None
    return sorted(value) if value and name in LINKS else value


def carry_over(unit: Unit, earlier: CandidateRecord, later: CandidateRecord, actor: str) -> None:
    """Change in the candidate of a corrected reply what curators changed in its predecessor.

    A quote that they made shorter stays where the corrected words still hold it.
    """
    steps = candidates.steps(unit.connection, earlier.pk)
    if not steps:
        return
    before = steps[0].before
    names = changed_fields(before["content"], earlier.content)
    content = {name: value for name, value in later.content.items() if name not in names}
    content |= {name: earlier.content[name] for name in names if name in earlier.content}
    quote = later.quote
    if earlier.quote != before["quote"] and (
        earlier.quote is None or is_of_reply(earlier.quote, [later])
    ):
        quote = earlier.quote
    if names or quote != later.quote:
        precision = lowest_precision(later.suggestions, content)
        changes: dict[str, Any] = {"content": content, "quote": quote, "precision": precision}
        candidates.change(unit, later, NewStep(CARRY, actor), **changes)
