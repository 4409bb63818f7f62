"""Once the API is released, its contract changes with a word in the changelog or not at all."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
import yaml

from api import about
from tests.fixtures.repository import ROOT, pyproject, text_of

RELEASED = ROOT / "tests" / "unit" / "house" / "released.yaml"
"""openapi.yaml as it was in the last release."""
WORDS = {"description", "summary", "example", "examples"}
"""What explains a contract and is no part of it."""
NAMES = {"properties", "headers", "schemas", "responses", "parameters", "paths"}
"""Members whose own members are names, such as a field called description."""
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\]", re.MULTILINE)


def contract(part: Any, *, named: bool = False) -> Any:
    """Return a document without the words that explain it."""
    if isinstance(part, list):
        return [contract(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {name: value for name, value in part.items() if named or name not in WORDS}
    return {
        name: contract(value, named=not named and name in NAMES) for name, value in kept.items()
    }


def unreleased_part(changelog: str) -> str:
    """Return what stands under the unreleased changes; nothing where there are none."""
    return changelog.partition("## [Unreleased]")[2].partition("\n## [")[0]


def is_told(changelog: str, released: Any, current: Any) -> bool:
    """Whether a contract is the released one, or its change stands under the unreleased ones."""
    unreleased = unreleased_part(changelog)
    same = contract(released) == contract(current)
    return same or "**API change**" in unreleased


def document(path: str = "openapi.yaml") -> Any:
    return yaml.load(text_of(path), Loader=yaml.CSafeLoader)


def test_the_changelog_names_the_version_of_the_api() -> None:
    told = re.findall(r"version of the API is (\d+\.\d+\.\d+)", text_of("CHANGELOG.md"))

    assert told == [about.VERSION]


def test_the_release_and_its_api_have_one_version() -> None:
    assert pyproject()["project"]["version"] == about.VERSION


def test_a_release_keeps_its_contract() -> None:
    assert RELEASED.exists() == bool(RELEASE.search(text_of("CHANGELOG.md")))


def test_a_release_has_all_migrations_that_do_not_stand_as_unreleased() -> None:
    rows = gzip.decompress((ROOT / "tests" / "upgrades" / f"{about.VERSION}.sql.gz").read_bytes())
    revision = re.search(rb"INSERT INTO \"alembic_version\" VALUES\('(\d+)'\)", rows)
    versions = (ROOT / "catalogue" / "migrations" / "versions").glob("[0-9]*.py")
    latest = max(each.name.partition("_")[0] for each in versions)

    assert revision
    is_unreleased = "**migration**" in unreleased_part(text_of("CHANGELOG.md")).lower()
    assert (revision[1].decode() != latest) == is_unreleased


def test_a_changed_contract_stands_in_the_changelog() -> None:
    released = document(RELEASED.relative_to(ROOT).as_posix()) if RELEASED.exists() else document()

    assert is_told(text_of("CHANGELOG.md"), released, document())


@pytest.mark.parametrize(
    ("unreleased", "told"),
    [("", False), ("- Faster.", False), ("- **API change** `kind` is gone.", True)],
)
def test_a_field_that_goes_has_to_be_told(unreleased: str, told: bool) -> None:  # noqa: FBT001
    changelog = f"## [Unreleased]\n{unreleased}\n## [1.0.0]\n- **API change** of old.\n"
    current = document()
    del current["components"]["schemas"]["Entry"]["properties"]["kind"]

    assert is_told(changelog, document(), current) is told


def test_a_field_called_description_is_part_of_the_contract() -> None:
    properties = {"properties": {"description": {"type": "string", "description": "Words."}}}

    assert contract(properties) == {"properties": {"description": {"type": "string"}}}


def test_better_words_need_no_line() -> None:
    current = document()
    current["info"]["description"] = "Other words."

    assert is_told("## [Unreleased]\n", document(), current)
