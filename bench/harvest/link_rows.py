"""What links are learnt from besides entries: examples of made-up replies, as people linked them.

`make harvest-train` writes them down from the training part of the corpus; a test makes them again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.linking.knowledge import FIELD_OF_SCHEME
from bench.harvest.measures import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bench.harvest.replies import Reply
    from linking.model import Model

FIELD_OF_GOLD = {
    "sectors": "sectors",
    "environmentalObjectives": "objectives",
    "goals": "goals",
    "resolve": "levers",
}
"""What the gold calls the fields of links that people were asked for, and what they are."""


def link_rows(replies: Iterable[Reply]) -> list[dict[str, Any]]:
    """Return the examples of replies with their links: {text, sectors, objectives, goals, levers}.

    Round 0 is left out: its examples tell of curated entries.
    """
    answers = (gold["answers"].get("2c") for reply in replies for gold in reply.gold)
    items = [item for answer in answers if answer for item in answer["items"]]
    return [
        {
            "text": item.get("publicText", item["text"]),
            **{field: item[name] for name, field in FIELD_OF_GOLD.items()},
        }
        for item in items
        if "environmentalObjectives" in item
    ]


def as_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as they are kept."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def tallies(rows: Iterable[Mapping[str, Any]], model: Model, least: float) -> dict[str, Tally]:
    """Return by field how the links that a model is so sure of compare with what people said."""
    found = {field: Tally() for field in FIELD_OF_GOLD.values()}
    for row in rows:
        told = {
            (FIELD_OF_SCHEME[each.scheme], each.concept)
            for each in model.suggest(row["text"], least)
        }
        for field, tally in found.items():
            got, want = {value for of, value in told if of == field}, set(row[field])
            tally.add(len(got & want), len(got), len(want))
    return found


def add_tallies(to: dict[str, Tally], more: Mapping[str, Tally]) -> None:
    """Add the counts of some texts to those of others."""
    for name, each in more.items():
        tally = to.setdefault(name, Tally())
        tally.add(each.right, each.right + each.extra, each.right + each.missed)
