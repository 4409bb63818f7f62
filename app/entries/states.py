"""Which steps take an entry from one state to another, and who may take them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.accounts.access import PUBLISH, WRITE, Actor
from app.errors import Conflict, Message, NotAllowed, OtherCounty
from catalogue.records import EntryRecord
from record.lists import DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN


@dataclass(frozen=True, slots=True)
class Transition:
    """A step.

    Attributes:
        before: states of the latest version that it starts from.
        after: the state that it leads to.
        needs_reason: whether a reason must be given.
    """

    name: str
    before: tuple[str, ...]
    after: str
    scope: str
    needs_reason: bool = False


SUBMIT = Transition("submit", (DRAFT,), IN_REVIEW, WRITE)
RETURN = Transition("return", (IN_REVIEW,), DRAFT, WRITE, needs_reason=True)
PUBLISHING = Transition("publish", (DRAFT, IN_REVIEW), PUBLISHED, PUBLISH)
WITHDRAW = Transition(
    "withdraw", (DRAFT, IN_REVIEW, PUBLISHED), WITHDRAWN, WRITE, needs_reason=True
)
RESTORE = Transition(
    "restore", (DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN), DRAFT, WRITE, needs_reason=True
)
TRANSITIONS = {step.name: step for step in (SUBMIT, RETURN, PUBLISHING, WITHDRAW, RESTORE)}
_NUMBER = re.compile(r"[0-9]{1,9}")
STATES = {
    DRAFT: Message(sv="ett utkast", en="a draft"),
    IN_REVIEW: Message(sv="under granskning", en="in review"),
    PUBLISHED: Message(sv="publicerat", en="published"),
    WITHDRAWN: Message(sv="tillbakadraget", en="withdrawn"),
}


def state_tag(version: int, status: str) -> str:
    """Return what changes whenever a change or a step does: "3-in-review"."""
    return f"{version}-{status}"


def version_of(tag: str) -> int:
    """Return the version that a tag of a state names; 0 when it is none of ours."""
    number = tag.partition("-")[0]
    return int(number) if _NUMBER.fullmatch(number) else 0


def open_transitions(record: EntryRecord, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps that the entry's state allows; see `schemas.transitions`."""
    return [
        {
            "transition": step.name,
            "to": step.after,
            "reason": "required" if step.needs_reason else "optional",
            "scope": scope_of(step, record),
            "allowed": actor.may(scope_of(step, record)),
        }
        for step in TRANSITIONS.values()
        if record.status in step.before
    ]


def scope_of(step: Transition, record: EntryRecord) -> str:
    """Return the scope that a step takes: to withdraw what is public is to change what is."""
    public = record.published_version is not None
    return PUBLISH if step is WITHDRAW and public else step.scope


def check_transition(step: Transition, record: EntryRecord, actor: Actor) -> None:
    """Refuse a step that the actor may not take, or that the state does not allow.

    Raises:
        NotAllowed, Conflict: one or the other.
    """
    check_scope(actor, scope_of(step, record))
    if record.status not in step.before:
        raise state_conflict(record)


def check_scope(actor: Actor, *scopes: str) -> None:
    """Refuse an actor who lacks one of the scopes.

    Raises:
        NotAllowed: names it.
    """
    for scope in scopes:
        if not actor.may(scope):
            raise NotAllowed(scope)


def state_conflict(record: EntryRecord) -> Conflict:
    """Return the error that says which state the entry is in, and which steps lead from it."""
    steps = [step.name for step in TRANSITIONS.values() if record.status in step.before]
    state, named = STATES[record.status], ", ".join(steps)
    return Conflict(
        Message(
            sv=f"Exemplet är {state.sv}. Det som går att göra är: {named}.",
            en=f"The entry is {state.en}. What can be done is: {named}.",
        ),
        alternatives=steps,
    )


def check_county(actor: Actor, content: Mapping[str, Any]) -> None:
    """Refuse what is not of the one county that an actor works with; most work with any.

    Raises:
        OtherCounty: names it.
    """
    if actor.county is not None and list(content["counties"]) != [actor.county]:
        raise OtherCounty(actor.county, WRITE)
