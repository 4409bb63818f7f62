"""What the harvest makes of a document: respondents, their answers, and candidates for entries.

Every span is of characters of the text of the respondent's document; `public_text` is the text
without personal data, and the only one that may be published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from harvest.documents.document import Document
from harvest.readings.proposals import Reading
from harvest.splitting.example_kind import Kind
from swedish.personal import Kind as PersonalKind

YesNo = Literal["ja", "nej"]


class Span(NamedTuple):
    """Where in the document something stands: `text[start:end]`."""

    start: int
    end: int


class Withheld(NamedTuple):
    """What is held back: where it stands, and of which kind it is."""

    start: int
    end: int
    kind: PersonalKind


@dataclass(frozen=True, slots=True)
class Extract:
    """Words of the reply: the pieces joined by spaces, and the same without personal data."""

    text: str
    public_text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible entry; `context` is the heading that the reply puts it under.

    `sectors` are those that its words name, `given` what a form tells apart (`harvest.filled_in`).
    `confidence`, 0 to 1, is how probable it is that each piece is rightly part of it; None where
    nothing had to be split. `within` are the lines that it stands on, as far as no other example
    does, and those that go on with them: what was cut there is shown with it.
    """

    question: str
    kind: Kind
    title: str
    said: Extract
    context: Extract | None
    sectors: tuple[str, ...]
    given: Mapping[str, Any] = field(default_factory=dict)
    confidence: float | None = None
    kind_confidence: float | None = None
    within: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorItem:
    """A sector that the reply says it works with, and the concepts that its words name."""

    said: Extract
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer; `joint` names all questions that the same words answer."""

    question: str
    joint: tuple[str, ...]
    said: Extract
    yes_no: YesNo | None


@dataclass(frozen=True, slots=True)
class Respondent:
    """One who answered: a whole document, or a row or column of its table.

    Attributes:
        document: that the answers stand in: the one read or one of its attachments.
        row: what the table's column for the county (or organisation) holds.
        county: id of the concept; None where the document does not tell.
        withheld: personal data in the document, all of it.
        readings: ways to read the examples, the one that was used first; none of rows of a table.
    """

    document: Document
    row: str | None
    county: str | None
    organisation: str | None
    answers: tuple[GivenAnswer, ...]
    examples: tuple[Candidate, ...]
    sectors: tuple[SectorItem, ...]
    collaborations: tuple[Candidate, ...]
    withheld: tuple[Withheld, ...]
    readings: tuple[Reading, ...] = ()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All that may become entries."""
        return (*self.examples, *self.collaborations)


@dataclass(frozen=True, slots=True)
class Harvested:
    """What a file gave; without respondents where no question was found in it."""

    document: Document
    questionnaire: str
    respondents: tuple[Respondent, ...]
