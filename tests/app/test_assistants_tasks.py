"""The questions of county staff in bench/assistants, answered by the tools."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistants.tools import BY_NAME
from bench.assistants.tasks import Outcome, read_tasks, run_tasks, values_at

if TYPE_CHECKING:
    from app.wiring import Services

TASKS = read_tasks()
MOST_CHARACTERS = 8_000
"""Of the answers that a question needs: what a conversation has room for ten times over."""
WITHOUT_QUESTION = {"list_vocabularies"}


@pytest.fixture(scope="module")
def outcomes(services: Services) -> list[Outcome]:
    return run_tasks(services, TASKS)


def test_every_question_has_its_answer(outcomes: list[Outcome]) -> None:
    assert {each.task.question: each.wrong for each in outcomes if each.wrong} == {}


def test_answers_leave_room_for_the_conversation(outcomes: list[Outcome]) -> None:
    lengths = {each.task.question: each.characters for each in outcomes}

    assert max(lengths.values()) <= MOST_CHARACTERS, lengths


def test_ten_questions_use_every_tool() -> None:
    assert len(TASKS) == 10
    assert {name for task in TASKS for name, _ in task.calls} == set(BY_NAME) - WITHOUT_QUESTION


def test_another_answer_is_wrong(services: Services) -> None:
    [path] = TASKS[0].complete
    fewer = replace(TASKS[0], complete={path: TASKS[0].complete[path][1:]})
    other = replace(TASKS[1], among={"items.*.title": ["Ingen sådan"]})

    for outcome in run_tasks(services, (fewer, other)):
        assert outcome.wrong


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a.*.b", [1, 2]),
        ("a.0.b", [1]),
        ("a.9.b", []),
        ("none.b", []),
        ("c", ["x", "y"]),
        ("c.*", ["x", "y"]),
    ],
)
def test_a_path_leads_to_values(path: str, found: list[object]) -> None:
    answer = {"a": [{"b": 1}, {"b": 2}, {}], "c": ["x", "y"]}

    assert list(values_at([answer], path)) == found
