"""The harvest run on replies, in the structure of gold.json, and how long each takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from app.replies.parsing import known_names
from bench.harvest.measures import Scores, score
from harvest.harvesting import Harvester
from harvest.harvesting_json import to_json
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.harvest.replies import Reply
    from harvest.candidates import Harvested
    from harvest.documents.document import Document

SURVEY = "rus-2018"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the harvest, its respondents as shown, and seconds."""

    reply: Reply
    harvest: Harvested
    found: Sequence[dict[str, Any]]
    seconds: float

    @property
    def scores(self) -> Scores:
        """How well it was read."""
        return score(self.found, self.reply.gold)

    @property
    def quotes(self) -> Iterator[tuple[dict[str, Any], str]]:
        """All that was said, with its text and spans, and the text that those point into."""
        texts = {each.sha256: each.text for each in _all(self.reply.document)}
        for reply in self.found:
            for said in _said(reply):
                yield said, texts[reply["sha256"]]


@cache
def harvester() -> Harvester:
    """Return the harvest of the survey with the seed's vocabularies."""
    return Harvester(questionnaire(SURVEY), known_names())


def harvested(replies: Iterable[Reply]) -> list[Outcome]:
    """Read and harvest each file."""
    harvester()
    return [_outcome(reply) for reply in replies]


def _outcome(reply: Reply) -> Outcome:
    start = perf_counter()
    harvest = harvester().harvest(reply.document)
    found = to_json(harvest, questionnaire(SURVEY))["replies"]
    return Outcome(reply, harvest, found, perf_counter() - start)


def _all(document: Document) -> Iterator[Document]:
    yield document
    for attachment in document.attachments:
        yield from _all(attachment)


def _said(value: object) -> Iterator[dict[str, Any]]:
    """Yield each object with words of the reply in it."""
    if isinstance(value, dict):
        if "text" in value and "spans" in value:
            yield value
        for inner in value.values():
            yield from _said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner)


def total(outcomes: Iterable[Outcome]) -> Scores:
    """Return what all reached together."""
    together = list(outcomes)
    return score(
        (reply for each in together for reply in each.found),
        (gold for each in together for gold in each.reply.gold),
    )
