"""Every type of problem: its status, and what it means in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from api.about import BASE_PATH, DOCUMENTATION
from app.errors import Message


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A type of problem; `id` is the last part of its address."""

    id: str
    status: int
    title: Message
    description: Message


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


ASKING = (
    ProblemType(
        "invalid-query",
        400,
        Message(sv="Frågan går inte att tolka", en="The query cannot be understood"),
        Message(
            sv="En eller flera parametrar är okända eller har ogiltiga värden; errors nämner var"
            " och en, med de giltiga värden som ligger närmast. Först prövas parametrarnas form,"
            " och när den är rätt slås värdena upp.",
            en="One or more parameters are unknown or have invalid values; errors names each of"
            " them, with the valid values that come nearest. First the form of the parameters is"
            " checked; when it is right, values are looked up.",
        ),
    ),
    ProblemType(
        "bad-request",
        400,
        Message(sv="Anropet går inte att tolka", en="The request cannot be understood"),
        Message(
            sv="Anropet följer inte HTTP, eller adressen är inte giltig procentkodad UTF-8.",
            en="The request does not follow HTTP, or its address is not percent-encoded UTF-8.",
        ),
    ),
    ProblemType(
        "not-found",
        404,
        Message(sv="Finns inte", en="Not found"),
        Message(
            sv=f"Det finns inget på den adressen. {DOCUMENTATION} räknar upp de adresser som"
            f" finns, och {BASE_PATH}/api-info presenterar API:et.",
            en=f"There is nothing at this address. {DOCUMENTATION} lists the addresses there"
            f" are, and {BASE_PATH}/api-info introduces the API.",
        ),
    ),
    ProblemType(
        "method-not-allowed",
        405,
        Message(sv="Metoden stöds inte", en="Method not allowed"),
        Message(
            sv="Resursen stöder inte metoden; huvudet Allow nämner dem den stöder.",
            en="The resource does not support the method; the header Allow lists those it does.",
        ),
    ),
    ProblemType(
        "not-acceptable",
        406,
        Message(sv="Formatet finns inte", en="Not acceptable"),
        Message(
            sv="Accept utesluter alla format som svaret finns i; detail räknar upp dem.",
            en="Accept excludes every form that the answer exists in; detail lists them.",
        ),
    ),
    ProblemType(
        "request-timeout",
        408,
        Message(sv="Innehållet kom inte fram i tid", en="Request timeout"),
        Message(
            sv="Anropets innehåll kom inte fram i tid. Försök igen, på en snabbare förbindelse.",
            en="The content of the request did not arrive in time. Try again, on a faster"
            " connection.",
        ),
    ),
    ProblemType(
        "content-too-large",
        413,
        Message(sv="För stort innehåll", en="Content too large"),
        Message(
            sv="Anropets innehåll är för stort.", en="The content of the request is too large."
        ),
    ),
    ProblemType(
        "uri-too-long",
        414,
        Message(sv="För lång adress", en="URI too long"),
        Message(
            sv="Adressen är för lång. Korta söktexten eller välj färre filter.",
            en="The address is too long. Shorten the search text or choose fewer filters.",
        ),
    ),
    ProblemType(
        "unsupported-media-type",
        415,
        Message(sv="Innehållets typ stöds inte", en="Unsupported media type"),
        Message(
            sv="Innehåll tas emot som application/json.",
            en="Content is taken as application/json.",
        ),
    ),
    ProblemType(
        "range-not-satisfiable",
        416,
        Message(sv="Delen finns inte", en="Range not satisfiable"),
        Message(
            sv="Filen har ingen sådan del. Hämta den på nytt utan Range.",
            en="The file has no such part. Fetch it anew without Range.",
        ),
    ),
    ProblemType(
        "too-many-requests",
        429,
        Message(sv="För många anrop", en="Too many requests"),
        Message(
            sv="Adressen har gjort för många anrop. Vänta så länge som Retry-After säger.",
            en="The address has made too many calls. Wait for as long as Retry-After says.",
        ),
    ),
    ProblemType(
        "address-busy",
        429,
        Message(sv="Ett tungt anrop pågår redan", en="An expensive request is already running"),
        Message(
            sv="Varje adress får ha ett tungt anrop åt gången: en tabell, länkförslag eller en"
            " söktext på mer än 150 tecken. Vänta tills det är klart och försök igen.",
            en="Each address may have one expensive request at a time: a table, link suggestions or"
            " a search text of more than 150 characters. Wait until it has finished and try again.",
        ),
    ),
    ProblemType(
        "internal-error",
        500,
        Message(sv="Internt fel", en="Internal error"),
        Message(
            sv="Något gick fel hos oss. Försök igen om en stund.",
            en="Something went wrong on our side. Try again in a while.",
        ),
    ),
    ProblemType(
        "search-unavailable",
        503,
        Message(sv="Sökningen går inte att nå", en="Search is unavailable"),
        Message(
            sv="Sökmotorn svarar inte just nu; enskilda exempel kan läsas. Försök igen efter den"
            " tid som Retry-After säger.",
            en="The search engine does not answer right now; single entries can be read. Try again"
            " after the time that Retry-After says.",
        ),
    ),
    ProblemType(
        "service-busy",
        503,
        Message(sv="Tjänsten har fullt upp", en="The service is busy"),
        Message(
            sv="Så många tabeller, länkförslag och långa söktexter som tjänsten hinner bearbetas"
            " redan. Försök igen efter den tid som Retry-After säger; andra sökningar går bra.",
            en="The service is already working on as many tables, link suggestions and long search"
            " texts as it can. Try again after the time that Retry-After says; other searches"
            " work.",
        ),
    ),
    ProblemType(
        "entries-unavailable",
        503,
        Message(sv="Exemplen går inte att läsa", en="The entries are unavailable"),
        Message(
            sv="Databasen svarar inte just nu. Försök igen efter den tid som Retry-After säger.",
            en="The database does not answer right now. Try again after the time that Retry-After"
            " says.",
        ),
    ),
)


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
        "condition-failed",
        412,
        Message(sv="Villkoret är inte uppfyllt", en="The condition is not met"),
        Message(
            sv="If-None-Match: * kräver att nyckeln är ny, och If-Match att den redan finns. Utan"
            " dem skapas eller ersätts exemplet; entryId är det som har nyckeln.",
            en="If-None-Match: * requires that the key is new, and If-Match that it exists. Without"
            " them the entry is created or replaced; entryId is the one that has the key.",
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
            sv="Det som skickades, eller svaret, får inte plats på serverns disk. Den som förvaltar"
            " katalogen behöver frigöra utrymme.",
            en="There is no room on the disk of the server for what was sent, or for the answer."
            " Whoever runs the catalogue has to make room.",
        ),
    ),
    ProblemType(
        "writing-unavailable",
        503,
        Message(sv="Det går inte att skriva just nu", en="Writing is unavailable"),
        Message(
            sv="Något annat skriver i databasen, och det dröjer. Att läsa går bra. Försök igen"
            " efter den tid som Retry-After säger.",
            en="Something else writes to the database and takes its time. Reading works. Try again"
            " after the time that Retry-After says.",
        ),
    ),
)


TYPES = (*ASKING, *ACCESS, *CHANGING)
TYPE_BY_ID = {kind.id: kind for kind in TYPES}
TYPE_BY_STATUS = {kind.status: kind for kind in reversed(TYPES)} | {
    400: TYPE_BY_ID["bad-request"],
    503: TYPE_BY_ID["no-room"],  # the edge's; what else does not answer is an error of a use case
}
