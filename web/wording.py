"""Words for what pages show: names of filters, counts, years, places, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from record.contact import ContactKind, contact_kind, is_page, site_of
from record.fields import SORTED
from record.filters import HOLDINGS, RANGES, SELECTING, SINCES
from record.words import Words
from web.language import SWEDISH, gettext, language, marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable


class InLanguage(Mapping[Any, str]):
    """Key -> what pages call it, in the language of the page."""

    def __init__(self, words: Mapping[Any, Words | str]) -> None:
        """Take texts that are marked for translation, or that stand in both languages."""
        self._words = words

    def __getitem__(self, key: object) -> str:
        """Return the text in the language of the page."""
        found = self._words[key]
        return found.text(language()) if isinstance(found, Words) else gettext(found)

    def __iter__(self) -> Iterator[Any]:
        """Return the keys in their order."""
        return iter(self._words)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._words)


TITLES = InLanguage(
    {
        "q": marked("Sökord"),
        **{each.name: each.title for each in SELECTING},
        **{
            name: Words(f"{each.of_bounds.sv} {sv}", f"{each.of_bounds.en} {en}")
            for each in RANGES
            for name, sv, en in ((each.low, "från", "from"), (each.high, "till", "to"))
        },
        **{each.name: each.title for each in (*HOLDINGS, *SINCES)},
        "sort": marked("Sortering"),
        "page": marked("Sida"),
        "limit": marked("Antal per sida"),
        "id": marked("Urval"),
        "matchAll": Words("Alla valda", "All chosen"),
        "national": marked("Nationella exempel"),
        "ignore": marked("Tolkning"),
        "explain": marked("Förklaring"),
    }
)
"""Parameter -> what it is called."""
TOGETHER = InLanguage(
    {
        "county": Words("Län", "Counties"),
        "objective": marked("Miljömål"),
        "goal": marked("Globala mål"),
        "sector": marked("Branscher"),
        "lever": marked("Cirkulära strategier"),
        "funding": marked("Finansiering"),
        "kind": marked("Typer av exempel"),
        "year": marked("Startår"),
    }
)
"""Filter -> what its values are called together."""
SORTS = InLanguage(
    {
        "relevance": marked("Relevans"),
        **{f"-{each.name}": each.order for each in SORTED if each.order},
        "title": marked("Titel A–Ö"),
    }
)
SOURCE_TYPES = InLanguage(
    {
        "web-page": marked("offentliga webbsidor"),
        "report": marked("rapporter"),
        "survey-reply": marked("svar på länens enkät"),
    }
)
LANGUAGES = InLanguage(
    {
        "sv": Words("svenska", "Swedish"),
        "en": Words("engelska", "English"),
        "da": Words("danska", "Danish"),
        "de": Words("tyska", "German"),
        "fi": Words("finska", "Finnish"),
        "no": Words("norska", "Norwegian"),
    }
)
"""Language of a document -> what it is called."""
SOURCE_TYPE = InLanguage(
    {
        "web-page": marked("Webbsida"),
        "report": marked("Rapport"),
        "survey-reply": marked("Enkätsvar"),
    }
)
RELATIONS = InLanguage(
    {
        ("uses-method", "outgoing"): marked("Använder arbetssättet"),
        ("uses-method", "incoming"): marked("Används i"),
        ("part-of", "outgoing"): marked("Ingår i"),
        ("part-of", "incoming"): marked("Omfattar"),
    }
)
ORIGINS = InLanguage(
    {
        "curated": marked("redaktionell"),
        "harvested": marked("ur svaret"),
        "suggested": marked("granskat förslag"),
    }
)
MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
RELAXATIONS = InLanguage(
    {
        "without-filter": marked("Utan filtret"),
        "any-value": Words("Något av", "Any of"),
        "without-word": marked("Utan"),
        "without-exclusion": marked("Även med"),
        "without-quotes": marked("Utan citattecken:"),
        **{
            each.relaxation: Words(
                f"Utan {each.title.sv.lower()}", f"Without {each.title.en.lower()}"
            )
            for each in RANGES
        },
        "only-word": marked("Bara"),
        "only-filter": marked("Bara filtret"),
        "related-concept": marked("Besläktat:"),
        "wider-topic": marked("Vidare ämne:"),
    }
)
SIGNALS = InLanguage(
    {
        "words": marked("Orden"),
        "coverage": marked("Andel av sökningen"),
        "ngrams": marked("Samma bokstäver"),
        "place": marked("Plats och tid"),
        "meaning": marked("Liknande innehåll"),
        "similarity": marked("Likhet med de första träffarna"),
        "phrases": marked("Fras"),
    }
)
"""What the score of a hit is the sum of."""
LICENCES = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed"),
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed"),
}
REPORTS = InLanguage(
    {
        "dead-source": marked("Källan går inte att nå"),
        "wrong-fact": marked("Något i texten är fel"),
        "missing-fact": marked("En uppgift saknas"),
        "wrong-link": marked("En koppling till mål, strategi eller bransch är fel"),
        "personal-data": marked("Här står personuppgifter som inte bör visas"),
        "other": marked("Något annat"),
    }
)
"""Kind of a report -> what readers choose."""
MOST_PLACES = 3
STILL = 1
"""Years after which it is not known whether ongoing work goes on."""
KRONOR = "kr"


def title_of(name: str) -> str:
    """Return what a parameter is called; one that has no name is called as it is written."""
    return TITLES.get(name, name)


def number(value: int) -> str:
    """Write a number: Swedish has a narrow space between thousands, English a comma."""
    written = f"{value:,}"
    return written.replace(",", "\u202f") if language() == SWEDISH else written


def hundredths(value: float) -> str:
    """Write a number with two decimals: Swedish has a comma before them, English a point."""
    written = f"{value:.2f}"
    return written.replace(".", ",") if language() == SWEDISH else written


def span_of_years(first: int | None, last: int | None) -> str:
    """Write the years of a period, of which one bound may be open."""
    if first is None:
        return gettext("%(year)s och tidigare") % {"year": last}
    if last is None:
        return gettext("%(year)s och senare") % {"year": first}
    return str(first) if first == last else f"{first}–{last}"


def bound(name: str, value: int) -> str:
    """Write a bound of a range; years are no amounts, and have nothing between their digits."""
    return str(value) if name.startswith("year") else number(value)


def examples(count: int) -> str:
    """Write a number of examples."""
    words = ngettext("%(number)s exempel", "%(number)s exempel", count)
    return words % {"number": number(count)}


def amount(value: int, unit: str) -> str:
    """Write a number with its unit; English has the sign of the currency before an amount."""
    if unit == KRONOR and language() != SWEDISH:
        return f"SEK\u00a0{number(value)}"
    return f"{number(value)}\u00a0{unit}" if unit else number(value)


def years(entry: Mapping[str, Any], now: int | None = None) -> str:
    """Write when an example ran, and what is known of its state where the years do not say it.

    `now` is the year in which that is written, this one if it is not given: what was ongoing long
    ago may have ended.
    """
    start, end, state = entry["startYear"], entry["endYear"], entry["state"]
    in_words = state_of(entry, now)
    if start and state == "planned":
        return gettext("planerat %s") % span_of_years(start, end or start)
    if start and end:
        known = entry["stateAsOf"] or start
        goes_on = state == "ongoing" and known < end
        return f"{span_of_years(start, end)}, {in_words}" if goes_on else span_of_years(start, end)
    if start:
        return _open_ended(entry, now)
    return gettext("start okänd, slut %s") % end if end else in_words or gettext("år okänt")


def _open_ended(entry: Mapping[str, Any], now: int | None) -> str:
    """Write when an example began whose end is not known."""
    start, known = entry["startYear"], entry["stateAsOf"]
    in_words, begun = state_of(entry, now), gettext("start %s") % start
    if entry["state"] == "ongoing" and known == start:
        in_words = ""
    elif entry["state"] == "ongoing" and (not known or _is_recent(known, now)):
        begun = gettext("sedan %s") % start
    return ", ".join((begun, in_words or gettext("slut okänt")))


def state_of(entry: Mapping[str, Any], now: int | None = None) -> str:
    """Write the state of the work, and the year in which it was so; nothing if it is not known.

    `now` as for `years`.
    """
    known: int | None = entry["stateAsOf"]
    if entry["state"] == "ongoing":
        if not known:
            return gettext("pågår")
        ran = gettext("pågick %s") % known
        return ran if _is_recent(known, now) else ", ".join((ran, gettext("läget i dag okänt")))
    if entry["state"] == "planned":
        return gettext("planerat %s") % known if known else gettext("planerat")
    return gettext("avslutat") if entry["state"] == "completed" else ""


def _is_recent(year: int, now: int | None) -> bool:
    """Return whether what was so in a year probably still is."""
    return year >= (now or datetime.now(UTC).year) - STILL


def places(entry: Mapping[str, Any], label: Callable[[str, str], str]) -> str:
    """Name the counties of an example, the first few when there are many."""
    if entry["national"]:
        return gettext("Nationellt")
    names = [label("county", county) for county in entry["counties"]]
    if len(names) > MOST_PLACES + 1:
        names[MOST_PLACES:] = [gettext("%s län till") % (len(names) - MOST_PLACES)]
    return joined(names) or gettext("Län okänt")


def joined(names: list[str]) -> str:
    """Write a list: a, b och c."""
    and_ = f" {gettext('och')} "
    return and_.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def day(moment: str | None) -> str:
    """Write the date of an RFC 3339 date or time."""
    if not moment:
        return ""
    read = datetime.fromisoformat(moment)
    return f"{read.day} {MONTHS[language()].split()[read.month - 1]} {read.year}"


def contact_address(contact: str) -> str:
    """Return a link to a mailbox or a contact page."""
    return contact if is_page(contact) else f"mailto:{contact}"


def contact_label(entry: Mapping[str, Any]) -> str:
    """Return what a link to the contact of an example is called; nothing where it has none.

    The page of the source is no contact: it has a link of its own.
    """
    kind, contact = contact_kind(entry), entry["contact"]
    if kind is ContactKind.MAILBOX:
        return str(contact)
    if kind is ContactKind.PAGE:
        return gettext("Organisationens kontaktsida")
    if kind is ContactKind.SITE:
        return gettext("Sida hos %(site)s") % {"site": site_of(contact)}
    if kind is ContactKind.NEWS:
        return gettext("Nyhet hos %(site)s") % {"site": site_of(contact)}
    return ""


def archived_address(source: Mapping[str, Any]) -> str:
    """Return where an archive has a web page as it was when the source was read, if it has it.

    Made of address and day alone; nothing asks the archive.
    """
    day_read = source["retrievedOn"] or source["checkedOn"]
    if not (source["url"] and day_read):
        return ""
    return f"https://web.archive.org/web/{day_read[:10].replace('-', '')}/{source['url']}"


def licence_name(licence: str) -> str:
    """Return the name of a licence by its SPDX identifier."""
    return LICENCES.get(licence, (licence, ""))[0]


def licence_address(licence: str) -> str:
    """Return where the licence can be read."""
    found = LICENCES.get(licence)
    return f"{found[1]}.{language()}" if found else f"https://spdx.org/licenses/{licence}.html"
