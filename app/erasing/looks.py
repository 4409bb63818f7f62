"""Checking the text around something that was erased, since it may name the same person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from app.accounts.access import Actor
from app.availability import reading, writing
from app.entries.documents import timestamp
from app.errors import Message, NotFound
from app.personal_data import find_likely
from app.wiring import Services
from catalogue.erasing import looks
from catalogue.erasing.looks import Place
from catalogue.erasing.text import BLOCK, MARK

AROUND = 160
"""Characters shown before and after what was erased."""
MOST_PIECES = 20
"""Shown of a place."""
_ERASED = re.compile(rf"(?:{re.escape(MARK)}|{BLOCK}+)(?:\s+(?:{re.escape(MARK)}|{BLOCK}+))*")
NO_SUCH_PLACE = Message(
    sv="Stället finns inte, eller är redan läst.",
    en="There is no such place, or it has been looked at already.",
)


class Part(NamedTuple):
    """A part of a text, and whether it looks personal still."""

    text: str
    is_personal: bool


class Surroundings(NamedTuple):
    """A place where something was erased.

    Attributes:
        pieces: the text around it, in parts; none where no text is left.
    """

    number: int
    place: Place
    title: str
    counties: Sequence[str]
    since: str
    pieces: Sequence[Sequence[Part]]


def places_to_look_at(services: Services, page: int, limit: int) -> tuple[int, list[Surroundings]]:
    """Return how many places nobody has looked at since, and a page of them."""
    with reading(services.database) as connection:
        total = looks.count_open(connection)
        found = looks.open_places(connection, (page - 1) * limit, limit)
        held = looks.held(connection, [each.place for each in found])
    return total, [_surroundings(each, held.get(each.place)) for each in found]


def titles_of(services: Services, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return what places are called, by kind and id; not those that have no title."""
    wanted = [Place(*each) for each in places]
    with reading(services.database) as connection:
        found = looks.held(connection, wanted)
    return {(place.kind, place.id): each.title for place, each in found.items()}


def mark_looked(services: Services, actor: Actor, number: int) -> None:
    """Note that somebody has looked at a place.

    Raises:
        NotFound: there is none, or somebody has already.
    """
    with writing(services.database) as unit:
        if not looks.mark_looked(unit, number, actor.name):
            raise NotFound(NO_SUCH_PLACE)


def _surroundings(found: looks.OpenPlace, held: looks.Held | None) -> Surroundings:
    pieces = [piece for text in _texts(held.texts) for piece in _pieces(text)] if held else []
    return Surroundings(
        found.pk,
        found.place,
        held.title if held else "",
        held.counties if held else (),
        timestamp(found.erased_at) or "",
        pieces[:MOST_PIECES],
    )


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)


def _pieces(text: str) -> Iterator[list[Part]]:
    """Yield what stands around each thing that was erased in a text."""
    end = 0
    for match in _ERASED.finditer(text):
        if match.start() < end:
            continue
        start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
        yield list(_parts(text[start:end]))


def _parts(text: str) -> Iterator[Part]:
    at = 0
    for found in find_likely(text):
        if found.start > at:
            yield Part(text[at : found.start], is_personal=False)
        yield Part(text[found.start : found.end], is_personal=True)
        at = found.end
    if at < len(text):
        yield Part(text[at:], is_personal=False)
