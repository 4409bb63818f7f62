"""What a tool could not do, in words that let an assistant do better at the next call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistants.catalogue import Unanswered
from record.words import Words
from schemas.faults import fault

NEAREST = Words("Närmast", "Nearest")
NOT_FOUND = 404
UNEXPLAINED = Words(
    "API:et svarade med ett fel utan förklaring. Försök igen om en stund.",
    "The API answered with an error that it does not explain. Try again in a while.",
)
OF_A_PROBLEM = ("reason", "replacedBy")
"""Members of a problem that say more than its sentence, in addition to its faults."""


class Refusal(Exception):
    """A call that was not answered; the message is for the assistant."""


class Missing(Refusal):
    """The requested thing does not exist."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a call: of which argument, in words, and what would be valid."""

    argument: str
    message: str
    nearest: tuple[str, ...] = ()

    def as_line(self, language: str) -> str:
        """Return it as a line."""
        missing = [each for each in self.nearest if each not in self.message]
        near = f" {NEAREST.text(language)}: {', '.join(self.nearest)}." if missing else ""
        return f"{self.argument}: {self.message}{near}"


def fault_of(
    code: str, argument: str, language: str, nearest: tuple[str, ...] = (), **numbers: object
) -> Fault:
    """Return a fault in the words that the API has for its code."""
    found = fault(code, "", nearest, **numbers)
    return Fault(argument, Words(found.message_sv, found.message_en).text(language), nearest)


def refuse(faults: Iterable[Fault], language: str) -> Refusal:
    """Return the refusal that tells the faults of a call."""
    return Refusal("\n".join(each.as_line(language) for each in faults))


def unanswered(error: Unanswered, language: str) -> Refusal:
    """Return the refusal for a catalogue that gives no answer."""
    return Refusal(error.words.text(language))


def problem(status: int, content: Mapping[str, Any], language: str) -> Refusal:
    """Return the refusal for a problem document (RFC 9457) of the API, with all its faults."""
    lines = "\n".join(_lines(content, language))
    return Missing(lines) if status == NOT_FOUND else Refusal(lines)


def _lines(members: Mapping[str, Any], language: str) -> Iterator[str]:
    faults = members.get("errors")
    if not isinstance(faults, list):
        faults = []
        yield str(members.get("detail") or members.get("title") or UNEXPLAINED.text(language))
    for each in faults:
        place = str(each.get("parameter") or each.get("pointer", "")).removeprefix("/")
        nearest = tuple(map(str, each.get("nearest", ())))
        yield Fault(place, str(each.get("message", "")), nearest).as_line(language)
    for name in OF_A_PROBLEM:
        if members.get(name):
            yield f"{name}: {members[name]}"
