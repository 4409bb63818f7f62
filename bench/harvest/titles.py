"""What is wrong with the titles of examples that the harvest finds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench.harvest.measures import Tally, pairs_of_examples
from harvest.splitting.fields import label_of
from harvest.splitting.shortening import LONGEST
from swedish.analysis import is_stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.harvest.harvested import Outcome

FAULTS = ("mid-sentence", "label", "numeral", "function word", "cut", "long")
LONGEST_HEADING = 8
"""Words of the first part of an example that people would take for its title."""
_GOES_ON = re.compile(
    r"(?:och|att|som|samt|men|eller|där|dit|vilket|vilka|vars|medan|eftersom|så att|varvid)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[\W\d]*|[A-ZÅÄÖ]{0,3}[-. ]?\d[\d.]*[.)]?(?:\s.*)?|[IVX]{1,5}[.)]\s.*")


def faults_of(title: str) -> set[str]:
    """Return which of `FAULTS` a title has."""
    words = title.split() or [""]
    told = {
        "mid-sentence": title[:1].islower() or bool(_GOES_ON.match(title)),
        "label": bool(label_of(f"{title}: x") or label_of(f"{title} ") or _ends_in_label(words)),
        "numeral": bool(_NUMERAL.fullmatch(title)) and not re.match(r"[\d ]+ [a-zåäö]", title),
        "function word": is_stop(words[-1].lower()),
        "cut": title.endswith("…"),
        "long": len(title) > LONGEST,
    }
    return {name for name, is_so in told.items() if is_so}


def _ends_in_label(words: list[str]) -> bool:
    """Tell whether the word of a form stands at the end, after another sentence."""
    return len(words) > 1 and words[-2][-1] in ".!?" and bool(label_of(f"{words[-1]}: x"))


def titles_of(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the title of each example that was found."""
    for outcome in outcomes:
        for reply in outcome.found:
            yield from (
                each["title"] for each in (reply["answers"].get("2c") or {}).get("items", ())
            )


def faults(titles: Iterable[str]) -> Counter[str]:
    """Return how many titles have each fault, and any."""
    found: Counter[str] = Counter()
    for title in titles:
        of_one = faults_of(title)
        found.update(of_one, titles=1, any=bool(of_one))
    return found


def headings(outcomes: Iterable[Outcome]) -> Tally:
    """Return how many of the examples with a heading, of those split rightly, have it as title."""
    tally = Tally()
    for outcome in outcomes:
        for items, others, pairs in pairs_of_examples(outcome.found, outcome.reply.gold):
            for one, other in pairs:
                heading = re.sub(r"^[\d.]+ ", "", others[other].get("parts", [""])[0]).strip(
                    " .,!:"
                )
                if heading and len(heading.split()) <= LONGEST_HEADING:
                    tally.add(items[one]["title"].strip('”"“') == heading.strip('”"“'), 1, 1)
    return tally
