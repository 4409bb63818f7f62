"""A form that was filled in, made a document with respondent, answers and candidates.

Nothing is looked for: the form's fields show what is an example and of what kind an answer is.
The values that were filled in, by kind of question:

- yes-no: {choice: "ja", "nej" or "", comment}
- text: {text}
- sectors: {sectors: [ids], words}
- examples: {examples: [{title, what, who, status, from, to, result, url, kept: ["goals:12"]}]};
  files of earlier versions have the links that were not ticked, as `dropped`
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from harvest.answers import Answer
from harvest.candidate_builder import CandidateBuilder
from harvest.candidates import Candidate, Harvested, Respondent, SectorItem
from harvest.county import Counties
from harvest.documents.document import Block, BlockKind, Document
from harvest.harvesting import Vocabularies
from harvest.personal import persons_of
from harvest.questions import Question, Questionnaire
from harvest.sector_names import Sectors
from harvest.splitting.titles import title_of
from harvest.withholding import Withholding

Content = Mapping[str, Any]


KIND = "form"
"""What such a document is, among files."""
ENDS = (".", "!", "?", ":", "…")
WHO, WHEN, RESULT, SOURCE = "Vilka: ", "När: ", "Resultat: ", "Källa: "
"""What stands before a field in the document."""
CHOICES = {"ja": "Ja.", "nej": "Nej."}
_FIRST_WORD = re.compile(r"\w+")
STATES = {"ended": "completed"}
"""Status in a survey -> state of an entry, where they differ."""
STATUSES = {"planned": "planeras", "ongoing": "pågår", "ended": "avslutat"}


class _Example(NamedTuple):
    """Where the fields of an example stand."""

    title: Sequence[Block]
    what: Sequence[Block]
    who: Sequence[Block]
    result: Sequence[Block]
    lines: Sequence[Block]
    filled: Content


class _Written(NamedTuple):
    """Where the answer to a question stands."""

    question: Question
    lines: Sequence[Block]
    content: Content
    examples: Sequence[_Example] = ()
    sectors: Sequence[tuple[Block, str]] = ()
    words: Sequence[Block] = ()


class _Page:
    """The text of the document, written line by line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._at = 0

    def write(self, text: str, before: str = "", kind: BlockKind = "paragraph") -> list[Block]:
        """Write what was filled in, and return its lines, without what stands `before` it."""
        written = []
        for line in text.splitlines():
            plain = " ".join(unicodedata.normalize("NFC", line).split())
            if plain:
                block = self._line(before + plain, kind)
                written.append(block.subspan(len(before), len(block.text)))
                before = ""
        return written

    def _line(self, text: str, kind: BlockKind) -> Block:
        block = Block(text=text, start=self._at, end=self._at + len(text), kind=kind)
        self.blocks.append(block)
        self._at = block.end + 1
        return block

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.blocks)


def harvest_form(
    survey: Questionnaire,
    county: str,
    answers: Mapping[str, Content],
    names: Vocabularies,
    file: tuple[str, str],
) -> Harvested:
    """Return what a county has filled in; `file` is hash and name of what it was kept in."""
    page = _Page()
    labels = {each.id: each.pref_sv for each in names.sectors}
    written = [
        _write(page, each, answers[each.id], labels)
        for each in survey.questions
        if each.id in answers
    ]
    document = Document(page.text, tuple(page.blocks), KIND, file[0], file[1])
    persons = persons_of(document, places=names.places)
    withheld = Withholding(document.blocks, persons)
    builder = CandidateBuilder(Sectors(names.sectors), withheld, names.kind_of)
    answered = [each for each in written if each.lines]
    respondent = Respondent(
        document=document,
        row=None,
        county=county,
        organisation=Counties(names.counties).organisation(county),
        answers=tuple(
            replace(
                builder.answer(_answer(each), is_yes_no=False),
                yes_no=each.content.get("choice") or None,
            )
            for each in answered
        ),
        examples=tuple(
            _candidate(builder, each.question.id, example)
            for each in answered
            for example in each.examples
        ),
        sectors=tuple(item for each in answered for item in _sectors(builder, each)),
        collaborations=tuple(
            found
            for each in answered
            if each.words
            for found in builder.collaborations(_answer(each, each.words))
        ),
        withheld=builder.withheld,
    )
    return Harvested(document, survey.id, (respondent,))


def _answer(written: _Written, lines: Sequence[Block] = ()) -> Answer:
    question = written.question.id
    return Answer(question, (question,), tuple(lines or written.lines))


def _write(
    page: _Page, question: Question, content: Content, labels: Mapping[str, str]
) -> _Written:
    page.write(f"{question.id}. {question.text}", kind="heading")
    if question.kind == "yes-no":
        chosen = "" if _says(content) else CHOICES.get(content["choice"], "")
        choice = page.write(chosen)
        return _Written(question, [*choice, *page.write(content["comment"])], content)
    if question.kind == "examples":
        examples = [_write_example(page, each) for each in content["examples"]]
        lines = [line for each in examples for line in each.lines]
        return _Written(question, lines, content, examples)
    if question.kind == "sectors":
        picked = [(line, each) for each in content["sectors"] for line in page.write(labels[each])]
        words = page.write(content["words"])
        return _Written(
            question, [*(line for line, _ in picked), *words], content, (), picked, words
        )
    return _Written(question, page.write(content["text"]), content)


def _says(content: Content) -> bool:
    """Return whether the comment begins with the yes or no that was chosen: "Ja, via rådet"."""
    first = _FIRST_WORD.match(content["comment"])
    return first is not None and first[0].casefold() == content["choice"]


def _write_example(page: _Page, filled: Content) -> _Example:
    title = [each.subspan(0, len(filled["title"])) for each in page.write(_ended(filled["title"]))]
    what = page.write(filled["what"])
    who = page.write(filled["who"], WHO)
    when = page.write(_when(filled), WHEN)
    result = page.write(filled["result"], RESULT)
    page.write(filled["url"], SOURCE)
    return _Example(title, what, who, result, [*title, *what, *who, *when, *result], filled)


def _ended(title: str) -> str:
    return f"{title}." if title and not title.endswith(ENDS) else title


def _when(filled: Content) -> str:
    years = "–".join(dict.fromkeys(filter(None, (filled["from"], filled["to"]))))
    return ", ".join(filter(None, (years, STATUSES.get(filled["status"], ""))))


def _candidate(builder: CandidateBuilder, question: str, example: _Example) -> Candidate:
    filled = example.filled
    who = [text for each in example.who if (text := builder.extract_text([each]).public_text)]
    fields: dict[str, Any] = {
        "summary": builder.extract_text(example.what).public_text,
        "results": builder.extract_text(example.result).public_text,
        "leadOrganisation": who[0] if who else "",
        "partners": who[1:],
        "startYear": int(filled["from"]) if filled["from"] else None,
        "endYear": int(filled["to"]) if filled["to"] else None,
        "state": STATES.get(filled["status"], filled["status"]),
    }
    given = {
        "fields": {name: value for name, value in fields.items() if value},
        **{name: list(filled[name]) for name in ("kept", "dropped") if name in filled},
        "url": filled["url"],
    }
    title = builder.extract_text(example.title).public_text or title_of(fields["summary"])
    return builder.example(question, example.lines, title, given)


def _sectors(builder: CandidateBuilder, written: _Written) -> list[SectorItem]:
    picked = [SectorItem(builder.extract_text([line]), (each,)) for line, each in written.sectors]
    if not written.words:
        return picked
    return [*picked, *builder.sectors(_answer(written, written.words))]
