"""The tasks: their calls are made, and what the tools answer is compared with the answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from api.app import create_api
from assistants.asking import KnownLabels
from assistants.local import LocalCatalogue
from assistants.remote import API_PATH
from assistants.tools import BY_NAME, call, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.wiring import Services
    from assistants.catalogue import Catalogue

TASKS = Path(__file__).parent / "tasks.yaml"
EVERY = "*"


@dataclass(frozen=True, slots=True)
class Task:
    """A question with its answer.

    Attributes:
        question: as county staff put it.
        calls: of tools, each by name with its arguments.
        complete: path -> all values there.
        among: path -> some of the values there.
    """

    question: str
    calls: tuple[tuple[str, Mapping[str, Any]], ...]
    complete: Mapping[str, list[object]]
    among: Mapping[str, list[object]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task.

    Attributes:
        characters: of the answers of its calls.
        wrong: the paths at which the answers differ, with what was found there.
    """

    task: Task
    characters: int
    wrong: Mapping[str, list[object]]


def read_tasks() -> tuple[Task, ...]:
    """Read the committed tasks."""
    return tuple(
        Task(
            each["question"],
            tuple(pair for one in each["calls"] for pair in one.items()),
            each.get("is", {}),
            each.get("has", {}),
        )
        for each in yaml.safe_load(TASKS.read_text("utf-8"))
    )


def run_tasks(services: Services, tasks: Iterable[Task]) -> list[Outcome]:
    """Make the calls of tasks over the catalogue of some services.

    Raises:
        Refusal: a call is refused.
    """
    address = f"{services.settings.public_url}{API_PATH}"
    catalogue = LocalCatalogue(create_api(services), address)
    return [_run_task(catalogue, task) for task in tasks]


def _run_task(catalogue: Catalogue, task: Task) -> Outcome:
    known, answers = KnownLabels(), list[dict[str, Any]]()
    for tool, arguments in task.calls:
        filled = {name: _filled(value, answers) for name, value in arguments.items()}
        answers.append(call(BY_NAME[tool], catalogue, known, filled))
    found = {path: list(values_at(answers, path)) for path in (*task.complete, *task.among)}
    wrong = {
        path: values
        for path, values in found.items()
        if set(map(str, values)) != set(map(str, task.complete.get(path, values)))
        or not set(map(str, task.among.get(path, ()))) <= set(map(str, values))
    }
    return Outcome(task, sum(len(written(each)) for each in answers), wrong)


def _filled(value: object, answers: list[dict[str, Any]]) -> object:
    """Return an argument; one in braces is the first value at a path of the last answer."""
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        return next(_at(answers[-1], value[1:-1].split(".")))
    return value


def values_at(answers: Iterable[object], path: str) -> Iterator[object]:
    """Return the values at a path, such as `items.*.title`, in each of some answers."""
    for answer in answers:
        yield from _at(answer, path.split("."))


def _at(value: object, path: list[str]) -> Iterator[object]:
    if not path:
        yield from value if isinstance(value, list) else [value]
        return
    name, *rest = path
    if isinstance(value, list):
        for each in value if name == EVERY else value[int(name) :][:1]:
            yield from _at(each, rest)
    elif isinstance(value, dict) and name in value:
        yield from _at(value[name], rest)
