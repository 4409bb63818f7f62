"""Measure the search on judged queries, beside two baselines, against the last accepted run.

The exit code is 1 when the total has fallen below the accepted one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.relevance.accepted import ACCEPTED
from bench.relevance.judged import DEVELOPMENT_SET, EVERY_SET, HELD, KEPT_ASIDE


class Options(argparse.Namespace):
    """What a run is asked for."""

    queries: list[Path]
    every_set: bool
    engine: str
    elasticsearch: str | None
    with_elasticsearch: bool
    without_baselines: bool
    diff: bool
    accept: bool
    accepted: Path
    explain: str | None
    json: Path | None

    @property
    def sets(self) -> list[tuple[str, list[Path]]]:
        """Name -> files: all that are named as one set, or every set by itself."""
        if self.every_set:
            return [(file.stem, [file]) for file in EVERY_SET]
        return [(", ".join(file.stem for file in self.queries), self.queries)]

    @property
    def aside(self) -> bool:
        """Whether a set is asked that is kept aside: no query of it is shown then."""
        files = {file.resolve() for _, files in self.sets for file in files}
        return not files.isdisjoint(KEPT_ASIDE)

    @property
    def elasticsearch_wanted(self) -> bool:
        """Whether there is a server, or is to be one."""
        return bool(self.elasticsearch or self.with_elasticsearch)


def read_options() -> Options:
    """Read the command line; what does not go together ends the program with a sentence."""
    parser = _parser()
    options = parser.parse_args(namespace=Options())
    if options.engine == "elasticsearch" and not options.elasticsearch_wanted:
        parser.error("--engine elasticsearch needs --elasticsearch URL or --with-elasticsearch")
    options.queries = options.queries or [DEVELOPMENT_SET]
    held = {file.resolve() for file in options.queries} <= set(HELD)
    if options.accept and not held and options.accepted == ACCEPTED:
        parser.error("--accept of another set needs --accepted FILE: the tests read the usual one")
    if options.accept and options.every_set:
        parser.error("--accept keeps one set")
    if options.explain and options.aside:
        parser.error("--explain shows a query, and those of a set kept aside are not looked at")
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    add = parser.add_argument
    add("--queries", type=Path, action="append", metavar="FILE", help="others; may be repeated")
    add("--every-set", action="store_true", help="each set of tests/relevance")
    add("--engine", choices=("embedded", "elasticsearch"), default="embedded")
    add("--elasticsearch", metavar="URL", help="a running server 9")
    add("--with-elasticsearch", action="store_true", help="start a server for this run")
    add("--without-baselines", action="store_true", help="this search only")
    add("--diff", action=argparse.BooleanOptionalAction, default=True, help="show what changed")
    add("--accept", action="store_true", help="keep this run as the one to compare with")
    add("--keep", action="store_true", help="keep the figure of the first set for the desk")
    add("--accepted", type=Path, default=ACCEPTED, metavar="FILE", help="where it is kept")
    add("--explain", metavar="ID", help="show the hits of one query, and what they lack")
    add("--json", type=Path, metavar="FILE", help="write all figures")
    return parser
