"""Steps with a reply as a whole: its yes and no made public, and that it is gone through."""

from __future__ import annotations

from uuid import UUID

from werkzeug.wrappers import Response

from app.accounts.access import PUBLISH
from app.entries.provenance import HARVEST
from app.replies.relating import ADDITION, CORRECTION, relate
from app.replies.releasing import release, take_back
from app.replies.reviewing import decide, mark_reviewed
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.inbox import DECIDED
from desk.routes import Routes
from record.lists import OUTCOMES
from schemas.editing import LONGEST_REASON
from web.language import gettext

routes = Routes()


@routes.post("/svar/<uuid:reply_id>/publicera", HARVEST, PUBLISH)
def send_release(reply_id: UUID) -> Response:
    """Let everybody see what the counties of a reply answer yes or no to."""
    release(services(), caller(), str(reply_id), _reason())
    return redirect_with_message(
        home(f"svar/{reply_id}"), gettext("Ja och nej i svaret är publicerade.")
    )


@routes.post("/svar/<uuid:reply_id>/aterta", HARVEST, PUBLISH)
def send_take_back(reply_id: UUID) -> Response:
    """Let only curators see it again."""
    take_back(services(), caller(), str(reply_id), _reason())
    return redirect_with_message(
        home(f"svar/{reply_id}"), gettext("Ja och nej i svaret är inte längre publicerade.")
    )


@routes.post("/svar/<uuid:reply_id>/genomganget", HARVEST)
def send_reviewed(reply_id: UUID) -> Response:
    """Note that somebody has gone through a reply of which nothing waits."""
    mark_reviewed(services(), caller(), str(reply_id), None)
    return redirect_with_message(home(f"svar/{reply_id}"), gettext("Svaret är genomgånget."))


@routes.post("/svar/<uuid:reply_id>/beslut", HARVEST)
def send_outcome(reply_id: UUID) -> Response:
    """Note what came of a reply of which nothing waits."""
    outcome = text_of("outcome")
    if outcome not in OUTCOMES:
        return redirect_with_message(
            home(f"svar/{reply_id}"), gettext("Välj vad som gäller för svaret.")
        )
    decide(services(), caller(), str(reply_id), outcome=outcome, reason=None)
    return redirect_with_message(
        home(f"svar/{reply_id}"), f"{gettext('Bestämt:')} {DECIDED[outcome]}"
    )


@routes.post("/svar/<uuid:reply_id>/rattning", HARVEST)
def send_correction(reply_id: UUID) -> Response:
    """Note that a reply corrects the one before: what is missing of that is gone."""
    relate(services(), caller(), str(reply_id), relation=CORRECTION, reason=None)
    return redirect_with_message(
        home(f"svar/{reply_id}"), gettext("Svaret gäller som en rättning.")
    )


@routes.post("/svar/<uuid:reply_id>/komplettering", HARVEST)
def send_addition(reply_id: UUID) -> Response:
    """Note that a reply adds to the one before: nothing of that is gone."""
    relate(services(), caller(), str(reply_id), relation=ADDITION, reason=None)
    return redirect_with_message(
        home(f"svar/{reply_id}"), gettext("Svaret gäller som en komplettering.")
    )


def _reason() -> str | None:
    return text_of("reason")[:LONGEST_REASON] or None
