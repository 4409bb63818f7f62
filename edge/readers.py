"""Counts what readers do, as views note it: not what robots do, nor whoever edits the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import g, request

from record.usage import API, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

    from app.usage.counting import UsageCounter, Use

ROBOT = re.compile(
    r"(?<!cu)bots?\b|crawl|spider|slurp|archiver|preview|monitor|headless|lighthouse|externalhit"
    r"|scanner|uptime|validator",
    re.IGNORECASE,
)
"""What robots call themselves. Cubot makes phones."""
BROWSER = "Mozilla/"
"""What every browser's name begins with."""


def note_uses(*uses: Use) -> None:
    """Note what a reader does with this request; it is counted if it is answered in full."""
    g.uses = uses


def count_uses(
    flask_app: Flask, counter: UsageCounter, channel: str, is_editor: Callable[[], bool]
) -> None:
    """Count what is noted, except by robots and those of whom `is_editor` is true."""

    def count(response: Response) -> Response:
        uses = g.pop("uses", ())
        if uses and _is_whole(response) and not is_robot(channel) and not is_editor():
            counter.add(uses, _channel_of_request(channel))
        return response

    flask_app.after_request(count)


def _is_whole(response: Response) -> bool:
    """Return whether something is sent: who has it already does not count again."""
    return response.status_code == 200 and request.method != "HEAD"  # noqa: PLR2004  HTTP's


def is_robot(channel: str) -> bool:
    """Return whether a program asks for a page, or one that nobody looks at for an answer.

    Browsers that fetch a page before its reader has chosen it say so.
    """
    name = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if "prefetch" in purpose or ROBOT.search(name):
        return True
    return channel == PAGES and not name.startswith(BROWSER)


def _channel_of_request(channel: str) -> str:
    """Return the channel; a page that links to the API, as for a sheet, is a page all the same."""
    is_from_page = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return PAGES if channel == API and is_from_page else channel
