from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from linking import storing, training
from linking.examples import Decision, from_decisions
from linking.scheme_training import learn_scheme
from linking.training import learn, train
from tests.unit.linking.small import example, examples, preprocessor

if TYPE_CHECKING:
    from pathlib import Path

    from linking.model import Model
    from linking.suggestions import Suggestion

SUN = "Nya solceller i Bohuslän\nFörskolan får egen el."
WASTE = "Skolkök i Bohuslän\nNu vägs matsvinnet varje dag."


@pytest.fixture(scope="module")
def model() -> Model:
    return train(examples(), preprocessor())


def links(found: list[Suggestion]) -> set[tuple[str, str]]:
    return {(each.scheme, each.concept) for each in found}


def test_a_text_is_linked_as_those_that_are_like_it(model: Model) -> None:
    assert links(model.suggest(SUN)) == {("goals", "7"), ("targets", "7.2")}
    assert links(model.suggest(WASTE)) == {("goals", "12"), ("targets", "12.3")}


def test_a_text_that_is_like_none_gets_nothing(model: Model) -> None:
    assert model.suggest("Kommuner samtalade om läget i Bohuslän") == []


@pytest.mark.parametrize("text", ["", " \n", "och som är", "…!"])
def test_a_text_without_words_gets_nothing(model: Model, text: str) -> None:
    assert model.suggest(text) == []
    assert model.suggest(text, least=0.0) == []


def test_evidence_is_characters_of_the_text(model: Model) -> None:
    for suggestion in model.suggest(SUN):
        assert suggestion.evidence
        for each in suggestion.evidence:
            assert SUN[each.start : each.end] == each.quote != ""


def test_evidence_tells_the_name_that_is_found(model: Model) -> None:
    (goal,) = [each for each in model.suggest(SUN) if each.scheme == "goals"]
    assert ("keyword", "solceller") in [(each.ground, each.name) for each in goal.evidence]


def test_evidence_tells_the_example_that_is_like_it(model: Model) -> None:
    (goal,) = [each for each in model.suggest(SUN) if each.scheme == "goals"]
    (like,) = [each.reference for each in goal.evidence if each.reference]
    assert like.entry.startswith("sol-")
    assert like.quote == "sätter upp solceller"


def test_words_that_were_learnt_are_evidence_too(model: Model) -> None:
    found = model.suggest("Taken på ladan ger förnybar el", least=0.0)
    (goal,) = [each for each in found if (each.scheme, each.concept) == ("goals", "7")]
    assert "word" in {each.ground for each in goal.evidence}


def test_a_text_that_is_no_entry_is_never_shown_as_an_example() -> None:
    nameless = [example("", each.text, *each.links["goals"]) for each in examples()]
    model = train(nameless, preprocessor())
    grounds = {each.ground for found in model.suggest(SUN) for each in found.evidence}
    assert grounds
    assert "example" not in grounds


def test_the_surer_it_must_be_the_fewer_are_suggested(model: Model) -> None:
    everything = model.suggest(SUN, least=0.0)
    sure = model.suggest(SUN, least=0.7)
    assert links(sure) < links(everything)
    assert all(each.precision >= 0.7 for each in sure)


def test_only_rules_speak_for_a_concept_with_few_examples() -> None:
    few = [
        example(f"hav-{at}", f"{place}\nMusslor renar havet.", "14")
        for at, place in enumerate(("Orust", "Hven"))
    ]
    model = train([*examples(), *few], preprocessor())
    found = model.suggest("Musslor i havet", least=0.0)
    (sea,) = [each for each in found if each.concept == "14"]
    (sun,) = [each for each in found if each.concept == "7"] or [None]
    assert not sea.learnt
    assert {each.ground for each in sea.evidence} <= {"label", "keyword", "example"}
    assert sun is None or sun.precision < sea.precision


def test_a_target_follows_its_goal(model: Model) -> None:
    scores = model.scores([SUN, WASTE])["targets"]
    assert scores[0, 0] > scores[0, 1]
    assert scores[1, 1] > scores[1, 0]


def test_what_curators_refuse_is_suggested_less() -> None:
    roofs = [f"Takbyte i {place}\nLadan får nytt tak av plåt." for place in ("Åre", "Mora", "Orsa")]
    text = "Takbyte i Falun\nLadan får nytt tak."
    said = from_decisions(Decision(each, "goals", "7", accepted=False) for each in roofs)
    before = train(examples(), preprocessor()).scores([text])["goals"][0, 0]
    after = train([*examples(), *said], preprocessor()).scores([text])["goals"][0, 0]
    assert after < before


def test_what_curators_accept_is_suggested_more() -> None:
    wind = [
        f"Vindsnurror i {place}\nSnurrorna driver kvarnen." for place in ("Åre", "Mora", "Orsa")
    ]
    text = "Vindsnurror i Falun"
    said = from_decisions(Decision(each, "goals", "7", accepted=True) for each in wind)
    before = train(examples(), preprocessor()).scores([text])["goals"][0, 0]
    after = train([*examples(), *said], preprocessor()).scores([text])["goals"][0, 0]
    assert after > before


def test_links_without_rhyme_or_reason_are_promised_nothing() -> None:
    words = [
        f"{first}{last}o" for first in "bdfgkl" for last in ("ra", "ri", "ru", "ry", "rå", "rö")
    ]
    noise = [
        example(f"e{at}", f"{word}\n{word}.", "7" if at % 2 else "", word if at % 2 else "")
        for at, word in enumerate(words)
    ]
    model, left_out = learn(noise, preprocessor())
    assert left_out["goals"].shape == (len(noise), 3)
    assert model.schemes["goals"].calibration.at(np.array([9.0]))[0] < 0.7


def test_learning_the_same_again_gives_the_same(model: Model) -> None:
    again = train(examples(), preprocessor())
    assert np.array_equal(again.scores([SUN])["goals"], model.scores([SUN])["goals"])


def test_a_stored_model_suggests_the_same(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "models" / "model.npz"
    storing.save(model, path, {"seq": 7})
    read = storing.load(path, preprocessor())
    assert read
    assert read.suggest(SUN, least=0.0) == model.suggest(SUN, least=0.0)
    assert storing.read_about(path) == {"seq": 7}


def test_storing_leaves_no_other_file(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    storing.save(model, path, {})
    storing.save(model, path, {"seq": 8})
    assert [each.name for each in tmp_path.iterdir()] == ["model.npz"]
    assert storing.read_about(path) == {"seq": 8}


def test_a_model_that_cannot_be_stored_leaves_the_old_one(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    storing.save(model, path, {"seq": 7})
    with pytest.raises(TypeError):
        storing.save(model, path, {"seq": object()})
    assert storing.read_about(path) == {"seq": 7}


def test_a_file_is_read_without_running_what_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    np.savez(path, told=np.array([{"about": {"seq": 7}}], dtype=object))
    assert storing.read_about(path) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a model at all"])
def test_a_damaged_file_is_no_model(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    assert storing.read_about(path) is None
    assert storing.load(path, preprocessor()) is None


def test_where_no_file_is_there_is_no_model(tmp_path: Path) -> None:
    assert storing.read_about(tmp_path / "none.npz") is None
    assert storing.load(tmp_path / "none.npz", preprocessor()) is None


def test_learning_keeps_to_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[int] = []

    def counting(*training: Any) -> Any:
        used.extend(pool["num_threads"] for pool in threadpool_info())
        return learn_scheme(*training)

    monkeypatch.setattr(training, "learn_scheme", counting)
    with threadpool_limits(limits=2):
        train(examples(), preprocessor())
    assert set(used) == {1}
