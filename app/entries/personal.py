"""Pointing out what looks like personal data in what the public sees of an entry.

A warning, never a refusal: a name may be that of a house.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from app.entries.documents import public_entry
from app.errors import Message
from app.personal_data import find_likely, finder
from catalogue import candidates, entries, replies
from record.field import CODES
from record.fields import FIELDS, leaves
from schemas.checks import FUNCTIONS
from schemas.faults import LONGEST_ECHO, FieldFault
from swedish.personal import AT, first_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from catalogue.candidates import CandidateRecord
    from catalogue.records import EntryRecord
    from catalogue.replies import DocumentSummary
    from swedish.personal import Finding

CODE = "personal-data"
MOST_WARNINGS = 50
"""Told of one entry."""
WHAT = {
    "email": Message(sv="en persons e-postadress", en="a person's e-mail address"),
    "phone": Message(sv="ett telefonnummer", en="a telephone number"),
    "personal-number": Message(sv="ett personnummer", en="a personal identity number"),
    "account": Message(sv="ett kontonummer", en="a bank account"),
    "address": Message(sv="en gatuadress", en="a street address"),
    "birth-date": Message(sv="en persons födelsedag", en="a person's date of birth"),
    "sensitive": Message(
        sv="en uppgift om ursprung, hälsa, facket, tro, sexualliv eller brott",
        en="a fact on origin, health, trade unions, belief, sex life or crime",
    ),
    "name": Message(sv="ett personnamn", en="a person's name"),
}

APART = "\n.\n"
"""Between texts looked at together: no finding reaches over it, and no word of one is seen beside
a name of the next."""
CODED = frozenset(
    path.rpartition(".")[2] for path, field in leaves(FIELDS) if field.type in CODES
) | {"licence", "value"}
"""Members that hold codes, numbers and dates; every other one is looked at, also a new one."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\d+)?")


def personal_warnings(
    entry: Mapping[str, Any], find: Callable[[str], Sequence[Finding]] = find_likely
) -> tuple[FieldFault, ...]:
    """Return a warning for each place of an entry that is likely to tell of a single person.

    Looks at every text: also keys, source, addresses, contact, and the quotes of links. Mailboxes
    that a function reads (info@, registrator@) are left alone. `entry` is the public JSON, or a row
    of the load format; `find` may find more than what looks personal anywhere.
    """
    texts = [(pointer, _readable(text)) for pointer, text in _texts(entry, "")]
    if not find(APART.join(text for _, text in texts)):
        return ()  # as of nearly every entry: one look instead of one for each text
    found = dict.fromkeys(
        (pointer, each.kind, whole[each.start : each.end])
        for pointer, whole in texts
        for each in find(whole)
    )
    personal = (each for each in found if each[1] != "email" or _is_personal(each[2]))
    return tuple(_warning(*each) for each in personal)[:MOST_WARNINGS]


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield JSON pointer and text of all that can hold words of somebody's own."""
    if isinstance(value, str):
        if not _UUID.fullmatch(value):
            yield pointer, value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in CODED:
                yield from _texts(each, f"{pointer}/{name}")
    elif isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            yield from _texts(each, f"{pointer}/{index}")


def _readable(text: str) -> str:
    """Return a text with what its web addresses say below it: read out, and word by word."""
    addresses = [unquote(each) for each in _ADDRESS.findall(text)]
    words = [" ".join(_WORD.findall(each)).title() for each in addresses]
    return APART.join([text, *(each for each in addresses if each not in text), *words])


def _is_personal(address: str) -> bool:
    words = re.split(r"[._+-]", AT.split(address.lower())[0])
    if not FUNCTIONS.isdisjoint(words):
        return False
    return len(words) > 1 or words[0] in first_names()


def _warning(pointer: str, kind: str, text: str) -> FieldFault:
    what = WHAT[kind]
    return FieldFault(
        pointer,
        CODE,
        f"Det ser ut som {what.sv}. Ta bort det om det gäller en enskild person.",
        f"This looks like {what.en}. Remove it if it tells of a single person.",
        text[:LONGEST_ECHO],
    )


class PublicWords(NamedTuple):
    """What an entry says in a version, wherever it is shown.

    Attributes:
        entry: as JSON.
        replies: {quote} of the replies it was made from, in the order of its provenance.
        withdrawal_reason: of a withdrawn entry, which everybody is told.
        documents: of those replies; what was withheld from them is known again.
    """

    entry: dict[str, Any]
    replies: Sequence[dict[str, Any]]
    withdrawal_reason: str | None
    documents: Sequence[DocumentSummary]


def public_words(connection: Connection, record: EntryRecord) -> PublicWords:
    """Read all that the public would see if this version of an entry were the public one."""
    (words,) = public_words_of(connection, [record])
    return words


def public_words_of(connection: Connection, records: Sequence[EntryRecord]) -> list[PublicWords]:
    """Read it for each of some entries, in as many statements as for one."""
    ids = [record.id for record in records]
    made = candidates.by_entries(connection, ids)
    reply_pks = {each.reply_pk for of_entry in made.values() for each in of_entry}
    documents = replies.summaries_of(connection, reply_pks)
    reasons = entries.withdrawal_reasons(connection, ids)
    return [
        _words(record, made[record.id], documents, reasons.get(record.id)) for record in records
    ]


def _words(
    record: EntryRecord,
    made: Sequence[CandidateRecord],
    documents: Mapping[int, Sequence[DocumentSummary]],
    reason: str | None,
) -> PublicWords:
    made_of = [each for each in made if (each.entry_version or 0) <= record.version]
    reply_pks = dict.fromkeys(each.reply_pk for each in made_of)
    return PublicWords(
        public_entry(record),
        [{"quote": each.quote} for each in made_of],
        reason,
        [each for pk in reply_pks for each in documents[pk]],
    )


def warnings_of(words: PublicWords) -> tuple[FieldFault, ...]:
    """Return what of it is likely to tell of a single person."""
    beside = {"replies": words.replies, "withdrawalReason": words.withdrawal_reason}
    return personal_warnings({**words.entry, **beside}, finder(words.documents))
