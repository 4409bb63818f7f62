"""How many ways of telling of a person are pointed out, and how little else is.

Nobody can list every name: what is held is the share of each family of forms, and of sentences on
organisations in the same places. Counts are of the run that a change was accepted with.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from app.personal_data import find_likely
from tests.app.personal_forms import ALONE, HARMLESS, LED, LISTED, ORGANISATIONS, Form, forms

if TYPE_CHECKING:
    from bench.harvest.replies import Part
    from tests.fixtures.corpus import Corpus

LEAST = {"alone": 0.7, "as": 0.97, "led": 1.0, "listed": 0.97, "statement": 0.9}
"""Of a family, what share is found; of the others all. Of a name alone only lists can tell."""
FEWEST_FORMS = 4_000
MOST_ORGANISATIONS = 10
"""After "vår kollega", which no organisation is."""


def is_found(form: Form) -> bool:
    """Return whether each part of a form is pointed out."""
    _, text, parts = form
    found, place = find_likely(text), 0
    for part in parts:
        start = text.index(part, place)
        place = start + len(part)
        if not any(each.start < place and start < each.end for each in found):
            return False
    return True


@cache
def by_family() -> dict[str, list[bool]]:
    results = defaultdict(list)
    for form in forms():
        results[form[0].split(maxsplit=1)[0].strip(",")].append(is_found(form))
    return results


def test_there_are_forms_of_every_kind() -> None:
    assert sum(map(len, by_family().values())) > FEWEST_FORMS
    assert LEAST.keys() < by_family().keys()


def test_forms_of_every_family_are_found() -> None:
    shares = {name: sum(found) / len(found) for name, found in by_family().items()}
    assert {name: share for name, share in shares.items() if share < LEAST.get(name, 1)} == {}


def test_organisations_in_the_same_places_are_left_alone() -> None:
    told = [
        text
        for lead in (*LED, *ALONE, *LISTED)
        for name in ORGANISATIONS
        if find_likely(text := lead.format(*[name] * 3))
    ]
    assert len(told) <= MOST_ORGANISATIONS
    assert [each for each in told if "kollega" not in each] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_the_words_of_statements_are_left_alone_where_no_person_is_told_of(text: str) -> None:
    assert find_likely(text) == ()


@pytest.mark.slow
@pytest.mark.parametrize(("part", "most"), [("training", 1), ("frozen", 1)])
def test_hardly_anything_is_pointed_out_in_what_replies_let_be_published(
    part: Part, most: int, corpus: Corpus
) -> None:
    told = [
        (outcome.reply.name, text[each.start : each.end])
        for outcome in chain(*corpus(part).values())
        for respondent in outcome.harvest.respondents
        for candidate in respondent.candidates
        for text in (candidate.said.public_text, candidate.title)
        for each in find_likely(text)
    ]
    assert len(told) <= most, told
