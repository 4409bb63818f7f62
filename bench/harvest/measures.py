"""Scores of harvested replies against what people found in them, in the structure of gold.json."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.harvest.leaks import leaks
from bench.harvest.similarity import closest, matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Reply = dict[str, Any]
"""As in gold.json."""
TEXTS, YES_NO, ITEMS = ("1", "2a", "2b", "3", "4"), ("1", "2a", "2b"), ("2c", "2d")
SAME_TEXT, SAME_REPLY = 0.6, 0.5
"""Likeness of the answers to a question, and of examples that tell which respondent it is."""
VOCABULARIES = ("sectors", "objectives", "goals", "levers")


@dataclass
class Tally:
    """Counts of what was right, what was too much and what was missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, right: int, found: int, expected: int) -> None:
        """Count some of `found` and `expected` as right."""
        self.right += right
        self.extra += found - right
        self.missed += expected - right

    @property
    def precision(self) -> float:
        """What of the found was right."""
        found = self.right + self.extra
        return self.right / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        """What of the expected was found."""
        expected = self.right + self.missed
        return self.right / expected if expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean; 1 where there was nothing to find and nothing was found."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Scores:
    """What a set of replies reached."""

    replies: int = 0
    counties: int = 0
    questions: Tally = field(default_factory=Tally)
    answers: Tally = field(default_factory=Tally)
    yes_no: Tally = field(default_factory=Tally)
    examples: Tally = field(default_factory=Tally)
    sectors: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    links: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    leaks: list[str] = field(default_factory=list)

    @property
    def county(self) -> float:
        """What of the replies got their county."""
        return self.counties / self.replies if self.replies else 1.0


def score(found: Iterable[Reply], expected: Iterable[Reply]) -> Scores:
    """Compare the replies of files; those of one file are paired by row, county and examples."""
    scores = Scores()
    by_file: dict[str, tuple[list[Reply], list[Reply]]] = defaultdict(lambda: ([], []))
    for reply in found:
        by_file[reply["file"]][0].append(reply)
    for reply in expected:
        by_file[reply["file"]][1].append(reply)
    for got, want in by_file.values():
        for one, other in _paired(_with_annexes(got), want):
            _add(scores, one, other)
        scores.leaks += [leak for each in want for leak in leaks(got, each)]
    return scores


def pairs_of_examples(
    found: Sequence[Reply], expected: Sequence[Reply]
) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[int, int]]]]:
    """Yield the examples of each reply of a file, those expected, and which are the same."""
    for one, other in _paired(_with_annexes(found), expected):
        items, others = _items(one, "2c"), _items(other, "2c")
        yield items, others, matched(items, others)


def _with_annexes(found: Sequence[Reply]) -> list[Reply]:
    """Put what an annex adds to the reply of the same county that refers to it."""
    whole: dict[object, Reply] = {}
    for number, reply in enumerate(found):
        known = whole.get(key := (reply["county"], reply["row"]) if reply["county"] else number)
        if known is None:
            whole[key] = reply
        else:
            annexed = {question: answer for question, answer in reply["answers"].items() if answer}
            for question in annexed.keys() & set(ITEMS):
                items = [*_items(known, question), *_items(reply, question)]
                annexed[question] = {**annexed[question], "items": items}
            whole[key] = {**known, "answers": {**known["answers"], **annexed}}
    return list(whole.values())


def _paired(
    found: Sequence[Reply], expected: Sequence[Reply]
) -> list[tuple[Reply | None, Reply | None]]:
    if len(found) == len(expected) == 1:
        return [(found[0], expected[0])]
    left, waiting = list(found), list(expected)
    pairs: list[tuple[Reply | None, Reply | None]] = []
    for same in (_same_row, _same_county, _same_examples):
        for want in list(waiting):
            one = next((each for each in left if same(each, want)), None)
            if one is not None:
                pairs.append((one, want))
                left.remove(one)
                waiting.remove(want)
    return [*pairs, *((each, None) for each in left), *((None, each) for each in waiting)]


def _same_row(one: Reply, other: Reply) -> bool:
    rows = [str(each.get("row") or "").strip().casefold() for each in (one, other)]
    return rows[0] == rows[1] != ""


def _same_county(one: Reply, other: Reply) -> bool:
    return bool(one["county"] == other["county"])


def _same_examples(one: Reply, other: Reply) -> bool:
    return bool(matched(_items(one, "2c"), _items(other, "2c"), SAME_REPLY))


def _items(reply: Reply | None, question: str) -> list[dict[str, Any]]:
    answer = reply["answers"].get(question) if reply else None
    return answer["items"] if answer else []


def _is_answered(reply: Reply | None, question: str) -> bool:
    if question in ITEMS:
        return bool(_items(reply, question))
    return bool(reply and reply["answers"].get(question))


def _add(scores: Scores, found: Reply | None, expected: Reply | None) -> None:
    if expected:
        scores.replies += 1
        scores.counties += bool(found and found["county"] == expected["county"])
    for question in (*TEXTS, *ITEMS):
        got, want = _is_answered(found, question), _is_answered(expected, question)
        scores.questions.add(got and want, got, want)
        if question in TEXTS:
            _add_text(scores, found, expected, question)
    for question, tally in zip(ITEMS, (scores.examples, scores.sectors), strict=True):
        items, others = _items(found, question), _items(expected, question)
        pairs = matched(items, others)
        tally.add(len(pairs), len(items), len(others))
        if question == "2c":
            for one, other in pairs:
                _add_example(scores, items[one], others[other])


def _add_text(scores: Scores, found: Reply | None, expected: Reply | None, question: str) -> None:
    got = found["answers"].get(question) if found else None
    want = expected["answers"].get(question) if expected else None
    same = bool(got and want) and closest(got, want) >= SAME_TEXT
    scores.answers.add(same, bool(got), bool(want))
    if question in YES_NO and want and want["yesNo"]:
        right = got is not None and got["yesNo"] == want["yesNo"]
        scores.yes_no.add(right, 1, 1)


def _add_example(scores: Scores, found: dict[str, Any], expected: dict[str, Any]) -> None:
    scores.kinds.add(found["kind"] == expected["kind"], 1, 1)
    for vocabulary in VOCABULARIES:
        if vocabulary in expected and vocabulary in found:
            got, want = set(found[vocabulary]), set(expected[vocabulary])
            scores.links[vocabulary].add(len(got & want), len(got), len(want))
