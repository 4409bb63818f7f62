"""Every step of a review is taken back one by one, in whatever order they were taken."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.candidates.cutting import cut
from app.candidates.editing import patch
from app.candidates.marking import mark
from app.candidates.queue import undo_last
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.entries.editing import patch as patch_entry
from app.errors import Conflict, InvalidContent
from app.replies.service import list_replies
from tests.app.replying import REPLY, candidates_of

if TYPE_CHECKING:
    from app.wiring import Services

SHOWN = ("id", "state", "entry", "quote", "said", "suggestions", "postponed", "mergedIds", "reason")
MOST_STEPS = 16


def reply_of(services: Services) -> str:
    return list_replies(services, (), (), 1, 10)[1][0].record.id


def shown(services: Services) -> list[dict[str, Any]]:
    """Return all that a curator sees of the candidates."""
    found = candidates_of(services, reply_of(services))
    return [{name: each.get(name) for name in SHOWN} for each in found]


def waiting(services: Services) -> list[dict[str, Any]]:
    found = candidates_of(services, reply_of(services))
    return [each for each in found if each["state"] == "waiting"]


def base_of(found: dict[str, Any]) -> BaseVersion:
    return BaseVersion(found["id"], frozenset({str(found["version"])}))


def take(services: Services, found: dict[str, Any], step: str, **more: object) -> dict[str, Any]:
    content = {"transition": step, "reason": None, **more}
    return apply_transition(services, COMMAND, base_of(found), content).candidate


def edited(services: Services, found: dict[str, Any], title: str) -> tuple[dict[str, Any], Any]:
    changed = patch(services, COMMAND, base_of(found), {"title": title})
    return changed.candidate, changed.batch


def is_halved(services: Services, found: dict[str, Any]) -> bool:
    """Split a candidate in the middle, unless it has too few words."""
    middle = len(found["entry"]["summary"]) // 2
    with suppress(InvalidContent):
        cut(services, COMMAND, base_of(found), found["entry"], [middle])
        return True
    return False


def marked(services: Services) -> str:
    text = "rådgivning"
    at = REPLY.index(text)
    spans = [[at, at + len(text)]]
    return str(mark(services, COMMAND, reply_of(services), 0, spans, again=True)["id"])


def any_step(services: Services, random: Random, at: int) -> bool:
    """Take a step that a curator could take; tell whether one was taken."""
    left = waiting(services)
    kind = random.choice(["edit", "edit-and", "merge", "merge", "split", "split", "mark", "decide"])
    if kind == "mark" or not left or (kind == "merge" and len(left) == 1):
        marked(services)
        return True
    one = random.choice(left)
    step = random.choice(["accept", "publish", "reject", "postpone"])
    batch = None
    if kind in {"edit", "edit-and"}:
        one, batch = edited(services, one, f"Rubrik {at}")
    if kind == "split":
        return is_halved(services, one)
    if kind == "merge":
        others = [each["id"] for each in left if each["id"] != one["id"]]
        take(services, one, "merge", others=random.sample(others, 1))
    elif kind in {"decide", "edit-and"}:
        with suppress(InvalidContent):  # hardly an example; what was changed in it is kept
            more = {"publish": True} if step == "publish" else {}
            take(services, one, "accept" if more else step, batch=batch, **more)
            return True
    return kind != "decide"


@pytest.mark.parametrize("seed", range(2))
def test_undoing_ends_in_the_state_before_each_step(reply_services: Services, seed: int) -> None:
    random = Random(seed)
    states = [shown(reply_services)]
    for at in range(MOST_STEPS):
        if any_step(reply_services, random, at):
            states.append(shown(reply_services))
        while len(states) > 1 and random.random() < 0.3:
            undo_last(reply_services, COMMAND, reply_of(reply_services))
            states.pop()
            assert shown(reply_services) == states[-1]
    while len(states) > 1:
        undone = undo_last(reply_services, COMMAND, reply_of(reply_services))
        states.pop()
        assert (undone.passed, shown(reply_services)) == ((), states[-1])
    with pytest.raises(Conflict):
        undo_last(reply_services, COMMAND, reply_of(reply_services))


def test_a_split_is_undone_after_its_parts_were_merged_and_that_undone(
    reply_services: Services,
) -> None:
    before = shown(reply_services)
    assert is_halved(reply_services, waiting(reply_services)[0])
    parts = [each for each in waiting(reply_services) if each["splitFromId"]]
    take(reply_services, parts[0], "merge", others=[parts[1]["id"]])
    for _ in range(2):
        assert undo_last(reply_services, COMMAND, reply_of(reply_services)).back == 1
    assert shown(reply_services) == before


def test_what_cannot_be_undone_holds_up_nothing_before_it(reply_services: Services) -> None:
    first, second, _ = waiting(reply_services)
    take(reply_services, first, "reject")
    accepted = take(reply_services, second, "accept", publish=True)
    entry = BaseVersion(accepted["entryId"], frozenset({"1-published"}))
    patch_entry(reply_services, COMMAND, entry, {"title": "Ändrad efteråt"})
    undone = undo_last(reply_services, COMMAND, reply_of(reply_services))
    assert undone.id == first["id"]
    assert [each.id for each in undone.passed] == [second["id"]]
    stuck = undo_last(reply_services, COMMAND, reply_of(reply_services))
    assert (stuck.id, stuck.back) == (second["id"], 0)
    assert "dra tillbaka" in stuck.passed[0].why.sv


def test_a_marked_candidate_goes_before_anything_older(reply_services: Services) -> None:
    take(reply_services, waiting(reply_services)[0], "reject")
    before = shown(reply_services)
    marked(reply_services)
    assert undo_last(reply_services, COMMAND, reply_of(reply_services)).id is None
    assert shown(reply_services) == before
