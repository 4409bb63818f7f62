"""The standard tasks: a load, a search, an export, pages, and the start of processes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import structlog
from werkzeug.test import Client

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import sync_index
from app.seeding import count_seed_entries, prepare_database, seed_entries
from app.settings import read_settings
from app.wiring import build_services
from bench.budget.counting import ROOT, WorkCounter
from bench.embedded import FACETS, two_words
from bench.recombine import recombined
from cli.wsgi import API_BASE, build_application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

    Figures = dict[str, float]

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"}
"""Whoever asks is a reader, whose use is counted."""
SEARCHES = 20
ROWS = 200
WARM = 5
COMMANDS = (["--help"], ["tokens", "list"])


def measure() -> dict[str, Figures]:
    """Return the figures of every task, by its name; each is per row, hit, request or start."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        environment = {"EXEMPELBANKEN_DATA": folder, "EXEMPELBANKEN_RATE_LIMIT": "0"}
        with _catalogue(environment) as services:
            client = Client(build_application(services))
            return {
                "search": _count_requests(client, _searches(f"{API_BASE}/entries")),
                "page of hits": _count_requests(client, _searches("/")),
                "page of an entry": _count_requests(client, _entries(client)),
                "row of an export, CSV": _count_export(client, "csv"),
                "row of an export, XLSX": _count_export(client, "xlsx"),
                "row of a load": _count_load(services),
                "start of a web process": _count_start(environment, ["web"]),
                **{
                    f"start of `{' '.join(command)}`": _count_start(environment, command)
                    for command in COMMANDS
                },
            }


@contextmanager
def _catalogue(environment: dict[str, str]) -> Iterator[Services]:
    services = build_services(read_settings(environment))
    prepare_database(services)
    seed_entries(services, lambda _rows: None)
    sync_index(services)
    yield services
    services.database.close()


def _searches(path: str) -> Iterator[str]:
    """Yield addresses of searches for two words, with five facets."""
    for text in two_words(WARM + SEARCHES):
        yield f"{path}?{urlencode({'q': text, 'facets': FACETS, 'limit': 20}, doseq=True)}"


def _entries(client: Client) -> Iterator[str]:
    """Yield addresses of entries by title, so that new entries hardly change which are taken."""
    query = f"limit={WARM + SEARCHES}&fields=title&sort=title"
    answer = client.get(f"{API_BASE}/entries?{query}").get_json()
    for entry in answer["items"]:
        yield client.head(f"/exempel/{entry['id']}").headers["Location"]


def _count_requests(client: Client, addresses: Iterator[str]) -> Figures:
    for address in islice(addresses, WARM):
        client.get(address)
    counter, size = WorkCounter(), 0
    for address in addresses:
        with counter:
            response = client.get(address, headers=READER)
            size += len(response.data)
        assert response.status_code == 200, (address, response.status)  # noqa: PLR2004 - all is found
    return {**_figures(counter, SEARCHES, size), **counter.code_reached()}


def _count_export(client: Client, kind: str) -> Figures:
    address = f"{API_BASE}/entries/table?format={kind}"
    client.get(address)
    counter = WorkCounter()
    with counter:
        response = client.get(address)
        size = len(response.data)
    assert response.status_code == 200, response.status  # noqa: PLR2004 - all is found
    return _figures(counter, count_seed_entries(), size)


def _count_load(services: Services) -> Figures:
    """Count a load of new rows, and bringing them into the index."""
    rows = [json.dumps(row).encode() for row in recombined(WARM + ROWS)]
    _load(services, rows[:WARM])
    counter = WorkCounter()
    with counter:
        _load(services, rows[WARM:])
    return _figures(counter, ROWS, 0)


def _load(services: Services, rows: list[bytes]) -> None:
    report = import_lines(services, rows, ImportOptions(source_system="budget", publish=True))
    assert report.created == len(rows)
    sync_index(services)


def _count_start(environment: dict[str, str], arguments: list[str]) -> Figures:
    """Count in a new process; the modules are compiled, since this process has imported them."""
    command = [sys.executable, "-m", "bench.budget.starting", *arguments]
    variables = {**environment, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)
    return {name: float(value) for name, value in json.loads(done.stderr.splitlines()[-1]).items()}


def _figures(counter: WorkCounter, times: int, size: int) -> Figures:
    """Return what one of `times` took; `size` is in bytes, of all."""
    return {name: value / times for name, value in (counter.counts() | {"bytes": size}).items()}
