"""The language of an answer: Swedish, unless the reader would rather have English."""

from __future__ import annotations

from flask import request

LANGUAGES = ("sv", "en")


def language() -> str:
    """Return "sv" or "en": the parameter `language`, or else what Accept-Language prefers."""
    chosen = request.args.get("language")
    if chosen in LANGUAGES:
        return chosen
    if not request.accept_languages:
        return LANGUAGES[0]
    return request.accept_languages.best_match(LANGUAGES, default=LANGUAGES[0])
