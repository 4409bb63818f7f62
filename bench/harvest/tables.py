"""The measures as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from bench.harvest.harvested import total
from bench.harvest.measures import Tally
from bench.harvest.titles import FAULTS, faults, headings, titles_of
from harvest.splitting.example_kind import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.harvest.harvested import Outcome
    from bench.harvest.measures import Scores
    from bench.harvest.parts import Counted
    from bench.harvest.replies import Part
    from harvest.splitting.example_kind import Kind

HEADS = ("county", "questions", "yes/no", "2c", "2d", "kind", "leaks")


def _table(title: str, first: str, heads: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for head in heads:
        table.add_column(head, justify="right")
    return table


def _row(scores: Scores) -> list[str]:
    tallies = (scores.questions, scores.yes_no, scores.examples, scores.sectors, scores.kinds)
    return [f"{scores.county:.2f}", *map(_f1, tallies), str(len(scores.leaks))]


def _f1(tally: Tally) -> str:
    return f"{tally.f1:.2f}" if tally.right + tally.extra + tally.missed else "-"


def figures(scores: Scores) -> dict[str, float]:
    """Return what is kept of a run, each from 0 to 1."""
    tallies = {
        "questions": scores.questions,
        "examples": scores.examples,
        "sectors": scores.sectors,
        "kinds": scores.kinds,
    }
    return {"county": scores.county, **{name: each.f1 for name, each in tallies.items()}}


def per_file(name: str, outcomes: Sequence[Outcome]) -> Table:
    """Return what each file of a set reached."""
    table = _table(f"Replies: {name}", "file", (*HEADS, "seconds"))
    for each in outcomes:
        table.add_row(each.reply.name, *_row(each.scores), f"{each.seconds:.2f}")
    return table


def per_round(parts: Mapping[Part, Mapping[str, Sequence[Outcome]]]) -> Table:
    """Return what the replies of each round of each part reached."""
    table = _table("Replies by round", "round", ("part", "files", *HEADS))
    for part, rounds in parts.items():
        for name, outcomes in rounds.items():
            table.add_row(name, part, str(len(outcomes)), *_row(total(outcomes)))
    return table


def left_out(tallies: Mapping[str, Tally]) -> Table:
    """Return how the examples of each round are split by a model that did not learn from it."""
    table = _table("Splitting, each round left out of training", "round", ("2c", "P", "R"))
    every = Tally()
    for name, tally in tallies.items():
        every.add(tally.right, tally.right + tally.extra, tally.right + tally.missed)
        table.add_row(name, f"{tally.f1:.3f}", f"{tally.precision:.2f}", f"{tally.recall:.2f}")
    table.add_row("all", f"{every.f1:.3f}", f"{every.precision:.2f}", f"{every.recall:.2f}")
    return table


def confusion(counts: Mapping[tuple[Kind, Kind], int]) -> Table:
    """Return which kind was taken for which, each round left out of training."""
    right = sum(number for (kind, taken), number in counts.items() if kind == taken)
    title = f"Kinds, each round left out of training: {right / sum(counts.values()):.3f} right"
    table = _table(title, "kind", [f"as {kind}" for kind in KINDS])
    for kind in KINDS:
        table.add_row(kind, *(str(counts.get((kind, taken), 0)) for taken in KINDS))
    return table


def titles(parts: Mapping[Part, Sequence[Outcome]]) -> Table:
    """Return what is wrong with titles, of a hundred, and how many headings are titles."""
    table = _table("Titles", "of a hundred", list(parts))
    counts = [faults(titles_of(each)) for each in parts.values()]
    for name in (*FAULTS, "any"):
        table.add_row(name, *(f"{100 * each[name] / each['titles']:.1f}" for each in counts))
    kept = [headings(each) for each in parts.values()]
    table.add_row("headings kept", *(f"{100 * each.recall:.1f}" for each in kept))
    return table


def parts(counted: Mapping[Part, Counted]) -> Table:
    """Return how many of the parts of examples are in the field that people sorted them into."""
    table = _table("Parts of examples in the right field", "field", list(counted))
    for field in sorted({each for _, every in counted.values() for each in every}):
        table.add_row(field, *(f"{right[field]} of {n[field]}" for right, n in counted.values()))
    table.add_row("all", *(f"{r.total()} of {n.total()}" for r, n in counted.values()))
    return table


def totals(sets: Mapping[str, Scores], seconds: Mapping[str, float]) -> Table:
    """Return what all replies of each set reached; links on the examples that were found."""
    table = _table("All replies", "measure", list(sets))

    def add(name: str, values: Sequence[str]) -> None:
        table.add_row(name, *values)

    every = list(sets.values())
    add("respondents", [str(each.replies) for each in every])
    add("county", [f"{each.county:.3f}" for each in every])
    for name in ("questions", "answers", "yes_no", "examples", "sectors", "kinds"):
        add(_NAMES[name], [_detail(getattr(each, name)) for each in every])
    for vocabulary in sorted({name for each in every for name in each.links}):
        add(f"links: {vocabulary}", [_detail(each.links[vocabulary]) for each in every])
    add("personal data leaked", [str(len(each.leaks)) for each in every])
    add("seconds a file", [f"{seconds[name]:.2f}" for name in sets])
    return table


_NAMES = {
    "questions": "questions answered, F1",
    "answers": "text of answers, F1",
    "yes_no": "yes or no",
    "examples": "examples (2c), F1",
    "sectors": "sectors (2d), F1",
    "kinds": "kind of example",
}


def _detail(tally: Tally) -> str:
    if not tally.right + tally.extra + tally.missed:
        return "-"
    counts = f"{tally.right} right, {tally.extra} extra, {tally.missed} missed"
    return f"{tally.f1:.3f}  ({counts})"


def links_filled_in(learnt_from: str, tallies: Mapping[str, Tally]) -> Table:
    """Return how links of replies are filled in by models that learnt from something."""
    table = _table(f"Links filled in, learnt from {learnt_from}", "field", ("links", "P", "R"))
    for name, tally in tallies.items():
        measures = (tally.precision, tally.recall)
        table.add_row(name, str(tally.right + tally.missed), *(f"{each:.2f}" for each in measures))
    return table


def reply_links(examples: int, tallies: Mapping[str, Tally]) -> Table:
    """Return how links are suggested for the examples that replies tell, by vocabulary."""
    title = f"Links of {examples} examples in replies (own entries left out)"
    table = _table(title, "vocabulary", ("links", "F1", "P", "R"))
    for name, tally in tallies.items():
        measures = (tally.f1, tally.precision, tally.recall)
        table.add_row(name, str(tally.right + tally.missed), *(f"{each:.3f}" for each in measures))
    return table


def robustness(changes: Mapping[str, Scores]) -> Table:
    """Return what is left of the development replies when they are changed."""
    table = _table("Development replies, changed", "change", HEADS)
    for name, scores in changes.items():
        table.add_row(name, *_row(scores))
    return table
