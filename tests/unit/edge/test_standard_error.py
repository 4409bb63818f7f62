"""What a running process writes to standard error: one JSON object a line, without texts."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

WRITTEN = "Gunvor Testsson"
BEGIN = """
import logging, sys, threading, warnings
from edge.logs import crash_logged, take_over_standard_error
take_over_standard_error()
text = "Gunvor Testsson"
def fail(): raise ValueError(text)
"""
ENDS = {
    "a warning": "warnings.warn(text)",
    "a library's warning": "logging.getLogger('library').warning('odd: %s', text)",
    "a library's error": (
        "try: fail()\nexcept ValueError: logging.getLogger('library').exception('gone: ' + text)"
    ),
    "an error that caused another": (
        "try:\n try: fail()\n except ValueError as error: raise OSError(text) from error\n"
        "except OSError: logging.getLogger('library').exception('gone')"
    ),
    "a crash": "fail()",
    "a crash of a thread": "thread = threading.Thread(target=fail); thread.start(); thread.join()",
    "a crash of a started process": "with crash_logged(): fail()",
    "a failure while clearing up": ("class Odd:\n def __del__(self): fail()\nodd = Odd()\ndel odd"),
}


@pytest.fixture(scope="module")
def written() -> dict[str, tuple[int, str]]:
    """End of a process -> its exit code, and what it wrote; all run beside each other."""
    running = {
        end: subprocess.Popen(
            [sys.executable, "-c", BEGIN + code], stderr=subprocess.PIPE, text=True
        )
        for end, code in ENDS.items()
    }
    return {end: (one.wait(), one.communicate()[1]) for end, one in running.items()}


@pytest.mark.parametrize("end", ENDS)
def test_every_line_is_an_object_without_what_somebody_wrote(
    written: dict[str, tuple[int, str]], end: str
) -> None:
    lines = written[end][1].splitlines()
    told: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert [set(each) >= {"event", "level", "timestamp"} for each in told] == [True]
    assert WRITTEN not in written[end][1]


@pytest.mark.parametrize("end", ["a crash", "a crash of a started process"])
def test_a_crash_is_told_by_kind_and_place_and_ends_the_process(
    written: dict[str, tuple[int, str]], end: str
) -> None:
    code, text = written[end]
    told = json.loads(text)
    assert (code, told["error"]) == (1, "ValueError")
    assert "in fail" in told["place"][-1]


def test_sentences_of_alembic_that_lack_what_was_put_into_them_are_left_out() -> None:
    said = "logging.getLogger('alembic.runtime.migration').info('Context impl %s.', text)"
    code = [sys.executable, "-c", BEGIN + said]
    done = subprocess.run(code, capture_output=True, text=True, check=True)
    assert done.stderr == ""
