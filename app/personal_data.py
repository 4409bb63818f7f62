"""Personal data in texts: what may tell of a single person, also by less sure signs than a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from app.personal_statements import sensitive_statements_in
from seed.schemes import vocabulary
from seed.sensitive import sensitive_words
from swedish.as_seen import as_seen
from swedish.names_of_places import is_name_of_one, is_place
from swedish.person_names import is_only_a_name, names_in_context
from swedish.personal import Finding, Kind, find_personal
from swedish.personal_spelt import spelt_out
from swedish.plain_names import plain_names, user_names
from swedish.signs import signs_of
from swedish.tokens import WORD

if TYPE_CHECKING:
    from catalogue.replies import DocumentSummary

Find: TypeAlias = Callable[[str], Sequence[Finding]]


STEM = 6
"""Letters of a sensitive word by which most texts are left at once."""


def find_likely(text: str) -> tuple[Finding, ...]:
    """Return what is likely to tell of a single person, in order, none overlapping.

    The text is read as it is seen: line breaks and what has no width hide nothing. Besides what
    `find_personal` finds: names known by the words beside them, what is spelt out, birth dates, and
    words and statements on origin, health, trade unions, belief, sex life and crime
    (seed/personal/sensitive.yaml).
    """
    seen = as_seen(text)
    found = distinct(
        len(seen.text),
        chain(
            user_names(seen.text),
            find_personal(seen.text),
            spelt_out(seen.text),
            names_in_context(seen.text, place_names()),
            plain_names(seen.text, place_names()),
            sensitive_statements_in(seen.text),
            _sensitive(seen.text),
        ),
    )
    return tuple(Finding(*seen.span(each.start, each.end), each.kind) for each in found)


def holds_identity_number(text: str) -> bool:
    """Return whether a personal or co-ordination number stands in a text."""
    return any(each.kind == "personal-number" for each in find_likely(text))


def distinct(length: int, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in a text of a length in order, without those that overlap an earlier one."""
    covered = bytearray(length)
    separate = []
    for each in findings:
        if 1 not in covered[each.start : each.end]:
            separate.append(each)
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
    return sorted(separate)


@cache
def place_names() -> frozenset[str]:
    """Return the words of the names of municipalities and counties, in lower case."""
    names = (vocabulary(each).concepts for each in ("municipalities", "counties"))
    return frozenset(
        word
        for concept in chain.from_iterable(names)
        for name in (concept.pref_sv, *concept.alt_sv, *concept.hidden_sv)
        for word in name.lower().split()
    )


def _sensitive(text: str) -> Iterator[Finding]:
    signs = signs_of(text)
    if _may_hold_sensitive(signs.vocabulary):
        for match in _pattern().finditer(signs.lowered):
            yield Finding(match.start(), match.end(), "sensitive")


def _may_hold_sensitive(words: frozenset[str]) -> bool:
    stems = _sensitive_by_stem()
    near = [word for word in words if word[:STEM] in stems]
    return any(
        word.startswith(main) and others <= words
        for word in near
        for main, others in stems[word[:STEM]]
    )


@cache
def _sensitive_by_stem() -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
    """Return sensitive texts by a stem: the word with a `*`, or the longest, and the others."""
    found = defaultdict(list)
    for text in sensitive_words():
        words = WORD.findall(text)
        main = next(iter(re.findall(r"\w+(?=\*)", text)), max(words, key=len))
        found[main[:STEM]].append((main, frozenset(words) - {main}))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(sensitive_words(), key=len, reverse=True)
    either = "|".join(
        re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words
    )
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


_PART = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
BETWEEN = r"[\W_]+"
"""What may stand between the words of what was withheld."""


def finder(documents: Iterable[DocumentSummary]) -> Find:
    """Return a search for what looks personal and for what was withheld."""
    patterns = _patterns(tuple(_withheld_texts(documents)))

    def find(text: str) -> list[Finding]:
        seen = as_seen(text)
        firsts = {
            form
            for word in _PLAIN_WORD.findall(seen.text.lower())
            for form in (word, word.removesuffix("s"))
        }
        again = (
            Finding(*seen.span(*match.span()), kind)
            for first in firsts & patterns.keys()
            for kind, pattern in patterns[first]
            for match in pattern.finditer(seen.text)
            if not (kind == "name" and _is_place_alone(seen.text, match.span()))
        )
        return distinct(len(text), chain(find_likely(text), sorted(again, key=_longest_first)))

    return find


def _is_place_alone(text: str, found: tuple[int, int]) -> bool:
    """Return whether a single word that was withheld is here a place that somebody is called."""
    word = text[slice(*found)]
    return is_name_of_one(word, place_names()) and is_place(text, found, place_names())


def _longest_first(found: Finding) -> int:
    return found.start - found.end


@lru_cache(maxsize=16)
def _patterns(
    withheld: tuple[tuple[Kind, str], ...],
) -> dict[str, list[tuple[Kind, re.Pattern[str]]]]:
    """Return by first word, in lower case, what finds each text that was withheld."""
    found: dict[str, list[tuple[Kind, re.Pattern[str]]]] = {}
    for kind, text in withheld:
        first = _PLAIN_WORD.search(text.lower())
        if first:
            found.setdefault(first[0], []).append((kind, _withheld_pattern(text)))
    return found


def _withheld_texts(documents: Iterable[DocumentSummary]) -> list[tuple[Kind, str]]:
    """Return what was withheld, each once, and the parts of names; none of forgotten texts."""
    found: dict[str, Kind] = {}
    for document in documents:
        for each in document.withheld:
            if each.text is not None and each.kind != "contact":
                found[each.text] = each.kind
                parts = _PART.findall(each.text) if each.kind == "name" else ()
                for part in parts:
                    if is_only_a_name(part, place_names()):
                        found.setdefault(part, "name")
    texts = sorted(filter(WORD.search, found))
    return [(found[text], text) for text in texts]


def _withheld_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text whatever stands between its words, and in the genitive.

    A word alone is found with its capitals only: Berg is somebody, berg is not.
    """
    words = [re.escape(word) for word in WORD.findall(text)]
    flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
    return re.compile(rf"(?<!\w){BETWEEN.join(words)}(?::?s)?(?!\w)", flags)
