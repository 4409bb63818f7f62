"""docs/rest-api-profile.md answers every requirement, and what it names exists."""

from __future__ import annotations

import re

from tests.fixtures.repository import ROOT, text_of

# Requirements of profile 1.2.0 by area; of 2.0.0 those on tracing (SPA); FOR is the linter's own.
NUMBERS = {
    "DOK": (*range(1, 14), *range(15, 25)),
    "DOT": range(1, 5),
    "RES": range(1, 7),
    "UFN": (*range(1, 6), 7, 8, 9),
    "MOG": range(1, 4),
    "SAK": (1, 2, 3, 5, 6, *range(8, 33), 35, 36, 37),
    "AME": (1, 2, 4, 5, 6, 7),
    "ARQ": (1, 2, 3, 5, 6),
    "ARP": (2, 3, 4),
    "FEL": (1, 2),
    "VER": range(1, 20),
    "WEB": range(1, 7),
    "HYP": range(1, 20),
    "FNS": (1, 2, 3, *range(5, 15)),
    "CAC": (1,),
    "SPA": (2, 4, 7),
    "FOR": (2,),
}
REQUIRED = [f"{area}.{number:02}" for area, numbers in NUMBERS.items() for number in numbers]
PROFILE_1_2 = 151
ROW = re.compile(
    r"^\| ([A-Z]{3}\.\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE
)
ROWS = ROW.findall(text_of("docs/rest-api-profile.md"))


def existing_tests() -> set[str]:
    return {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_every_requirement_is_answered_once() -> None:
    assert [identifier for identifier, *_ in ROWS] == REQUIRED
    assert sum(not name.startswith(("SPA", "FOR")) for name in REQUIRED) == PROFILE_1_2


def test_every_test_that_is_named_exists() -> None:
    named = {name for *_, tests in ROWS for name in re.findall(r"`(\w+)`", tests)}
    assert named
    assert named <= existing_tests()


def test_what_is_met_is_held_by_a_test() -> None:
    for identifier, _, answer, _, tests in ROWS:
        if answer in {"Met", "In part"}:
            assert tests.strip(), identifier


def test_every_obligation_is_met_or_does_not_apply() -> None:
    for identifier, level, answer, *_ in ROWS:
        if level.startswith("SKALL"):
            assert answer in {"Met", "Not applicable", "Operator"}, identifier


def test_the_sums_at_the_top_are_right() -> None:
    own = [answer for name, _, answer, *_ in ROWS if not name.startswith(("SPA", "FOR"))]
    text = text_of("docs/rest-api-profile.md")
    for answer in ("Met", "In part", "Operator", "Not applicable", "Not met"):
        assert re.search(rf"^\| {answer}[^|]*\| {own.count(answer)} \|$", text, re.MULTILINE)
