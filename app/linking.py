"""Link suggestions: the concepts that a text should be linked to, with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.linking_models import model_path
from swedish.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.linking_models import Trained
    from app.settings import Settings
    from app.wiring import Services
    from harvest.linking.examples import Decision
    from harvest.linking.suggestions import Suggestion

LONGEST_TEXT = 10_000
"""Characters of a text that links are suggested for."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a model suggests for a text.

    Attributes:
        text: the text in NFC, which all offsets count in.
        items: scheme by scheme (objectives, goals, targets, levers, sectors), the surest first.
    """

    text: str
    items: tuple[Suggestion, ...]
    trained: Trained


def suggest(services: Services, text: str, least: float | None = None) -> Suggestions:
    """Suggest links for a text, whose first line or sentence counts as its title.

    The first call of a data folder trains a model, which takes seconds. Nothing of the text is
    kept.

    Args:
        services: of this process.
        text: LONGEST_TEXT characters at most; more is not looked at.
        least: measured precision from which on a link is suggested; None leaves it to the
            threshold of each vocabulary, where F1 was highest.

    Raises:
        EntriesUnavailable: the database does not answer.
    """
    text = normalise(text)[:LONGEST_TEXT]
    trained = services.linking.current()
    return Suggestions(text, tuple(trained.model.suggest(text, least)), trained)


def train(services: Services, decisions: Iterable[Decision] = ()) -> Trained:
    """Learn anew from what is published, and from decisions on other public texts.

    Raises:
        EntriesUnavailable: the database does not answer.
    """
    return services.linking.train(decisions)


def forget_models(settings: Settings) -> bool:
    """Remove the trained model, which holds words of what it has learnt from.

    Other processes drop theirs at the next call. Returns whether there was one.
    """
    try:
        model_path(settings).unlink()
    except FileNotFoundError:
        return False
    return True
