"""What is counted of the use of the catalogue."""

from __future__ import annotations

READ, SEARCH, UNANSWERED, DOWNLOAD = "read", "search", "unanswered", "download"
KINDS = (READ, SEARCH, UNANSWERED, DOWNLOAD)
PAGES, API = "pages", "api"
CHANNELS = (PAGES, API)
"""By which way something was used."""
