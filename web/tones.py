"""How many examples something has, as a tone: classes of about the same size in each picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from web.language import gettext
from web.wording import number

MOST = 5
"""The darkest tone, and how many classes there are at most beside that of none."""
MIDDLE = 3
"""The tone of all, where there is one class."""


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of a picture; `starts` are the fewest examples of each but the first, none."""

    starts: tuple[int, ...]

    def tone(self, count: int) -> int:
        """Return the tone of a number of examples: 0 for none, else 1 to 5."""
        place = sum(count >= start for start in self.starts)
        if not place:
            return 0
        if len(self.starts) == 1:
            return MIDDLE
        return 1 + round((place - 1) * (MOST - 1) / (len(self.starts) - 1))

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each tone with what it stands for."""
        tones = [(0, gettext("0 (inga exempel)"))]
        tones += [(self.tone(low), _between(low, high - 1)) for low, high in pairwise(self.starts)]
        last = gettext("%(number)s eller fler") % {"number": number(self.starts[-1])}
        return (*tones, (self.tone(self.starts[-1]), last))


def classes_of(counts: Iterable[int]) -> Classes:
    """Part numbers into classes of about as many each, at limits that are easy to read."""
    some = sorted(count for count in counts if count)
    wanted = (
        {_round_limit(some[len(some) * each // MOST]) for each in range(1, MOST)} if some else ()
    )
    starts = [1]
    for start in sorted(wanted):
        if any(starts[-1] <= count < start for count in some) and some[-1] >= start:
            starts.append(start)
    return Classes(tuple(starts))


def _round_limit(count: int) -> int:
    """Round a limit to 5 from ten on, to 50 from a hundred on, and so forth."""
    step = 5 * 10 ** (len(str(count)) - 2) if count >= 10 else 1  # noqa: PLR2004 - two digits
    return round(count / step) * step


def _between(low: int, high: int) -> str:
    return number(low) if low == high else f"{number(low)}–{number(high)}"
