"""Problems that any call may meet: what HTTP asks, and what is not there or does not answer."""

from __future__ import annotations

from api.about import BASE_PATH, DOCUMENTATION
from api.problem_type import ProblemType
from app.errors import Message

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
