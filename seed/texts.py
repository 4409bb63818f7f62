"""Short texts of our own on concepts, for their pages."""

from collections.abc import Mapping
from functools import cache

from seed.files import data_path, parse_yaml


@cache
def read_concept_texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Vocabulary -> concept -> language ("sv", "en") -> what examples of it are about."""
    raw = parse_yaml((data_path("texts") / "concepts.yaml").read_text(encoding="utf-8"))
    texts: Mapping[str, Mapping[str, Mapping[str, str]]] = raw["texts"]
    return texts
