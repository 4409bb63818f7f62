"""Two small vocabularies and made-up examples that a model is learnt from in a moment."""

from __future__ import annotations

from dataclasses import dataclass

from linking.examples import Example, Quote
from linking.preprocessing import Preprocessor
from linking.terms import Knowledge, Name, Scheme


@dataclass(frozen=True)
class Topic:
    id: str
    names: tuple[str, ...]
    broader: tuple[str, ...] = ()


TOPICS = (
    Topic("energi", ("energi",)),
    Topic("solel", ("solel", "solceller"), ("energi",)),
    Topic("avfall", ("avfall", "matsvinn")),
)
GOALS = Scheme(
    "goals",
    {
        "7": (Name("energi", "label"), Name("solceller", "keyword")),
        "12": (Name("avfall", "label"), Name("matsvinn", "keyword"), Name("återbruk", "cue")),
        "14": (Name("hav", "label"), Name("musslor", "keyword")),
    },
    {"7": ("el från solen och vinden",), "12": ("det som slängs",)},
)
TARGETS = Scheme(
    "targets",
    {"7.2": (Name("förnybar energi", "label"),), "12.3": (Name("matsvinn", "label"),)},
    {},
    {"7.2": (("goals", "7"),), "12.3": (("goals", "12"),)},
)
PLACES = (
    *("Skåne", "Halland", "Blekinge", "Småland", "Gotland", "Värmland", "Dalarna", "Lappland"),
    *("Uppland", "Närke", "Dalsland", "Härjedalen"),
)


def preprocessor() -> Preprocessor:
    return Preprocessor(Knowledge((GOALS, TARGETS), TOPICS))


def examples() -> list[Example]:
    """Return twelve examples of goal 7, twelve of goal 12 and twelve of neither."""
    return [
        made
        for at, place in enumerate(PLACES)
        for made in (
            example(
                f"sol-{at}",
                f"Gårdar i {place} sätter upp solceller\nTaken ger förnybar el till ladan.",
                "7",
                "sätter upp solceller",
                target="7.2",
            ),
            example(
                f"svinn-{at}",
                f"Krogar i {place} väger sin mat\nMatsvinnet minskar när köken mäter.",
                "12",
                "Matsvinnet minskar",
                target="12.3",
            ),
            example(f"mote-{at}", f"Möte i {place}\nFöretagare och kommuner samtalade om läget."),
        )
    ]


def example(entry_id: str, text: str, goal: str = "", quote: str = "", target: str = "") -> Example:
    return Example(
        entry_id,
        text,
        {
            "goals": frozenset([goal] if goal else []),
            "targets": frozenset([target] if target else []),
        },
        (Quote("goals", goal, quote),) if quote else (),
    )
