"""What the operator of a catalogue says in its own words on the page about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from app.errors import Message

PARTS = ("responsible", "privacy", "accessibility")
LANGUAGES = ("sv", "en")
TO_FILL_IN = re.compile(r"\[FYLL I[^]]*\]?")
"""What the template in deploy/texts leaves to the operator."""
LARGEST = 64 * 1024
"""Bytes of the file."""


class UnreadableTexts(ValueError):
    """The file holds something else; the message says what."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(sv, en)


def read_operator_texts(path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return part -> language -> paragraphs, of a YAML file with any of PARTS.

    Each part is a mapping of "sv", "en" or both to a text; an empty line parts paragraphs, of which
    those that begin with "## " are headings, and those with "- " lists.

    Raises:
        UnreadableTexts: there is no such file, or it holds something else.
    """
    import yaml  # noqa: PLC0415 - few operators have such a file

    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            size = f"{LARGEST // 1024} KiB"
            raise UnreadableTexts(f"får vara högst {size}", f"may hold {size} at most")
        raw = yaml.safe_load(text)
    except OSError as error:
        raise UnreadableTexts(
            f"{path} går inte att läsa ({error.strerror})",
            f"{path} cannot be read ({error.strerror})",
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableTexts(
            "är ingen YAML-fil som går att läsa", "is no YAML file that can be read"
        ) from error
    if not isinstance(raw, dict) or not raw.keys() <= set(PARTS):
        parts = ", ".join(PARTS)
        raise UnreadableTexts(
            f"får innehålla {parts} och inget annat", f"may hold {parts} and nothing else"
        )
    return {part: _part(part, texts) for part, texts in raw.items()}


def _part(part: str, texts: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(texts, dict) or not texts.keys() <= set(LANGUAGES):
        raise UnreadableTexts(
            f"{part} får ha en text i sv och en i en", f"{part} may hold a text in sv and one in en"
        )
    if places := TO_FILL_IN.findall(str(texts)):
        raise UnreadableTexts(
            f"{part} har {len(places)} ställen kvar att fylla i, det första: {places[0]}",
            f"{part} has {len(places)} places left to fill in, the first: {places[0]}",
        )
    return {
        language: tuple(filter(None, map(str.strip, str(text).split("\n\n"))))
        for language, text in texts.items()
    }
