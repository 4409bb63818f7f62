"""What the dearest requests of strangers cost, as processor time beside a plain search.

Run: `make attack`; `ARGS="--only link-suggestions --worst 20"` for a part. Every operation of
openapi.yaml and every page is asked for with the largest, the most repeated and the slowest input
that it admits, over the curated entries, in this process. The catalogue is as one that was just
installed: no worker has trained a model for links yet; then one has, and they are suggested for
the same texts again. Ratios of one run can be compared; times of different machines or days cannot.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

import structlog
from werkzeug.test import Client

from app.indexing import sync_index
from app.linking.models import preload
from app.linking.suggesting import train
from app.seeding import prepare_database, seed_entries
from app.settings import read_settings
from app.wiring import build_services
from bench.attack.requests import API, Attack, Requests
from cli.wsgi import build_application

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN = Attack("GET /entries", "a plain search", f"{API}/entries", [("q", "energi")])
TIMES = 3
"""Each request is made so often; the quickest counts."""
EVERY = 25
"""After so many requests the plain search is timed again: the machine may have become busier."""
MOST_RATIO, MOST_MS = 20, 250
"""What is dearer than both is out of proportion."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request took."""

    attack: Attack
    status: int
    size: int
    ms: float


def main() -> None:
    """Ask, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="operations whose name holds this")
    parser.add_argument("--worst", type=int, default=40, help="lines of the table")
    options = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        limits = {"EXEMPELBANKEN_RATE_LIMIT": "0", "EXEMPELBANKEN_SIGN_IN_LIMIT": "0"}
        services = build_services(read_settings({"EXEMPELBANKEN_DATA": folder, **limits}))
        prepare_database(services)
        seed_entries(services, lambda _rows: None)
        sync_index(services)
        client = Client(build_application(services))
        preload()  # as a web process does before its first request
        asked(client, PLAIN)
        attacks = [one for one in Requests(services).all() if options.only in one.operation]
        costs, plain = measured(client, attacks)
        train(services)
        learnt = [one for one in attacks if one.operation.endswith("/link-suggestions")]
        again = [replace(one, input=f"by a model: {one.input}") for one in learnt]
        costs += measured(client, again)[0]
        services.database.close()
    tell(costs, median(plain), options.worst)


def measured(client: Client, attacks: Iterable[Attack]) -> tuple[list[Cost], list[float]]:
    """Return what each request costs, and the times in ms of the plain search between them."""
    costs, plain, begun = [], [], set()
    for number, attack in enumerate(attacks):
        if attack.operation not in begun:
            begun.add(attack.operation)
            costs.append(cost(client, replace(attack, input=f"first: {attack.input}"), times=1))
        if number % EVERY == 0:
            plain.append(cost(client, PLAIN).ms)
        costs.append(cost(client, attack))
    return costs, plain


def cost(client: Client, attack: Attack, times: int = TIMES) -> Cost:
    """Make a request some times; the first warms caches that any earlier one may have warmed."""
    taken = []
    for _ in range(times):
        before = time.process_time()
        status, size = asked(client, attack)
        taken.append((time.process_time() - before) * 1000)
        if taken[0] > MOST_MS * 8:  # told by one as well as by three
            break
    return Cost(attack, status, size, min(taken))


def asked(client: Client, attack: Attack) -> tuple[int, int]:
    """Make a request; return status and bytes of the answer."""
    answer = client.open(
        attack.address, method=attack.method, data=attack.body, headers=dict(attack.headers)
    )
    return answer.status_code, len(answer.data)


def tell(costs: list[Cost], plain: float, worst: int) -> None:
    """Print the dearest requests, the dearest of each operation, and what is out of proportion."""
    costs.sort(key=lambda one: -one.ms)
    print(f"plain search: {plain:.1f} ms of processor time; {len(costs)} requests")
    print(f"{'operation':42} {'input':44} {'status':>6} {'kB':>6} {'ms':>7} {'ratio':>6}")
    shown = costs[:worst]
    seen = {one.attack.operation for one in shown}
    for one in costs[worst:]:
        if one.attack.operation not in seen:
            seen.add(one.attack.operation)
            shown.append(one)
    for one in shown:
        print(
            f"{one.attack.operation[:42]:42} {one.attack.input[:44]:44} {one.status:>6}"
            f" {one.size // 1000:>6} {one.ms:>7.1f} {one.ms / plain:>6.1f}"
        )
    dear = [one for one in costs if one.ms > MOST_MS and one.ms > MOST_RATIO * plain]
    broken = [one for one in costs if one.status >= 500 and one.status != 503]  # noqa: PLR2004
    print(f"out of proportion: {len(dear)}; faults of ours: {len(broken)}")
    for one in broken:
        print(f"  {one.status} {one.attack.operation}: {one.attack.input}")


if __name__ == "__main__":
    main()
