"""Link suggestions: the concepts that a text should be linked to, with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.entries.damage import intact
from app.linking.examples import text_of
from app.linking.models import model_path
from catalogue import entries
from swedish.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.linking.models import Trained
    from app.settings import Settings
    from app.wiring import Services
    from linking.examples import Decision
    from linking.suggestions import Suggestion

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

    While there is no model that can be used, rules alone speak: the worker trains one. Nothing of
    the text is kept.

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
    found = trained.model.suggest(text, least)
    return Suggestions(text, tuple(_still_public(services, found)), trained)


def _still_public(services: Services, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Leave out examples that are withdrawn, or say something else than when they were learnt."""
    ids = {at.reference.entry for each in found for at in each.evidence if at.reference}
    with reading(services.database) as connection:
        records = entries.get_many(connection, sorted(ids))
    texts = {record.id: text_of(record.content) for record in intact(records)}
    for each in found:
        public = tuple(
            at
            for at in each.evidence
            if at.reference is None or at.reference.quote in texts.get(at.reference.entry, "")
        )
        alone = tuple(at._replace(ground="word", reference=None) for at in each.evidence)
        yield replace(each, evidence=public or alone)


def train(services: Services, decisions: Iterable[Decision] = ()) -> Mapping[str, Any]:
    """Learn anew from what is published, and from decisions on other public texts.

    Returns facts about the model: `app.linking.models.Trained.about`.

    Raises:
        EntriesUnavailable: the database does not answer.
    """
    return services.linking.train(decisions)


def train_if_needed(services: Services, look_up: Callable[[], None]) -> None:
    """Train where there is no model that can be used: in a new catalogue, upgraded, or erased from.

    `look_up` is called every second or so; what it raises ends the training.

    Raises:
        EntriesUnavailable: the database does not answer.
    """
    services.linking.train_if_needed(look_up)


def forget_models(settings: Settings) -> bool:
    """Remove the trained model, which holds words of what it has learnt from.

    Other processes drop theirs at the next call, and the worker trains anew. Returns whether there
    was one.
    """
    try:
        model_path(settings).unlink()
    except FileNotFoundError:
        return False
    return True
