"""How a search was read, in one line: what was corrected, excluded, added and omitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.searching.requests import SearchAnswer
from record.filters import Range
from web.headings import Shares
from web.language import gettext, language, ngettext
from web.results import Interpretation
from web.wording import joined, number

MOST_TOPICS = 6
"""Topics that are named; the rest are searched for all the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of a search text and its filters.

    Attributes:
        corrections: word -> what was searched for instead.
        shares: how many hits belong to the chosen counties, and how many to all.
        concepts: what the text names and a filter could choose.
        topics: what else was searched for.
        period: the years that the text names.
        omitted: each range that leaves out entries without a value, and how many.
    """

    corrections: Sequence[tuple[str, Sequence[str]]]
    shares: Shares | None
    concepts: Sequence[Interpretation]
    topics: Sequence[Interpretation]
    period: Interpretation | None
    omitted: Sequence[tuple[Range, int]]

    def statements(self, answer: SearchAnswer) -> tuple[str, ...]:
        """Return the parts of the line; none where a search was read as it stands."""
        first, *others = (*self._statements(answer), "")
        return tuple(filter(None, (first[:1].upper() + first[1:], *others)))

    def _statements(self, answer: SearchAnswer) -> Iterator[str]:
        for word, instead in self.corrections:
            if instead:
                words = {"found": joined(list(instead)), "typed": word}
                yield gettext("visar träffar för %(found)s i stället för %(typed)s") % words
            else:
                yield gettext("inget exempel innehåller %s") % word
        if self.shares:
            yield _own_and_national(self.shares)
        if answer.query["excluded"]:
            yield gettext("utan %s") % joined(list(answer.query["excluded"]))
        if self.topics:
            labels = [each.label for each in self.topics[:MOST_TOPICS]]
            yield gettext("söker även på %s") % joined(labels)
        for range_, count in self.omitted:
            words = {"number": number(count), "what": range_.missing.text(language())}
            yield gettext("%(number)s utan %(what)s visas inte") % words
        offered = [each.choice or each.label for each in (*self.concepts, self.period) if each]
        if offered:
            yield gettext("kan begränsas till %s") % joined(offered)


def _own_and_national(shares: Shares) -> str:
    words = {
        "own": number(shares.own),
        "counties": shares.counties,
        "national": number(shares.national),
    }
    return (
        ngettext(
            "%(own)s från %(counties)s och %(national)s nationellt",
            "%(own)s från %(counties)s och %(national)s nationella",
            shares.national,
        )
        % words
    )
