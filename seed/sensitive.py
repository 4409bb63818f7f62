"""Reads the words that tell of a single person what is nobody's business."""

from collections.abc import Mapping
from functools import cache

import yaml

from seed.files import data_path


@cache
def sensitive_words() -> tuple[str, ...]:
    """Words and phrases in lower case; one that ends in * stands for any ending."""
    return tuple(word for words in _read()["words"].values() for word in words)


@cache
def sensitive_statements() -> Mapping[str, tuple[str, ...]]:
    """Return what a sentence on a person may say: what one `is`, `has`, and which `background`."""
    return {name: tuple(words) for name, words in _read()["statements"].items()}


@cache
def _read() -> Mapping[str, Mapping[str, list[str]]]:
    text = data_path("personal", "sensitive.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    return found
