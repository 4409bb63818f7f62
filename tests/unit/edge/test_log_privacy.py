from __future__ import annotations

import json
import logging

import pytest
import structlog

from edge.logs import configure_logging


def test_an_error_in_the_log_tells_where_but_no_local_variable(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        configure_logging()
        searched = "hemlig söktext"
        try:
            raise RuntimeError("gick sönder")
        except RuntimeError:
            structlog.get_logger().exception("fel")
        line = json.loads(capsys.readouterr().err.splitlines()[-1])
        assert line["exception"][0]["exc_type"] == "RuntimeError"
        assert searched not in json.dumps(line, ensure_ascii=False)
    finally:
        root.handlers[:], root.level = handlers, level
        structlog.reset_defaults()
