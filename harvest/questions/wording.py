"""How close words are to the wording of a question: in full, shortened, or in other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import fsum, log

from rapidfuzz import fuzz

from harvest.questions import Question, Questionnaire
from swedish.analysis import is_stop, key

CLEAR = 0.85
"""Likeness from which the wording alone tells the question."""
LIKELY = 0.5
"""Likeness from which it does in a line that looks like a heading or has a number."""
OF_A_LABEL = 0.9
REMEMBERED = 8192
"""Lines whose likeness is kept: a document is looked at once for each way of numbering."""
LONGEST_FRAGMENT = 600
"""Characters of a line that can be a piece of the form and nothing else."""
LONGEST = 420
"""Characters of a line within which the wording of a question ends."""
FRAGMENT_WORDS, FRAGMENT = 3, 94
"""Words of a line that is a piece of the form, and how much of it (in percent) must be."""
STOP_WEIGHT = 0.15

_CUT = re.compile(r"[?:!](?=\s|$|\))\)?|[.…](?=\s|$)|\s[–—-]\s|\)(?=\s|$)|$")
_BOX = re.compile(r"\s+[☐☒☑□✓✔]|\s+\[[xX ]\]|$")
"""Where what is to be crossed begins."""
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_LABEL = re.compile(r"(?<=[.!?])\s+([A-ZÅÄÖ][\w/ -]{3,40}):(?=\s)")
_LETTERS = re.compile(r"[^\W\d]{2}")
_WORD = re.compile(r"\w+")


class Wording:
    """The wording of a survey's questions, and what of a text is only the form's."""

    def __init__(self, survey: Questionnaire) -> None:
        self._questions = {question.id: _Question(question) for question in survey.questions}
        documents = Counter(word for each in self._questions.values() for word in each.words)
        self._most = log(len(self._questions) + 1)
        self._weights = {word: self._most - log(number) for word, number in documents.items()}
        self._telling = {word for word in documents if not is_stop(word)}
        self._no_questions = [plain(survey.title), plain(survey.instruction)]
        own = [survey.title, survey.instruction, *(each.text for each in survey.questions)]
        self._sentences = [plain(part) for text in own for part in (text, *_SENTENCE.split(text))]
        self._heading = lru_cache(maxsize=REMEMBERED)(self._find_heading)
        self._whole = " ".join(plain(text) for text in own)

    def question_similarity(self, text: str) -> dict[str, float]:
        """Return how like each question a text is, 0 to 1, for those that are at all."""
        words, line = keys(text), plain(text)
        if words.isdisjoint(self._telling) or any(
            fuzz.ratio(line, other) / 100 >= CLEAR for other in self._no_questions
        ):
            return {}
        found = {
            identifier: self._like(question, line, words)
            for identifier, question in self._questions.items()
        }
        return {each: like for each, like in found.items() if like > 0}

    def labels_inside(self, line: str) -> list[int]:
        """Return where within a line, after a sentence, a label begins: "... Branscher: skog"."""
        return [
            label.start(1)
            for label in _LABEL.finditer(line)
            if _LETTERS.search(line[: label.start()])
            and max(self.question_similarity(label[1]).values(), default=0) >= LIKELY
        ]

    def heading(self, line: str, start: int) -> Mapping[str, tuple[float, int]]:
        """Return how like each question the line is from `start`, and where the question ends."""
        return self._heading(line, start)

    def _like(self, question: _Question, line: str, words: frozenset[str]) -> float:
        if not words:
            return 0
        if any(fuzz.ratio(line, label) / 100 >= OF_A_LABEL for label in question.labels):
            return OF_A_LABEL
        whole = max(fuzz.ratio(line, phrase) for phrase in question.phrases) / 100
        shared = self._weight(words & question.words)
        precision = shared / self._weight(words)
        covered = min(1.0, 2 * self._weight(words & question.core) / self._weight(question.core))
        in_other_words = 0.85 * precision * (0.6 + 0.4 * covered) if shared >= 1 else 0
        return max(whole if whole >= CLEAR else 0, in_other_words)

    def _weight(self, words: frozenset[str]) -> float:
        return fsum(
            STOP_WEIGHT if is_stop(word) else self._weights.get(word, self._most) for word in words
        )

    def _find_heading(self, line: str, start: int) -> dict[str, tuple[float, int]]:
        best: dict[str, tuple[float, int]] = {}
        for cut in _cuts(line, start):
            for identifier, like in self.question_similarity(line[start:cut]).items():
                if like >= best.get(identifier, (0.0, 0))[0]:
                    best[identifier] = (like, cut)
        return best

    def form_end(self, line: str) -> int:
        """Return where on a line what repeats the form ends; 0 where nothing does."""
        end = 0
        while end < len(line):
            rest = [cut for cut in _cuts(line, end) if self._is_form(plain(line[end:cut]))]
            if not rest:
                break
            end = _skip_separators(line, max(rest))
        return end

    def is_fragment(self, line: str) -> bool:
        """Return whether a whole line is a piece of the form, broken off anywhere."""
        text = plain(line[: 2 * LONGEST_FRAGMENT])
        long_enough = len(text) <= LONGEST_FRAGMENT and len(text.split()) >= FRAGMENT_WORDS
        return long_enough and fuzz.partial_ratio(text, self._whole) >= FRAGMENT

    def _is_form(self, text: str) -> bool:
        return len(text.split()) >= FRAGMENT_WORDS and any(
            fuzz.ratio(text, sentence) >= 100 * CLEAR for sentence in self._sentences
        )


class _Question:
    def __init__(self, question: Question) -> None:
        first = _SENTENCE.split(question.text)[0]
        self.phrases = [plain(question.text), plain(first)]
        self.labels = [plain(label) for label in question.labels]
        self.core = keys(first)
        self.words = self.core.union(*(keys(label) for label in question.labels))


def _cuts(line: str, start: int) -> Iterator[int]:
    box = _BOX.search(line, start)
    end = min(box.start() if box else len(line), start + LONGEST)
    for match in _CUT.finditer(line, start, end):
        if match.end() > start:
            yield match.end()


def _skip_separators(line: str, at: int) -> int:
    while at < len(line) and line[at] in " :–—-":
        at += 1
    return at


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of a text in lower case, and nothing else."""
    return " ".join(_WORD.findall(text.lower()))


@lru_cache(maxsize=4096)
def keys(text: str) -> frozenset[str]:
    """Return the keys of a text's words; function words as they are."""
    words = _WORD.findall(text.lower())
    return frozenset(word if is_stop(word) else key(word) for word in words)
