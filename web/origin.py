"""Whether a form comes from a page of this site."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request as http


def from_here() -> bool:
    """Return whether a form was sent from a page of this site, as far as the browser says."""
    origin = http.headers.get("Origin")
    sent = http.headers.get("Sec-Fetch-Site", "same-origin")
    return sent in ("same-origin", "none") and (not origin or urlsplit(origin).netloc == http.host)


def surely_from_here() -> bool:
    """Return whether the browser says that a page of this site sent a form; silence is a no."""
    sent = "Origin" in http.headers or http.headers.get("Sec-Fetch-Site") == "same-origin"
    return sent and from_here()
