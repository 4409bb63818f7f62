from __future__ import annotations

import re
from collections import UserDict
from typing import TYPE_CHECKING

import click
import pytest

from app.settings import read_settings
from assistants.tools import TOOLS
from cli.main import commands
from schemas.rows import EntryRowSchema
from tests.fixtures.repository import ROOT, documents, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
TARGET = re.compile(r"^([a-z-]+):.*?(?:## (.+))?$", re.MULTILINE)
MAKE = re.compile(r"`make ([a-z-]+)|^make ([a-z-]+)", re.MULTILINE)


class Asked(UserDict[str, str]):
    """An environment that notes what it is asked for."""

    def __init__(self, **variables: str) -> None:
        super().__init__(variables)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)


def targets() -> dict[str, str]:
    """Return what each target of the Makefile is for."""
    return dict(TARGET.findall(text_of("Makefile")))


def command_names(group: click.Group, path: str = "exempelbanken") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from command_names(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_first_target_of_the_makefile_is_help() -> None:
    assert next(iter(targets())) == "help"


def test_every_target_of_the_makefile_says_what_it_is_for() -> None:
    assert [name for name, told in targets().items() if not told] == []


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_every_make_command_in_a_document_exists(document: Path) -> None:
    found = MAKE.findall(document.read_text(encoding="utf-8"))

    assert {name or at_start for name, at_start in found} - set(targets()) == set()


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_list_of_commands_is_what_there_is() -> None:
    listed = re.findall(r"^\| `(exempelbanken [a-z ]+)`", text_of("docs/commands.md"), re.MULTILINE)

    assert sorted(listed) == sorted(command_names(commands))


def test_every_option_is_documented() -> None:
    told = text_of("docs/commands.md")
    options = {
        option
        for name in command_names(commands)
        for parameter in _command(name).params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }

    assert sorted(option for option in options if f"`{option}" not in told) == []


def _command(name: str) -> click.Command:
    command: click.Command = commands
    for part in name.split()[1:]:
        assert isinstance(command, click.Group)
        command = command.commands[part]
    return command


def test_the_list_of_tools_for_assistants_is_what_there_is() -> None:
    listed = re.findall(r"^\| `([a-z_]+)` \|", text_of("docs/assistants.md"), re.MULTILINE)

    assert listed == [tool.name for tool in TOOLS]


def test_the_list_of_settings_is_what_is_read(tmp_path: Path) -> None:
    environment = Asked(EXEMPELBANKEN_DATA=str(tmp_path))

    read_settings(environment)

    listed = re.findall(r"^\| `(EXEMPELBANKEN_[A-Z_]+)`", text_of("docs/settings.md"), re.MULTILINE)
    assert sorted(listed) == sorted(environment.names)


def test_every_field_of_a_load_is_documented() -> None:
    columns, _, contents = text_of("docs/loading.md").partition("## The fields of a row")
    fields = [str(field.data_key) for field in EntryRowSchema().load_fields.values()]

    for part in (columns, contents):
        assert sorted(name for name in fields if not re.search(rf"`{name}[`.]", part)) == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_a_decision_tells_its_context_and_its_consequences(decision: Path) -> None:
    headings = re.findall(r"^## (.+)$", decision.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == ["Context", "Decision", "Consequences"]


def test_every_decision_is_in_the_list() -> None:
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", text_of("docs/adr/README.md"))

    assert listed == [decision.name for decision in DECISIONS]


def test_every_document_is_in_the_list() -> None:
    told = text_of("docs/README.md")
    written = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}

    assert sorted(name for name in written if f"({name})" not in told) == []
