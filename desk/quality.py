"""Quality: the figures of the last evaluations, over time."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.wrappers import Response

from app.accounts.access import READ_DRAFTS
from app.quality import quality_courses
from desk.pages import page
from desk.routes import Routes
from web.language import SWEDISH, language, marked
from web.wording import InLanguage

routes = Routes()
PATH = "kvalitet"
WIDTH, HEIGHT, MARGIN = 160, 40, 4
"""Of a line, in units of its drawing."""
LEAST_RANGE = 0.05
"""Of the figures on a line, so that what hardly moves does not look as if it did."""
EVALUATIONS = InLanguage(
    {
        "relevance": marked("Sökningen, på frågor som människor har bedömt"),
        "harvest": marked("Läsningen av svar, på påhittade svar som har hållits undan"),
    }
)
FIGURES = InLanguage(
    {
        "ndcg": marked("Rätt exempel överst (nDCG@10)"),
        "county": marked("Rätt län"),
        "questions": marked("Frågorna hittade (F1)"),
        "examples": marked("Exemplen i 2c hittade (F1)"),
        "sectors": marked("Branscherna i 2d hittade (F1)"),
        "kinds": marked("Rätt typ av exempel (F1)"),
    }
)


@routes.get(f"/{PATH}", READ_DRAFTS)
def quality_page() -> Response:
    """Show the figures of each evaluation: how they have moved, and every run."""
    courses = quality_courses()
    return page(
        "desk/quality.html",
        evaluations=[
            (name, [each for each in courses if each.evaluation == name])
            for name in dict.fromkeys(each.evaluation for each in courses)
        ],
        names=EVALUATIONS,
        figures=FIGURES,
        points=points,
        decimal=decimal,
        size=(WIDTH, HEIGHT),
    )


def decimal(value: float) -> str:
    """Return a figure as it is written in the language of the page."""
    written = f"{value:.3f}"
    return written.replace(".", ",") if language() == SWEDISH else written


def points(values: Sequence[tuple[str, float]]) -> str:
    """Return where a line goes that draws figures over their runs, from left to right."""
    numbers = [value for _, value in values]
    lowest, highest = min(numbers), max(numbers)
    middle, span = (lowest + highest) / 2, max(highest - lowest, LEAST_RANGE)
    step = (WIDTH - 2 * MARGIN) / max(len(numbers) - 1, 1)
    room = HEIGHT - 2 * MARGIN
    placed = [
        (MARGIN + step * at, HEIGHT / 2 - room * (value - middle) / span)
        for at, value in enumerate(numbers)
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
