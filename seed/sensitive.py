"""Reads the words that tell of a single person what is nobody's business."""

from functools import cache

import yaml

from seed.files import data_path


@cache
def sensitive_words() -> tuple[str, ...]:
    """Words and phrases in lower case; one that ends in * stands for any ending."""
    text = data_path("personal", "sensitive.yaml").read_text(encoding="utf-8")
    lists = yaml.safe_load(text)["words"]
    return tuple(word for words in lists.values() for word in words)
