"""Names in the environment that look like settings and are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import unknown_settings

if TYPE_CHECKING:
    from collections.abc import Mapping


def unknown_sentences(environment: Mapping[str, str]) -> list[str]:
    """Return a sentence for each, with the nearest setting that there is."""
    return [
        f"{name} finns inte och gör inget.{f' Menas {nearest}?' if nearest else ''}"
        for name, nearest in unknown_settings(environment).items()
    ]
