"""Make the calls that answer the questions of tasks.yaml: `python -m bench.assistants`.

It fails when an answer differs. To try a language model, give it the tools and a question, and
compare what it says with the answer there.
"""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table

from bench.assistants.tasks import Outcome, read_tasks, run_tasks
from bench.relevance.catalogue import judged_catalogue

WIDTH = 150
"""Columns of the table where the output is no terminal."""


def main() -> None:
    """Run the tasks, print a table, and fail for a wrong answer."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with judged_catalogue() as services:
        outcomes = run_tasks(services, read_tasks())
    Console(width=None if sys.stdout.isatty() else WIDTH).print(_table(outcomes))
    if any(each.wrong for each in outcomes):
        sys.exit("Some answers are not those of bench/assistants/tasks.yaml.")


def _table(outcomes: list[Outcome]) -> Table:
    table = Table("Question", "Tools", "Characters", "Answer")
    for each in outcomes:
        tools = ", ".join(name for name, _ in each.task.calls)
        answer = "; ".join(f"{path}: {found}" for path, found in each.wrong.items()) or "right"
        table.add_row(each.task.question, tools, f"{each.characters:,}", answer)
    return table


if __name__ == "__main__":
    main()
