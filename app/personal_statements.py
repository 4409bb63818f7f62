"""Sentences on a single person that say what is nobody's business: "Hon är same"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from seed.sensitive import sensitive_statements
from swedish.person_names import is_first_name
from swedish.personal import Finding
from swedish.signs import signs_of
from swedish.tokens import WORD

LONGEST_SUBJECT = 60
"""Characters before a verb in which its subject is looked for."""
_PERSONS = (
    *(
        "hon",
        "han",
        "hen",
        "jag",
        "henne",
        "honom",
        "mannen",
        "kvinnan",
        "hustrun",
        "frun",
        "maken",
    ),
    *("makan", "dottern", "sonen", "systern", "brodern", "mamman", "pappan", "vd:n", "kocken"),
    *("grannen", "kollegan", "studenten", "eleven", "personen"),
)
_OCCUPATIONS = (
    *("ledaren", "ägaren", "rådgivaren", "handläggaren", "samordnaren", "brukaren", "företagaren"),
    *("odlaren", "forskaren", "läraren", "fiskaren", "grundaren", "skötaren", "direktören"),
    *("ingenjören", "strategen", "konsulten", "chefen", "bonden", "bagaren", "slaktaren"),
    *("arbetaren", "snickaren", "krögaren"),
)
"""What words for one person end in."""
_ONE = tuple(each.removesuffix("en").removesuffix("n") for each in _OCCUPATIONS)
"""The same after "en" or "vår"."""
_SUBJECT = re.compile(
    rf"(?<![\w-])(?:(?P<who>{'|'.join(_PERSONS)}|\w*(?:{'|'.join(_OCCUPATIONS)})"
    rf"|(?:en|vår|min|hennes|hans) (?:\w+ )?(?:kollega|granne|\w*(?:{'|'.join(_ONE)})))"
    r"|(?-i:(?P<name>[^\W\d_a-zåäö][^\W\d_]+)(?: [^\W\d_a-zåäö][^\W\d_]+){0,3}))"
    r"(?:,? som|,)?(?: (?:höll|håller|leder|ledde) i \w+)?(?: (?:själv|idag|numera|också|även))? $",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:(?:en av (?:få|de få|de|flera|många)|en|ett|själv|också|även|dessutom|numera|öppet|stolt"
    r"|född|djupt|aktiv|till hälften|svårt|kroniskt|ju|av|med|sedan länge|fortfarande) ){0,3}"
)

_VERBS = frozenset(
    ("är", "var", "blev", "blivit", "varit", "kallar", "känner", "har", "hade", "fick", "fått")
) | {"lider"}
_ORIGINS = ("bakgrund", "ursprung", "härkomst", "börd", "släkt")


def sensitive_statements_in(text: str) -> Iterator[Finding]:
    """Yield statements in a text as it is seen, each with its subject, unless that is a name."""
    words = signs_of(text).vocabulary
    if _VERBS.isdisjoint(words) or _longest_words().isdisjoint(words):
        return
    for match in _pattern().finditer(text):
        before = max(0, match.start() - LONGEST_SUBJECT)
        subject = _SUBJECT.search(text, before, match.start())
        if subject and (subject["who"] or is_first_name(subject["name"])):
            start = subject.start() if subject["who"] else match.start()
            yield Finding(start, match.end(), "sensitive")


@cache
def _longest_words() -> frozenset[str]:
    """Return of each statement its longest word, without which a text does not make it."""
    statements = sensitive_statements()
    texts = (*statements["is"], *statements["has"], *_ORIGINS)
    return frozenset(max(WORD.findall(text), key=len) for text in texts)


@cache
def _pattern() -> re.Pattern[str]:
    known = sensitive_statements()
    born = rf"(?:{_either(known['background'])})[at]? (?:{_either(_ORIGINS)})"
    return re.compile(
        rf"(?<!\w)(?:(?:är|var|blev|blivit|varit|kallar sig|känner sig som) {_ADVERBS}"
        rf"(?:{born}|{_either(known['is'])})"
        rf"|(?:har|hade|fick|fått|lider av) {_ADVERBS}(?:{born}|{_either(known['has'])}))(?!\w)",
        re.IGNORECASE,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
