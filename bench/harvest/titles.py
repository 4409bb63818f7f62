"""What is wrong with the titles of examples that the harvest finds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench.harvest.measures import Tally, pairs_of_examples
from harvest.labels import field_named
from harvest.splitting.shortening import LONGEST
from swedish.analysis import is_stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.harvest.harvested import Outcome

FAULTS = (
    *("mid-sentence", "label", "numeral", "sign", "talk", "verb first", "person", "cut list"),
    *("function word", "cut", "long"),
)
LONGEST_HEADING = 8
"""Words of the first part of an example that people would take for its title."""
LONGEST_NAME = 2
"""Words of a title that is a name, with what it is after a comma."""
_GOES_ON = re.compile(
    r"(?:och|att|som|samt|men|eller|där|dit|vilket|vilka|vars|medan|eftersom|så att|varvid)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(
    r"[\W\d]*|[A-ZÅÄÖ]{0,3}[-. ]?\d[\d.]*[.)]?(?:\s.*)?|\d:[oae]\b.*|\(?[IVXivx]{1,5}[.)]\s.*"
)
_SIGN = re.compile(r"[^\w\"”“»(#’']")
_ORDINAL = (
    r"(?:första|andra|tredje|fjärde|femte|sjätte|sista|nästa|annat|ett|två|tre|fyra|fem|sex|\d+)"
)
_TALK = re.compile(
    rf"(?:(?:det |ett )?{_ORDINAL} (?:exempel|exemplet|sak|saken)\b|exempel (?:nummer )?{_ORDINAL}"
    r"|exempel\w* är|det (?:första|sista) är|bland exemplen|så till|sen har|sedan har vi"
    r"|(?:här|då|nu|så) (?:skulle|tar|kommer|kör|kan|vill) |jag |ja |nå |slutligen|dessutom"
    r"|vi (?:i|numera|alltid|också|även|ju|har ju|brukar ju)\b|haft |gjort )",
    re.IGNORECASE,
)
"""How somebody leads to an example, or the order of words after "att"."""
_VERB_FIRST = re.compile(
    r"(?:har|hade|kan|ska|finns|fanns|pågår|genomför\w*|tillämpa\w*|anordna\w*|ordna(?:r|de)"
    r"|driv(?:er|s)|drev|bytte|bjöd|deltog|arbetar|samarbetar|hålls?|hölls?)\b(?! i stället)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:en|min|vår|vi har en) )?(?:\w+ )?(?:kollega|gubbe|kille|tjej|medarbetare|dam|herre)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r", (?:[\w-]+(?: [\w-]+){0,2}, )*[\w-]+(?: [\w-]+){0,2} (?:och|samt|eller) \w")

_ASIDE = re.compile(r", (?:\d|ca\b|en |ett |\w+(?:ade?|[td]de|ande|projekt|forum) )")


def faults_of(title: str, text: str = "") -> set[str]:
    """Return which of `FAULTS` a title has.

    Args:
        title: of an example.
        text: of the example; a title may end within what it lists.
    """
    words = title.split() or [""]
    told = {
        "mid-sentence": title[:1].islower() or bool(_GOES_ON.match(title)),
        "label": bool(field_named(title)) or _ends_in_label(words),
        "numeral": bool(_NUMERAL.fullmatch(title)) and not re.match(r"[\d ]+ [a-zåäö]", title),
        "sign": bool(_SIGN.match(title)),
        "talk": bool(_TALK.match(title)),
        "verb first": bool(_VERB_FIRST.match(title)),
        "person": bool(_PERSON.match(title)),
        "cut list": _ends_in_list(title, text),
        "function word": is_stop(words[-1].lower()),
        "cut": title.endswith("…"),
        "long": len(title) > LONGEST,
    }
    return {name for name, is_so in told.items() if is_so}


def _ends_in_list(title: str, text: str) -> bool:
    """Return whether a title of several words ends at the first of those that a text lists."""
    at = text.lower().find(title.lower())
    rest = text[at + len(title) :] if at >= 0 else ""
    first = _LISTED.match(rest)
    words = re.split(r",| och | samt | eller ", rest[2:])[0].split() if first else []
    is_aside = any(is_stop(word.lower()) for word in words) or bool(_ASIDE.match(rest))
    return len(title.split()) > LONGEST_NAME and bool(first) and not is_aside


def _ends_in_label(words: list[str]) -> bool:
    """Return whether the word of a form stands at the end, after another sentence."""
    return len(words) > 1 and words[-2][-1] in ".!?" and bool(field_named(words[-1]))


def titles_of(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """Yield the title of each example that was found, and its text."""
    for outcome in outcomes:
        for reply in outcome.found:
            for each in (reply["answers"].get("2c") or {}).get("items", ()):
                yield each["title"], each["text"]


def faults(titles: Iterable[tuple[str, str]]) -> Counter[str]:
    """Return how many titles have each fault, and any."""
    found: Counter[str] = Counter()
    for title, text in titles:
        of_one = faults_of(title, text)
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
