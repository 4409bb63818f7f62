"""Suggested links as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.linking.knowledge import FIELD_OF_SCHEME
from linking.suggestions import rounded
from record.filters import FILTER_OF

if TYPE_CHECKING:
    from app.linking.suggesting import Suggestions
    from app.vocabularies import Vocabularies
    from linking.suggestions import Evidence, Suggestion

MODEL_FIELDS = ("trainedAt", "examples", "trainingSet", "madeWith")
"""Facts about a model."""


def suggestions_view(
    found: Suggestions, vocabularies: Vocabularies, language: str
) -> dict[str, Any]:
    """Return what was suggested, with labels in `language`, and what the model has learnt from.

    `model` is None where nothing is learnt yet, and rules alone speak.
    """
    about = found.trained.about
    return {
        "items": [_suggestion(each, vocabularies, language) for each in found.items],
        "model": about and {name: about[name] for name in MODEL_FIELDS},
    }


def _suggestion(
    suggestion: Suggestion, vocabularies: Vocabularies, language: str
) -> dict[str, Any]:
    named = vocabularies.label(FILTER_OF[suggestion.scheme], suggestion.concept, language)
    return {
        "field": FIELD_OF_SCHEME[suggestion.scheme],
        "vocabulary": suggestion.scheme,
        "value": suggestion.concept,
        "label": named,
        "score": rounded(suggestion.score),
        "precision": rounded(suggestion.precision),
        "method": "learnt" if suggestion.learnt else "rules",
        "evidence": [_evidence(each) for each in suggestion.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    reference = evidence.reference
    return {
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "ground": evidence.ground,
        "name": evidence.name or None,
        "example": reference
        and {"entryId": reference.entry, "title": reference.title, "quote": reference.quote},
    }
