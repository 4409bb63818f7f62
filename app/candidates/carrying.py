"""What curators changed in a candidate: it stays so in the one of a corrected reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.candidates.links import lowest_precision
from app.candidates.quoting import is_of_reply
from catalogue import candidates
from catalogue.candidates import Step
from record.fields import LINKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from catalogue.candidates import CandidateRecord
    from catalogue.unit import Unit

CARRY = "carry"
"""The step by which a candidate of a corrected reply takes over what curators had changed."""


def harvested(connection: Connection, record: CandidateRecord) -> Mapping[str, Any]:
    """Return what a candidate would have been as it was read, before anybody changed it."""
    steps = candidates.steps(connection, record.pk)
    return steps[0].before["content"] if steps else record.content


def chosen(connection: Connection, record: CandidateRecord) -> frozenset[str]:
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


def carry(unit: Unit, earlier: CandidateRecord, later: CandidateRecord, actor: str) -> None:
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
        candidates.change(unit, later, Step(CARRY, actor), **changes)
