from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import structlog

from edge.logs import configure_logging

if TYPE_CHECKING:
    import pytest


def fail(searched: str) -> None:
    """Hold a text in a local variable and fail."""
    raise RuntimeError(len(searched))


def test_an_error_in_the_log_tells_where_but_no_local_variable(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        configure_logging()
        searched = "hemlig söktext"
        try:
            fail(searched)
        except RuntimeError:
            structlog.get_logger().exception("fel")
        line = json.loads(capsys.readouterr().err.splitlines()[-1])
        assert line["exception"][0]["exc_type"] == "RuntimeError"
        assert searched not in json.dumps(line, ensure_ascii=False)
    finally:
        root.handlers[:], root.level = handlers, level
        structlog.reset_defaults()
