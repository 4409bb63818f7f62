"""What a run prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bench.relevance.measures import FIRST_LOOK, NDCG_DEPTH, USEFUL
from bench.relevance.outcomes import PAGE, Outcome, by_trait, summarise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.relevance.accepted import Change
    from bench.relevance.outcomes import Mean, Summary

    Runs = Mapping[str, Sequence[Outcome]]
    """Name of a search -> its outcomes; the first is the one that is measured."""

DEFINITIONS = (
    f"nDCG@{NDCG_DEPTH}: gain 2^grade - 1, discount log2(rank + 1), over queries with relevant "
    f"entries; ± is the standard error over queries.\n"
    f"good: those that have an entry of grade {USEFUL} or 3, and nDCG@{NDCG_DEPTH} of them.\n"
    f"P@{FIRST_LOOK}: relevant entries (grade 1 or better) among the first {FIRST_LOOK} hits, of "
    f"those that could be there.\n"
    f"doubt: share of queries with an irrelevant hit among the first {FIRST_LOOK} before all "
    f"relevant entries were shown.\n"
    f"slight: share of all queries with an irrelevant hit among the first {FIRST_LOOK} that shares "
    f"but a piece of a word, an organisation's name or a county (not told of baselines).\n"
    f"MRR: 1 / rank of the first hit of grade {USEFUL} or 3 on the first page ({PAGE} hits), over "
    f"queries that have such entries.\n"
    f"recall@{PAGE}: share of all entries of grade 1 to 3 on the first page (below 1 where there "
    f"are more than {PAGE}).\n"
    "no-answer hits: mean hits on the first page of queries that nothing answers."
)
FIRST = (f"P@{FIRST_LOOK}", "doubt", "slight")
LATER = ("MRR", f"recall@{PAGE}")
WORST = 15
NOTEWORTHY = 0.0005
MOST_MOVED = 5
"""Entries named per changed query."""


def totals(sets: Mapping[str, Runs]) -> Table:
    """One line per set of queries and search."""
    table = Table(title="In total", title_justify="left")
    table.add_column("queries")
    table.add_column("search")
    for heading in ("n", f"nDCG@{NDCG_DEPTH}", "good", "nDCG", *FIRST, *LATER, "no-answer"):
        table.add_column(heading, justify="right")
    for queries, runs in sets.items():
        for name, outcomes in runs.items():
            each = summarise(outcomes)
            hits = _mean(each.no_answer_hits, 1) if each.unanswerable else "-"
            counted = (
                str(each.queries),
                _mean(each.ndcg, 3),
                str(each.good),
                _mean(each.good_ndcg, 3),
            )
            table.add_row(queries, name, *counted, *_first(each), *_later(each), hits)
        table.add_section()
    return table


def traits(queries: str, runs: Runs) -> Table:
    """One line per trait: all figures of the first search, nDCG of the others."""
    table = Table(title=f"By trait: {queries}", title_justify="left")
    table.add_column("trait", no_wrap=True)
    ours, *others = (by_trait(outcomes) for outcomes in runs.values())
    for heading in ("n", f"nDCG@{NDCG_DEPTH}", *FIRST, *LATER, *list(runs)[1:]):
        table.add_column(heading, justify="right", overflow="fold")
    for trait, each in ours.items():
        baselines = (f"{other[trait].ndcg.value:.3f}" for other in others)
        figures = (str(each.queries), _mean(each.ndcg, 3), *_first(each), *_later(each))
        table.add_row(trait, *figures, *baselines)
    return table


def _first(each: Summary) -> tuple[str, ...]:
    return _mean(each.precision), _mean(each.doubtful), _mean(each.slight)


def _later(each: Summary) -> tuple[str, ...]:
    return f"{each.mrr:.2f}", f"{each.recall:.2f}"


def _mean(mean: Mean, decimals: int = 2) -> str:
    return f"{mean.value:.{decimals}f}±{mean.error:.{decimals}f}"


def worst(outcomes: Sequence[Outcome], limit: int = WORST) -> Table:
    """List the queries with the lowest nDCG, and those that found what is not there."""
    answered = [each for each in outcomes if each.query.answerable]
    table = Table(title="Worst queries", title_justify="left")
    for heading in ("id", "query", "traits"):
        table.add_column(heading)
    for heading in ("nDCG", "hits", "grades of the first ten"):
        table.add_column(heading, justify="right")
    for each in sorted(answered, key=lambda outcome: outcome.ndcg)[:limit]:
        table.add_row(*_described(each), f"{each.ndcg:.3f}", str(each.total), _grades(each))
    for each in outcomes:
        if not each.query.answerable and each.page:
            table.add_row(*_described(each), "-", str(each.total), "no answer")
    return table


def _described(outcome: Outcome) -> tuple[str, Text, str]:
    return outcome.query.id, Text(outcome.query.text), ", ".join(outcome.query.traits)


def _grades(outcome: Outcome) -> str:
    return " ".join(map(str, outcome.grades[:NDCG_DEPTH]))


def differences(changes: Sequence[Change]) -> Table:
    """List the queries that are not as accepted, losses first."""
    table = Table(title="Changed since the accepted run", title_justify="left")
    table.add_column("id")
    table.add_column("query")
    for heading in ("before", "now", "change", "hits"):
        table.add_column(heading, justify="right")
    table.add_column("into and out of the first ten, with grades")
    for change in changes:
        outcome, before = change.outcome, change.before
        table.add_row(
            outcome.query.id,
            Text(outcome.query.text),
            "-" if before.ndcg is None else f"{before.ndcg:.3f}",
            f"{outcome.ndcg:.3f}" if outcome.query.answerable else "-",
            _signed(change.gained),
            str(before.hits) if before.hits == outcome.total else f"{before.hits}→{outcome.total}",
            Text(_moved(change)),
        )
    return table


def _moved(change: Change) -> str:
    """Name the entries that came and went with their grades, the best first."""
    grades = change.outcome.query.judgements
    signed = [("+", each) for each in change.entered] + [("-", each) for each in change.left]
    signed.sort(key=lambda each: -grades.get(each[1], 0))
    lines = [f"{sign}{grades.get(entry, 0)} {entry}" for sign, entry in signed]
    more = len(lines) - MOST_MOVED
    if more > 0:
        lines[MOST_MOVED:] = [f"and {more} more"]
    return "\n".join(lines) or "other order" * (abs(change.gained) > NOTEWORTHY)


def _signed(change: float) -> Text:
    if abs(change) < NOTEWORTHY:
        return Text("0")
    return Text(f"{change:+.3f}", style="green" if change > 0 else "red")


def explanation(outcome: Outcome, titles: Mapping[str, str]) -> Table:
    """Show the first ten of one query, what their scores are made of, and what else is good."""
    query = outcome.query
    quality = f"nDCG {outcome.ndcg:.3f}" if query.answerable else "no answer"
    title = Text(f"{query.id}: {query.text} ({quality}, {outcome.total} hits)\n{query.intent}")
    table = Table(title=title, title_justify="left")
    signals = {name: None for each in outcome.page for name in each.points}
    for heading in ("rank", "grade", "score", *signals):
        table.add_column(heading, justify="right")
    table.add_column("title")
    table.add_column("external id")
    for rank, (found, grade) in enumerate(zip(outcome.page, outcome.grades, strict=True), 1):
        if rank <= NDCG_DEPTH:
            score = "-" if found.score is None else f"{found.score:.3f}"
            points = (f"{found.points.get(name, 0.0):.3f}" for name in signals)
            figures = (str(rank), str(grade), score, *points)
            table.add_row(*figures, Text(found.title), found.external_id)
    table.add_section()
    for entry, grade in missed(outcome):
        later = outcome.ids.index(entry) + 1 if entry in outcome.ids else None
        place = str(later or "missed")
        title = Text(titles.get(entry, "not in the seed"))
        table.add_row(place, str(grade), *("" for _ in ("score", *signals)), title, entry)
    return table


def missed(outcome: Outcome, limit: int = NDCG_DEPTH) -> list[tuple[str, int]]:
    """Return the best graded entries that are not among the first ten, with their grades."""
    shown = outcome.ids[:NDCG_DEPTH]
    graded = [(e, g) for e, g in outcome.query.judgements.items() if g and e not in shown]
    return sorted(graded, key=lambda each: (-each[1], each[0]))[:limit]
