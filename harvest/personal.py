"""Personal data in a reply: found by what it looks like and by who the reply says it is from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from harvest.documents.document import Block, Document, Sender
from harvest.lines_together import found_across, found_alone
from swedish.folding import fold
from swedish.lexicon import is_dictionary_word
from swedish.names_of_places import is_organisation_there, is_place
from swedish.person_names import (
    is_first_name,
    is_only_a_name,
    is_only_a_surname,
    names_in_context,
)
from swedish.personal import Finding, addresses, find_personal, is_of_something_else
from swedish.personal_cues import Cue, cue_of
from swedish.personal_spelt import spelt_out
from swedish.plain_names import plain_names, user_names
from swedish.sections import sections

WORDS = Path(__file__).with_name("personal.txt")
SHORTEST_NAME = 3
"""Letters of a part of a name that is held back where it stands alone."""
MOST_BETWEEN = 10
"""Words of a line with an address or number in which what looks like a name is one."""
_LATIN = [chr(code) for code in range(ord("A"), 0x250)]
"""Letters of all languages that are written as Swedish is: Polish, Sami and Croatian names too."""
_UPPER = "".join(letter for letter in _LATIN if letter.isupper())
_LOWER = "".join(letter for letter in _LATIN if letter.islower())
_WORD = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
_NAME = rf"{_WORD}(?: [{_UPPER}][{_LOWER}]*\.?)?(?: (?:von|af|de|al))? {_WORD}"
_NAMES = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])")
_FIRST_WORD = re.compile(r"(?<![\w-])[^\W_]+")
_END_OF_NAME = re.compile(r"(?:s|:s)?(?![\w-])")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:;]\s)\W*$")
LONGEST_MARK = 4
"""Characters between a sentence and the next."""
_INITIALS = re.compile(rf"(?<![\w.])(?:[{_UPPER}]\.[ -]?){{1,2}}({_WORD})(?!\w)")
_LABELLED_NUMBER = re.compile(
    r"\b(?:(?:tfn|tele?|telefon|mobil|mob|mobiltelefon|ring|sms:?a?|nås på|växel|direkt)\b[\s.:]*"
    r"(?:nr|nummer)?[\s.:]*(\+?\(?\d[\d ()/_.–-]{4,}\d)|ankn(?:ytning)?\b[\s.:]*(\d[\d ]{1,6}\d))",
    re.IGNORECASE,
)
_WITHOUT_PLUS = re.compile(r"(?<![\w.,-])46 ?(?:\(0\) ?)?7\d(?:[ -]?\d){7}(?!\w)")
_PERSONAL_NUMBER = re.compile(
    r"(?<![\w-])(?:(?:1 ?9|2 ?0) ?)?\d ?\d ?-? ?(?:0 ?\d|1 ?[0-2]) ?-? ?"
    r"(?:[0-2] ?\d|3 ?[01]|[6-8] ?\d|9 ?[01])"
    r"(?: ?[-+–] ?\d ?\d ?\d ?\d(?![\w-])| ?[-+ ] ?(?:[Xx]{4}|\*{4}|N{4})(?!\w))"
)
"""Whatever its check digit: a slip of the pen is personal all the same."""
_LEADING = re.compile(rf"\b(?:{'|'.join(sections(WORDS)['leading'])})\b(?= [A-ZÅÄÖ])")
"""Words before a name that capitals make part of it."""
_NOT_NAMES = re.compile(rf"\b(?:{'|'.join(sections(WORDS)['no name'])})\b")
"""Words that no person is called, though capitals make them look so."""


class Persons:
    """Who a document is from or names, so that they are found wherever they stand again."""

    def __init__(self, names: Iterable[str], places: Collection[str] = ()) -> None:
        """Take the names, and places in lower case beside which a part of one is a place too."""
        self._places = frozenset(places)
        full = {" ".join(name.split()) for name in names}
        parts = {part for name in full for part in name.split() if len(part) >= SHORTEST_NAME}
        self._full = _by_first_word(full)
        self._alone = _by_first_word(part for part in parts if part[0].isupper())

    def find(self, text: str) -> list[Finding]:
        """Return what in a text tells of a single person, in order, none overlapping."""
        found = [each for each in _by_look(text) if not self._is_place(text, each)]
        alone = _where(self._alone, text)
        spans = [
            *_where(self._full, text),
            *(
                span
                for span in alone
                if not is_place(text, span, self._places) and not _is_word_first(text, *span)
            ),
            *(each[:2] for each in names_in_context(text, self._places)),
            *(each[:2] for each in plain_names(text, self._places)),
            *(each[:2] for each in user_names(text)),
            *_with_initials(text, self._places),
        ]
        return merged([*found, *(Finding(start, end, "name") for start, end in spans)])

    def _is_place(self, text: str, found: Finding) -> bool:
        """Return whether what looks like a farm with its number is a town: "Mjölby 31 företag"."""
        first, _, number = text[found.start : found.end].partition(" ")
        return found.kind == "address" and number.isdigit() and first.lower() in self._places


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names by their first word, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        if first := _FIRST_WORD.match(name):
            found[first[0]].append(name)
    return found


def _where(names: Mapping[str, Sequence[str]], text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text holds any of some names, also in the genitive."""
    for word in _FIRST_WORD.finditer(text) if names else ():
        for name in (*names.get(word[0], ()), *names.get(word[0].removesuffix("s"), ())):
            end = _END_OF_NAME.match(text, word.start() + len(name))
            if end and text.startswith(name, word.start()):
                yield word.start(), end.end()
                break


def _is_word_first(text: str, start: int, end: int) -> bool:
    """Return whether a part of a name is a word that begins a sentence: "Berg och sjö"."""
    is_first = _BEGINS_SENTENCE.search(text, max(0, start - LONGEST_MARK), start)
    word = text[start:end].lower()
    is_word = is_dictionary_word(word) and not (word.endswith("s") or is_first_name(word))
    return bool(is_first) and is_word and cue_of(text, start, end) is Cue.NONE


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Join findings that overlap; a name that overlaps anything else is that."""
    separate: list[Finding] = []
    for one in sorted(findings):
        before = separate[-1] if separate and one.start < separate[-1].end else None
        if before:
            kind = one.kind if before.kind == "name" else before.kind
            separate[-1] = Finding(before.start, max(before.end, one.end), kind)
        else:
            separate.append(one)
    return separate


def _by_look(text: str) -> list[Finding]:
    """Return what looks personal; here also what only may be, since a reply can be looked at."""
    found = [*find_personal(text), *spelt_out(text)]
    labelled = _LABELLED_NUMBER.finditer(text)
    found += [Finding(*match.span(1 if match[1] else 2), "phone") for match in labelled]
    found += [Finding(*match.span(), "phone") for match in _WITHOUT_PLUS.finditer(text)]
    numbers = _PERSONAL_NUMBER.finditer(text)
    return [*found, *(Finding(*match.span(), "personal-number") for match in numbers)]


def persons_of(
    document: Document,
    cells: Iterable[Block] = (),
    sender: Sender | None = None,
    places: Collection[str] = (),
) -> Persons:
    """Return the persons that a document names near an address, in its head or in a signature.

    Args:
        document: a reply, perhaps the mail that it came with.
        cells: of tables, that hold who answered or who is in charge.
        sender: of the mail that the document came with.
        places: names of places in lower case, which persons may be called as well.
    """
    known_places = frozenset(places)
    texts = [block.text for block in document.blocks]
    names = set(_candidates(sender.name)) if sender else set()
    head = [sender.address] if sender else []
    accounts = {account for text in (*texts, *head) for account in _accounts(text)}
    for cell in cells:
        names |= set(_of_cell(cell.text, places))
    for text in texts:
        found = find_personal(text)
        is_short = len(text.split()) <= MOST_BETWEEN and any(each.kind != "name" for each in found)
        names |= {name for name in _candidates(text) if is_short or _account(name) in accounts}

    def find_surest(text: str) -> list[Finding]:
        return list(_surest_names(text, known_places))

    alone = found_alone(document.blocks, find_surest)
    names |= {document.text[each.start : each.end] for each in alone}
    names |= {each.words for each in found_across(document.blocks, find_surest, sorted(alone))}
    return Persons((name for name in names if _may_be_name(name, places)), places)


def _surest_names(text: str, places: frozenset[str]) -> Iterator[Finding]:
    """Yield the names in a text that are of more than one word, or are no word of another kind."""
    for each in (*find_personal(text), *names_in_context(text, places)):
        words = text[each.start : each.end].split()
        if each.kind == "name" and (len(words) > 1 or is_only_a_name(words[0], places)):
            yield each


def _candidates(text: str) -> list[str]:
    return [match[0] for match in _NAMES.finditer(_LEADING.sub("", text))]


def _with_initials(text: str, places: Container[str]) -> Iterator[tuple[int, int]]:
    for match in _INITIALS.finditer(text):
        surname = match[1].lower()
        is_other = surname in places or is_of_something_else(text, *match.span())
        if not is_other and is_only_a_surname(surname):
            yield match.span()


def _of_cell(text: str, places: Container[str]) -> Iterator[str]:
    """Yield the names in a cell that is there for one: with initials, or a single word."""
    yield from (each[0] for each in _INITIALS.finditer(text) if each[1].lower() not in places)
    full = _candidates(text)
    yield from full
    if not full:
        words = re.findall(_WORD, text)
        yield from (
            word
            for word in words
            if is_first_name(word)
            or (is_only_a_surname(word.lower()) and word.lower() not in places)
        )


def _may_be_name(name: str, places: Container[str]) -> bool:
    return not (_NOT_NAMES.search(name) or is_organisation_there(name, places))


def _accounts(text: str) -> list[str]:
    """Return the part of each address before the @, in plain letters."""
    found = addresses(text)
    return [
        _account(text[each.start : each.sign])
        for each in found
        if "@" in text[each.sign : each.domain]
    ]


def _account(name: str) -> str:
    return fold(re.sub(r"[\W_]+", ".", name.lower()).strip("."))
