"""Replies changed as people change them: renumbered, re-ordered, quoted, without numbers.

Each is first made plain text: the head line of each question and the lines of its answer, as the
reply has them. What belongs to an answer is told by the gold, not by the harvest.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bench.harvest.harvested import SURVEY
from bench.harvest.replies import Reply
from bench.harvest.similarity import clean, texts
from harvest.reading import read
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from harvest.text import Block, Document

LETTERS = "abcd"
WIDTH = 72
"""Characters of a line that a mail program quotes."""
_NUMBER = re.compile(
    r"\W*(?:fråga\s*)?(?:(?P<digit>\d)\s?[.,]?\s?\(?(?P<letter>[a-d])?|(?P<alone>[a-d]))(?!\w)"
    r"\s*[).:–-]*\s*",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:fråga\s*)?\d\s?[.,]?\s?\(?[a-d]?(?!\w)\)?\s*[).:–-]*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A question as the reply heads it, and the lines of its answer."""

    question: str
    head: str
    lines: tuple[str, ...]


Change = "Callable[[Sequence[Section]], str]"


def _plain(sections: Sequence[Section]) -> str:
    return "\n".join(line for each in sections for line in ("", each.head, *each.lines))


def _renumbered(sections: Sequence[Section]) -> str:
    return _plain(
        [
            replace(each, head=f"{at}. {_without_number(each)}")
            for at, each in enumerate(_without_gaps(sections), start=1)
        ]
    )


def _without_gaps(sections: Sequence[Section]) -> list[Section]:
    """Return a section for each question, so that counting through gives each its number."""
    known = {each.question: each for each in sections}
    asked = [each.id for each in questionnaire(SURVEY).questions if each.kind != "heading"]
    return [known.get(each) or Section(each, _label(each), ("-",)) for each in asked]


def _reordered(sections: Sequence[Section]) -> str:
    return _plain(sections[::-1])


def _quoted(sections: Sequence[Section]) -> str:
    wrapped = (
        part
        for line in _plain(sections).split("\n")
        for part in (textwrap.wrap(line, WIDTH, break_on_hyphens=False) or [""])
    )
    return "Vidarebefordrar.\n\n" + "\n".join(f"> {line}".rstrip() for line in wrapped)


def _without_numbers(sections: Sequence[Section]) -> str:
    return _plain([replace(each, head=_without_number(each)) for each in sections])


CHANGES: dict[str, Callable[[Sequence[Section]], str]] = {
    "as plain text": _plain,
    "renumbered 1 to 7": _renumbered,
    "last question first": _reordered,
    "quoted and wrapped": _quoted,
    "without numbers": _without_numbers,
}


def changed(replies: Sequence[Reply], change: Callable[[Sequence[Section]], str]) -> list[Reply]:
    """Return each respondent's reply as a changed text file."""
    return [
        Reply(name, change(sections).encode(), ({**gold, "file": name, "row": None},))
        for reply in replies
        for gold in reply.gold
        if (sections := list(_sections(read(reply.content, reply.name), gold)))
        for name in [f"{reply.name} {gold['row'] or ''}.txt"]
    ]


def _without_number(section: Section) -> str:
    """Return the words of a head; the label of the question where it has none."""
    words = _HEAD.sub("", section.head)
    return words if re.search(r"\w{3}", words) else _label(section.question)


def _label(question: str) -> str:
    found = next(each for each in questionnaire(SURVEY).questions if each.id == question)
    return f"{found.labels[0].capitalize()}:"


def _sections(document: Document, gold: dict[str, Any]) -> Iterator[Section]:
    """Yield each answered question with its head line and the lines that the gold says."""
    blocks = [*document.blocks, *(b for each in document.attachments for b in each.blocks)]
    for question, answer in gold["answers"].items():
        if not answer:
            continue
        wanted = _texts(answer) + (gold.get("notItems", []) if question == "2c" else [])
        own = [block for block in blocks if _belongs(block, wanted)]
        lines = _of_one_place(own, wanted)
        if lines:
            head, lines = _head_of(question, lines, blocks)
            yield Section(question, head, tuple(lines))


def _texts(answer: dict[str, Any]) -> list[str]:
    items = answer.get("items", [answer])
    return [part for item in items for part in (*texts(item)[:1], *item.get("parts", ()))]


def _belongs(block: Block, wanted: Sequence[str]) -> bool:
    line = _flat(block.text)
    return any(_flat(text) in line or (len(line) > 1 and line in _flat(text)) for text in wanted)


def _flat(text: str) -> str:
    return " ".join(clean(text).split()).strip(" .")


def _of_one_place(own: Sequence[Block], wanted: Sequence[str]) -> list[Block]:
    """Return the run of lines that holds the most of what is wanted."""
    runs: list[list[Block]] = []
    for block in own:
        if runs and block.start - runs[-1][-1].end <= 2 and block.row == runs[-1][-1].row:
            runs[-1].append(block)
        else:
            runs.append([block])
    def holds(run: Sequence[Block]) -> int:
        return sum(len(text) for text in wanted if any(_belongs(line, [text]) for line in run))
    return max(runs, key=holds, default=[])


def _head_of(
    question: str, own: Sequence[Block], blocks: Sequence[Block]
) -> tuple[str, list[str]]:
    """Return a head for a question: what stands before the answer, or its number and label."""
    first = own[0]
    number = _NUMBER.match(first.text)
    lines = [_line(block) for block in own]
    if number and _names(number, question):
        return first.text[: number.end()].strip(), [first.text[number.end() :], *lines[1:]]
    before = [block for block in blocks if block.end < first.start and block.row == first.row][-3:]
    for block in reversed(before):
        typed = _NUMBER.match(block.text)
        if typed and _names(typed, question):
            return block.text, lines
    return f"{question}. {_label(question)}", lines


def _names(number: re.Match[str], question: str) -> bool:
    named = f"{number['digit'] or ''}{(number['letter'] or number['alone'] or '').lower()}"
    return named == question


def _line(block: Block) -> str:
    if block.kind == "list-item":
        return "  " * ((block.level or 1) - 1) + f"- {block.text}"
    return block.text
