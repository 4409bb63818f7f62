"""The files of a deployment, read the way container engines read them."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import yaml

from tests.fixtures.repository import text_of

VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}")


class Instruction(NamedTuple):
    """One instruction of the container file, its continued lines joined."""

    stage: str
    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """What an instruction in exec form holds."""
        return [str(word) for word in json.loads(self.text[self.text.index("[") :])]


def instructions() -> list[Instruction]:
    """Return the container file's instructions with the stage that each belongs to."""
    lines = [line for line in text_of("deploy/Containerfile").splitlines() if line[:1] != "#"]
    found: list[Instruction] = []
    stage = ""
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        name, _, text = line.partition(" ")
        stage = text.rpartition(" ")[2] if name == "FROM" else stage
        if name:
            found.append(Instruction(stage, name, text))
    return found


def of_the_final_stage(name: str) -> list[Instruction]:
    return [each for each in instructions() if (each.stage, each.name) == ("final", name)]


def compose(**variables: str) -> dict[str, Any]:
    """Return the compose file with its variables filled in; what is required must be given."""

    def value_of(match: re.Match[str]) -> str:
        name, operator, rest = match.groups()
        value = variables.get(name, "")
        assert value or operator != "?", f"{name} {rest}"
        return value or (rest if operator == "-" else "")

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: filled(each) for name, each in part.items()}
        if isinstance(part, list):
            return [filled(each) for each in part]
        return VARIABLE.sub(value_of, part) if isinstance(part, str) else part

    found: dict[str, Any] = filled(yaml.safe_load(text_of("deploy/compose.yaml")))
    return found


def example() -> dict[str, str]:
    """Return the variables of the example of the file with the secrets."""
    lines = text_of("deploy/.env.example").splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs)
