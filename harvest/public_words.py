"""The words of lines as they may be published: without persons, and without whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, compress

from harvest.candidates import Withheld
from harvest.cutting import is_stub, without
from harvest.documents.document import Block
from harvest.personal import merged
from harvest.splitting.boilerplate import asks_to_call, contacts_in, is_contact_sentence
from harvest.splitting.sentences import sentences
from harvest.withholding import Withholding
from swedish.analysis import is_stop
from swedish.personal import Finding

Span = tuple[int, int]


_WORD = re.compile(r"\w+")
MOST_COMPARED = 1_000
"""Words of a line that are compared with what is left of it; nobody writes more in one."""
SHORTEST_WORD = 4
"""Letters of a word that is reported when it was cut out without being personal data itself."""


class PublicWords:
    """Takes out of the lines of a document what is held back, and knows all that was taken out."""

    def __init__(self, withholding: Withholding) -> None:
        self._withholding = withholding
        self._told: dict[Span, str] = {}
        self._left_out: list[Finding] = []

    def of(self, lines: Sequence[Block]) -> list[str]:
        """Return lines, or parts of lines, that belong together as they may be published.

        Nothing is left of those that only tell of a person, unless all do.
        """
        texts = [self._public_text(line) for line in lines]
        if not any(texts):
            texts = [without(line.text, self._withholding.find(line)) for line in lines]
        for line, public in zip(lines, texts, strict=True):
            if public != line.text:
                self._note(line, public)
        return texts

    def _public_text(self, line: Block) -> str:
        place = (line.start, line.end)
        if place not in self._told:
            self._told[place] = self._without_persons(line)
        return self._told[place]

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """All that is held back, in order: personal data, and words that only led to a person."""
        left_out = (Withheld(*each) for each in merged(self._left_out))
        return tuple(sorted((*self._withholding.all, *left_out)))

    def leave_out(self, line: Block) -> None:
        """Note that a line is no part of what is public, if it only tells whom to ask."""
        if asks_to_call(line.text) or (
            self._withholding.find(line) and is_contact_sentence(line.text)
        ):
            self._note(line, "")

    def _without_persons(self, line: Block) -> str:
        findings = self._withholding.find(line)
        if not findings and not contacts_in(line.text):
            return line.text
        return " ".join(filter(None, map(self._of_sentence, sentences(line))))

    def _of_sentence(self, sentence: Block) -> str:
        findings = self._withholding.find(sentence)
        if findings and is_contact_sentence(sentence.text):
            return ""
        text, findings = _without_cuts(sentence.text, contacts_in(sentence.text), findings)
        named = self._withholding.with_others(text, findings)
        if named and is_stub(text, named):
            return ""
        return without(text, named) if named else text

    def _note(self, line: Block, public: str) -> None:
        """Keep which words of a line are not public, beside personal data."""
        known = self._withholding.find(line)
        for start, end in _missing(line.text, public, known):
            self._left_out.append(Finding(line.start + start, line.start + end, "contact"))


def _without_cuts(
    text: str, cuts: Sequence[Span], findings: Sequence[Finding]
) -> tuple[str, list[Finding]]:
    """Return a text without parts of it, and the findings at their new places."""
    if not cuts:
        return text, list(findings)
    is_public = bytearray(b"\1") * len(text)
    for start, end in cuts:
        is_public[start:end] = bytes(end - start)
    left = "".join(compress(text, is_public))
    lead = len(left) - len(left.lstrip())
    places = [0, *accumulate(is_public)]
    moved = (
        Finding(places[each.start] - lead, places[each.end] - lead, each.kind) for each in findings
    )
    text = left.strip()
    if cuts[0][0] == 0:
        text = text[:1].upper() + text[1:]
    return text, [each for each in moved if each.start < each.end]


def _missing(text: str, public: str, known: Sequence[Finding]) -> Iterator[Span]:
    """Yield where words stand that are not in what is public, nor known, a row of them as one."""
    words = list(_WORD.finditer(text))
    if len(words) > MOST_COMPARED:
        return
    left = [match[0] for match in _WORD.finditer(public)]
    same = SequenceMatcher(None, [word[0] for word in words], left, autojunk=False)
    there = {
        at for first, _, size in same.get_matching_blocks() for at in range(first, first + size)
    }
    row: list[re.Match[str]] = []
    for at, word in enumerate(words):
        is_known = any(each.start < word.end() and word.start() < each.end for each in known)
        if at not in there and not is_known:
            row.append(word)
            continue
        yield from _place(row)
        row = []
    yield from _place(row)


def _place(row: Sequence[re.Match[str]]) -> Iterator[Span]:
    """Yield where words stand, unless they only joined what was cut to the rest: "av", "på"."""
    if any(_is_telling(word[0]) for word in row):
        yield row[0].start(), row[-1].end()


def _is_telling(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST_WORD and not is_stop(word.lower())
