"""What the catalogue says of itself to harvesters of open data."""

from __future__ import annotations

from app.copies.dumps.files import CSV, MEDIA_TYPES, NDJSON, TURTLE
from app.copies.linked.graph import bilingual

TITLE = bilingual("Exempelbanken", "Exempelbanken: a catalogue of good examples")
ABOUT = bilingual(
    "Goda exempel på vad länen gör för att företag ska närma sig miljömålen och Agenda 2030:"
    " aktiviteter, arbetssätt och branschsamarbeten, med koppling till mål, strategier för cirkulär"
    " ekonomi, branscher och län.",
    "Examples of what Sweden's counties do to move companies towards the environmental objectives"
    " and Agenda 2030: activities, working methods and sector collaborations, linked to goals,"
    " circular levers, sectors and counties.",
)
THEMES = ("ENVI", "ECON", "GOVE")
KEYWORDS = (
    *bilingual("miljömål", "environmental objectives"),
    *bilingual("Agenda 2030", "Sustainable Development Goals"),
    *bilingual("cirkulär ekonomi", "circular economy"),
    *bilingual("näringsliv", "business"),
    *bilingual("länsstyrelser", "county administrative boards"),
)
PUBLISHER_TYPE = "http://purl.org/adms/publishertype/"
SPECIFICATION = "https://www.dataportal.se/rest-api-profil/om-rest-api-profilen"
FORMATS = {
    NDJSON: "application/x-ndjson+gzip",
    CSV: MEDIA_TYPES[CSV],
    TURTLE: "text/turtle+gzip",
}
REGISTERED = {NDJSON: MEDIA_TYPES[NDJSON], CSV: "text/csv", TURTLE: "text/turtle"}
"""What a file holds, as IANA lists it; NDJSON is not listed, so that it is the packing there."""
FILE_TITLES = {
    NDJSON: bilingual("Alla exempel, ett JSON-objekt per rad", "All examples, one JSON a line"),
    CSV: bilingual("Alla exempel som kalkylblad", "All examples as a sheet"),
    TURTLE: bilingual("Alla exempel som RDF (Turtle)", "All examples as RDF (Turtle)"),
}
EXAMPLES = bilingual("Goda exempel från länen", "Good examples from the counties")
AS_JSON = bilingual("Begreppen som JSON", "The concepts as JSON")
AS_SKOS = bilingual(
    "Begreppen i SKOS, med huvudet Accept: text/turtle",
    "The concepts in SKOS, with the header Accept: text/turtle",
)
BY_API = bilingual("Exemplen genom API", "The examples by API")
API_TITLE = bilingual("Exempelbankens API", "The API of Exempelbanken")
API = bilingual(
    "Sökning, exempel, vokabulärer, ändringar och dumpar. Öppet för läsning utan nyckel.",
    "Search, examples, vocabularies, changes and dumps. Open for reading without a key.",
)
