from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clients.generating import DOCUMENT, PUBLIC_DOCUMENT
from tests.clients.toolbox import HERE, node, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients
each_document = pytest.mark.parametrize("document", [PUBLIC_DOCUMENT, DOCUMENT])


@each_document
def test_redocly_finds_nothing(packages: Path, document: Path) -> None:
    linter = packages / "@redocly" / "cli" / "bin" / "cli.js"
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    run(node(), linter, "lint", "--config", HERE / "redocly.yaml", document, **quiet)


@each_document
def test_spectral_finds_nothing(packages: Path, document: Path) -> None:
    linter = packages / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    told = ("--ruleset", HERE / "spectral.yaml", "--fail-severity", "hint")
    run(node(), linter, "lint", *told, document)
