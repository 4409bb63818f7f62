"""Where there is nothing to learn from, names, keywords and cues suggest links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linking import storing
from linking.training import train
from tests.unit.linking.small import examples, preprocessor

if TYPE_CHECKING:
    from pathlib import Path

WASTE = "Matsvinn i skolkök\nAvfall vägs varje dag."


@pytest.mark.parametrize("few", [0, 1, 4])
def test_too_few_examples_leave_rules_alone(few: int) -> None:
    found = train(examples()[:few], preprocessor()).suggest(WASTE)

    assert [(each.scheme, each.concept) for each in found] == [("goals", "12")]
    assert not any(each.learnt for each in found)
    assert {each.quote for each in found[0].evidence} == {"Matsvinn", "Avfall"}
    assert {at.ground for each in found for at in each.evidence} <= {"label", "keyword"}


def test_more_names_promise_more() -> None:
    model = train([], preprocessor())
    (one,) = model.suggest("Köken mäter.\nAvfall vägs.", least=0.1)
    two = model.suggest(WASTE, least=0.1)[0]

    assert (one.concept, two.concept) == ("12", "12")
    assert 0 < one.precision < two.precision < 1
    assert not one.advised


def test_a_text_that_names_nothing_gets_nothing() -> None:
    assert train([], preprocessor()).suggest("Företagare samtalade om läget.") == []


def test_what_has_learnt_nothing_is_stored_like_any_other(tmp_path: Path) -> None:
    model = train([], preprocessor())
    storing.save(model, tmp_path / "model.npz", {"seq": 0})
    again = storing.load(tmp_path / "model.npz", preprocessor())

    assert again is not None
    assert again.suggest(WASTE) == model.suggest(WASTE)
