"""A large NDJSON import: rows a second with validation, versions, ledger and index; memory.

Beside it, one after the other: the very same rows into all tables by executemany, and a bulk of
the ready-made documents into an index. Run: `python -m bench.imports --rows 100000`, and with
`--database-url` and `--elasticsearch-url` (empty ones, of running servers) on those. Ratios of one
run can be compared; seconds of different machines or days cannot.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elasticsearch import Elasticsearch
from sqlalchemy import select

from app.indexing import RowSource, verify_index
from app.seeding import prepare_database
from app.settings import read_settings
from app.wiring import build_services
from bench.elastic import RAW, bulk
from bench.embedded import COMMAND, memory, timed
from bench.recombine import recombined
from catalogue.tables import Base
from indexer.engines.elastic.mapping import index_settings, mapping, to_elastic
from indexer.index_names import IndexName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.wiring import Services
    from catalogue.database import Database
    from indexer.documents import IndexDocument

LOADED = ("entry", "entry_version", "link", "relation", "ledger", "import", "import_row")
"""The tables that an import writes to, each after those it refers to."""
TICK = 0.2


def main() -> None:
    """Load, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument(
        "--keywords", action=argparse.BooleanOptionalAction, default=True, help="rows with keywords"
    )
    parser.add_argument("--database-url")
    parser.add_argument("--elasticsearch-url")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "EXEMPELBANKEN_DATA": folder}
        if options.database_url:
            environment["EXEMPELBANKEN_DATABASE_URL"] = options.database_url
            environment["EXEMPELBANKEN_SECRET_KEY"] = secrets.token_urlsafe(48)
        if options.elasticsearch_url:
            environment["EXEMPELBANKEN_ELASTICSEARCH_URL"] = options.elasticsearch_url
            environment["EXEMPELBANKEN_ELASTICSEARCH_PREFIX"] = "bench-imports"
        services = build_services(read_settings(environment))
        prepare_database(services)
        seconds = load(Path(folder), environment, options.rows, keywords=options.keywords)
        assert not verify_index(services)
        compare(services, options.rows, seconds, options.elasticsearch_url)


def load(folder: Path, environment: Mapping[str, str], count: int, *, keywords: bool) -> float:
    """Time `exempelbanken import` until everything can be found; print rate and memory."""
    file = folder / "entries.ndjson"
    rows = recombined(count, keywords=keywords)
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    command = [*COMMAND, "import", str(file), "--publish", "--source", "bench", "--json"]
    started = time.perf_counter()
    with subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE) as process:
        peaks = watch(process)
        assert process.stdout is not None
        report = json.loads(process.stdout.read())
    seconds = time.perf_counter() - started
    assert report["created"] == count
    print(f"import       {count / seconds:6.0f} rows/s   ({seconds:.1f} s)")
    print("memory       " + ", ".join(f"{peak:.0f} MB" for peak in sorted(peaks.values())))
    return seconds


def watch(process: subprocess.Popen[bytes]) -> dict[int, float]:
    """Return the highest resident size in MB of each process that works, while it works."""
    peaks: dict[int, float] = {}
    while process.poll() is None:
        try:
            for pid, megabytes in memory(process.pid).items():
                peaks[pid] = max(peaks.get(pid, 0.0), megabytes)
        except OSError:  # one has just ended
            pass
        time.sleep(TICK)
    return peaks


def compare(services: Services, count: int, seconds: float, elasticsearch: str | None) -> None:
    """Put the same rows and documents where they belong, with nothing in between."""
    pages = [list(page) for page in RowSource(services).pages()]
    rows = {name: rows_of(services.database, name) for name in LOADED}
    empty(services.database)
    inserted, _ = timed(partial(insert_all, services.database, rows))
    if elasticsearch:
        indexed = bulk_seconds(services, elasticsearch, pages)
    else:
        name = str(IndexName.new(services.builder))
        services.engine.create(name)
        indexed, _ = timed(lambda: services.engine.build(name, iter(pages), 1))
    raw = inserted + indexed
    print(f"executemany  {count / inserted:6.0f} rows/s")
    print(f"bulk         {count / indexed:6.0f} rows/s")
    print(f"both         {count / raw:6.0f} rows/s")
    print(f"ratio        {raw / seconds:.2f}")


def rows_of(database: Database, name: str) -> list[tuple[Any, ...]]:
    """Return all rows of a table as the driver takes them."""
    table = Base.metadata.tables[name]
    with database.engine.connect() as connection:
        dialect = connection.dialect
        processors = [
            column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns
        ]
        return [bound(row, processors) for row in connection.execute(select(table))]


def bound(row: Sequence[Any], processors: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row with its values as the driver takes them."""
    return tuple(
        process(value) if process and value is not None else value
        for process, value in zip(processors, row, strict=True)
    )


def empty(database: Database) -> None:
    """Delete all that an import has written, without looking after what refers to it.

    Nothing in the catalogue deletes entries, so nothing makes it quick to see what refers to them.
    """
    if database.is_embedded:
        with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
            for name in LOADED:
                connection.execute(f'DELETE FROM "{name}"')  # noqa: S608  our own names
            connection.commit()
        return
    names = ", ".join(f'"{name}"' for name in LOADED)
    with database.engine.begin() as connected:
        connected.exec_driver_sql(f"TRUNCATE {names} CASCADE")


def insert_all(database: Database, rows: Mapping[str, list[tuple[Any, ...]]]) -> None:
    """Insert the rows by the driver's executemany, a transaction for each table."""
    for name, values in rows.items():
        if values:
            with database.write() as unit:
                mark = "?" if database.is_embedded else "%s"
                marks = ", ".join([mark] * len(values[0]))
                unit.connection.exec_driver_sql(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608  our own names


def bulk_seconds(services: Services, url: str, pages: list[list[IndexDocument]]) -> float:
    """Return how long a bulk of ready-made documents takes the bare client."""
    settings = services.settings.elastic
    assert settings is not None
    client = Elasticsearch(url, request_timeout=60)
    client.indices.create(index=RAW, mappings=mapping(), settings=index_settings(settings))
    documents = [json.loads(to_elastic(each)) for each in every(pages)]
    seconds, _ = timed(partial(bulk, client, documents))
    client.indices.delete(index=RAW)
    return seconds


def every(pages: list[list[IndexDocument]]) -> Iterator[IndexDocument]:
    """Yield the documents of all pages."""
    for page in pages:
        yield from page


if __name__ == "__main__":
    main()
