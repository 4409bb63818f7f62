"""Words for what pages show: names of filters, counts, years, places, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
        "suggested": marked("föreslagen"),
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


def years(entry: Mapping[str, Any]) -> str:
    """Write when an example ran, and what is known of its state where the years do not say it."""
    start, end, state = entry["startYear"], entry["endYear"], _state(entry)
    if start and end:
        span = str(start) if start == end else f"{start}–{end}"
        return f"{span}, {state}" if state and entry["state"] != "completed" else span
    if start:
        unknown = gettext("slut okänt")
        if entry["state"] == "ongoing" and entry["stateAsOf"] != start:
            begun = gettext("sedan %s") % start
            return f"{begun}, {state}"
        begun = gettext("start %s") % start
        return f"{begun}, {unknown if entry['state'] == 'ongoing' else state or unknown}"
    if end:
        return str(gettext("start okänd, slut %s") % end)
    return state or gettext("år okänt")


def _state(entry: Mapping[str, Any]) -> str:
    """Write the state of the work, and the year in which it was so; nothing if it is not known."""
    year: int | None = entry["stateAsOf"]
    if entry["state"] == "ongoing":
        return gettext("pågick %s") % year if year else gettext("pågår")
    if entry["state"] == "planned":
        return gettext("planerat %s") % year if year else gettext("planerat")
    return gettext("avslutat") if entry["state"] == "completed" else ""


def has_words(text: str) -> bool:
    """Return whether a text has anything to search for, and not signs alone."""
    return any(each.isalnum() for each in text)


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
    return contact if contact.startswith(("http://", "https://")) else f"mailto:{contact}"


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
