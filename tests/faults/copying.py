"""A copy kept by the client of docs/feed.md, and somebody who changes what it copies."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from app.copies.dumps.service import make_dump
from app.copies.linked.names import Names
from app.entries.documents import public_entry
from app.imports.bulk_load import ImportOptions, import_lines
from app.settings import read_settings
from app.wiring import build_services
from catalogue import entries
from catalogue.errors import CatalogueError
from tests.fixtures.repository import text_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.wiring import Services

KEYS = 60
"""Different entries that are written; few, so that they are changed, withdrawn, related often."""
LASTING = 30
"""The first ones are never withdrawn."""
PAUSE = 0.02
"""Seconds between two writes: there are other tests on the machine."""
CLIENT = re.compile(r"```python\n(.*?)```", re.DOTALL)


def start_client(api: str, copy: Path) -> subprocess.Popen[bytes]:
    """Start the client of the documentation."""
    found = CLIENT.search(text_of("docs/feed.md"))
    assert found
    return subprocess.Popen(
        [sys.executable, "-c", found[1], api, str(copy)], stderr=subprocess.PIPE
    )


def read_copy(copy: Path) -> dict[str, Any]:
    """Return what a copy holds, by id."""
    with closing(sqlite3.connect(copy)) as database:
        rows = database.execute("SELECT id, json FROM entry").fetchall()
    return {entry_id: json.loads(text) for entry_id, text in rows}


def read_original(services: Services) -> dict[str, Any]:
    """Return what is public, by id."""
    with services.database.read() as connection:
        found = [public_entry(each) for each in entries.published_page(connection, 0, 10 * KEYS)]
    names = Names(services.settings.public_url, "")
    return {each["id"]: {**each, "uri": names.entry(each["id"])} for each in found}


def write_on(environment: Mapping[str, str], seed: int) -> None:
    """Load, change, relate, draft and withdraw entries without end; runs in a process."""
    services = build_services(read_settings(environment))
    choose = random.Random(seed)
    while True:
        with suppress(CatalogueError):
            _change_something(services, choose)
        time.sleep(PAUSE)


def dump_on(environment: Mapping[str, str], _seed: int) -> None:
    """Write dumps without end; runs in a process."""
    services = build_services(read_settings(environment))
    while True:
        make_dump(services)
        time.sleep(PAUSE)


def _change_something(services: Services, choose: random.Random) -> None:
    keys = choose.sample(range(KEYS), choose.randint(1, 6))
    if choose.random() < 0.1:
        _withdraw(services, f"{choose.randrange(LASTING, KEYS)}")  # which is for good
        return
    rows = [_row(services, key, choose) for key in keys]
    options = ImportOptions(source_system="copies", publish=choose.random() < 0.8)
    import_lines(services, [json.dumps(each).encode() for each in rows], options)


def _row(services: Services, key: int, choose: random.Random) -> dict[str, Any]:
    named = _id_of(services, choose.randrange(KEYS)) if choose.random() < 0.4 else None
    related = [{"type": "uses-method", "entryId": named}] if named else []
    return row(f"{key}", title=f"Titel {choose.random()}", relations=related)


def _id_of(services: Services, key: int) -> str | None:
    with services.database.read() as connection:
        found = entries.by_key(connection, "copies", f"{key}", published_only=False)
    return found.id if found else None


def _withdraw(services: Services, external_id: str) -> None:
    with services.database.write() as unit:
        found = entries.by_key(unit.connection, "copies", external_id)
        if found:
            entries.withdraw(unit, found.id, "prov", actor="tester")
