"""People's corrections of answers: the latest version counts, all are stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, insert, select, update

from catalogue.locks import Lock, lock_until_commit
from catalogue.sql import in_array
from catalogue.tables import AnswerCorrection, ReplyRespondent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A version of an answer; see `catalogue.tables.replies`."""

    reply_pk: int
    respondent: int
    question: str
    version: int
    yes_no: str | None
    text: str | None
    actor: str
    at: datetime


_COLUMNS = tuple(getattr(AnswerCorrection, name) for name in CorrectionRecord.__dataclass_fields__)


def corrections(connection: Connection, reply_pks: Collection[int]) -> list[CorrectionRecord]:
    """Return all versions of the answers of replies that people have made, the oldest first."""
    of_replies = in_array(connection, AnswerCorrection.reply_pk, reply_pks)
    rows = connection.execute(
        select(*_COLUMNS).where(of_replies).order_by(AnswerCorrection.version)
    )
    return [CorrectionRecord(*row) for row in rows]


def correct(unit: Unit, values: Mapping[str, Any], based_on: int) -> bool:
    """Keep a new version of an answer; return False if somebody else has made one meanwhile."""
    lock_until_commit(unit.connection, Lock.LOAD)  # as everything else that a reply holds
    key = (values["reply_pk"], values["respondent"], values["question"])
    known = corrections(unit.connection, [values["reply_pk"]])
    if _version([each for each in known if _key(each) == key]) != based_on:
        return False
    row = {**values, "version": based_on + 1, "at": unit.now}
    unit.connection.execute(insert(AnswerCorrection).values(row))
    return True


def _key(found: CorrectionRecord) -> tuple[int, int, str]:
    return found.reply_pk, found.respondent, found.question


def _version(known: Iterable[CorrectionRecord]) -> int:
    return max((each.version for each in known), default=0)


def corrected(
    key: tuple[int, int],
    yes_no: Mapping[str, str | None],
    answers: Sequence[Mapping[str, Any]],
    known: Iterable[CorrectionRecord],
) -> tuple[dict[str, str | None], list[Mapping[str, Any]]]:
    """Return yes and no and the answers of a (reply, respondent) as people have corrected them."""
    latest = {each.question: each for each in known if (each.reply_pk, each.respondent) == key}
    corrected_yes_no, found = dict(yes_no), {each["question"]: each for each in answers}
    for question, each in latest.items():
        if each.yes_no or question in corrected_yes_no:
            corrected_yes_no[question] = each.yes_no
        if each.text is None:  # forgotten
            continue
        read = found.pop(question, {"question": question, "spans": []})
        if each.text or each.yes_no:
            words = {"yesNo": each.yes_no, "text": each.text, "publicText": each.text}
            found[question] = {**read, **words, "version": each.version}
    return corrected_yes_no, list(found.values())


def is_corrected() -> ColumnElement[bool]:
    """Return the condition that people have corrected or written in an answer of a respondent."""
    return exists().where(
        AnswerCorrection.reply_pk == ReplyRespondent.reply_pk,
        AnswerCorrection.respondent == ReplyRespondent.place,
    )


def forget(unit: Unit, reply_pk: int) -> None:
    """Delete the texts; yes and no stay, and who corrected what when."""
    of_reply = update(AnswerCorrection).where(AnswerCorrection.reply_pk == reply_pk)
    unit.connection.execute(of_reply.values(text=None))
