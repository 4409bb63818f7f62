"""Nothing that takes long is done while others cannot write: it is looked for before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from rapidfuzz import fuzz, process
from sqlalchemy import event

from app.accounts.access import PUBLISH, READ_DRAFTS, WRITE, Actor
from app.entries import editing
from app.seeding import seed_entries
from swedish import analysis, personal, tokens
from tests.app.importing import imported, ndjson
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from app.wiring import Services

SLOW = (analysis.analyse, tokens.tokenize, personal.find_personal)
"""What takes words apart, or looks for people in them."""
COMPARING = ((process, "extract"), (fuzz, "ratio"))
CURATOR = Actor("token", "1", "Berit", frozenset({READ_DRAFTS, WRITE, PUBLISH}))


class Writing:
    """Which connections are in a transaction that writes, and what was done meanwhile."""

    def __init__(self) -> None:
        self.going = False
        self.seen = 0
        self.done: set[str] = set()

    def begins(self, connection: Connection) -> None:
        options = connection.get_execution_options()
        self.going = options.get("catalogue_begin") == "BEGIN IMMEDIATE"
        self.seen += self.going

    def ends(self, _connection: Connection) -> None:
        self.going = False

    def watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def watching(*arguments: Any, **more: Any) -> Any:
            if self.going:
                self.done.add(function.__name__)
            return function(*arguments, **more)

        return watching


@pytest.fixture
def writing(reply_services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writing]:
    writing = Writing()
    engine = reply_services.database.engine
    heard = (("begin", writing.begins), ("commit", writing.ends), ("rollback", writing.ends))
    for name, listener in heard:
        event.listen(engine, name, listener)
    for function in SLOW:
        watching = writing.watched(function)
        for module in list(sys.modules.values()):
            for name, value in list(vars(module).items()):
                if value is function:
                    monkeypatch.setattr(module, name, watching)
    for module, name in COMPARING:
        monkeypatch.setattr(module, name, writing.watched(getattr(module, name)))
    yield writing
    for name, listener in heard:
        event.remove(engine, name, listener)


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
    base = editing.Base(made.entry["id"], frozenset({"1-published"}))
    editing.patch(services, CURATOR, base, {"title": "Anna Lindqvist på kommunen"})


@pytest.mark.parametrize("use_case", [load, load_all_or_nothing, seed, edit])
def test_nothing_slow_is_done_while_others_cannot_write(
    reply_services: Services, writing: Writing, use_case: Callable[[Services], None]
) -> None:
    use_case(reply_services)
    assert writing.seen
    assert writing.done == set()
