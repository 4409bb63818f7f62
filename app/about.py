"""What the operator of a catalogue says in its own words on the page about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PARTS = ("responsible", "privacy", "accessibility")
LANGUAGES = ("sv", "en")
TO_FILL_IN = re.compile(r"\[FYLL I[^]]*\]?")
"""What the template in deploy/texts leaves to the operator."""
LARGEST = 64 * 1024
"""Bytes of the file."""


class UnreadableTexts(ValueError):
    """The file holds something else; the message says what."""


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
            message = f"may hold {LARGEST // 1024} KiB at most"
            raise UnreadableTexts(message)
        raw = yaml.safe_load(text)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        message = "is no YAML file that can be read"
        raise UnreadableTexts(message) from error
    if not isinstance(raw, dict) or not raw.keys() <= set(PARTS):
        message = f"may hold {', '.join(PARTS)} and nothing else"
        raise UnreadableTexts(message)
    return {part: _part(part, texts) for part, texts in raw.items()}


def _part(part: str, texts: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(texts, dict) or not texts.keys() <= set(LANGUAGES):
        message = f"{part} may hold a text in sv and one in en"
        raise UnreadableTexts(message)
    if places := TO_FILL_IN.findall(str(texts)):
        message = f"{part} has {len(places)} places left to fill in, the first: {places[0]}"
        raise UnreadableTexts(message)
    return {
        language: tuple(filter(None, map(str.strip, str(text).split("\n\n"))))
        for language, text in texts.items()
    }
