"""What of the text of a reply is marked as used, in part or not at all."""

from __future__ import annotations

import pytest

from app.candidates.queue import Queued
from desk.marked_text import MarkedText

TEXT = "Energiråd till åkerier. Kurs om biogas i Ryd.\nLantbruk, hamnar och fiske"
FIRST, SECOND = TEXT.index("Kurs"), TEXT.index("\n")


def marked(used: list[list[int]], sectors: list[list[int]]) -> list[tuple[bool, bool]]:
    """Return of each line whether something of it is not used, and whether something else is."""
    answers = [
        {"question": "2c", "spans": [[0, SECOND]]},
        {"question": "2d", "spans": [[SECOND + 1, len(TEXT)]]},
    ]
    respondent = {"document": 0, "answers": answers, "sectors": [{"spans": sectors}]}
    document = {"name": "svar.txt", "text": TEXT, "withheldSpans": []}
    one = Queued(
        "1",
        "Energiråd",
        "waiting",
        postponed=False,
        question="2c",
        county="13",
        document=0,
        spans=used,
        sureness=1.0,
    )
    queue = [one] if used else []
    reply = {"survey": "rus-2018", "documents": [document], "respondents": [respondent]}
    text = MarkedText(reply, 0, queue)
    return [(line.is_unused, line.is_partly_used) for line in text.lines]


@pytest.mark.parametrize(
    ("used", "sectors", "lines"),
    [
        ([], [], [(True, False), (True, False)]),
        ([[0, FIRST]], [], [(True, True), (True, False)]),
        ([[0, SECOND]], [[SECOND + 1, SECOND + 9]], [(False, False), (True, True)]),
        ([[0, SECOND]], [[SECOND + 1, len(TEXT)]], [(False, False), (False, False)]),
    ],
)
def test_a_line_is_told_to_be_used_not_at_all_or_in_part(
    used: list[list[int]], sectors: list[list[int]], lines: list[tuple[bool, bool]]
) -> None:
    assert marked(used, sectors) == lines
