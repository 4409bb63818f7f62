"""Concepts that a text names by number: "mål 12 och 13", "SDG13", "miljömål 4", "12.3"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from indexer.concepts import SearchConcept

NUMERALS = (
    *("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva"),
    *("tolv", "tretton", "fjorton", "femton", "sexton", "sjutton"),
)
_WORDS = "|".join(NUMERALS[2:])  # "ett mål" and "mål ett" are mostly something else
_NUMBER = rf"(?:\d{{1,2}}(?!\d)|(?:{_WORDS})\b)"
_LIST = rf"{_NUMBER}(?:\s*(?:,|;|/|&|\+|-|\boch\b|\bsamt\b|\beller\b)\s*{_NUMBER})*"
_CALLED = r"[\s:-]*(?:(?:nummer|nr\.?|no\.?)\s*)?"
_ENDS = r"(?!\w|[.,]\d|\s*%)"
_GOAL = r"(?:(?:globala?|agenda[- ]?2030)[- ]?m[åa]l(?:et|en)?|sdg:?s?|m[åa]l(?:et|en)?|goals?)"
_OBJECTIVE = r"milj[öo](?:kvalitets)?m[åa]l(?:et|en)?"
_PART = r"(?:\d{1,2}|[a-d])"
_TARGET = rf"\d{{1,2}}\.{_PART}"
_UNIT = r"(?!\s*(?:%|°|procent|grader|miljon|miljard|kr\b|kronor|ton\b|[kmgt]wh))"
NUMBERED = (
    ("objective", re.compile(rf"\b{_OBJECTIVE}{_CALLED}({_LIST}){_ENDS}")),
    ("target", re.compile(rf"\bdelm[åa]l(?:et|en)?{_CALLED}(\d{{1,2}}[.,]{_PART}){_ENDS}")),
    ("target", re.compile(rf"\b{_GOAL}{_CALLED}({_TARGET}){_ENDS}")),
    ("goal", re.compile(rf"\b{_GOAL}{_CALLED}({_LIST}){_ENDS}")),
    ("objective", re.compile(rf"\b{_OBJECTIVE}{_CALLED}({_NUMBER}){_ENDS}")),
    ("goal", re.compile(rf"\b{_GOAL}{_CALLED}({_NUMBER}){_ENDS}")),
    ("target", re.compile(rf"(?<![\w.,])({_TARGET}){_ENDS}{_UNIT}")),
    ("county", re.compile(r"\bl[äa]n(?:skod)?\s*(?:(?:nummer|nr\.?)\s*)?(\d\d)(?![\w.]|\s*%)")),
)
"""How people write numbers of concepts; the first pattern that fits counts, a list before its
first number alone (mål 12 och 30 procent)."""
RANGE = re.compile(r"(\d+)\s*-\s*(\d+)")


class NumberedConcept(NamedTuple):
    """A concept named by its number, with the characters that name it and its list."""

    concept: SearchConcept
    start: int
    end: int
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """Facet and id."""
        return self.concept.facet, self.concept.id


def numbered(
    text: str, concept: Callable[[str, str], SearchConcept | None]
) -> Iterator[NumberedConcept]:
    """Yield the concepts named by number, without overlap except within one list.

    Args:
        text: with plain hyphens for all dashes.
        concept: returns the concept of a facet and an id, if there is one.
    """
    lowered, used = text.lower(), [False] * len(text)
    if len(lowered) != len(text):  # a letter that grows when lowered would shift every offset
        return
    for facet, pattern in NUMBERED:
        for match in pattern.finditer(lowered):
            ids = [match[1].replace(",", ".")] if facet == "target" else list(_listed(match[1]))
            found = [concept(facet, each) for each in ids]
            if not all(found) or any(used[match.start() : match.end()]):
                continue
            used[match.start() : match.end()] = [True] * (match.end() - match.start())
            for each in found:
                if each is not None:
                    yield NumberedConcept(each, *match.span(), text[slice(*match.span())])


def _listed(numbers: str) -> Iterator[str]:
    """Read a list of numbers, in digits or words; one with a hyphen between is a range."""
    digits = re.sub(rf"\b(?:{_WORDS})\b", lambda word: str(NUMERALS.index(word[0])), numbers)
    spread = RANGE.sub(_spread, digits)
    yield from dict.fromkeys(re.findall(r"\d+", spread))


def _spread(between: re.Match[str]) -> str:
    first, last = int(between[1]), int(between[2])
    return " ".join(map(str, range(first, last + 1))) if first < last else between[0]
