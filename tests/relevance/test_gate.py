"""What the accepted run of the judged queries has reached is kept: a loss fails here.

`make relevance` shows which queries have changed; `make relevance ARGS=--accept` keeps a new run.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from bench.relevance.accepted import ALLOWED_LOSS, changes, reached, read_accepted
from bench.relevance.catalogue import ThisSearch, judged_catalogue, open_entries
from bench.relevance.judged import (
    CATALOGUE,
    DEVELOPMENT_SET,
    EVERY_SET,
    HELD,
    catalogue_of,
    read_queries,
)
from bench.relevance.outcomes import by_trait, run, summarise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.relevance.outcomes import Outcome

ENOUGH = 6
"""Queries with a trait from which its mean says something."""
ALLOWED_LOSS_OF_A_TRAIT = 0.02
MOST_HITS_WITHOUT_ANSWER = 1.0
ACCEPTED = read_accepted()
JUDGED_ENTRIES = "86a8a871aa319ff270f2e38a49ce03b76b7e14411f4cd1b07cf2adfc91a7c2d4"
"""SHA-256 of the entries that every set was judged over; keywords were given to them afterwards."""


@pytest.fixture(scope="module")
def held() -> Iterator[Mapping[Path, Sequence[Outcome]]]:
    with judged_catalogue() as services:
        yield {file: run(ThisSearch(services), read_queries((file,))) for file in HELD}


@pytest.fixture(scope="module")
def outcomes(held: Mapping[Path, Sequence[Outcome]]) -> Sequence[Outcome]:
    return held[DEVELOPMENT_SET]


def told(outcomes: Sequence[Outcome]) -> str:
    """Say which queries have lost, the most first."""
    lost = [change for change in changes(outcomes, ACCEPTED) if change.gained < 0]
    lines = [f"{each.outcome.query.id} {each.gained:+.3f}" for each in lost]
    return "lost: " + (", ".join(lines) or "nothing")


def test_the_sets_are_measured_over_the_entries_that_they_were_judged_over() -> None:
    assert hashlib.sha256(CATALOGUE.read_bytes()).hexdigest() == JUDGED_ENTRIES


def test_every_judgement_is_of_an_entry_of_these() -> None:
    for file in EVERY_SET:
        with open_entries(catalogue_of(file)) as lines:
            known = {json.loads(line)["externalId"] for line in lines}
        assert {each for query in read_queries([file]) for each in query.judgements} <= known


def test_every_judged_query_has_an_accepted_result() -> None:
    assert {query.id for query in read_queries(HELD)} == set(ACCEPTED)


@pytest.mark.parametrize("file", HELD, ids=lambda file: file.stem)
def test_the_ranking_is_as_good_as_it_was(
    held: Mapping[Path, Sequence[Outcome]], file: Path
) -> None:
    now, before = reached(held[file], ACCEPTED)
    assert now >= before - ALLOWED_LOSS, told(held[file])


def test_each_trait_is_served_as_well_as_it_was(outcomes: Sequence[Outcome]) -> None:
    means = {}
    for trait, summary in by_trait(outcomes).items():
        if summary.queries >= ENOUGH:
            means[trait] = reached([o for o in outcomes if trait in o.query.traits], ACCEPTED)
    worse = {
        trait: (round(now, 3), round(before, 3))
        for trait, (now, before) in means.items()
        if now < before - ALLOWED_LOSS_OF_A_TRAIT
    }
    assert means
    assert not worse, told(outcomes)


def test_what_the_catalogue_does_not_hold_is_not_found(outcomes: Sequence[Outcome]) -> None:
    summary = summarise(outcomes)
    assert summary.unanswerable
    assert summary.no_answer_hits.value <= MOST_HITS_WITHOUT_ANSWER
