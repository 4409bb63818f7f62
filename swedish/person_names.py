"""Names of persons of any form, known by lists of names and by the words that lead to them.

Not as sure as `swedish.personal`: for pointing out, never for taking away.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from swedish.lexicon import DATA, is_dictionary_word, lines, name
from swedish.personal import (
    NO_PERSON,
    PLACES,
    SURNAME,
    WORDS,
    Finding,
    first_names,
    is_of_something_else,
    may_be_surname,
)
from swedish.personal_cues import Cue, cue_of
from swedish.sections import sections

_WORD = r"[^\W\d_a-zåäö][^\W\d_]*+(?:[-'’][^\W\d_]++)*+"
_INITIAL = r"[^\W\d_a-zåäö]\."
_PARTICLES = ("el", "al", "de", "von", "van", "bin", "abu", "ben", "del", "da", "di")
PARTICLES = (
    *("van den", "van der", "von", "af", "de", "del", "da", "dos", "di", "al", "el", "van", "der"),
    *("bin", "ibn", "abu", "ben", "ter", "zu"),
)
_PARTICLE = rf"(?:(?:{'|'.join(PARTICLES)})[ -])"
_PARTICLES_BEFORE = tuple(particle + end for particle in PARTICLES for end in " -")
_PARTICLE_BEFORE = re.compile(rf"(?<![\w-]){_PARTICLE}{{1,2}}$")
LONGEST_PARTICLE = 16
"""Characters before a name in which its small words are looked for."""
_NICKNAME = r"(?:[”\"“(][^\W\d_]{2,20}[”\"“)] )"
_CAPITAL = r"[^\W\d_a-zåäö]"
_CAPITALISED = re.compile(
    rf"(?:(?<![\w.@-])|(?<=\b[ae]l-))(?<![\w.]/)"
    rf"(?:(?:{_INITIAL} ?|{_WORD} ){_NICKNAME}?{_PARTICLE}{{0,2}}(?={_CAPITAL})){{0,5}}+"
    rf"(?:{_INITIAL}|{_WORD})(?!\w)"
)
_ANY_CAPITAL = re.compile(_CAPITAL)
_PART = re.compile(_WORD)
_FIRST_NAME_LAST = re.compile(rf", ({_WORD})(?= |$|[.;:)!?])(?! (?:och|samt|&))")
_WITHIN = re.compile(
    r"(?<!\w)(?:i|kring|runt|utanför|mellan|nära|norr om|söder om|öster om|väster om)\s$",
    re.IGNORECASE,
)
"""What stands before a place, and never before a person."""
_NO_PERSON_AFTER = re.compile(r" (?:å|ån|älv|älven|ö|sjö|of)(?!\w)")
"""What follows a water that is called as a person is, or begins a brand's name: "Helge å"."""
_YEAR = re.compile(r" (?:19|20)\d\d(?!\d)")
_AND = re.compile(rf" & ({_WORD})")
_JOINS = re.compile(r"(?:,| och| samt| eller| plus| &|/|,? och) ?$")
_SURNAME = re.compile(
    r"\w+(?:sson|qvist|kvist|gren|ström|strøm|berg|lund|stedt|holm|dahl|(?<!s)man|én|nder"
    r"|[sc]k[iy]|[sc]ka|nson|ston|wicz|vi[ćcč]|nen|o[ğg]lu|yan|dze|shvili|enko|chuk|ov|ova|ev|eva|poulos|idis"
    r"|akis|escu|sen|quist|zadeh|pour|nejad|ović|ez)"
)
"""What many surnames end in, in lower case; most are also the ends of other words."""
_SURELY = re.compile(
    r"\w+(?:sson|qvist|kvist|wicz|vi[ćč]|[iou]nen|änen|o[ğg]lu|shvili|enko|chuk|poulos|idis|escu|zadeh"
    r"|nejad)"
)
"""Those that end hardly anything else."""
_SURELY_ALONE = re.compile(
    r"\w+(?:sson|qvist|kvist|wicz|vi[ćč]|o[ğg]lu|shvili|poulos|escu|zadeh|nejad)"
)
"""Those that end nothing else: "-ionen" ends words as well."""
_ALSO_WORD = re.compile(SURNAME)
"""Those of words that are compounds as well, "hed" and "lund"; they count after `Cue.CONTACT`."""
_BESIDE_CONTACT = re.compile(r"\w+(?:blom|blad|mark|vik|[dhlmnrst]in|ell)")
"""What too many names of other things end in to count after anything less than `Cue.CONTACT`."""
LONGEST_WITHIN = 12
"""Characters before a name in which a word for a place is looked for."""
_ORGANISATION = re.compile("|".join(sections(WORDS)["organisation"]))
"""Words of the names of organisations that no dictionary of Swedish has."""
_WORDS_OF_ONE = ("I", "Å", "Ö")
_BRAND = re.compile(r"[A-ZÅÄÖ]{2}|[a-zåäö][A-ZÅÄÖ](?<!Mac.)(?<!Mc.)")
"""Capitals within a word: an abbreviation or a brand."""
_FOREIGN = re.compile(r"[^\W\da-zåäöéü_'’-]")
"""A small letter that Swedish has in names of persons only."""
_HYPHENATED = re.compile(r"(?:[aeu]l|abu|ibn|bin|ben)[-'’]\w{2,}")
"""Names that begin with a small word, in lower case."""
_FOREIGN_END = re.compile(r"\w+(?:[sc]k[iy]|[sc]ka|czyk|vić|vic)")
"""What single words end in that are surnames of other languages, if they are no words."""
SHORTEST_ALONE = 3
"""Letters of a name that is looked for alone."""
LONGEST_SYLLABLE = 6
"""Letters of a part of a Vietnamese name."""
MOST = 5_000
"""Rows of capitalised words that are looked at in a text."""


class _Row(NamedTuple):
    """Capitalised words in a row: where they stand, and each in lower case without genitive."""

    start: int
    end: int
    words: tuple[str, ...]


def names_in_context(text: str, places: frozenset[str]) -> Iterator[Finding]:
    """Yield names that the words around them, or lists of names, show to be of persons.

    Args:
        text: as it is seen.
        places: names of places, in lower case, that no person has alone.
    """
    end, before = 0, Cue.NONE
    for place, capitalised in islice(_capitalised_words(text), MOST):
        found = _without_lead(capitalised)
        if not found:
            before = Cue.NONE
            continue
        row = _Row(place + found.start, place + found.end, found.words)
        start = _start_with_particle(text, row.start)
        is_last_first = text.startswith(", ", row.end)
        if not (is_last_first or start < row.start or _is_person(row.words, Cue.FAMILY, places)):
            before, end = Cue.NONE, row.end
            continue
        cue = cue_of(text, row.start, row.end)
        row = _with_first_name(text, row, cue, places) if is_last_first else row
        if before and _JOINS.fullmatch(text, end, row.start):
            cue = max(cue, before)
        is_dated = row.words[0].lower() in places and is_before_year(text, row.end)
        if is_dated or (cue is Cue.NONE and _is_no_person(text, row)):
            before, end = Cue.NONE, row.end
            continue
        is_person = _is_person(row.words, cue, places) or (
            start < row.start and _is_after_particle(row, cue, places)
        )
        if is_person and not _is_of_something_else(text, row):
            yield Finding(start, row.end, "name")
            before = min(cue or Cue.AGENT, Cue.LEADER)
        else:
            before = Cue.NONE
        end = row.end


def _capitalised_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield capitalised words in a row, each with its place."""
    place = 0
    while capital := _ANY_CAPITAL.search(text, place):
        row = _CAPITALISED.match(text, capital.start())
        if row:
            yield row.start(), row[0]
        place = (row or capital).end()


def _is_no_person(text: str, row: _Row) -> bool:
    before = text[max(0, row.start - LONGEST_WITHIN) : row.start]
    is_place = len(row.words) == 1 and is_within(before)
    return is_place or bool(_NO_PERSON_AFTER.match(text, row.end))


def is_before_year(text: str, end: int) -> bool:
    """Return whether a year follows, as in the name of a programme: "för Nora 2018–2024"."""
    return bool(_YEAR.match(text, end))


def is_within(before: str) -> bool:
    """Return whether a text ends in what stands before a place, and never before a person."""
    return bool(_WITHIN.search(before))


def _start_with_particle(text: str, start: int) -> int:
    """Return where a name begins with the small words before it: "al-Rubaie", "van den Berg"."""
    if not text.endswith(_PARTICLES_BEFORE, 0, start):
        return start
    before = _PARTICLE_BEFORE.search(text, max(0, start - LONGEST_PARTICLE), start)
    return before.start() if before else start


def _is_after_particle(row: _Row, cue: Cue, places: Container[str]) -> bool:
    words = [word.lower() for word in row.words]
    return (
        (cue >= Cue.ROLE or is_listed_surname(words[-1]) or is_listed_surname(f"al-{words[-1]}"))
        and not any(_is_other(word, places) or _ORGANISATION.fullmatch(word) for word in words)
        and not any(map(NO_PERSON.fullmatch, words))
    )


def _is_of_something_else(text: str, row: _Row) -> bool:
    other = _AND.match(text, row.end)
    return not (other and is_first_name(other[1])) and is_of_something_else(
        text, row.start, row.end
    )


@lru_cache(maxsize=16_384)
def _without_lead(text: str) -> _Row | None:
    """Return a row without words that begin a sentence; None when nothing is left.

    The last one stays if it may be a surname: "Mejla Hedlund".
    """
    parts = [*_PART.finditer(text)]
    while parts and len(parts[0][0]) > 1 and _leads(parts[0][0].lower()):
        if len(parts) == 1 and _ALSO_WORD.fullmatch(parts[0][0].lower()):
            break
        del parts[0]
    if not parts or all(len(part[0]) == 1 for part in parts):
        return None
    if any(part[0] in _WORDS_OF_ONE and text[part.end() : part.end() + 1] != "." for part in parts):
        return None
    return _Row(parts[0].start(), parts[-1].end(), tuple(part[0] for part in parts))


def _with_first_name(text: str, row: _Row, cue: Cue, places: Container[str]) -> _Row:
    """Return the row with a first name after a comma, if it is a surname: "Ek, Svante"."""
    after = _FIRST_NAME_LAST.match(text, row.end)
    surname = row.words[-1].lower()
    if not after or not is_first_name(after[1]) or any(map(is_first_name, row.words)):
        return row
    if not (
        is_listed_surname(surname) or _surely(surname) or (cue and not _is_other(surname, places))
    ):
        return row
    return _Row(row.start, after.end(), (after[1], *row.words))


@lru_cache(maxsize=16_384)
def _leads(word: str) -> bool:
    return not is_first_name(word) and not is_listed_surname(word) and is_plain_word(word)


@lru_cache(maxsize=16_384)
def _is_person(names: tuple[str, ...], cue: Cue, places: frozenset[str]) -> bool:
    """Return whether words are a person's name; what is one after some cue is one after a surer."""
    words = [word.lower() for word in names]
    if any(map(NO_PERSON.fullmatch, words)) or any(map(_ORGANISATION.fullmatch, words)):
        return False
    if any(map(_BRAND.search, names)) and not all(word.isupper() for word in names):
        return False
    if len(words) == 1:
        return _is_alone(names[0], cue, places)
    if not all(word.lower() in _PARTICLES or may_be_surname(word) for word in names[1:]):
        return False
    return _is_full(words, cue, places)


def _is_alone(word: str, cue: Cue, places: Container[str]) -> bool:
    low = word.lower()
    if cue >= Cue.CONTACT and _is_surname_of_contact(low) and not word.isupper():
        return True
    if is_first_name(low):
        return _is_first_name_alone(word, cue, places)
    if low in places or _nominative(low) in places or word.isupper():
        return False
    if _surely(low):
        is_sure = is_listed_surname(low) or bool(_SURELY_ALONE.fullmatch(_nominative(low)))
        return cue >= Cue.ROLE or (is_sure and not is_plain_word(low))
    if cue >= Cue.LEADER and _is_of_other_language(low):
        return True
    return cue is Cue.FAMILY and (_is_surname(low) or not is_plain_word(low))


def _is_surname_of_contact(word: str) -> bool:
    """Return whether a word may be a surname where one is expected, also if it is another word."""
    nominative = _nominative(word)
    if nominative in PLACES:
        return False
    endings = (_ALSO_WORD,) if is_plain_word(word) else (_SURNAME, _BESIDE_CONTACT)
    return is_listed_surname(word) or any(each.fullmatch(nominative) for each in endings)


def _is_first_name_alone(word: str, cue: Cue, places: Container[str]) -> bool:
    low = word.lower()
    if low not in given_names() and is_plain_word(low):
        return False  # "Finns" is no genitive
    if cue is Cue.NONE:
        is_other = is_plain_word(low) or low in places or _nominative(low) in places
        return not is_other and not _is_abbreviation(word)
    return cue > (Cue.AGENT if word.isupper() else Cue.NONE)  # LOVA is a grant


def _is_abbreviation(word: str) -> bool:
    """Return whether a word begins with one: LOVA and "LOVA-bidrag" are of a grant."""
    return word.partition("-")[0].isupper()


def _is_of_other_language(word: str) -> bool:
    """Return whether a word that stands alone has the form of names only, as few others have."""
    parts = word.split("-")
    return not is_plain_word(word) and (
        bool(_FOREIGN.search(word) or _HYPHENATED.fullmatch(word) or _FOREIGN_END.fullmatch(word))
        or (len(parts) > 1 and all(map(_is_surname, parts)))
    )


def _is_full(words: list[str], cue: Cue, places: Container[str]) -> bool:
    """Return whether two or more words are a person's name."""
    first, last = words[0], words[-1]
    is_known = is_first_name(last) or not _is_other(last, places)
    if len(last) == 1 and is_first_name(first) and not is_plain_word(first):
        return True  # "Pirjo V."
    if len(first) == 1 or len(last) == 1:
        surname = last if len(first) == 1 else first
        return (_is_surname(surname) and surname not in places) or (cue > Cue.NONE and is_known)
    if is_first_name(first):
        return cue > Cue.NONE or _may_follow(last, places)
    if is_first_name(last):
        is_foreign = bool(_FOREIGN.search(first)) and not is_plain_word(first)
        return (cue > Cue.NONE and not _is_other(first, places)) or _surely(first) or is_foreign
    return _is_unlisted(words, cue, is_known=is_known, places=places)


def _is_unlisted(words: list[str], cue: Cue, *, is_known: bool, places: Container[str]) -> bool:
    """Return whether words are a name that begins and ends with no first name of the lists."""
    if cue and words[0] in _names_before_given() and _are_syllables(words):
        return cue >= Cue.ROLE or len(words) > 2  # noqa: PLR2004  "Van" in the middle
    if words[0] in _names_before_given() and len(words) > 2 and _are_foreign(words):  # noqa: PLR2004
        return True  # "Tran Van Duc"
    before = (word for word in words[:-1] if len(word) > 1 and not is_first_name(word))
    if any(_is_other(word, places) for word in before):
        return False
    if _surely(words[-1]) or _surely(words[0]) or (cue >= Cue.ROLE and is_known):
        return True
    if cue >= Cue.LEADER and words[-1] not in places and len(words[-1]) <= LONGEST_SYLLABLE:
        return True  # "Mustafe Egal"; longer words of the dictionary end names of organisations
    is_foreign = any(map(_FOREIGN.search, words))
    has_no_word = is_foreign and not any(map(is_plain_word, words))
    return has_no_word or (cue > Cue.NONE and (_is_surname(words[-1]) or is_foreign))


def _are_syllables(words: list[str]) -> bool:
    return all(len(word) <= LONGEST_SYLLABLE for word in words)


def _are_foreign(words: list[str]) -> bool:
    return _are_syllables(words) and not any(is_plain_word(word) for word in words if word != "van")


def is_only_a_surname(word: str) -> bool:
    """Return whether a word in lower case is nothing else: no first name, word or organisation."""
    return not (
        is_first_name(word)
        or is_plain_word(word)
        or NO_PERSON.fullmatch(word)
        or _ORGANISATION.fullmatch(word)
    )


def is_only_a_name(word: str, places: Container[str]) -> bool:
    """Return whether a word with a capital is so surely a name that it is one in any position."""
    low = word.lower()
    is_other = low in places or _nominative(low) in places or NO_PERSON.fullmatch(low)
    return (
        len(word) >= SHORTEST_ALONE
        and word[0].isupper()
        and not (is_other or word.isupper() or is_plain_word(low) or _ORGANISATION.fullmatch(low))
    )


def is_organisational(word: str) -> bool:
    """Return whether a capitalised word is part of organisations' names, not of persons'."""
    low = word.lower()
    return bool(
        NO_PERSON.fullmatch(low) or _ORGANISATION.fullmatch(low) or not may_be_surname(word)
    )


def is_listed_name(word: str) -> bool:
    """Return whether a word is a first name or a surname of any list, also in the genitive."""
    return is_first_name(word) or is_listed_surname(word.lower())


def may_go_on(word: str, *, is_begun: bool) -> bool:
    """Return whether a word in the next line is the rest of a name.

    Args:
        word: with its capital.
        is_begun: what stands before is surely only a part of one.
    """
    low = word.lower()
    if NO_PERSON.fullmatch(low) or _ORGANISATION.fullmatch(low) or len(low) == 1:
        return False
    if is_first_name(low) or is_listed_surname(low):
        return True
    return not is_plain_word(low) and (is_begun or bool(_FOREIGN.search(low)))


def _may_follow(last: str, places: Container[str]) -> bool:
    """Return whether a word after a first name is a surname; "Karl Johan" may be anything."""
    if is_first_name(last) and not is_listed_surname(last):
        return False
    return _is_surname(last) or not _is_other(last, places)


def _is_other(word: str, places: Container[str]) -> bool:
    return word in places or (
        is_plain_word(word) and not is_listed_surname(word) and not _SURNAME.fullmatch(word)
    )


def _surely(word: str) -> bool:
    return bool(_SURELY.fullmatch(_nominative(word))) or (
        is_listed_surname(word) and not is_plain_word(word)
    )


def _is_surname(word: str) -> bool:
    return is_listed_surname(word) or bool(_SURNAME.fullmatch(_nominative(word)))


def _nominative(word: str) -> str:
    return word.removesuffix("s").removesuffix(":")


def is_first_name(word: str) -> bool:
    """Return whether a word, also in the genitive, is a first name of any list."""
    word = word.lower()
    names = given_names()
    stem = word.partition("-")[0]
    return stem in names or _nominative(stem) in names or word in names


def is_listed_surname(word: str) -> bool:
    """Return whether a word in lower case, also in the genitive, is a surname of the list."""
    names = _surnames()
    return word in names or _nominative(word) in names


@cache
def given_names() -> frozenset[str]:
    """Return the first names of all lists, in lower case."""
    return first_names() | frozenset(" ".join(lines(DATA / "given_names.txt")).split())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(" ".join(lines(DATA / "surnames.txt")).split())


@cache
def _names_before_given() -> frozenset[str]:
    return frozenset(" ".join(lines(DATA / "family_names_first.txt")).split())


@lru_cache(maxsize=16_384)
def is_plain_word(word: str) -> bool:
    """Return whether a word in lower case is one of the dictionary, and not a name there."""
    return not name(word) and is_dictionary_word(word)
