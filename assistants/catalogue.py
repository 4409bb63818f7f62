"""The interface of a catalogue, local or remote: which calls its API takes, and its answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from record.words import Words

SWEDISH, ENGLISH = LANGUAGES = ("sv", "en")
JSON = "application/json"
LONGEST_TARGET = 8_000
"""Characters of path and query; web servers take a line of 8 kB."""
TOO_LONG = Words(
    "Anropet är för långt. Ge färre eller kortare värden.",
    "The call is too long. Give fewer or shorter values.",
)

NOT_THE_API = Words(
    "Adressen svarar inte som Exempelbankens API. Kontrollera --url.",
    "The address does not answer as the API of Exempelbanken does. Check --url.",
)


class Unanswered(Exception):
    """The catalogue gave no answer that can be used; `words` say what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class Request:
    """A call of the API.

    Attributes:
        path: segments below the address of the API.
        query: parameters with their values; a parameter may be repeated.
        content: sent as JSON, with POST.
        language: "sv" or "en", of labels and messages.
    """

    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...] = ()
    content: Mapping[str, object] | None = None
    language: str = SWEDISH

    @property
    def method(self) -> str:
        """The HTTP method."""
        return "GET" if self.content is None else "POST"

    @property
    def target(self) -> str:
        """Path and query, from the slash that follows the address of the API.

        Raises:
            Unanswered: no server takes it.
        """
        path = "".join(f"/{quote(segment, safe='')}" for segment in self.path)
        target = f"{path}?{urlencode(self.query)}" if self.query else path
        if len(target) > LONGEST_TARGET:
            raise Unanswered(TOO_LONG)
        return target

    @property
    def headers(self) -> dict[str, str]:
        """What goes with it."""
        typed = {} if self.content is None else {"Content-Type": JSON}
        return {"Accept": JSON, "Accept-Language": self.language, **typed}

    @property
    def body(self) -> bytes | None:
        """The content as sent."""
        return None if self.content is None else json.dumps(self.content).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the API, or the problem that it has with the call."""

    status: int
    content: Any


class Catalogue(Protocol):
    """An API client or server; called from more than one thread at once."""

    def answer(self, request: Request) -> Answer:
        """Answer a call.

        Raises:
            Unanswered: it does not, or not as the API does.
        """
        ...
