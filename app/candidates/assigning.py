"""Assigning a passage of a reply to the question that it answers, where the harvest did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.availability import reading
from app.candidates.marking import (
    NO_SUCH_PASSAGE,
    mark,
    public_words,
    read_passage,
    refusal,
)
from app.errors import Conflict, InvalidContent, Issue, Message
from app.replies.correcting import correct_answer, get_answer
from app.replies.service import reply_of
from harvest.yes_no import yes_or_no
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from app.accounts.access import Actor
    from app.wiring import Services

EXAMPLES, YES_NO = "examples", "yes-no"
NO_SUCH_QUESTION = Message(
    sv="Det finns ingen sådan fråga i enkäten.", en="There is no such question in the survey."
)
ALREADY_IN_ANSWER = Message(
    sv="De här orden står redan i svaret på frågan.",
    en="These words are in the answer to the question already.",
)


class AssignedPassage(NamedTuple):
    """What became of a passage: where it begins, lines from 1, and its candidate, if any."""

    document: int
    line: int
    candidate: dict[str, Any] | None


def assign_passage(  # noqa: PLR0913  what is marked, to which question, and whether it may be again
    services: Services,
    actor: Actor,
    reply_id: str,
    document: int,
    spans: Sequence[Sequence[int]],
    *,
    question: str,
    again: bool = False,
) -> AssignedPassage:
    """Add marked lines to the answer to a question, or make a candidate of them.

    A question on examples gets a candidate. Of others, the words without personal data are added to
    the answer, and count as yes or no where they say so and nothing else does.

    Raises:
        NotFound, Conflict, InvalidContent: as of `mark` and `correct_answer`; also where the answer
            has the words already, or there is no such question.
    """
    with reading(services.database) as connection:
        reply = reply_of(connection, reply_id)
        kinds = {each.id: each.kind for each in questionnaire(reply.survey).to_answer}
        if question not in kinds:
            raise InvalidContent([Issue("/question", "unknown-value", NO_SUCH_QUESTION, question)])
        found, lines, own = read_passage(connection, reply, document, spans)
    text = found.text or ""
    line = text.count("\n", 0, lines[0][0]) + 1
    if kinds[question] == EXAMPLES:
        made = mark(services, actor, reply_id, document, spans, question=question, again=again)
        return AssignedPassage(document, line, made)
    now = get_answer(services, reply_id, own.place, question).now
    before = now.text or ""
    words = [public_words(text, found.withheld, each) for each in lines]
    new = [each for each in words if each and each not in before]
    if not new:
        raise Conflict(ALREADY_IN_ANSWER) if any(words) else refusal("/spans", NO_SUCH_PASSAGE)
    whole = "\n".join(filter(None, [before, *new]))
    yes_no = now.yes_no or (yes_or_no(whole) if kinds[question] == YES_NO else None)
    correct_answer(services, actor, reply_id, own.place, question, yes_no, whole, now.version)
    return AssignedPassage(document, line, None)
