"""Pointing out what looks like personal data in what the public sees of an entry.

A warning, never a refusal: a name may be that of a house.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from app.entries.documents import public_entry
from app.errors import Message
from app.personal_again import values_of
from app.personal_data import find_likely, finder
from catalogue import candidates, entries, replies
from record.contact import is_of_function
from record.field import CODES
from record.fields import FIELDS, leaves
from schemas.faults import LONGEST_ECHO, FieldFault
from swedish.personal import AT, first_names

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from app.personal_again import Value
    from app.personal_data import Find
    from catalogue.candidates import CandidateRecord
    from catalogue.records import EntryRecord
    from catalogue.replies import DocumentSummary
    from swedish.personal import Kind

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
    "contact": Message(sv="ord om vem som kan svara", en="words on whom to ask"),
}

OF_A_TEXT = Message(
    sv="Ta bort det om det gäller en enskild person.",
    en="Remove it if it tells of a single person.",
)
OF_A_KEY = Message(
    sv="En nyckel kan inte redigeras. Gäller det en enskild person, så byts den med"
    " exempelbanken erase --text.",
    en="A key cannot be edited. If it tells of a single person, exempelbanken erase --text"
    " replaces it.",
)
KEYS = ("/sourceSystem", "/externalId")
APART = " . "
"""Between texts looked at together: no finding reaches over it, and no word of one is seen beside
a name of the next."""
CODED = frozenset(
    path.rpartition(".")[2] for path, field in leaves(FIELDS) if field.type in CODES
) | {"licence", "value"}
"""Members that hold codes, numbers and dates; every other one is looked at, also a new one."""
MOST_REMEMBERED, LONGEST_REMEMBERED = 16_384, 300
"""Texts without anything personal that are remembered, and characters of the longest."""
_harmless: set[str] = set()
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_KEY = re.compile(r"[^\W\d_]{2,}(?:[._+-][^\W\d_]+){1,2}(?:[._-]?\d+)?")
"""A key or a user name that may be of a person; one of more words is a title."""
_WORD = re.compile(r"[^\W\d_]+")
LENGTH_OF_UUID = 36
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\d+)?")


def personal_warnings(
    entry: Mapping[str, Any], find: Find = find_likely, earlier: Iterable[Mapping[str, Any]] = ()
) -> tuple[FieldFault, ...]:
    """Return a warning for each place of an entry that is likely to tell of a single person.

    Looks at every text: also keys, source, addresses, contact, and the quotes of links. Mailboxes
    that a function reads (info@, registrator@) are left alone. What is found in one text is looked
    for in all others, and so is what `earlier` versions hold. `entry` is the public JSON, or a row
    of the load format; `find` may find more than what looks personal anywhere.
    """
    texts = _read_texts(entry)
    found = [*_found(texts, find)]
    told = {
        (pointer, value.whole)
        for pointer, kind, text in found
        for value in values_of([(kind, text)])
    }
    before = values_in(earlier, find, {text for _, text in texts})
    for value in (*values_of((kind, text) for _, kind, text in found), *before):
        for pointer, whole in texts:
            if (pointer, value.whole) not in told and (match := value.pattern.search(whole)):
                told.add((pointer, value.whole))
                found.append((pointer, value.kind, match[0]))
    return tuple(_warning(*each) for each in dict.fromkeys(found))[:MOST_WARNINGS]


def values_in(
    entries: Iterable[Mapping[str, Any]], find: Find = find_likely, known: Container[str] = ()
) -> tuple[Value, ...]:
    """Return what tells of a person in any of some entries, to be looked for elsewhere.

    Texts that are `known` are not looked at again.
    """
    texts = dict.fromkeys(text for entry in entries for _, text in _read_texts(entry))
    unknown = [("", text) for text in texts if text not in known]
    return values_of((kind, text) for _, kind, text in _found(unknown, find))


def held_in(entry: Mapping[str, Any], values: Iterable[Value], find: Find) -> set[str]:
    """Return the keys of the values that an entry holds, and its statements on persons."""
    texts = [text for _, text in _read_texts(entry)]
    return {
        *(value.key for value in values if any(map(value.pattern.search, texts))),
        *(
            text[each.start : each.end].casefold()
            for text in texts
            for each in find(text)
            if each.kind == "sensitive"
        ),
    }


def _read_texts(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(pointer, _readable(text)) for pointer, text in _texts(entry, "")]


def _found(texts: Sequence[tuple[str, str]], find: Find) -> Iterator[tuple[str, Kind, str]]:
    """Yield pointer, kind and words of what is likely to tell of a person."""
    if not _may_tell([text for _, text in texts], find):
        return  # as in nearly every entry: one look instead of one for each text
    for pointer, whole in texts:
        for each in find(whole):
            text = whole[each.start : each.end]
            if each.kind != "email" or _is_personal(text):
                yield pointer, each.kind, text


def _may_tell(texts: Sequence[str], find: Find) -> bool:
    """Return whether anything is found in some texts together.

    Texts without anything personal recur, such as keywords, organisations and quotes: those are
    remembered, and looked at once.
    """
    if find is not find_likely:
        return bool(find(APART.join(texts)))
    parts = {part for text in texts for part in text.split(APART)}
    unknown = parts - _harmless
    if unknown and find_likely(APART.join(unknown)):
        return True
    if len(_harmless) > MOST_REMEMBERED:
        _harmless.clear()
    _harmless.update(part for part in unknown if len(part) <= LONGEST_REMEMBERED)
    return False


def _texts(value: object, pointer: str) -> list[tuple[str, str]]:
    """Return JSON pointer and text of all that can hold words of somebody's own."""
    if isinstance(value, str):
        is_id = len(value) >= LENGTH_OF_UUID and _UUID.fullmatch(value)
        return [] if is_id else [(pointer, value)]
    found = []
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in CODED and each:
                found += _texts(each, f"{pointer}/{name}")
    elif isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            found += _texts(each, f"{pointer}/{index}")
    return found


def _readable(text: str) -> str:
    """Return a text with what its web addresses say below it: read out, and word by word.

    A text of two or three words without spaces, such as a key, is read like an address.
    """
    if " " not in text and _KEY.fullmatch(text):
        # Within a key "per" is a preposition ("per-aktor"); at its beginning it is a name.
        return APART.join([text, _word_by_word(text).replace(" Per ", " per ")])
    if "://" not in text:
        return text
    addresses = [unquote(each) for each in _ADDRESS.findall(text)]
    words = map(_word_by_word, addresses)
    return APART.join([text, *(each for each in addresses if each not in text), *words])


def _word_by_word(address: str) -> str:
    return " ".join(_WORD.findall(address)).title()


def _is_personal(address: str) -> bool:
    mailbox = AT.split(address.lower())[0]
    words = re.split(r"[._+-]", mailbox)
    if is_of_function(mailbox):
        return False
    return len(words) > 1 or words[0] in first_names()


def _warning(pointer: str, kind: str, text: str) -> FieldFault:
    what = WHAT[kind]
    mend = OF_A_KEY if pointer in KEYS else OF_A_TEXT
    return FieldFault(
        pointer,
        CODE,
        f"Det ser ut som {what.sv}. {mend.sv}",
        f"This looks like {what.en}. {mend.en}",
        text[:LONGEST_ECHO],
    )


class PublicWords(NamedTuple):
    """What an entry says in a version, wherever it is shown.

    Attributes:
        entry: as JSON.
        replies: {quote} of the replies it was made from, in the order of its provenance.
        withdrawal_reason: of a withdrawn entry, which everybody is told.
        documents: of those replies; what was withheld from them is known again.
        versions: the content of each version; what was found in one is looked for in all.
    """

    entry: dict[str, Any]
    replies: Sequence[dict[str, Any]]
    withdrawal_reason: str | None
    documents: Sequence[DocumentSummary]
    versions: Sequence[Mapping[str, Any]]


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
    versions = entries.contents_of(connection, ids)
    return [
        _words(record, made[record.id], documents, reasons.get(record.id), versions[record.id])
        for record in records
    ]


def _words(
    record: EntryRecord,
    made: Sequence[CandidateRecord],
    documents: Mapping[int, Sequence[DocumentSummary]],
    reason: str | None,
    versions: Sequence[Mapping[str, Any]],
) -> PublicWords:
    made_of = [each for each in made if (each.entry_version or 0) <= record.version]
    reply_pks = dict.fromkeys(each.reply_pk for each in made_of)
    return PublicWords(
        public_entry(record),
        [{"quote": each.quote} for each in made_of],
        reason,
        [each for pk in reply_pks for each in documents[pk]],
        versions,
    )


def warnings_of(words: PublicWords) -> tuple[FieldFault, ...]:
    """Return what of it is likely to tell of a single person."""
    beside = {"replies": words.replies, "withdrawalReason": words.withdrawal_reason}
    return personal_warnings({**words.entry, **beside}, finder(words.documents), words.versions)
