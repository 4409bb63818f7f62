"""What counts the work of standard tasks."""

from __future__ import annotations

import re
import sqlite3

from bench.budget.counting import WorkCounter


def test_calls_regex_passes_and_statements_are_counted() -> None:
    pattern = re.compile("a")
    connection = sqlite3.connect(":memory:")
    cursor = connection.cursor()

    def work() -> None:
        pattern.search("banana")
        cursor.execute("SELECT 1")

    counter = WorkCounter()
    with counter:
        for _ in range(3):
            work()
    connection.close()
    counts = counter.counts()
    assert (counts["regex passes"], counts["statements"]) == (3, 3)
    assert counts["calls"] >= 3
    assert counter.code_reached()["functions"] >= 1
