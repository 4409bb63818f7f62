"""Whatever else a text asks for, what it is about comes first; hits are added to few only."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.searching.prepared import prepare
from app.searching.ranking import ranked
from app.searching.requests import SearchRequest
from app.searching.search import live_index
from indexer import weights
from swedish.analysis import is_generic, is_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.wiring import Services
    from indexer.engine import Hit

EVERY = 1000
"""More hits than there are entries."""
TEXTS = 50
"""Subjects drawn by lot, each with five or more texts."""
SEED = 15
COMMON = 10
"""Entries that hold a word of those that texts are made of."""
COMMONEST = 4
"""Words of the titles of hits that are left out, one at a time."""
LONGEST = 9
"""Words of such a text; of more than six, six are weighed together."""


@pytest.fixture(scope="module")
def found(services: Services) -> Callable[[str], tuple[Hit, ...]]:
    """Return all hits of a text, in order."""
    snapshot = live_index(services)

    def hits(text: str) -> tuple[Hit, ...]:
        return ranked(prepare(services, snapshot, SearchRequest(text, limit=EVERY))).answer.hits

    return hits


def ids(hits: Iterable[Hit]) -> list[str]:
    return [hit.entry["id"] for hit in hits]


@pytest.fixture(scope="module")
def subjects(services: Services) -> list[str]:
    """Names of topics that some entries are about, and that are no sectors."""
    snapshot = live_index(services)
    lexicon = services.lexicons.of(snapshot)
    names = [
        each.label
        for each in lexicon.topics
        if each.role == "subject" and lexicon.words.about(each.id) and each.label in each.names
    ]
    readings = {each: prepare(services, snapshot, SearchRequest(each)).reading for each in names}
    return [
        each
        for each, reading in readings.items()
        if all(concept.facet not in ("sector", "county") for concept in reading.concepts)
    ]


def with_slots(services: Services, subject: str, draw: random.Random) -> Iterator[str]:
    """Yield a subject with more and more that is asked beside it."""

    def one_of(vocabulary: str) -> str:
        return draw.choice(services.vocabularies.concepts(vocabulary)).pref_sv

    sector, county, funder = (one_of(each) for each in ("sectors", "counties", "funding"))
    place = f"i {county.removesuffix(' län').removesuffix('s')}"
    yield f"{subject} {place}"
    yield f"{subject} inom {sector.lower()}"
    yield f"{subject} inom {sector.lower()} {place}"
    yield f"{subject} inom {sector.lower()} {place} med bidrag"
    yield f"{subject} inom {sector.lower()} {place} med bidrag från {funder}"
    yield f"{county} {funder} {sector.lower()} {subject}"


def test_what_a_text_is_about_comes_before_all_that_only_has_the_rest(
    services: Services, found: Callable[[str], tuple[Hit, ...]], subjects: list[str]
) -> None:
    draw = random.Random(SEED)
    wrong = []
    for subject in draw.sample(subjects, TEXTS):
        every = found(subject)
        about = ids(each for each in every if (each.score or 0) >= weights.FIRST) or ids(every)
        for text in with_slots(services, subject, draw):
            hits = ids(found(text))
            on_it = [each in about for each in hits]
            jumps = len(about) >= weights.FEW and len(hits) > 1.1 * len(about) + 2
            if on_it != sorted(on_it, reverse=True) or jumps:
                wrong.append((text, len(about), len(hits), on_it.index(False)))
    assert not wrong


def test_one_word_more_does_not_make_the_number_of_hits_jump(
    services: Services,
) -> None:
    draw = random.Random(SEED)
    snapshot = live_index(services)
    known = snapshot.words().items()
    words = sorted(
        word
        for word, entries in known
        if entries >= COMMON and word.isalpha() and not (is_stop(word) or is_generic(word))
    )
    drawn = [draw.sample(words, LONGEST) for _ in range(2 * TEXTS)]
    totals = []
    for count in range(2, LONGEST + 1):
        texts = (SearchRequest(" ".join(each[:count])) for each in drawn)
        queries = [prepare(services, snapshot, each).query for each in texts]
        totals.append(sum(snapshot.counts(queries)))
    assert all(after < 1.15 * before for before, after in pairwise(totals)), totals


@pytest.mark.parametrize("excluding", ["-{}", "men inte {}"])
def test_to_leave_something_out_makes_no_answer_larger(
    services: Services,
    found: Callable[[str], tuple[Hit, ...]],
    subjects: list[str],
    excluding: str,
) -> None:
    snapshot = live_index(services)
    draw = random.Random(SEED)
    pairs = zip(subjects, draw.sample(subjects, len(subjects)), strict=True)
    texts: dict[str, int] = {}
    for sought in (*subjects, *(" ".join(pair) for pair in pairs)):
        hits = found(sought)
        if weights.FEW <= len(hits) < 2 * weights.MANY:
            titles = Counter(
                word
                for hit in hits
                for word in {*hit.entry["title"].lower().split()}
                if word.isalpha() and not is_stop(word)
            )
            for word, _ in titles.most_common(COMMONEST):
                texts[f"{sought} {excluding.format(word)}"] = len(hits)
    read = {text: prepare(services, snapshot, SearchRequest(text)) for text in texts}
    asked = {text: each.query for text, each in read.items() if each.reading.excluded}
    counted = dict(zip(asked, snapshot.counts(list(asked.values())), strict=True))
    assert min(counted.values()) < weights.FEW
    assert not {text: count for text, count in counted.items() if count > texts[text]}
