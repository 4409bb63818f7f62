"""Names of the concepts that an entry holds by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.vocabularies import Vocabularies
from record.fields import SHOWN

LABELLED = {field.name: field.vocabulary for field in SHOWN if field.vocabulary}
"""Field -> the vocabulary of its values."""


def labels_of(
    vocabularies: Vocabularies, entry: Mapping[str, Any], language: str
) -> dict[str, dict[str, str]]:
    """Return field -> id -> label of the concepts in an entry, or in the part of it that is there.

    Every field of concepts that is there has its object, also when it is empty.
    """
    return {
        field: {each: vocabularies.name(vocabulary, each, language) for each in _ids(entry[field])}
        for field, vocabulary in LABELLED.items()
        if field in entry
    }


def _ids(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
