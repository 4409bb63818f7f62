"""docs/troubleshooting.md is searched by message: each message in it is one that is given."""

from __future__ import annotations

import re

import pytest

from tests.fixtures.repository import ROOT, text_of

LAYERS = ("api", "app", "catalogue", "cli", "edge", "indexer")
BETWEEN_PIECES = re.compile(r'"\s*f?"')
"""Where a literal goes on in the next line."""
ROW = re.compile(r"^\| (`[^|]+) \|", re.MULTILINE)


def messages() -> list[str]:
    """Return what stands in the first column of commands and of the log."""
    return [
        message
        for row in ROW.findall(text_of("docs/troubleshooting.md"))
        for message in re.findall("`([^`]+)`", row)
    ]


@pytest.fixture(scope="module")
def code() -> str:
    files = (path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
    return BETWEEN_PIECES.sub("", "".join(path.read_text(encoding="utf-8") for path in files))


@pytest.mark.parametrize("message", messages())
def test_each_message_is_one_that_the_code_gives(message: str, code: str) -> None:
    assert message in code
