"""What the understanding of a query costs by itself, once everything is loaded."""

from __future__ import annotations

import time
from statistics import median, quantiles
from typing import TYPE_CHECKING

from indexer.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery

ROUNDS = 20


def understanding_times(services: Services, queries: Sequence[JudgedQuery]) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds, over queries and rounds, after one round unmeasured."""
    lexicon = services.lexicons.of(services.engine.snapshot())
    times = []
    for round_ in range(ROUNDS + 1):
        for query in queries:
            started = time.perf_counter()
            understand(query.text, lexicon)
            taken = time.perf_counter() - started
            if round_:
                times.append(taken * 1000)
    return median(times), quantiles(times, n=20)[-1]
