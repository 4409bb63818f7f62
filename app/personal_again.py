"""Finding again, wherever it stands, what was found to tell of a person in one place.

A name that words beside it gave away in one field is a name in every other: in a title, a key, an
address, in the other order, in the genitive, and as the surname alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from swedish.as_seen import as_seen
from swedish.folding import fold
from swedish.person_names import is_first_name, is_only_a_surname
from swedish.personal import Kind
from swedish.tokens import WORD

FEWEST_LETTERS = 4
"""Of a surname that is looked for alone."""
FEWEST_DIGITS = 7
"""Of a number by which somebody is found."""
_BETWEEN = r"[\W_]*"
_COUNTRY = re.compile(r"^(?:00|\+)?46(?:0)?|^0")
_LETTER = r"[^\W\d_]"


class Value(NamedTuple):
    """Something that tells of a person.

    Attributes:
        key: the same of all ways of writing it.
        whole: the key of the name that it is part of, else its own.
    """

    kind: Kind
    key: str
    whole: str
    pattern: re.Pattern[str]


def values_of(found: Iterable[tuple[Kind, str]]) -> tuple[Value, ...]:
    """Return what to look for of what was found, each once; no statements, which are sentences."""
    values: dict[str, Value] = {}
    for kind, text in found:
        for value in _values(kind, text):
            values.setdefault(value.key, value)
    return tuple(values.values())


@lru_cache(maxsize=1024)
def _values(kind: Kind, written: str) -> tuple[Value, ...]:
    text = as_seen(written).text
    match kind:
        case "sensitive":
            return ()
        case "phone" | "personal-number" | "account":
            return _numbers(kind, text)
        case "name":
            return _names(text)
        case "email":
            local = re.split(r"@|[(\[{]", text)[0]
            words = WORD.findall(local.replace("_", " "))
            is_name = len(words) > 1 and is_first_name(words[0])
            return (*_written_values(kind, text), *(_names(" ".join(words)) if is_name else ()))
    return _written_values(kind, text)


def _numbers(kind: Kind, text: str) -> tuple[Value, ...]:
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    own = _COUNTRY.sub("", digits) if kind == "phone" else digits[-10:]
    if len(own) < FEWEST_DIGITS:
        return _written_values(kind, text)
    pattern = re.compile(rf"(?<!\d)(?:(?:\+|00)?46|0|19|20)?{_with_separators(own)}(?!\d)")
    return (Value(kind, own, own, pattern),)


def _with_separators(digits: str) -> str:
    return r"(?:[\W_]|\(0\)){0,4}".join(("", *digits))


def _written_values(kind: Kind, text: str) -> tuple[Value, ...]:
    words = WORD.findall(text.replace("_", " "))
    if not words:
        return ()
    key = fold(" ".join(words))
    return (Value(kind, key, key, _pattern([words])),)


def _names(text: str) -> tuple[Value, ...]:
    words = [word for word in WORD.findall(text.replace("_", " ")) if not word.isdigit()]
    if not words:
        return ()
    words[-1] = words[-1].removesuffix("s") if len(words[-1]) >= FEWEST_LETTERS else words[-1]
    key = fold(" ".join(sorted(words)))
    if len(words) == 1:
        return (Value("name", key, key, _capitalised_word(words[0])),)
    orders = [words, [words[-1], *words[:-1]], [words[0], words[-1]], [words[-1], words[0]]]
    whole = Value("name", key, key, _pattern(orders))
    return (whole, *(_surname(word, key) for word in (words[0], words[-1]) if _may_be_alone(word)))


def _may_be_alone(word: str) -> bool:
    return len(word) >= FEWEST_LETTERS and word[0].isupper() and is_only_a_surname(word.lower())


def _surname(word: str, whole: str) -> Value:
    return Value("name", fold(word), whole, _pattern([[word]]))


def _capitalised_word(word: str) -> re.Pattern[str]:
    """Return what finds a word with its capital: Berg is somebody, berg is not."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?::?s)?(?!\w)")


def _pattern(orders: list[list[str]]) -> re.Pattern[str]:
    either = "|".join(_BETWEEN.join(map(_accent_insensitive, words)) for words in orders)
    return re.compile(rf"(?<!{_LETTER})(?:{either})(?::?s)?(?!{_LETTER})", re.IGNORECASE)


def _accent_insensitive(word: str) -> str:
    """Return what finds a word, also where letters stand without their marks, as in addresses."""
    return "".join(
        f"[{letter}{plain}]"
        if (plain := fold(letter)) != letter.lower() and len(plain) == 1
        else re.escape(letter)
        for letter in word
    )
