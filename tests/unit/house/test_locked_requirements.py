from __future__ import annotations

import re

import pytest

from tests.fixtures.repository import text_of

OF_THE_PRODUCT = ("requirements/runtime.txt", "requirements/mcp.txt")
DEV = "requirements/dev.txt"
LOCKED = (*OF_THE_PRODUCT, DEV, "requirements/tools.txt", "tests/clients/python.txt")
PIN = re.compile(
    r"""^(?P<name>[A-Za-z0-9._-]+)(\[[a-z,-]+\])?==(?P<version>[^\s;]+)  # a name and its version
    (\ ;\ [^\\]+)?                                                     # on which systems
    (\ \\\n\ \ \ \ --hash=sha256:[0-9a-f]{64})+$                        # one hash or more
    """,
    re.MULTILINE | re.VERBOSE,
)


def pins(path: str) -> dict[str, str]:
    return {match["name"]: match["version"] for match in PIN.finditer(text_of(path))}


def required_names(path: str) -> set[str]:
    """Return the names on the lines of an `.in` file."""
    names = re.findall(r"^([A-Za-z][A-Za-z0-9._-]*)", text_of(path), re.MULTILINE)
    return {name.lower() for name in names}


@pytest.mark.parametrize("path", LOCKED)
def test_every_package_is_pinned_with_hashes(path: str) -> None:
    rest = PIN.sub("", text_of(path)).splitlines()

    assert pins(path)
    assert [line for line in rest if line and not line.startswith("    #")] == []


@pytest.mark.parametrize("path", LOCKED)
def test_a_lock_names_no_address(path: str) -> None:
    assert "//" not in text_of(path)
    assert "--index" not in text_of(path)


@pytest.mark.parametrize("name", ["runtime", "mcp", "dev", "tools"])
def test_a_lock_holds_everything_that_is_asked_for(name: str) -> None:
    assert required_names(f"requirements/{name}.in") <= set(pins(f"requirements/{name}.txt"))


def test_tests_run_with_the_versions_that_the_product_runs_with() -> None:
    pinned = {name: version for path in OF_THE_PRODUCT for name, version in pins(path).items()}
    dev = pins(DEV)

    assert {name: dev.get(name) for name in pinned} == pinned
