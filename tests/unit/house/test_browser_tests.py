"""Tests in the browser wait for the page that a click or a key leads to."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[2]
WAITING = TESTS / "web" / "browser" / "moving.py"
BARE = re.compile(r"""\.click\(|\.press\(["']Enter|\.new_context\(|\.expect_navigation\(""")


def test_they_click_and_press_enter_only_by_what_waits_for_the_next_page() -> None:
    modules = [each for each in TESTS.rglob("*.py") if "playwright" in each.read_text("utf-8")]
    assert {WAITING, TESTS / "desk" / "test_browser.py"} < set(modules)
    bare = [
        f"{module.relative_to(TESTS)}:{number}: {line.strip()}"
        for module in modules
        if module != WAITING
        for number, line in enumerate(module.read_text("utf-8").splitlines(), 1)
        if BARE.search(line)
    ]
    assert bare == []
