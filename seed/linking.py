"""Reads the cues: words that the linking guideline names for a link."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from seed.files import checksum, data_path, parse_yaml

FOLDER = "linking"


@cache
def read_cues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Vocabulary id to concept id to words; they hint at a link as the guideline draws it."""
    text = data_path(FOLDER, "cues.yaml").read_text(encoding="utf-8")
    return {
        vocabulary_id: {concept_id: tuple(words) for concept_id, words in lists.items()}
        for vocabulary_id, lists in parse_yaml(text)["cues"].items()
    }


def reply_links_path() -> Path:
    """The NDJSON file of examples of made-up replies with their links; see `bench.harvest`."""
    return data_path(FOLDER, "replies.ndjson")


def cues_checksum() -> str:
    """SHA-256 of the cues."""
    return checksum(data_path(FOLDER))
