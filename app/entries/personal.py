"""Pointing out what looks like personal data in what the public sees of an entry.

A warning, never a refusal: a name may be that of a house.
"""

from __future__ import annotations

import re
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import unquote

from sqlalchemy import Connection

from app.entries.documents import public_entry
from app.entries.withheld import WHAT, Cut, Review, cut_from
from app.errors import InvalidContent, Issue, Message
from app.personal_again import Value, values_of
from app.personal_data import Find, find_likely, finder
from catalogue import candidates, confirmations, entries, replies
from catalogue.confirmations import Confirmed
from catalogue.records import EntryRecord
from catalogue.replies import DocumentSummary
from record.contact import is_of_function
from record.field import CODES
from record.fields import FIELDS, leaves
from schemas.faults import LONGEST_ECHO, FieldFault
from swedish.as_seen import as_seen
from swedish.personal import AT, Kind
from swedish.plain_names import is_user_name
from swedish.tokens import WORD

CODE = "personal-data"
MOST_WARNINGS = 50
"""Warnings about one entry."""
MOST_CHECKED = 1_000
"""Findings looked at before one is published: what is not shown at once is shown next."""

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
SEPARATOR = " . "
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
_FILE_ENDING = re.compile(r"\.(?:html?|aspx?|php|pdf|docx?)(?![\w.])", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"@[\w.-]*|[?&=#]")
"""What parts words of an address: the domain of one of mail, and the marks of a query."""
_KEY = re.compile(r"[^\W\d_]{2,}(?:[._+-][^\W\d_]+){1,2}(?:[._-]?\d+)?")
"""A key or a user name that may be of a person; one of more words is a title."""
_WORD = re.compile(r"[^\W\d_]{3,}|(?<!\d)[^\W\d_]+(?!\d)")
LENGTH_OF_UUID = 36
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\d+)?")


def personal_warnings(
    entry: Mapping[str, Any],
    find: Find = find_likely,
    earlier: Iterable[Mapping[str, Any]] = (),
    most: int = MOST_WARNINGS,
) -> tuple[FieldFault, ...]:
    """Return a warning for each place of an entry that is likely to tell of a single person.

    Looks at every text: also keys, source, addresses, contact, and the quotes of links. Mailboxes
    that a function reads (info@, registrator@) are left alone. What is found in one text is looked
    for in all others, and so is what `earlier` versions hold. `entry` is the public JSON, or a row
    of the load format; `find` may find more than what looks personal anywhere.
    """
    texts = _read_texts(entry)
    found: list[tuple[str, Kind, str]] = []
    reported: set[tuple[str, str]] = set()
    for pointer, kind, text in _personal_words(texts, find):
        names = {(pointer, value.whole) for value in values_of([(kind, text)])}
        if not names or names - reported:
            found.append((pointer, kind, text))
        reported |= names
    before = values_in(earlier, find, {text for _, text in texts})
    values = (*values_of((kind, text) for _, kind, text in found), *before)
    seen_texts = [(pointer, as_seen(text).text) for pointer, text in texts] if values else ()
    for value in values:
        for pointer, seen in seen_texts:
            if (pointer, value.whole) not in reported and (match := value.pattern.search(seen)):
                reported.add((pointer, value.whole))
                found.append((pointer, value.kind, match[0]))
    return tuple(_warning(*each) for each in dict.fromkeys(found))[:most]


def values_in(
    entries: Iterable[Mapping[str, Any]], find: Find = find_likely, known: Container[str] = ()
) -> tuple[Value, ...]:
    """Return what tells of a person in any of some entries, to be looked for elsewhere.

    Texts that are `known` are not looked at again.
    """
    texts = dict.fromkeys(text for entry in entries for _, text in _read_texts(entry))
    unknown = [("", text) for text in texts if text not in known]
    return values_of((kind, text) for _, kind, text in _personal_words(unknown, find))


def held_in(entry: Mapping[str, Any], values: Iterable[Value], find: Find) -> set[str]:
    """Return the keys of the values that an entry holds, and its statements on persons."""
    texts = [text for _, text in _read_texts(entry)]
    seen = [as_seen(text).text for text in texts]
    return {
        *(value.key for value in values if any(map(value.pattern.search, seen))),
        *(
            text[each.start : each.end].casefold()
            for text in texts
            for each in find(text)
            if each.kind == "sensitive"
        ),
    }


def _read_texts(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (
            pointer,
            text if (" " in text and "://" not in text) or text.isalpha() else _readable(text),
        )
        for pointer, text in _texts(entry, "")
    ]


def _personal_words(
    texts: Sequence[tuple[str, str]], find: Find
) -> Iterator[tuple[str, Kind, str]]:
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
        return bool(find(SEPARATOR.join(texts)))
    parts = {part for text in texts for part in text.split(SEPARATOR)}
    unknown = parts - _harmless
    if unknown and find_likely(SEPARATOR.join(unknown)):
        return True
    if len(_harmless) > MOST_REMEMBERED:
        _harmless.clear()
    _harmless.update(part for part in unknown if len(part) <= LONGEST_REMEMBERED)
    return False


def _texts(value: object, pointer: str) -> list[tuple[str, str]]:
    """Return JSON pointer and text of all that can hold words of somebody's own."""
    held: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        held = [(name, each) for name, each in value.items() if name not in CODED]
    elif isinstance(value, (list, tuple)):
        held = enumerate(value)
    found = []
    for name, each in held:
        if not each:
            continue
        if not isinstance(each, str):
            found += _texts(each, f"{pointer}/{name}")
        elif len(each) < LENGTH_OF_UUID or not _UUID.fullmatch(each):
            found.append((f"{pointer}/{name}", each))
    return found


def _readable(text: str) -> str:
    """Return a text with what its web addresses say below it: read out, and word by word.

    A text of two or three words without spaces, such as a key, is read like an address.
    """
    if " " not in text and _KEY.fullmatch(text):
        # Within a key "per" is a preposition ("per-aktor"); at its beginning it is a name.
        return SEPARATOR.join([text, _word_by_word(text).replace(" Per ", " per ")])
    if "://" not in text:
        return text
    addresses = [unquote(each) for each in _ADDRESS.findall(text)]
    words = (_word_by_word(part) for each in addresses for part in _parts_of_address(each))
    return SEPARATOR.join([text, *(each for each in addresses if each not in text), *words])


def _parts_of_address(address: str) -> list[str]:
    """Return the parts of a web address that may be a name in words; no domain is one."""
    host, _, rest = _FILE_ENDING.sub("", address).partition("://")[2].partition("/")
    return [*(each for each in host.split(".") if "-" in each), *_IN_ADDRESS.split(rest)]


def _word_by_word(address: str) -> str:
    return " ".join(_WORD.findall(address)).title()


def _is_personal(address: str) -> bool:
    mailbox = AT.split(address.lower())[0]
    words = re.split(r"[._+-]", mailbox)
    if is_of_function(mailbox):
        return False
    return len(words) > 1 or is_user_name(mailbox)


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


class Found(NamedTuple):
    """Something that is likely to tell of a person, and that somebody may confirm as read.

    Attributes:
        mark: the same for the same words, wherever in the entry they stand.
    """

    fault: FieldFault
    mark: str

    @property
    def named(self) -> str:
        """What a confirmation calls it: the words, or the code where the fault has none."""
        return self.fault.value or self.fault.code


def found_of(warnings: Iterable[FieldFault], cuts: Iterable[Cut] = ()) -> list[Found]:
    """Return warnings, and what was withheld, with their marks."""
    found = [Found(each, mark_of(each.code, each.value)) for each in warnings]
    return [*found, *(Found(each.fault, _mark(each.fault.code, each.key)) for each in cuts)]


def mark_of(code: str, value: str) -> str:
    """Return the mark of the words of a warning."""
    return _mark(code, " ".join(WORD.findall(value.casefold())) or value)


def _mark(code: str, words: str) -> str:
    return sha256(f"{code}\0{words}".encode()).hexdigest()[:32]


def unconfirmed(
    found: Iterable[Found], before: Container[str], now: Container[str] = ()
) -> list[Found]:
    """Return what nobody has confirmed as read: `before` by mark, `now` by what it is called."""
    return [each for each in found if each.mark not in before and each.named not in now]


class PublicWords(NamedTuple):
    """What an entry says in a version, wherever it is shown.

    Attributes:
        entry: as JSON.
        replies: {quote} of the replies it was made from, in the order of its provenance.
        withdrawal_reason: of a withdrawn entry, which is public.
        documents: of those replies; what was withheld from them is known again.
        cuts: what was withheld from the words of the candidates it was made from.
        confirmed: what somebody has confirmed as read in it, by mark.
        versions: the content of each version; what was found in one is looked for in all.
    """

    entry: dict[str, Any]
    replies: Sequence[dict[str, Any]]
    withdrawal_reason: str | None
    documents: Sequence[DocumentSummary]
    cuts: Sequence[Cut]
    confirmed: Mapping[str, Confirmed]
    versions: Sequence[Mapping[str, Any]]


def public_words(connection: Connection, record: EntryRecord) -> PublicWords:
    """Read all that the public would see if this version of an entry were the public one."""
    (words,) = public_words_of(connection, [record])
    return words


def public_words_of(connection: Connection, records: Sequence[EntryRecord]) -> list[PublicWords]:
    """Read it for each of some entries, in as many statements as for one."""
    ids = [record.id for record in records]
    made = candidates.by_entries(connection, ids)
    every = [each for of_entry in made.values() for each in of_entry]
    documents = replies.summaries_of(connection, {each.reply_pk for each in every})
    reasons = entries.withdrawal_reasons(connection, ids)
    versions = entries.contents_of(connection, ids)
    merged = candidates.merged_into(connection, [each.pk for each in every])
    confirmed = confirmations.of_entries(connection, ids)
    found = []
    for record in records:
        made_of = [each for each in made[record.id] if (each.entry_version or 0) <= record.version]
        reviews = [Review(each, merged[each.pk], documents[each.reply_pk]) for each in made_of]
        cuts = (cut_from(each, f"/replies/{at}/quote") for at, each in enumerate(reviews))
        reply_pks = dict.fromkeys(each.reply_pk for each in made_of)
        words = PublicWords(
            entry=public_entry(record),
            replies=[{"quote": each.quote} for each in made_of],
            withdrawal_reason=reasons.get(record.id),
            documents=[each for pk in reply_pks for each in documents[pk]],
            cuts=[each for each in cuts if each],
            confirmed=confirmed[record.id],
            versions=versions[record.id],
        )
        found.append(words)
    return found


def warnings_of(words: PublicWords) -> tuple[FieldFault, ...]:
    """Return what of it is likely to tell of a single person.

    That something was withheld from its words stays a warning until somebody has confirmed
    that as read.
    """
    found = findings_of(words)
    faults = (
        each.fault for each in found if each.fault.code == CODE or each.mark not in words.confirmed
    )
    return tuple(faults)[:MOST_WARNINGS]


def findings_of(words: PublicWords) -> list[Found]:
    """Return the same with what can be confirmed as read."""
    other_texts = {"replies": words.replies, "withdrawalReason": words.withdrawal_reason}
    find = finder(words.documents)
    warnings = personal_warnings({**words.entry, **other_texts}, find, words.versions, MOST_CHECKED)
    return found_of(warnings, words.cuts)


def findings_in(entry: Mapping[str, Any]) -> list[Found]:
    """Return what is found in a new entry."""
    return found_of(personal_warnings(entry, most=MOST_CHECKED))


def marks_of(found: Iterable[Found], confirmed: Container[str]) -> list[str]:
    """Return the marks of what is confirmed, by the words that a confirmation calls it by."""
    return [each.mark for each in found if each.named in confirmed]


def _to_confirm(found: Found) -> Message:
    fault = found.fault
    return Message(
        sv=f"{fault.message_sv} Annars: bekräfta att du har läst det, med confirmPersonal:"
        f" {found.named}",
        en=f"{fault.message_en} Otherwise confirm that you have read it, by confirmPersonal:"
        f" {found.named}",
    )


def check_confirmed(
    found: Sequence[Found],
    confirmed: Collection[str],
    before: Container[str] = (),
    sentence: Callable[[Found], Message] = _to_confirm,
) -> list[str]:
    """Return the marks of what is confirmed as read in an entry that is to be public.

    Args:
        found: in all that is to be public of it.
        confirmed: what is confirmed now: words, or codes where there are none.
        before: what was confirmed earlier, by mark.
        sentence: the message about something that is not confirmed.

    Raises:
        InvalidContent: something is neither confirmed now nor was before.
    """
    left = unconfirmed(found, before, confirmed)
    if left:
        raise InvalidContent(
            [
                Issue(each.fault.pointer, each.fault.code, sentence(each), each.fault.value)
                for each in left[:MOST_WARNINGS]
            ]
        )
    return marks_of(found, confirmed)
