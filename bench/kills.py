"""Imports killed at random points and started again: counts rows that were lost or doubled.

Run: `python -m bench.kills --rounds 200`. Each round loads a file into a catalogue of its own,
kills the command once or twice somewhere between its start and its end, starts it again, and
counts entries, versions, events and results, and compares the index with the rows.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.indexing import verify_index
from app.seeding import prepare_database
from app.settings import read_settings
from app.wiring import build_services
from bench.embedded import COMMAND
from bench.recombine import recombined
from catalogue.tables import Entry, EntryVersion, LedgerEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

KEYS = (Entry.pk, EntryVersion.entry_pk, LedgerEvent.entry_pk)
"""Columns that hold a key for every row that was loaded; events of imports have none."""


def main() -> None:
    """Kill, start again, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    survived = lost = doubled = 0
    with tempfile.TemporaryDirectory() as folder:
        file, prepared = Path(folder) / "rows.ndjson", Path(folder) / "prepared"
        write_rows(file, options.rows)
        prepare(prepared)
        longest = play(Path(folder) / "first", prepared, file, [])[0]
        for number in range(options.rounds):
            kills = [dice.uniform(0, longest) for _ in range(dice.choice((1, 1, 2)))]
            _, services = play(Path(folder) / str(number), prepared, file, kills)
            missing, surplus = compare(services, options.rows)
            survived += not (missing or surplus)
            lost, doubled = lost + missing, doubled + surplus
            services.database.close()
            shutil.rmtree(Path(folder) / str(number))
            print(
                f"round {number + 1}: killed after {[round(each, 2) for each in kills]} s,"
                f" {missing} lost, {surplus} doubled",
                flush=True,
            )
    print(f"{survived} of {options.rounds} rounds whole; {lost} rows lost, {doubled} doubled")
    sys.exit(survived != options.rounds)


def write_rows(file: Path, count: int) -> None:
    """Write a file to load."""
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in recombined(count))


def prepare(folder: Path) -> None:
    """Make an empty catalogue, to be copied."""
    services = build_services(read_settings({"EXEMPELBANKEN_DATA": str(folder)}))
    prepare_database(services)
    services.database.close()


def play(folder: Path, prepared: Path, file: Path, kills: list[float]) -> tuple[float, Services]:
    """Load the file, killed after so many seconds each time; return how long the last run took."""
    shutil.copytree(prepared, folder)
    environment = {**os.environ, "EXEMPELBANKEN_DATA": str(folder)}
    for seconds in kills:
        killed_run(environment, file, seconds)
    started = time.perf_counter()
    subprocess.run(command(file), env=environment, check=True, capture_output=True)
    took = time.perf_counter() - started
    return took, build_services(read_settings(environment))


def command(file: Path) -> list[str]:
    """Return the command that loads the file."""
    return [*COMMAND, "import", str(file), "--publish", "--source", "bench"]


def killed_run(environment: Mapping[str, str], file: Path, seconds: float) -> None:
    """Start the command and kill it, unless it has ended before."""
    with subprocess.Popen(
        command(file),
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def compare(services: Services, rows: int) -> tuple[int, int]:
    """Return how many rows are missing and how many are too many, in tables and index."""
    with services.database.read() as connection:
        counts = [connection.scalar(select(func.count(each))) for each in KEYS]
    difference = verify_index(services)
    missing = max(rows - (count or 0) for count in counts)
    surplus = max((count or 0) - rows for count in counts)
    missing = max(missing, len(difference.missing) + len(difference.stale), difference.behind)
    return max(missing, 0), max(surplus, len(difference.surplus), 0)


if __name__ == "__main__":
    main()
