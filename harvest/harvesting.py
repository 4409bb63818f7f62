"""From a read document to respondents, answers and candidates: the order of the steps."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field, replace

from harvest.answers import EMPTY, Answer, Answered, Form, answers_in, with_answer
from harvest.answers.elsewhere import examples_of_attachment, only_points, with_table
from harvest.answers.field_names import cells_of_persons, without_respondents
from harvest.candidate_builder import CandidateBuilder
from harvest.candidates import Harvested, Respondent
from harvest.county import Concept, Counties, words_of_file
from harvest.documents.document import Block, Document, Sender
from harvest.personal import Persons, persons_of
from harvest.questions import Marker, Questionnaire
from harvest.questions.tables import Heads, RespondentCells, respondents
from harvest.readings.proposals import ASKED, NONE, Proposer, Reading, Text
from harvest.sector_names import Sectors
from harvest.splitting import examples
from harvest.splitting.example import Example
from harvest.splitting.example_kind import KindEstimate, kind_of
from harvest.withholding import Withholding
from harvest.yes_no import crossed_cells

_MORE = re.compile(r"\b(?:bilag|bifog|medfölj)\w*|\bnästa (?:flik|blad)\b", re.IGNORECASE)
FEWEST_ANSWERS = 2
"""Answers of a document that goes on with what another has begun."""
LONGEST_NAME = 5
"""Words of a heading, or of a sheet's name, that names a county: "Länsstyrelsen i Kalmar län"."""
SHORTEST_PROPOSED, LONGEST_PROPOSED = 40, 8_000
"""Words of a text of which several readings are proposed: of less, shares and counts tell nothing,
and more takes memory and time."""
ENOUGH_ANSWERS = 5
"""Answers of a mail from which its attachments hold no others."""


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The names that the harvest looks for; `kind_of` and `split` may be replaced by others.

    Without a `proposer`, examples are looked for in the answers to their question alone.

    `places` are names in lower case that persons may be called as well.
    """

    counties: Sequence[Concept]
    sectors: Sequence[Concept]
    kind_of: Callable[[str], KindEstimate] = kind_of
    places: Collection[str] = ()
    municipalities: Sequence[Concept] = ()
    split: Callable[[Sequence[Block]], list[Example]] = examples
    proposer: Proposer | None = field(default_factory=Proposer)


@dataclass(frozen=True, slots=True)
class _Found:
    """Who answers in one document; `are_rows` where each has a row or column of a table."""

    respondents: Sequence[Respondent]
    are_rows: bool = False


@dataclass(frozen=True, slots=True)
class AnswerTexts:
    """A document, and what makes answers and candidates of it."""

    document: Document
    builder: CandidateBuilder


class Harvester:
    """A survey and vocabularies made ready, for many documents."""

    def __init__(self, survey: Questionnaire, vocabularies: Vocabularies) -> None:
        self._survey = survey
        self._form = Form(survey)
        self._asking_examples = [
            each for each in self._form.order if self._form.kinds[each] == "examples"
        ]
        self._heads = Heads(survey, self._form.wording, self._form.numbering)
        self._counties = Counties(vocabularies.counties, vocabularies.municipalities)
        self._sectors = Sectors(vocabularies.sectors)
        self._kind_of = vocabularies.kind_of
        self._places = vocabularies.places
        self._split = vocabularies.split
        self._proposer = vocabularies.proposer

    def harvest(self, document: Document) -> Harvested:
        """Return what a document holds, and its attachments where the reply is in one of them.

        Where no answer is found, each text is that of a respondent without answers: people may mark
        in it what was missed.
        """
        found = tuple(
            _fullest(list(self._of_each(document, document.sender, ())), self._form.kinds)
        )
        if not found:
            return self.unanswered(document)
        return Harvested(document, self._survey.id, found)

    def unanswered(self, document: Document) -> Harvested:
        """Return a document and its attachments as texts in which no answer is looked for."""
        found = tuple(self._without_answers(document, document.sender))
        return Harvested(document, self._survey.id, found)

    def _without_answers(self, document: Document, sender: Sender | None) -> Iterator[Respondent]:
        texts = [block.text for block in document.blocks]
        if texts:
            county = self._counties.of(sender=sender, letter=[*_of_file(document), *texts])
            cells = cells_of_persons(document.blocks)
            own_texts = self._answer_texts(
                document, persons_of(document, cells, sender, self._places)
            )
            yield self._respondent(own_texts, None, county, Answered((), ()))
        for each in document.attachments:
            yield from self._without_answers(each, each.sender or sender)

    def _of_each(
        self, document: Document, sender: Sender | None, letter: Sequence[str]
    ) -> Iterator[_Found]:
        own, around = self._of(document, sender, letter)
        yield own
        for attachment in document.attachments:
            found = list(self._of_each(attachment, attachment.sender or sender, around))
            answers = [len(one.answers) for each in found for one in each.respondents]
            own_answers = max((len(one.answers) for one in own.respondents), default=0)
            few = max(answers, default=0) < (1 if _have_examples(found) else FEWEST_ANSWERS)
            if own_answers and (few or own_answers >= ENOUGH_ANSWERS):
                found = [self._of_annex(attachment, sender, around)]
            yield from found

    def _of(
        self, document: Document, sender: Sender | None, letter: Sequence[str]
    ) -> tuple[_Found, list[str]]:
        rows = respondents(
            document.blocks, self._heads, lambda text: bool(self._counties.of_cell(text))
        )
        cells = [cell for row in rows for cell in row.persons]
        cells += cells_of_persons(document.blocks)
        texts = self._answer_texts(document, persons_of(document, cells, sender, self._places))
        if rows:
            alone = [*_of_file(document), *(each.text for each in document.blocks)]
            letter = alone if len(rows) == 1 else []
            own = [self._of_row(texts, row, sender, letter) for row in rows]
            return _Found(_with_all(own, texts), are_rows=True), []
        parts = self._sections(document.blocks)
        if parts:
            own = [self._of_section(texts, each, sender) for each in parts]
            return _Found(_with_all(own, texts), are_rows=True), []
        answered = answers_in(without_respondents(document.blocks), self._form)
        for question in self._asking_examples:
            answered = with_table(answered, question)
        readings = self._readings(answered)
        answered = self._as_read(answered, readings)
        around = [block.text for block in answered.outside if not block.quote]
        county = self._counties.of(
            sender=sender,
            letter=[*_of_file(document), *around, *letter],
            answers=[line.text for answer in answered.answers for line in answer.lines],
            quoted=[block.text for block in answered.outside if block.quote],
        )
        found = self._respondent(texts, None, county, answered, readings)
        return _Found([found] if answered.answers else []), around

    def _readings(self, answered: Answered) -> list[Reading]:
        """Return the readings of the examples of a text, the one to be used first."""
        if self._proposer is None or len(self._asking_examples) != 1:
            return []
        (question,) = self._asking_examples
        own = next((each for each in answered.answers if each.question == question), None)
        words = sum(len(line.text.split()) for line in answered.lines)
        is_judged = SHORTEST_PROPOSED <= words <= LONGEST_PROPOSED
        if not is_judged or (own and len(own.joint) > 1):
            return []
        answer = own.lines if own else ()
        lines, markers = _lines_and_markers(answered, answer)
        asked = self._split(answer) if answer else []
        text = Text(lines, markers, self._form.kinds, answer, asked)
        return self._proposer.readings(text)

    def _as_read(self, answered: Answered, readings: Sequence[Reading]) -> Answered:
        """Return answers with the lines of the first reading as those of its question."""
        if not readings or readings[0].shape in {ASKED, NONE}:
            return answered
        (question,) = self._asking_examples
        own = Answer(question, (question,), readings[0].lines_of_examples)
        return with_answer(answered, own, self._form.order)

    def _sections(self, blocks: Sequence[Block]) -> list[tuple[Block, Answered]]:
        """Return what stands below each heading that names a county, where several answer."""
        heads = [at for at, each in enumerate(blocks) if self._names_one(each)]
        if len(heads) <= 1:
            return []
        ends = [*heads[1:], len(blocks)][: len(heads)]
        found = [
            (blocks[at], answers_in(blocks[at + 1 : end], self._form))
            for at, end in zip(heads, ends, strict=True)
        ]
        found = [(head, each) for head, each in found if len(each.answers) >= FEWEST_ANSWERS]
        counties = {next(iter(self._counties.of_cell(head.text))) for head, _ in found}
        return found if len(counties) == len(found) > 1 else []

    def _names_one(self, block: Block) -> bool:
        is_short = len(block.text.split()) <= LONGEST_NAME
        return block.kind == "heading" and is_short and len(self._counties.of_cell(block.text)) == 1

    def _of_section(
        self, texts: AnswerTexts, section: tuple[Block, Answered], sender: Sender | None
    ) -> Respondent:
        head, answered = section
        county = self._counties.of(places=[head.text], sender=sender)
        return self._respondent(texts, head.text, county, answered)

    def _of_annex(self, document: Document, sender: Sender | None, letter: Sequence[str]) -> _Found:
        """Return the examples of an attachment that answers no question itself."""
        lines = examples_of_attachment(document.blocks)
        if not lines or not self._asking_examples:
            return _Found([])
        question = self._asking_examples[0]
        answered = Answered((Answer(question, (question,), lines),), ())
        texts = [line.text for line in lines]
        county = self._counties.of(
            sender=sender,
            letter=[*_of_file(document), *letter],
            answers=texts,
        )
        cells = cells_of_persons(document.blocks)
        own_texts = self._answer_texts(document, persons_of(document, cells, sender, self._places))
        return _Found([self._respondent(own_texts, None, county, answered)])

    def _answer_texts(self, document: Document, persons: Persons) -> AnswerTexts:
        crossed = crossed_cells(document.blocks)
        withheld = Withholding(document.blocks, persons)
        builder = CandidateBuilder(self._sectors, withheld, self._kind_of, self._split, crossed)
        return AnswerTexts(document, builder)

    def _of_row(
        self,
        own_texts: AnswerTexts,
        row: RespondentCells,
        sender: Sender | None,
        letter: Sequence[str],
    ) -> Respondent:
        places = [cell.text for cell in row.places]
        answers = tuple(
            Answer(question, (question,), filled)
            for question in self._form.order
            if (filled := _filled(row.answers.get(question, ())))
        )
        texts = [line.text for answer in answers for line in answer.lines]
        county = self._counties.of(
            places=places,
            sender=sender,
            letter=[*(cell.text for cell in row.persons), *letter],
            answers=texts,
        )
        name = places[0] if places else None
        return self._respondent(own_texts, name, county, Answered(answers, ()))

    def _respondent(
        self,
        texts: AnswerTexts,
        row: str | None,
        county: str | None,
        answered: Answered,
        readings: Sequence[Reading] = (),
    ) -> Respondent:
        document, builder = texts.document, texts.builder
        found = readings[0].examples if readings else None
        kinds = self._form.kinds
        by_kind = {
            kind: [a for a in answered.answers if kinds[a.question] == kind]
            for kind in kinds.values()
        }
        of_examples, of_sectors = by_kind.get("examples", []), by_kind.get("sectors", [])
        if document.attachments:
            of_examples = [each for each in of_examples if not only_points(each.lines)]
        return Respondent(
            document=document,
            row=row,
            county=county,
            organisation=self._counties.organisation(county) if county else None,
            answers=tuple(
                builder.answer(answer, is_yes_no=kinds[answer.question] == "yes-no")
                for answer in answered.answers
            ),
            examples=tuple(each for a in of_examples for each in builder.examples(a, found=found)),
            sectors=tuple(each for a in of_sectors for each in builder.sectors(a)),
            collaborations=tuple(
                each for a in of_sectors if len(a.joint) == 1 for each in builder.collaborations(a)
            ),
            withheld=builder.withheld,
            readings=tuple(readings),
        )


def _lines_and_markers(
    answered: Answered, answer: Sequence[Block]
) -> tuple[list[Block], list[Marker]]:
    """Return the lines of a text, those of an answer as it has them, and the markers in them."""
    left = deque(sorted(answer, key=lambda line: line.start))
    found: list[Block] = []
    places: list[int] = []
    for line in answered.lines:
        places.append(len(found))
        if left and left[0].start < line.end:
            while left and left[0].start < line.end:
                found.append(left.popleft())
        elif not found or line.start >= found[-1].end:
            found.append(line)
    markers = [replace(each, line=places[each.line]) for each in answered.markers]
    return found, markers


def _have_examples(found: Iterable[_Found]) -> bool:
    return any(one.examples for each in found for one in each.respondents)


def harvest(document: Document, survey: Questionnaire, vocabularies: Vocabularies) -> Harvested:
    """Return what a read document answers to a survey; for many, make one `Harvester`."""
    return Harvester(survey, vocabularies).harvest(document)


def _with_all(respondents: Sequence[Respondent], texts: AnswerTexts) -> list[Respondent]:
    """Return those of one document, each with all that is held back of it."""
    return [replace(each, withheld=texts.builder.withheld) for each in respondents]


def _of_file(document: Document) -> list[str]:
    """Return what a file tells beside its text: its name, and what stands around every page."""
    return [words_of_file(document.name or ""), *document.margins]


def _filled(lines: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(line for line in lines if not EMPTY.fullmatch(line.text))


def _fullest(found: Sequence[_Found], kinds: Mapping[str, str]) -> Iterator[Respondent]:
    """Yield what each county says, of copies in several documents the one that says most.

    Further ones have what it does not answer: the examples of an annex, or other questions. Rows of
    a table are no copies of each other, even if two are of the same county, and a row that answers
    one question was meant to.
    """
    best: dict[object, _Found] = {}
    for number, each in enumerate(_by_county(found)):
        key = each.respondents[0].county or number
        if key not in best or _size(each) > _size(best[key]):
            best[key] = each
    many = max((_size(each)[0] for each in best.values()), default=0)
    every = [respondent for each in found for respondent in each.respondents]
    for each in best.values():
        if each.are_rows or _size(each)[0] > 1 or many <= 1:
            yield from each.respondents
            if not each.are_rows:
                yield from _further(each.respondents, every, kinds)


def _by_county(found: Iterable[_Found]) -> Iterator[_Found]:
    """Part what each document holds by county; those that tell none stand alone."""
    for each in found:
        parted: dict[object, list[Respondent]] = defaultdict(list)
        for number, respondent in enumerate(each.respondents):
            parted[respondent.county or number].append(respondent)
        for own in parted.values():
            yield _Found(own, are_rows=each.are_rows)


def _further(
    respondents: Sequence[Respondent], every: Sequence[Respondent], kinds: Mapping[str, str]
) -> Iterator[Respondent]:
    """Yield what the same county answers in other documents, and has not answered in these."""
    county = respondents[0].county
    left = {question for question, kind in kinds.items() if kind != "heading"}
    left -= {answer.question for each in respondents for answer in each.answers}
    questions = {question for question, kind in kinds.items() if kind == "examples"}
    if not any(each.examples for each in respondents) or _points_to_more(respondents, questions):
        left |= questions
    others = [each for each in every if county and each.county == county]
    others = [each for each in others if all(each is not known for known in respondents)]
    for other in sorted(others, key=lambda each: _size(_Found([each])), reverse=True):
        own = {each.question for each in other.answers} & left
        own &= questions if len(other.answers) < FEWEST_ANSWERS else own
        own |= questions & {each.question for each in other.examples} if own - questions else set()
        own -= questions if not other.examples else set()
        if own:
            yield replace(
                other,
                answers=tuple(each for each in other.answers if each.question in own),
                examples=tuple(each for each in other.examples if each.question in own),
                sectors=other.sectors if any(kinds[each] == "sectors" for each in own) else (),
                collaborations=(),
            )
        left -= own


def _points_to_more(respondents: Sequence[Respondent], questions: Container[str]) -> bool:
    """Return whether an answer with examples says that there are others in an attachment."""
    return any(
        _MORE.search(answer.said.text)
        for each in respondents
        for answer in each.answers
        if answer.question in questions
    )


def _size(found: _Found) -> tuple[int, int]:
    answers = [answer for each in found.respondents for answer in each.answers]
    return len(answers), sum(len(each.said.text) for each in answers)
