"""Measure the harvest on made-up replies, and link suggestions: `make harvest-eval`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bench.harvest import kinds, splitting, tables
from bench.harvest.changed import CHANGES, changed
from bench.harvest.harvested import harvested, total
from bench.harvest.parts import sorted_parts
from bench.harvest.replies import DEVELOPMENT, PARTS, replies_in, rounds
from seed.quality_runs import keep_quality_run, this_run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.harvest.harvested import Outcome
    from bench.harvest.replies import Reply

LEARNT = ("entries alone", "entries and the replies of other rounds")
REPETITIONS = 1
"""Of the cross-validation; `python -m bench.linking` has three, and precision promised and held."""
WIDTH = 120
"""Columns of the tables where the output is no terminal."""


def main() -> int:
    """Measure and print; the result is 1 if personal data leaked."""
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    folder = options.replies
    if folder:
        sets = {folder.name: harvested(replies_in(folder))}
        tables_ = [tables.per_file(folder.name, sets[folder.name])]
    else:
        parts = {part: _read(rounds(part)) for part in PARTS}
        sets = {
            part: [one for each in read.values() for one in each] for part, read in parts.items()
        }
        tables_ = [tables.per_round(parts), tables.titles(sets)]
        tables_.append(tables.parts({part: sorted_parts(each) for part, each in sets.items()}))
        development = parts["training"][DEVELOPMENT.name]
    totals = {name: total(outcomes) for name, outcomes in sets.items()}
    tables_.append(tables.totals(totals, {name: _seconds(each) for name, each in sets.items()}))
    if not folder and not options.without_changes:
        changes = {name: total(harvested(changed(development, to))) for name, to in CHANGES.items()}
        tables_.append(tables.robustness(changes))
    for table in tables_:
        console.print(table)
    if not folder and not options.without_left_out:
        _print_left_out(console)
    if not options.without_links:
        _print_links(console, replies_in(folder or DEVELOPMENT))
    if options.keep and not folder:
        keep_quality_run(this_run("harvest", tables.figures(totals["frozen"])))
    if options.json:
        replies = [reply for outcome in sets["development"] for reply in outcome.found]
        text = json.dumps({"replies": replies}, ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return int(any(scores.leaks for scores in totals.values()))


def _read(replies: Mapping[str, Sequence[Reply]]) -> dict[str, list[Outcome]]:
    return {name: harvested(each) for name, each in replies.items()}


def _print_left_out(console: Console) -> None:
    """Print how the examples of each round are split and sorted by models of the other rounds."""
    replies = rounds("training")
    answers = {name: splitting.labelled(name, each) for name, each in replies.items()}
    console.print(tables.left_out(splitting.left_out(answers)))
    examples = {name: kinds.sorted_examples(each) for name, each in replies.items()}
    console.print(tables.confusion(sum(kinds.left_out(examples).values(), Counter())))


def _print_links(console: Console, replies: Sequence[Reply]) -> None:
    """Print how links are suggested: on the curated entries, and on what the replies tell."""
    from bench.harvest import links  # noqa: PLC0415 - imports scikit-learn
    from bench.linking.__main__ import measured  # noqa: PLC0415 - the same
    from bench.linking.progress import counted  # noqa: PLC0415 - the same
    from bench.linking.tables import link_table  # noqa: PLC0415 - the same

    with_links = {**rounds("training"), **rounds("frozen")}
    with counted("Links of rounds left out", len(with_links)) as told:
        for title, tallies in zip(LEARNT, links.left_out(with_links, told), strict=True):
            console.print(tables.links_filled_in(title, tallies))
    examples = links.linked_examples(gold for reply in replies for gold in reply.gold)
    if examples:
        with counted("Links of replies", links.FOLDS) as told:
            tallies = links.link_tallies(examples, told)
        console.print(tables.reply_links(len(examples), tallies))
    console.print(link_table(measured(REPETITIONS)))


def _seconds(outcomes: Sequence[Outcome]) -> float:
    return sum(each.seconds for each in outcomes) / len(outcomes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.harvest", description=__doc__)
    parser.add_argument("--replies", type=Path, help="a folder of replies with its gold.json")
    parser.add_argument("--json", type=Path, help="write what was harvested of the first set")
    parser.add_argument("--without-changes", action="store_true", help="leave robustness out")
    parser.add_argument(
        "--without-left-out", action="store_true", help="train no models of all rounds but one"
    )
    parser.add_argument(
        "--without-links", action="store_true", help="leave links out, which take minutes"
    )
    parser.add_argument("--keep", action="store_true", help="keep the frozen part's for the desk")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
