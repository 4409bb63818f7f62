"""Learning how to suggest links, and saying what is being waited for: up to half a minute."""

from __future__ import annotations

from app.linking.suggesting import train
from app.wiring import Services
from cli.context import console


def train_if_needed(services: Services) -> None:
    """Learn now if no model can be used: else the first text would wait for it in silence."""
    if not services.linking.is_ready():
        train_and_report(services)


def train_and_report(services: Services) -> None:
    """Learn from what is published now, and tell of it on stderr."""
    text = "Lär in länkförslag av publicerade exempel; det tar upp till en halv minut"
    if not console().is_terminal:
        _echo(f"{text} ...")
    with console().status(text):
        about = train(services)
    _echo(f"Lärt av {about['examples']} texter ({about['trainingSet']}).")


def _echo(line: str) -> None:
    console().print(line, soft_wrap=True, highlight=False, markup=False)
