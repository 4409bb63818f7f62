"""The survey of 2018 and what the harvest makes of a text that answers it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from harvest.answers import Form, answers_in
from harvest.documents.reading import read
from harvest.harvesting import Harvester, Vocabularies
from harvest.sector_names import Sectors
from seed.questionnaires import questionnaire
from seed.schemes import vocabulary

if TYPE_CHECKING:
    from harvest.candidates import Harvested
    from harvest.documents.document import Block

SURVEY = questionnaire("rus-2018")
WORDING = {question.id: question.text for question in SURVEY.questions}
FORM = Form(SURVEY)
SECTORS = Sectors(vocabulary("sectors").concepts)


def blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of a text."""
    return read(text.encode(), "svar.txt").blocks


def answers(text: str) -> dict[str, str]:
    """Return what a text answers, by question; the lines of an answer are parted by "|"."""
    found = answers_in(blocks(text), FORM).answers
    return {each.question: "|".join(line.text for line in each.lines) for each in found}


@cache
def harvester() -> Harvester:
    """Return the harvest with the seed's vocabularies."""
    counties, sectors = (vocabulary(name).concepts for name in ("counties", "sectors"))
    return Harvester(SURVEY, Vocabularies(counties, sectors))


def harvest(text: str | bytes, name: str = "svar.txt") -> Harvested:
    """Return what a file gives."""
    data = text.encode() if isinstance(text, str) else text
    return harvester().harvest(read(data, name))
