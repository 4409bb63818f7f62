from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clients.generating import DOCUMENT
from tests.clients.toolbox import HERE, node, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients


def test_redocly_finds_nothing(packages: Path) -> None:
    linter = packages / "@redocly" / "cli" / "bin" / "cli.js"
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    run(node(), linter, "lint", "--config", HERE / "redocly.yaml", DOCUMENT, **quiet)


def test_spectral_finds_nothing(packages: Path) -> None:
    linter = packages / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    told = ("--ruleset", HERE / "spectral.yaml", "--fail-severity", "hint")
    run(node(), linter, "lint", *told, DOCUMENT)
