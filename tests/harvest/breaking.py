"""Replies in which a line, a quotation or a cell ends within personal data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.personal_data import find_likely
from bench.harvest.harvested import harvester
from harvest.documents.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = re.compile(r"(?<=\S) (?=\S)|(?<=[-–/_])(?=\w)|(?<=\d)(?=\d)")
"""Where a value may be broken: at a space, after a mark, between digits."""
_TEXT = (
    "Svar från Länsstyrelsen i Kronobergs län\n1) Nej.\n2c)\n"
    "- Verktygspool: vi lånar ut verktyg till tolv byggföretag i Växjö. {}\n"
    "- Klimatkontrakt med åkerier som byter till biogas.\n3) Nej.\n"
)
_PAGE = (
    "<p>Svar från Länsstyrelsen i Kronobergs län</p><p>1) Nej.</p><p>2c)</p>"
    "<table><tr><td>Verktygspool</td><td>Vi lånar ut verktyg till tolv byggföretag i Växjö. {}"
    "</td></tr><tr><td>Klimatkontrakt</td><td>Åkerier byter till biogas.</td></tr></table>"
    "<p>3) Nej.</p>"
)
BREAKS = {
    "line": (_TEXT, "\n"),
    "indented line": (_TEXT, "\n    "),
    "quoted line": (re.sub("(?m)^", "> ", _TEXT), "\n> "),
    "line in a cell": (_PAGE, "<br>"),
    "paragraph in a cell": (_PAGE, "</p><p>"),
    "cell": (_PAGE, "</td><td>"),
    "row": (_PAGE, "</td></tr><tr><td></td><td>"),
}


LEAST_TELLING = 3
"""Digits of a number, or characters of a name, that tell something alone."""


class Broken(NamedTuple):
    """A reply with a broken value: its bytes, the name of its file, and the parts of the value."""

    content: bytes
    name: str
    parts: tuple[str, str]


def broken(value: str, sentence: str, how: str) -> Iterator[Broken]:
    """Yield a reply for each place at which a value is broken; `sentence` has {} for it."""
    page, between = BREAKS[how]
    for place in PLACES.finditer(value):
        parts = value[: place.start()], value[place.end() :]
        told = page.format(sentence.format(between.join(parts)))
        name = "svar.html" if page is _PAGE else "svar.txt"
        yield Broken(told.encode(), name, parts)


def unseen(reply: Broken) -> list[str]:
    """Return what would be public and holds a part of the value, and of which nothing warns."""
    found: list[str] = []
    for respondent in harvester().harvest(read(reply.content, reply.name)).respondents:
        for each in respondent.candidates:
            given = each.given.get("fields", {})
            public = " ".join([each.title, each.said.public_text, *map(str, given.values())])
            spans = each.within or each.said.spans
            is_told = any(
                start < one.end and one.start < end
                for one in respondent.withheld
                for start, end in spans
            )
            if (
                not is_told
                and not find_likely(public)
                and any(_stands_in(public, part) for part in reply.parts)
            ):
                found.append(public)
    return found


def _stands_in(public: str, part: str) -> bool:
    part = part.strip(" -–/_.,()[]{}")
    return len(re.sub(r"\D", "", part) or part) >= LEAST_TELLING and part in public
