"""Nothing that takes long is done while others cannot write: it is looked for before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from rapidfuzz import fuzz, process
from sqlalchemy import event

from app.accounts.access import PUBLISH, READ_DRAFTS, WRITE, Actor
from app.candidates.bulk import apply_to_many
from app.candidates.editing import patch
from app.candidates.transitions import apply_transition
from app.entries import editing, transitions
from app.entries.editing import BaseVersion
from app.entries.states import state_tag
from app.erasing import service
from app.imports.service import revert_import
from app.seeding import seed_entries
from catalogue.erasing.text import fold
from swedish import analysis, personal, tokens
from tests.app.erasure_requests import request, silently
from tests.app.importing import entry_of, imported, ndjson, work_off
from tests.app.replying import CORRECTED, candidates_of, sent_in
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from sqlalchemy import Connection

    from app.wiring import Services

SLOW = {
    function.__code__: function.__name__
    for function in (analysis.analyse, tokens.tokenize, personal.find_personal, fold)
}
"""What takes words apart, or looks for people in them, or for what is to be erased."""
COMPARING = ((process, "extract"), (fuzz, "ratio"))
CURATOR = Actor("token", "1", "Berit", frozenset({READ_DRAFTS, WRITE, PUBLISH}))


class Writing:
    """What slow functions are called while a transaction that writes is open."""

    def __init__(self) -> None:
        self.seen = 0
        self.done: set[str] = set()
        self._open: set[int] = set()

    def begins(self, connection: Connection) -> None:
        if connection.get_execution_options().get("catalogue_begin") == "BEGIN IMMEDIATE":
            self.seen += 1
            self._open.add(id(connection))
            sys.setprofile(self._look)

    def ends(self, connection: Connection) -> None:
        self._open.discard(id(connection))
        if not self._open:
            sys.setprofile(None)

    def watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Watch a function that is compiled."""

        def watching(*arguments: Any, **more: Any) -> Any:
            if self._open:
                self.done.add(name)
            return function(*arguments, **more)

        return watching

    def _look(self, frame: FrameType, what: str, _argument: object) -> None:
        if what == "call" and frame.f_code in SLOW:
            self.done.add(SLOW[frame.f_code])


@pytest.fixture
def writing(reply_services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writing]:
    writing = Writing()
    engine = reply_services.database.engine
    heard = (("begin", writing.begins), ("commit", writing.ends), ("rollback", writing.ends))
    for name, listener in heard:
        event.listen(engine, name, listener)
    for module, name in COMPARING:
        monkeypatch.setattr(module, name, writing.watched(name, getattr(module, name)))
    yield writing
    sys.setprofile(None)


def load(services: Services) -> None:
    imported(services, ndjson(row("ett"), row("två", title="Anna Lindqvist på kommunen")))
    imported(services, ndjson(row("ett", summary="Ny text.")))
    imported(services, ndjson(row("ett")), source_system="annan")


def load_all_or_nothing(services: Services) -> None:
    imported(services, ndjson(row("ett"), row("två")), on_error="abort")


def seed(services: Services) -> None:
    seed_entries(services, lambda _rows: None)


def edit(services: Services) -> None:
    new = {name: value for name, value in row("").items() if name != "externalId"}
    made = editing.create(services, CURATOR, {**new, "publish": True})
    base = BaseVersion(made.entry["id"], frozenset({"1-published"}))
    editing.patch(services, CURATOR, base, {"title": "Anna Lindqvist på kommunen"})


def rename(services: Services) -> None:
    of_candidate(services, 0, lambda base: patch(services, CURATOR, base, {"title": "En pool"}))


def merge(services: Services) -> None:
    other = candidates_of(services)[1]["id"]
    take_step(services, {"transition": "merge", "others": [other]})


def split(services: Services) -> None:
    parts = [{"title": "Verktyg", "summary": "vi lånar ut verktyg"}, {"title": "Växjö"}]
    take_step(services, {"transition": "split", "parts": parts})


def accept(services: Services) -> None:
    take_step(services, {"transition": "accept"})


def accept_and_publish(services: Services) -> None:
    take_step(services, {"transition": "accept", "publish": True})
    assert candidates_of(services)[0]["state"] == "accepted"


def accept_many(services: Services) -> None:
    found = [each["id"] for each in candidates_of(services)]
    some = {"candidates": found, "minPrecision": None, "county": None, "reply": None}
    how = {"transition": "accept", "reason": None, "dryRun": False}
    assert all(each["done"] for each in apply_to_many(services, CURATOR, {**some, **how}).items)


def accept_a_correction(services: Services) -> None:
    take_step(services, {"transition": "accept"})
    sent_in(services, CORRECTED)
    revisions = [each["revision"] for each in candidates_of(services)]
    at = revisions.index("changed")
    take_step(services, {"transition": "accept", "publish": True}, at)
    assert candidates_of(services)[at]["state"] == "accepted"


def undo(services: Services) -> None:
    take_step(services, {"transition": "accept"})
    take_step(services, {"transition": "undo"})


def revert(services: Services) -> None:
    imported(services, ndjson(row("ett", title="Anna Lindqvist på kommunen")))
    found = imported(services, ndjson(row("ett"), row("två")))
    revert_import(services, found.record.id, CURATOR)
    work_off(services)


def withdraw_and_restore(services: Services) -> None:
    imported(services, ndjson(row("ett", title="Anna Lindqvist på kommunen")))
    for step in ("withdraw", "restore", "publish"):
        entry = entry_of(services, "ett", public=False)
        assert entry
        base = BaseVersion(entry.id, frozenset({state_tag(entry.version, entry.status)}))
        beside = {"publish": None, "version": None, "replacedBy": None}
        confirmed = ["Anna Lindqvist"]
        content = {
            "transition": step,
            "reason": "Dubblett",
            "confirmPersonal": confirmed,
            **beside,
        }
        transitions.apply_transition(services, CURATOR, base, content)


def erase(services: Services) -> None:
    imported(services, ndjson(row("ett", title="Anna Lindqvist på kommunen")))
    service.erase(services, request(text="Anna Lindqvist"), silently)


def correct(services: Services) -> None:
    sent_in(services, CORRECTED)


def take_step(services: Services, content: dict[str, Any], at: int = 0) -> None:
    content = {"reason": None, **content}
    of_candidate(services, at, lambda base: apply_transition(services, CURATOR, base, content))


def of_candidate(services: Services, at: int, change: Callable[[BaseVersion], object]) -> None:
    """Change a candidate where entries could be like it."""
    imported(services, ndjson(row("ett", title="Verktygspool", counties=["07"])))
    found = candidates_of(services)[at]
    change(BaseVersion(found["id"], frozenset({str(found["version"])})))


USE_CASES = [
    *(load, load_all_or_nothing, seed, edit, rename, merge, split, correct),
    *(accept, accept_and_publish, accept_many, accept_a_correction, undo),
    *(revert, withdraw_and_restore, erase),
]


@pytest.mark.parametrize("use_case", USE_CASES)
def test_nothing_slow_is_done_while_others_cannot_write(
    reply_services: Services, writing: Writing, use_case: Callable[[Services], None]
) -> None:
    use_case(reply_services)
    assert writing.seen
    assert writing.done == set()
