"""Problems of what is changed: its state, its versions, and the content that was sent."""

from __future__ import annotations

from api.problem_type import ProblemType
from app.errors import Message

CHANGING = (
    ProblemType(
        "conflict",
        409,
        Message(sv="Läget tillåter det inte", en="Conflict"),
        Message(
            sv="Det som skulle ändras är i ett läge där ändringen inte kan göras; detail säger"
            " vilket och vad som kan göras.",
            en="What was to be changed is in a state that does not allow it; detail says which"
            " and what can be done.",
        ),
    ),
    ProblemType(
        "withdrawn",
        410,
        Message(sv="Exemplet är tillbakadraget", en="The entry is withdrawn"),
        Message(
            sv="Exemplet har dragits tillbaka och kommer inte tillbaka på den här adressen.",
            en="The entry has been withdrawn and will not come back at this address.",
        ),
    ),
    ProblemType(
        "position-gone",
        410,
        Message(sv="Positionen går inte att läsa vidare från", en="The position is gone"),
        Message(
            sv="Ändringarna efter positionen är gallrade, eller så hör positionen till en annan"
            " historik. Hämta en ny dump (dumps) och läs vidare från dess seq.",
            en="The changes after the position have been pruned, or it belongs to another history."
            " Take a fresh dump (dumps) and read on from its seq.",
        ),
    ),
    ProblemType(
        "version-mismatch",
        412,
        Message(sv="Ändrat av någon annan", en="Changed by somebody else"),
        Message(
            sv="If-Match nämner en annan version än den senaste. basedOn är den version du"
            " utgick från, null om den inte finns kvar, current den som gäller nu.",
            en="If-Match names another version than the latest. basedOn is the version that you"
            " started from, null if it is not kept, current the one that holds now.",
        ),
    ),
    ProblemType(
        "invalid-content",
        422,
        Message(sv="Innehållet har fel", en="The content has faults"),
        Message(
            sv="Ett eller flera fält har fel; errors pekar ut vart och ett, med de giltiga värden"
            " som ligger närmast.",
            en="One or more fields have faults; errors points at each of them, with the valid"
            " values that come nearest.",
        ),
    ),
    ProblemType(
        "version-needed",
        428,
        Message(sv="If-Match krävs", en="If-Match is required"),
        Message(
            sv="En ändring måste säga vilken version den utgår från: skicka ETag ur det senaste"
            " svaret i huvudet If-Match.",
            en="A change must say which version it starts from: send the ETag of the latest"
            " answer as If-Match.",
        ),
    ),
    ProblemType(
        "no-room",
        503,
        Message(sv="Disken är full", en="The disk is full"),
        Message(
            sv="Filen får inte plats på disken. Den som förvaltar katalogen behöver frigöra"
            " utrymme.",
            en="There is no room for the file on the disk. Whoever runs the catalogue has to make"
            " room.",
        ),
    ),
)
