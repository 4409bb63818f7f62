"""The page of hits beside the API: time to the first byte of the same searches, by turns.

Both count every filter that the page shows, and give 20 hits. Times depend on what else the machine
does, ratios of one run and processor time hardly do. Run: `python -m bench.pages` (100,000 entries,
loaded first), or with `--data FOLDER` for a catalogue that is there already.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.embedded import LIMIT, http_connection, load, processes, served, two_words
from web.query_string import FACETS

if TYPE_CHECKING:
    import http.client

WARM = 20
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Load if needed, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a catalogue; one is loaded if none is given")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--port", type=int, default=8766)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder)
        environment = {
            **os.environ,
            "EXEMPELBANKEN_DATA": str(data),
            "EXEMPELBANKEN_RATE_LIMIT": "0",
        }
        if not options.data:
            load(data, environment, options.entries)
        with served(environment, options.port) as process:
            compare(process, options.port, options.searches)


def compare(parent: int, port: int, searches: int) -> None:
    """Ask both for the same, one after the other, and the page for what it has in its cache."""
    connection = http_connection(port)
    times: dict[str, list[float]] = {"API": [], "page": []}
    used = dict.fromkeys(times, 0.0)
    for turn, text in enumerate(two_words(searches + WARM)):
        asked = {
            "API": "/api/v1/entries?"
            + urlencode({"q": text, "facets": FACETS, "limit": LIMIT}, doseq=True),
            "page": f"/?{urlencode({'q': text})}",
        }
        order = sorted(asked) if turn % 2 else sorted(asked, reverse=True)
        for name in order:
            before = processor(parent)
            seconds = first_byte(connection, asked[name])
            if turn >= WARM:
                times[name].append(seconds)
                used[name] += processor(parent) - before
    for name, each in times.items():
        p95 = quantiles(each, n=20)[-1]
        print(
            f"{name:5} first byte p50 {median(each) * 1000:6.2f} ms   p95 {p95 * 1000:6.2f} ms"
            f"   processor {used[name] / searches * 1000:6.2f} ms"
        )
    ratios = [page / api for page, api in zip(times["page"], times["API"], strict=True)]
    print(f"page / API at p50: {median(times['page']) / median(times['API']):.2f}; ", end="")
    print(f"of pairs {median(ratios):.2f}; processor {used['page'] / used['API']:.2f}")


def first_byte(connection: http.client.HTTPConnection, address: str) -> float:
    """Return the seconds until the head of the answer; its content is read after that."""
    started = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Language": "sv"})
    response = connection.getresponse()
    seconds = time.perf_counter() - started
    body = response.read()
    if response.status != 200:  # noqa: PLR2004 - all is found
        sys.exit(f"{response.status}: {body[:500]!r}")
    return seconds


def processor(parent: int) -> float:
    """Return the seconds of processor time of a process and those it started (Linux)."""
    total = 0
    for pid in processes(parent):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


if __name__ == "__main__":
    main()
