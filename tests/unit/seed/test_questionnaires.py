from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seed.files import data_path
from seed.questionnaires import questionnaire, read_questionnaires
from swedish.personal import find_personal

if TYPE_CHECKING:
    from seed.questionnaires import Questionnaire


@pytest.fixture(params=read_questionnaires(), ids=lambda each: each.id)
def survey(request: pytest.FixtureRequest) -> Questionnaire:
    found: Questionnaire = request.param
    return found


def test_each_file_is_a_survey_of_its_name() -> None:
    names = {path.stem for path in data_path("questionnaires").glob("*.yaml")}
    assert names == {each.id for each in read_questionnaires()}


def test_the_survey_of_2018_asks_its_eight_questions_in_order() -> None:
    asked = [(each.id, each.kind) for each in questionnaire("rus-2018").questions]
    assert asked == [
        ("1", "yes-no"),
        ("2", "heading"),
        ("2a", "yes-no"),
        ("2b", "yes-no"),
        ("2c", "examples"),
        ("2d", "sectors"),
        ("3", "text"),
        ("4", "text"),
    ]


def test_an_unknown_survey_is_an_error() -> None:
    with pytest.raises(KeyError):
        questionnaire("rus-1918")


def test_no_two_questions_share_an_id_or_a_label(survey: Questionnaire) -> None:
    ids = [each.id for each in survey.questions]
    labels = [label for each in survey.questions for label in each.labels]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)


def test_no_survey_names_a_person(survey: Questionnaire) -> None:
    texts = (survey.title, survey.issuer, survey.instruction, *(q.text for q in survey.questions))
    assert not find_personal("\n".join(texts))
