"""Remarks for the curator on a reply as a whole: what may be missing, and where to look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from harvest.answers.elsewhere import points_elsewhere
from harvest.candidates import GivenAnswer, Harvested, Respondent
from harvest.documents.document import Block, Document, Remark
from harvest.questions import Questionnaire
from harvest.splitting.boilerplate import refers, says_none
from harvest.yes_no import yes_or_no

MUCH_TEXT = 600
"""Characters outside all answers from which on a curator gets a remark."""
LONG_LINE = 60
"""Characters of a line that counts among them: shorter ones are addresses, heads and greetings."""
OF_THE_FORM = 0.7
"""Share of a line's words that the survey's questions have, of a line that is its form."""
NO_ANSWERS = Remark(
    "Inga svar på enkätens frågor är hittade i filen. Är den ett svar: läs texten, och gör"
    " kandidater av exemplen där. Annars: kontrollera att rätt fil och rätt enkät valdes.",
    "No answers to the survey's questions were found in the file. If it is a reply, read the text"
    " and make candidates of the examples there. If not, check that file and survey are the right"
    " ones.",
)
_WORD = re.compile(r"\w+")


def remarks_on(harvested: Harvested, survey: Questionnaire) -> Iterator[Remark]:
    """Yield a sentence on each thing that may be missing of a reply, in Swedish and English."""
    if not any(each.answers for each in harvested.respondents):
        yield NO_ANSWERS
        yield from _no_county(harvested)
        return
    yield from _no_examples(harvested, survey)
    yield from _no_county(harvested)
    yield from _unread_attachments(harvested)
    yield from _unheld(harvested, survey)
    yield from _silent_answers(harvested, survey)


def _no_examples(harvested: Harvested, survey: Questionnaire) -> Iterator[Remark]:
    wanted = [each.id for each in survey.questions if each.kind == "examples"]
    answered = {answer.question for each in harvested.respondents for answer in each.answers}
    for question in wanted:
        if question not in answered:
            yield Remark(
                f"Inget svar på fråga {question} är hittat. Läs texten, och gör kandidater av"
                " exemplen där.",
                f"No answer to question {question} was found. Read the text, and make candidates"
                " of the examples there.",
            )
    if not any(each.candidates for each in harvested.respondents):
        yield Remark(
            "Svaret gav inga kandidater. Läs texten innan svaret räknas som genomgånget.",
            "The reply gave no candidates. Read its text before it counts as reviewed.",
        )


def _no_county(harvested: Harvested) -> Iterator[Remark]:
    without = [each for each in harvested.respondents if each.county is None]
    named = ", ".join(each.row for each in without if each.row)
    if without:
        yield Remark(
            f"Filen säger inte vilket län som svarar{f' ({named})' if named else ''}. Välj län på"
            " varje kandidat.",
            f"The file does not tell which county answers{f' ({named})' if named else ''}. Choose"
            " the county of each candidate.",
        )


def _unread_attachments(harvested: Harvested) -> Iterator[Remark]:
    used = {id(each.document) for each in harvested.respondents}
    for each in _attachments(harvested.document):
        if id(each) not in used and each.text.strip():
            name = each.name or each.kind
            yield Remark(
                f"Bilagan {name} är läst, men inget svar är hittat i den. Läs den för hand.",
                f"The attachment {name} was read, but no answer was found in it. Read it yourself.",
            )


def _attachments(document: Document) -> Iterator[Document]:
    for each in document.attachments:
        yield each
        yield from _attachments(each)


def _unheld(harvested: Harvested, survey: Questionnaire) -> Iterator[Remark]:
    """Yield a sentence if a document has much text that no answer holds, beside the form's own."""
    of_form = words_of_form(each.text for each in survey.questions)
    documents = {id(each.document): each.document for each in harvested.respondents}
    left = sum(
        len(block.text)
        for each in documents.values()
        for block in _outside(each, harvested.respondents)
        if len(block.text) >= LONG_LINE and not block.quote and not is_of_form(block.text, of_form)
    )
    if left >= MUCH_TEXT:
        yield Remark(
            f"{left} tecken av texten hör inte till något svar. Läs om där finns exempel.",
            f"{left} characters of the text belong to no answer. Read whether they hold examples.",
        )


def _outside(document: Document, respondents: Sequence[Respondent]) -> Iterator[Block]:
    spans = sorted(
        chain.from_iterable(
            answer.said.spans
            for each in respondents
            if each.document is document
            for answer in each.answers
        )
    )
    at = 0
    for block in document.blocks:
        while at < len(spans) and spans[at].end <= block.start:
            at += 1
        if at == len(spans) or spans[at].start >= block.end:
            yield block


def words_of_form(questions: Iterable[str]) -> frozenset[str]:
    """Return the words of questions, in lower case."""
    return frozenset(_WORD.findall(" ".join(questions).lower()))


def is_of_form(text: str, of_form: frozenset[str]) -> bool:
    """Return whether a line is of the form that was sent out, by the words of its questions."""
    words = _WORD.findall(text.lower())
    return sum(word in of_form for word in words) >= OF_THE_FORM * len(words)


def _silent_answers(harvested: Harvested, survey: Questionnaire) -> Iterator[Remark]:
    """Yield a sentence on each answer that was to give examples or sectors and gave none.

    Not of those that say that there are none, or where they stand.
    """
    kinds = {each.id: each.kind for each in survey.questions}
    for respondent in harvested.respondents:
        whose = respondent.organisation or respondent.row
        sv, en = (f" från {whose}", f" of {whose}") if whose else ("", "")
        for answer in respondent.answers:
            text, kind = answer.said.text.strip(), kinds[answer.question]
            if text and not (_says_none(text) or _gives(respondent, answer, kind)):
                yield Remark(
                    f"Svaret{sv} på fråga {answer.question} ({len(text)} tecken) gav inget förslag."
                    " Läs det i filen och lägg till det som saknas.",
                    f"The answer{en} to question {answer.question} ({len(text)} characters) gave"
                    " nothing to review. Read it in the file and add what is missing.",
                )


def _says_none(text: str) -> bool:
    is_no = yes_or_no(text) == "nej" and len(text.split()) == 1
    return is_no or says_none(text) or refers(text) or points_elsewhere(text)


def _gives(respondent: Respondent, answer: GivenAnswer, kind: str) -> bool:
    """Return whether an answer became something to review, or was not to."""
    if kind not in {"examples", "sectors"} or (kind == "sectors" and respondent.sectors):
        return True
    questions = (answer.question, *answer.joint)
    return any(each.question in questions for each in respondent.candidates)
