"""What people write in the cells of sheets, as the codes of the load format.

JSON takes codes alone. A sheet takes the names of values too: exactly as a vocabulary has them but
for case and spaces, and only those that mean one value of their field.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz, process

from app.errors import Message
from app.imports.files.columns import COLUMNS
from app.imports.files.dates import as_day
from app.imports.files.years import with_years
from app.vocabularies import Vocabularies, codes_of, labels_of, numbered
from record.fields import CLOSED, VOCABULARY_OF
from record.filters import BY_NAME as FILTERS
from schemas.faults import FEW, FieldFault, fault
from seed.vocabularies import Concept

SOURCE_TYPES: Mapping[str, tuple[str, ...]] = {
    "survey-reply": ("Enkätsvar", "Survey reply", "Enkät"),
    "web-page": ("Webbsida", "Web page", "Webbplats", "Hemsida", "Webb", "Länk", "URL"),
    "report": ("Rapport", "Report"),
}
"""Code -> names, the Swedish one first; no vocabulary has these."""
MORE_NAMES: Mapping[str, tuple[str, ...]] = {
    "activity": ("Aktiviteter",),
    "sector-collaboration": ("Branschsamarbete",),
    "planned": ("Planerat", "Planeras"),
    "ongoing": ("Pågår", "Löpande"),
    "completed": ("Avslutat", "Klart", "Klar"),
    "unknown": ("Okänt",),
    "branschovergripande": ("Småföretag", "Små företag", "Företag", "Alla", "Näringslivet"),
}
FILTER = "organisation"
ORGANISATIONS = FILTERS[FILTER].fields
COUNTY = " län"
IN_COUNTY = ("{}", "{} län", "region {}", "länsstyrelsen i {}", "länsstyrelsen i {} län", "lst {}")
"""How people name a county, or those who work in all of it."""
ALL = {
    "counties": (
        *("sverige", "hela sverige", "hela landet", "alla", "alla län", "samtliga län"),
        *("nationellt", "nationell"),
    )
}
"""Field -> what stands for all its values, folded."""
BOTH = (
    *("{code} {label}", "{code}. {label}", "{code}: {label}", "{code} ({label})"),
    *("{code} - {label}", "{code} – {label}", "{label} ({code})"),
)
"""How people write number and name together; the last is how faults name a value."""
BETWEEN = (re.compile(","), re.compile(r",|\s*/\s*|\s(?:och|samt|and|&|\+)\s", re.IGNORECASE))
"""What may stand between values of one line, if all of them are known then."""
_OF_AGENDA = re.compile(r"^(?:agenda 2030[,:]? )?(?:(?:mål|delmål) (?:nr\.? )?)?#?\s*|\.$")
AROUND: Mapping[str, re.Pattern[str]] = {
    "goals": _OF_AGENDA,
    "targets": _OF_AGENDA,
    "objectives": re.compile(r"^(?:miljö(?:kvalitets)?)?mål(?:et)? (?:nr\.? )?|\.$"),
}
"""Field -> what people write around the number or the name of a goal, folded."""
_NUMBERED = re.compile(r"(\d{1,2})([.,]\w{1,2})?")
_DECIMAL = re.compile(r"(\d{1,2}),(\w{1,2})")
"""A target as a Swedish spreadsheet writes it, which takes it for a number."""
_PARTS = re.compile(r",\s|\soch\s")
_DOTS = re.compile(r"\s*(?:…|\.{2,})$")
SHORTEST_CUT = 8
"""Characters that a name must at least begin with when its end is left out."""
ALIKE = 75
"""Likeness (0-100) of a misspelt name."""
ALONE = 8
"""How much more like a name is than the next one for it to be the only one suggested."""
WITHIN = 85
"""Likeness (0-100) of a name and a part of a text."""
NEAREST = 3

OF_MUNICIPALITY = ("{}", "{} kommun", "{}s kommun", "{} stad", "{}s stad")
"""How people name a municipality where its county should stand."""

SHEET_WORDS: Mapping[tuple[str, str], Message] = {
    ("", "required"): Message(
        sv="Cellen är tom, eller kolumnen saknas. Den behövs för varje exempel.",
        en="The cell is empty, or the column is missing. Every entry needs it.",
    ),
    ("", "not-boolean"): Message(sv="Skriv ja eller nej.", en="Write ja or nej."),
    ("", "not-integer"): Message(
        sv="Skriv ett heltal med siffror.", en="Write a whole number in figures."
    ),
    ("", "not-national"): Message(
        sv="Kolumnen säger något annat än kolumnen Län: ett exempel är nationellt när alla län är"
        " angivna. Töm cellen, eller skriv alla län.",
        en="The column says something else than the column of counties: an entry is national when"
        " all counties are given. Clear the cell, or write all counties.",
    ),
    ("", "relation-target"): Message(
        sv="Skriv vilken relation det är, och sedan det andra exemplets id.",
        en="Write which relation it is, and then the id of the other entry.",
    ),
    ("", "not-url"): Message(
        sv="Skriv en enda webbadress, till exempel https://www.lansstyrelsen.se/skane.html.",
        en="Write a single web address, such as https://www.lansstyrelsen.se/skane.html.",
    ),
    ("/source/type", "required"): Message(
        sv="Källan har ingen webbadress: välj vilken sorts källa det är.",
        en="The source has no web address: choose what kind of source it is.",
    ),
    ("/source", "required"): Message(
        sv="Källan saknas: fyll i Källans webbadress, eller Källtyp och Källans titel.",
        en="The source is missing: fill in source.url, or source.type and source.title.",
    ),
}
"""Pointer ("" for any) and code of a fault -> what it is called in a sheet."""
_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
_YEAR_IN_TEXT = re.compile(r"(?:19|20)\d\d")
_IN_TEXT: Mapping[str, re.Pattern[str]] = {
    "url": re.compile(r"(?:https?://|www\.)[^\s,;]+", re.IGNORECASE),
    "contact": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "startYear": _YEAR_IN_TEXT,
    "endYear": _YEAR_IN_TEXT,
}
"""Field -> what may stand among other words in its cell; the first is suggested."""
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt)(?:[?#].*)?$", re.IGNORECASE)
_LISTS = tuple(VOCABULARY_OF)
_DAYS = tuple(column.field for column in COLUMNS if column.content == "day")


class CellTerms:
    """The names of all values that cells may hold."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies

    @cached_property
    def _fields(self) -> dict[str, _Names]:
        vocabularies = CLOSED | VOCABULARY_OF
        names = {field: self._names(field, each) for field, each in vocabularies.items()}
        types = {code: (code, *called) for code, called in SOURCE_TYPES.items()}
        labels = {code: called[0] for code, called in SOURCE_TYPES.items()}
        return names | {"source.type": _Names(labels, types, types)}

    def _names(self, field: str, vocabulary: str) -> _Names:
        concepts = self._vocabularies.concepts(vocabulary)
        return _Names(
            {each.id: each.pref_sv for each in concepts},
            {each.id: tuple(_codes(field, each)) for each in concepts},
            {each.id: tuple(_labels(field, each)) for each in concepts},
            AROUND.get(field),
            _by_name({each.id: each.hidden_sv for each in concepts})
            | (self._places if field == "counties" else {}),
        )

    @cached_property
    def _places(self) -> dict[str, tuple[str, ...]]:
        """Return folded name of a municipality -> its county."""
        named: defaultdict[str, list[str]] = defaultdict(list)
        for each in self._vocabularies.concepts("municipalities"):
            names = (each.pref_sv, *each.alt_sv, *each.hidden_sv)
            named[each.broader or ""] += [
                form.format(name) for name in names for form in OF_MUNICIPALITY
            ]
        return _by_name(named)

    @property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """Return field -> code -> Swedish name, of every field with a closed list."""
        return {field: names.labels for field, names in self._fields.items()}

    def likely_field(self, cells: Sequence[str]) -> str:
        """Return the field of which most of some cells hold a value; empty when that is none.

        Numbers do not count: they stand in many columns.
        """
        words = [cell for cell in cells if not cell.isdigit()]
        known = {
            field: sum(any(code in names.labels for code in names.codes(cell)) for cell in words)
            for field, names in self._fields.items()
        }
        best = max(known, key=lambda field: known[field])
        return best if known[best] * 2 > len(cells) else ""

    def coded(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a sheet's row with codes and dates where cells held their names.

        What means nothing, or several values, stays as it is.
        """
        coded = dict(row)
        for field in _LISTS:
            if field in coded:
                coded[field] = self._codes(field, coded[field])
        coded = with_source(coded)
        for field in (*CLOSED, "source.type"):
            coded = _with_changed_value(coded, field, self._fields[field].code)
        for field in _DAYS:
            coded = _with_changed_value(coded, field, as_day)
        for field in ORGANISATIONS:
            coded = _with_changed_value(coded, field, self._organisation)
        coded = with_years(coded)
        if "evidence" in coded:
            coded["evidence"] = [self._evidence(each) for each in coded["evidence"]]
        return coded

    def _organisation(self, written: Any) -> Any:  # noqa: ANN401  whatever a cell held
        if isinstance(written, list):
            return list(map(self._organisation, written))
        known = isinstance(written, str) and self._vocabularies.preferred_name(FILTER, written)
        return known or written

    def _codes(self, field: str, cell: list[Any]) -> list[Any]:
        names = self._fields[field]
        if len(cell) == 1 and isinstance(cell[0], str) and _fold(cell[0]) in ALL.get(field, ()):
            return list(names.labels)
        return [code for each in cell for code in names.codes(each)]

    def _evidence(self, item: Any) -> Any:  # noqa: ANN401  whatever a cell held
        names = self._fields.get(item["field"]) if isinstance(item, dict) else None
        return {**item, "value": names.code(item["value"])} if names else item

    def in_cell_terms(self, faults: Iterable[FieldFault]) -> tuple[FieldFault, ...]:
        """Return the faults of a sheet's row, naming valid values as its reader knows them."""
        return tuple(map(self._in_cell_terms, faults))

    def _in_cell_terms(self, found: FieldFault) -> FieldFault:
        path = [part for part in found.pointer.split("/") if part and not part.isdigit()]
        names = self._fields.get(".".join(path))
        if names and found.code == "unknown-value":
            return replace(found, nearest=names.nearest(found.value))
        if names and found.code == "not-choice":
            near, choices = names.nearest(found.value), ", ".join(map(names.shown, names.labels))
            named = fault("not-choice", found.value, near, choices=choices)
            return replace(named, pointer=found.pointer)
        if part := _IN_TEXT.get(path[-1] if path else ""):
            others = [each for each in part.findall(found.value) if each != found.value]
            found = replace(found, nearest=tuple(others[:1]))
        words = SHEET_WORDS.get((found.pointer, found.code)) or SHEET_WORDS.get(("", found.code))
        if words:
            found = replace(found, message_sv=words.sv, message_en=words.en)
        return replace(found, nearest=("ja", "nej")) if found.code == "not-boolean" else found


class _Names:
    """What the values of one field are called.

    Args:
        labels: code -> Swedish name.
        codes, names: code -> what else stands for it; a code wins over another value's name.
        around: what people write around a number or name.
        within: folded name of a part -> the codes that are suggested for it.
    """

    def __init__(
        self,
        labels: Mapping[str, str],
        codes: Mapping[str, tuple[str, ...]],
        names: Mapping[str, tuple[str, ...]],
        around: re.Pattern[str] | None = None,
        within: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.labels, self._codes, self._names, self._around = labels, codes, names, around
        self._within = within or {}

    @cached_property
    def _single(self) -> dict[str, tuple[str, ...]]:
        """Return folded name or code -> the codes that it may mean."""
        return _by_name(self._names) | _by_name(self._codes)

    @cached_property
    def _codes_by_text(self) -> dict[str, tuple[str, ...]]:
        """Return the same, and number and name together."""
        both = {
            code: [
                form.format(code=number, label=label)
                for form in BOTH
                for number in self._codes[code]
                for label in self._names[code]
            ]
            for code in self.labels
        }
        return _by_name(both) | self._single

    def code(self, written: Any) -> Any:  # noqa: ANN401  whatever a cell held
        """Return the code of the written value, else what was written."""
        if not isinstance(written, str) or written in self.labels:
            return written
        folded = _fold(written)
        candidates = self._single.get(folded) or self._codes_by_text.get(folded)
        candidates = candidates or self._codes_beginning_with(folded) or self._bare(folded)
        return candidates[0] if len(candidates) == 1 else written

    def _codes_beginning_with(self, folded: str) -> tuple[str, ...]:
        """Return the codes that a name may mean whose end was left out: "Hållbar konsum…"."""
        begun = _DOTS.sub("", folded)
        if begun == folded or len(begun) < SHORTEST_CUT:
            return ()
        names = (codes for name, codes in self._codes_by_text.items() if name.startswith(begun))
        return tuple(dict.fromkeys(code for codes in names for code in codes))

    def _bare(self, folded: str) -> tuple[str, ...]:
        """Return the codes of what is left without the words around it: "mål nr 12", "12,3"."""
        if self._around is None:
            return ()
        bare = self._around.sub("", folded)
        decimal = _DECIMAL.fullmatch(bare)
        return self._codes_by_text.get(".".join(decimal.groups()) if decimal else bare, ())

    def codes(self, written: Any) -> list[Any]:  # noqa: ANN401  whatever a cell held
        """Return the code of the written value, or those of values with commas between them.

        One that is known shows that the commas part values: the others are at fault one by one.
        """
        code = self.code(written)
        if not isinstance(written, str) or code in self.labels:
            return [code]
        parted = [[self.code(each.strip()) for each in mark.split(written)] for mark in BETWEEN]
        for holds in (all, any):
            for values in parted:
                if holds(each in self.labels for each in values):
                    return values
        return [written]

    def nearest(self, written: str) -> tuple[str, ...]:
        """Return the nearest values, as they are shown."""
        return tuple(map(self.shown, self._nearest_codes(written)))

    def _nearest_codes(self, written: str) -> Sequence[str]:
        folded = _fold(written)
        if known := self._codes_by_text.get(folded) or self._within.get(folded):
            return known
        bare = self._around.sub("", folded) if self._around else ""
        if numbered := _NUMBERED.fullmatch(bare):
            number, part = numbered.groups()
            if number in self.labels or not part:  # a number is like no other number
                return [number] if number in self.labels else []
        few = self.labels if len(self.labels) <= FEW else ()
        return self._similar_codes(written) or self._codes_in(folded) or list(few)

    def _similar_codes(self, written: str) -> list[str]:
        alike = process.extract(
            _fold(written), self._single.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        likeness: dict[str, float] = {}
        for name, score, _ in alike:
            for code in self._single[name]:
                likeness.setdefault(code, score)
        best, second, *_ = (*likeness.values(), 0, 0)
        return list(likeness)[: 1 if best - second > ALONE else NEAREST]

    def _codes_in(self, folded: str) -> list[str]:
        """Return the codes of names that stand in a text, or that have it in them."""
        names = {code: _fold(label) for code, label in self.labels.items()}
        found = process.extract(
            folded, names, scorer=fuzz.partial_ratio, score_cutoff=WITHIN, limit=NEAREST
        )
        return [code for _, _, code in found]

    def shown(self, code: str) -> str:
        """Return name and number, in a form that cells take; other codes are not for people."""
        has_number = any(character.isdigit() for character in code)
        return f"{self.labels[code]} ({code})" if has_number else self.labels[code]


def with_source(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose source has a whole address, and the kind that its address tells of.

    A document to download is a report, and any other address a web page. A cell that says the kind
    wins.
    """
    source = row.get("source")
    url = source.get("url") if isinstance(source, dict) else None
    if not isinstance(source, dict) or not isinstance(url, str):
        return row
    whole = f"https://{url}" if _ADDRESS.fullmatch(url) else url
    kind = "report" if _DOCUMENT.search(whole) else "web-page"
    return {**row, "source": {"type": kind, **source, "url": whole}}


def _by_name(names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return folded name -> the codes that it may mean."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, called in names.items():
        for name in set(map(_fold, called)):
            found[name].append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def _fold(name: str) -> str:
    """Return a name as it is compared: "Växt- & djurliv" as "växt och djurliv"."""
    text = unicodedata.normalize("NFC", name).casefold().replace("- ", " ").replace("&", " och ")
    return " ".join(text.split())


def _codes(field: str, concept: Concept) -> Iterator[str]:
    yield from codes_of(concept)
    yield from numbered(VOCABULARY_OF.get(field, ""), concept)


def _labels(field: str, concept: Concept) -> Iterator[str]:
    yield from labels_of(concept)
    yield from MORE_NAMES.get(concept.id, ())
    if field == "sectors":  # half of a name is what people in the one trade call it
        yield from _PARTS.split(concept.pref_sv)
    if field == "counties":
        for name in (concept.pref_sv, *concept.alt_sv):
            yield from (form.format(name.removesuffix(COUNTY)) for form in IN_COUNTY)
        board = concept.attributes["board"]
        yield from (board["nameSv"], board["legalNameSv"], board["nameEn"])


def _with_changed_value(
    row: dict[str, Any], path: str, change: Callable[[Any], Any]
) -> dict[str, Any]:
    """Return a row with one value changed, in each object of a list; what it was in is copied."""
    name, _, rest = path.partition(".")
    value = row.get(name)
    if rest and isinstance(value, list):
        changed: Any = [
            _with_changed_value(each, rest, change) if isinstance(each, dict) else each
            for each in value
        ]
    elif rest:
        changed = _with_changed_value(value, rest, change) if isinstance(value, dict) else value
    else:
        changed = change(value)
    return row if changed == value else {**row, name: changed}
