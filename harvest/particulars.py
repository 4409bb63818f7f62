"""What a reply tells of itself: the year of the survey, when it came, and its registry number.

They are guesses, for people to confirm: a mail's head is surer than its text, and the text surer
than the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from harvest.documents.document import Document
from swedish.months import MONTHS

EARLIEST = 1999
"""The year in which the environmental objectives were adopted."""
HEAD, FOOT = 15, 10
"""Lines in which a letter tells of itself."""
LONGEST_NUMBER = 40
LONGEST_DATED = 60
"""Characters of a line that dates a letter; in longer ones days are those of events."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SURVEY_YEAR = re.compile(r"(?i)(?:enkät|\brus\b)[^\n.!?]{0,40}?(?<!agenda )(?<!\d)(20\d\d)(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)")
_LONG_DAY = re.compile(rf"(?i)\b([0-3]?\d)\s+({'|'.join(MONTHS)})\s+((?:19|20)\d\d)\b")
_NUMBER = re.compile(
    r"(?i)\b(?:dnr|diarie ?n(?:r|ummer)|ärende ?n(?:r|ummer)|ärendebeteckning)"
    r"[ .:]{1,4}((?=[\w/:-]*\d{2})[\w/:-]*\w)"
)
_BARE_NUMBER = re.compile(r"(?<![\w-])(\d{3}-\d{2,6}-(?:19|20)\d\d)(?![\w-])")


class Particulars(NamedTuple):
    """What was found; None for what was not. Days are as 2018-08-20."""

    year: int | None
    received_on: str | None
    registry_number: str | None


def read_particulars(document: Document, latest: int) -> Particulars:
    """Return what a file tells of itself, with no year after the latest."""
    texts = list(_texts(document))
    received_on = _received_on(document, texts, latest)
    return Particulars(_year(texts, received_on, latest), received_on, _registry_number(texts))


def _texts(document: Document) -> Iterator[str]:
    """Yield what tells of the file, the surest first: subject, head and foot, file's name."""
    if document.sender:
        yield document.sender.subject
    files = [document, *document.attachments]
    for each in files:
        lines = [line for line in each.text.split("\n") if line.strip()]
        ends = lines if len(lines) <= HEAD + FOOT else [*lines[:HEAD], *lines[-FOOT:]]
        yield "\n".join([*each.margins, *ends])
    for each in files:
        yield (each.name or "").replace("_", " ")


def _year(texts: Sequence[str], received_on: str | None, latest: int) -> int | None:
    """Return when the survey was asked: as it is named, else when the reply came or its file's."""
    named = [int(each) for text in texts for each in _SURVEY_YEAR.findall(text)]
    dated = [int(received_on[:4])] if received_on else []
    of_file = [int(each) for each in _YEAR.findall(texts[-1])]
    found = (year for year in (*named, *dated, *of_file) if EARLIEST <= year <= latest)
    return next(found, None)


def _received_on(document: Document, texts: Sequence[str], latest: int) -> str | None:
    if document.sender and document.sender.date:
        return document.sender.date.date().isoformat()
    days = (day for text in texts for day in _days(text) if EARLIEST <= day.year <= latest)
    found = next(days, None)
    return found.isoformat() if found else None


def _days(text: str) -> Iterator[date]:
    """Yield days that short lines name."""
    for line in text.split("\n"):
        if len(line) > LONGEST_DATED:
            continue
        days = [(each[1], each[2], each[3]) for each in _ISO_DAY.finditer(line)]
        days += [
            (each[3], str(MONTHS.index(each[2].lower()) + 1), each[1])
            for each in _LONG_DAY.finditer(line)
        ]
        for year, month, day in days:
            try:
                yield date(int(year), int(month), int(day))
            except ValueError:
                continue


def _registry_number(texts: Sequence[str]) -> str | None:
    numbers = (
        number
        for pattern in (_NUMBER, _BARE_NUMBER)
        for text in texts
        for number in pattern.findall(text)
    )
    return next((each for each in numbers if len(each) <= LONGEST_NUMBER), None)
