"""Counts the start of a web process or of a command, in the process that starts.

Run: `python -m bench.budget.starting web`, or with a command, such as `tokens list`. The last line
on standard error is the counts as JSON.
"""

from __future__ import annotations

import json
import runpy
import sys

from bench.budget.counting import WorkCounter


def main() -> None:
    """Start what the arguments name, and print the counts."""
    arguments = sys.argv[1:]
    before = len(sys.modules)
    counter = WorkCounter()
    with counter:
        if arguments == ["web"]:
            _start_web()
        else:
            _run_command(arguments)
    counts = {"calls": counter.calls, "imported modules": len(sys.modules) - before}
    sys.stderr.write(f"{json.dumps(counts)}\n")


def _start_web() -> None:
    """Do what the processes of `serve` do before one listens, their parent's part included."""
    import os  # noqa: PLC0415 - all imports are counted

    from app.settings import read_settings  # noqa: PLC0415
    from app.wiring import build_services  # noqa: PLC0415
    from cli.prepared import prepare  # noqa: PLC0415
    from cli.wsgi import build_application  # noqa: PLC0415

    settings = read_settings(os.environ)
    prepare(settings)
    build_application(build_services(settings)).preload()


def _run_command(arguments: list[str]) -> None:
    sys.argv = ["exempelbanken", *arguments]
    try:
        runpy.run_module("cli.main", run_name="__main__")
    except SystemExit as end:
        if end.code:
            raise


if __name__ == "__main__":
    main()
