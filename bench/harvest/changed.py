"""Replies changed as people change them: renumbered, re-ordered, quoted, without numbers.

Each respondent's reply is first made plain text, from the lines that the harvest found in the
original: only replies that it reads without an error are worth changing.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bench.harvest.harvested import SURVEY
from bench.harvest.replies import Reply
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bench.harvest.harvested import Outcome
    from harvest.candidates import GivenAnswer, Respondent
    from harvest.documents.document import Block

WIDTH = 72
"""Characters of a line that a mail program quotes."""


@dataclass(frozen=True, slots=True)
class Section:
    """A question as the reply heads it, and the lines of its answer."""

    number: str
    words: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Head and answer, with an empty line before."""
        return "\n".join(["", f"{self.number} {self.words}".strip(), *self.lines])


def _plain(sections: Sequence[Section]) -> str:
    return "\n".join(each.text for each in sections)


def _renumbered(sections: Sequence[Section]) -> str:
    asked = [each.id for each in questionnaire(SURVEY).questions if each.kind != "heading"]
    numbers = {f"{each})": f"{at}." for at, each in enumerate(asked, start=1)}
    return _plain([replace(each, number=numbers[each.number]) for each in sections])


def _reordered(sections: Sequence[Section]) -> str:
    return _plain(sections[::-1])


def _quoted(sections: Sequence[Section]) -> str:
    wrapped = (part for line in _plain(sections).split("\n") for part in (_wrapped(line) or [""]))
    return "Vidarebefordrar.\n\n" + "\n".join(f"> {line}".rstrip() for line in wrapped)


def _wrapped(line: str) -> list[str]:
    """Break a line as mail programs do: between words only, however long one is."""
    return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _without_numbers(sections: Sequence[Section]) -> str:
    return _plain([replace(each, number="") for each in sections])


def _only_numbers(sections: Sequence[Section]) -> str:
    return _plain([replace(each, words="") for each in sections])


CHANGES: dict[str, Callable[[Sequence[Section]], str]] = {
    "as plain text": _plain,
    "renumbered 1 to 7": _renumbered,
    "last question first": _reordered,
    "quoted and wrapped": _quoted,
    "without numbers": _without_numbers,
    "with numbers only": _only_numbers,
}


def changed(outcomes: Iterable[Outcome], change: Callable[[Sequence[Section]], str]) -> list[Reply]:
    """Return each respondent's reply as a changed text file."""
    return list(_changed(outcomes, change))


def _changed(
    outcomes: Iterable[Outcome], change: Callable[[Sequence[Section]], str]
) -> Iterator[Reply]:
    for reply, harvest in ((each.reply, each.harvest) for each in outcomes):
        by_county = {each.county: each for each in harvest.respondents}
        for at, gold in enumerate(reply.gold):
            respondent = by_county[gold["county"]]
            name = f"{reply.name} {gold['row'] or ''}".strip() + ".txt"
            sections = list(_sections(respondent, with_wording=at % 2 == 0))
            text = f"Svar från {respondent.organisation}\n{change(sections)}\n"
            yield Reply(name, text.encode(), ({**gold, "file": name, "row": None},))


def _sections(respondent: Respondent, *, with_wording: bool) -> Iterator[Section]:
    questions = {each.id: each for each in questionnaire(SURVEY).questions}
    blocks = {block.start: block for block in respondent.document.blocks}
    for answer in respondent.answers:
        question = questions[answer.question]
        words = question.text if with_wording else f"{question.labels[0].capitalize()}:"
        lines = tuple(_lines(respondent, answer, blocks))
        yield Section(f"{answer.question})", words, lines)


def _lines(respondent: Respondent, answer: GivenAnswer, blocks: dict[int, Block]) -> Iterator[str]:
    for start, end in answer.said.spans:
        block = blocks.get(start)
        is_item = block is not None and block.kind == "list-item"
        indent = "  " * ((block.level or 1) - 1) + "- " if block and is_item else ""
        yield indent + respondent.document.text[start:end]
