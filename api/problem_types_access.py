"""Problems of who asks and what they may do."""

from __future__ import annotations

from api.problem_type import ProblemType
from app.errors import Message

ACCESS = (
    ProblemType(
        "sign-in-needed",
        401,
        Message(sv="Nyckel krävs", en="Token needed"),
        Message(
            sv="Anropet kräver en nyckel, eller kom med en som inte gäller. Nycklar skickas som"
            " Authorization: Bearer; den som förvaltar katalogen delar ut dem.",
            en="The call takes a token, or came with one that is not valid. Tokens are sent as"
            " Authorization: Bearer; whoever runs the catalogue gives them out.",
        ),
    ),
    ProblemType(
        "sign-in-failed",
        401,
        Message(sv="Inloggningen misslyckades", en="Signing in failed"),
        Message(
            sv="Adressen och lösenordet hör inte till ett öppet konto, eller den som inloggningen"
            " sköts av godkände den inte.",
            en="Address and password do not belong to an open account, or the identity provider"
            " did not approve.",
        ),
    ),
    ProblemType(
        "not-allowed",
        403,
        Message(sv="Behörighet saknas", en="Not allowed"),
        Message(
            sv="Nyckeln gäller men saknar den behörighet som scope nämner.",
            en="The token is valid but lacks the scope that the problem names.",
        ),
    ),
    ProblemType(
        "sign-in-unavailable",
        503,
        Message(
            sv="Inloggningstjänsten går inte att nå", en="The identity provider is unavailable"
        ),
        Message(
            sv="Inloggningstjänsten svarar inte just nu. Försök igen efter den tid som Retry-After"
            " säger, eller logga in med lösenord.",
            en="The identity provider does not answer right now. Try again after the time that"
            " Retry-After says, or sign in with a password.",
        ),
    ),
)
