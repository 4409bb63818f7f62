"""The fields of an entry, one row each, in the order in which they are shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from record import lists
from record.field import LONGEST_CONCEPT_ID, LONGEST_TEXT, Field, Search, Type
from record.source import SOURCE
from record.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_story = partial(
    Field, type=Type.TEXT, longest=LONGEST_TEXT, lines=True, nullable=True, search=Search.TEXT
)
_links = partial(Field, type=Type.CONCEPTS, longest=LONGEST_CONCEPT_ID, link=True)
_year = partial(
    Field, type=Type.YEAR, lowest=lists.EARLIEST_YEAR, highest=lists.LATEST_YEAR, nullable=True
)
_made = partial(Field, loaded=False)

_LINKED = (
    _links(
        name="objectives",
        vocabulary="objectives",
        most=17,
        head="Miljömål",
        hint="Till exempel Giftfri miljö; God bebyggd miljö, eller 4; 15.",
        heading=Words("Miljömål", "Environmental objectives"),
        about="Ids of the vocabulary objectives, 0 (generational goal) to 16.",
    ),
    _links(
        name="goals",
        vocabulary="goals",
        most=17,
        head="Globala mål",
        hint="Till exempel 12; 13, eller Mål 12; Mål 13, eller målens namn.",
        heading=Words("Globala mål i Agenda 2030", "Goals of Agenda 2030"),
        about="Ids of the vocabulary goals (Agenda 2030), 1 to 17.",
    ),
    _links(
        name="targets",
        vocabulary="targets",
        most=50,
        head="Delmål",
        hint="Till exempel 12.3; 12.5. Formatera cellen som text.",
        heading=Words("Delmål i Agenda 2030", "Targets of Agenda 2030"),
        about="Ids of the vocabulary targets (Agenda 2030), as 12.3.",
    ),
    _links(
        name="levers",
        vocabulary="levers",
        most=6,
        head="ReSOLVE",
        hint="Till exempel Dela; Loopa. Se bladet Giltiga värden.",
        heading=Words("Cirkulära strategier (RESOLVE)", "Circular levers (ReSOLVE)"),
        about="Ids of the vocabulary levers: the six ReSOLVE levers of the circular economy.",
    ),
    _links(
        name="businessModels",
        vocabulary="business-models",
        most=10,
        head="Affärsmodeller",
        hint="Till exempel Produkt som tjänst. Se bladet Giltiga värden.",
        heading=Words("Cirkulära affärsmodeller", "Circular business models"),
        about="Ids of the vocabulary business-models.",
    ),
    _links(
        name="sectors",
        vocabulary="sectors",
        most=30,
        head="Branscher",
        hint="Till exempel Livsmedel; Handel. Se bladet Giltiga värden.",
        heading=Words("Branscher", "Sectors"),
        about="Ids of the vocabulary sectors.",
    ),
    _links(
        name="funding",
        vocabulary="funding",
        most=15,
        head="Finansiering",
        hint="Till exempel Klimatklivet; Vinnova. Se bladet Giltiga värden.",
        heading=Words("Finansiering", "Funding"),
        about="Ids of the vocabulary funding: who or what paid.",
    ),
)

LINKS = tuple(each.name for each in _LINKED)
"""Fields whose values are links with origin and evidence; kept apart from an entry's content."""

FIELDS: tuple[Field, ...] = (
    _made(name="id", type=Type.UUID, about="Permanent id."),
    _made(
        name="uri",
        type=Type.URL,
        about="Permanent address of what the entry is about; leads to JSON, RDF or the page about"
        " it, by Accept.",
    ),
    Field(
        name="externalId",
        type=Type.KEY,
        longest=200,
        required=True,
        head="Id i källsystemet",
        hint="Exemplets nyckel hos er, utan blanktecken. Samma nyckel igen ändrar exemplet. Utan"
        " nyckel görs en av titel, organisation och län.",
        about="The entry's key in the system that it was loaded from.",
    ),
    Field(
        name="sourceSystem",
        type=Type.KEY,
        longest=100,
        head="Källsystem",
        hint="Systemet som nyckeln hör till; tomt = det som anges vid inläsningen.",
        about="The system that the key belongs to.",
    ),
    Field(
        name="kind",
        type=Type.CHOICE,
        choices=lists.KINDS,
        vocabulary="kinds",
        required=True,
        head="Typ av exempel",
        about="Kind of example.",
    ),
    Field(
        name="title",
        type=Type.TEXT,
        longest=200,
        required=True,
        search=Search.TITLE,
        head="Titel",
        spoken=Words("rubriken", "the title"),
        about="Title, in Swedish.",
    ),
    Field(
        name="summary",
        type=Type.TEXT,
        longest=2000,
        lines=True,
        required=True,
        search=Search.TEXT,
        head="Sammanfattning",
        hint="Vad som görs, av vem och för vem.",
        help=Words("Vad som görs, av vem och för vem.", "What is done, by whom and for whom."),
        spoken=Words("sammanfattningen", "the summary"),
        about="What is done, by whom, for whom, in Swedish.",
    ),
    Field(
        name="facts",
        type=Type.TEXTS,
        longest=1000,
        most=50,
        search=Search.TEXT,
        head="Fakta",
        hint="Korta punkter, en per rad i cellen (Alt+Enter).",
        spoken=Words("fakta", "the facts"),
        about="Short points, in Swedish.",
    ),
    Field(
        name="keywords",
        type=Type.TEXTS,
        longest=100,
        most=50,
        search=Search.TEXT,
        quoted=False,
        head="Ämnesord",
        hint="Ord att hitta exemplet med som texten inte säger, ett per rad i cellen (Alt+Enter).",
        help=Words(
            "Ord att hitta exemplet med som texten inte säger, ett på varje rad.",
            "Words to find the example with that the text does not say, one to a line.",
        ),
        heading=Words("Ämnesord", "Keywords"),
        spoken=Words("ämnesorden", "the keywords"),
        about="What people call the subject, the action or those it fits, above all in words that"
        " the text does not say; mostly in Swedish. Given by the catalogue, not by the source.",
    ),
    _story(
        name="methods",
        head="Metoder",
        heading=Words("Så gick det till", "How it was done"),
        spoken=Words("beskrivningen av hur det gick till", "the methods"),
        about="How it was done.",
    ),
    _story(
        name="results",
        head="Resultat",
        heading=Words("Resultat", "Results"),
        spoken=Words("resultaten", "the results"),
        about="The results.",
    ),
    _story(
        name="obstacles",
        head="Hinder",
        heading=Words("Hinder", "Obstacles"),
        spoken=Words("hindren", "the obstacles"),
        about="Obstacles met.",
    ),
    _story(
        name="preconditions",
        head="Förutsättningar",
        heading=Words("Förutsättningar", "Preconditions"),
        spoken=Words("förutsättningarna", "the preconditions"),
        about="Preconditions for doing the same.",
    ),
    _story(
        name="targetGroup",
        longest=1000,
        head="Målgrupp",
        heading=Words("Målgrupp", "Target group"),
        spoken=Words("målgruppen", "the target group"),
        about="Target group.",
    ),
    Field(
        name="counties",
        type=Type.CONCEPTS,
        longest=LONGEST_CONCEPT_ID,
        vocabulary="counties",
        most=21,
        least=1,
        required=True,
        head="Län",
        hint="Till exempel Skåne; Halland, eller 12; 13. Alla 21 gör exemplet nationellt.",
        about="County codes of Statistics Sweden; all 21 make the entry national.",
    ),
    Field(
        name="national",
        type=Type.FLAG,
        head="Nationellt",
        about="Whether it covers all counties; derived from counties.",
    ),
    *_LINKED,
    Field(
        name="sectorText",
        type=Type.TEXTS,
        longest=300,
        most=30,
        search=Search.LABEL,
        head="Branscher i källans ord",
        spoken=Words("branscherna", "the sectors"),
        about="The sectors in the words of the source.",
    ),
    Field(
        name="leadOrganisation",
        type=Type.TEXT,
        longest=300,
        nullable=True,
        organisation=True,
        search=Search.LABEL,
        head="Ansvarig organisation",
        help=Words("Aldrig en person.", "Never a person."),
        about="The organisation that leads, never a person.",
    ),
    Field(
        name="partners",
        type=Type.TEXTS,
        longest=300,
        most=100,
        organisation=True,
        search=Search.LABEL,
        head="Samarbetspartner",
        hint="Organisationer, aldrig personer.",
        help=Words(
            "En organisation på varje rad, aldrig en person.",
            "One organisation on each line, never a person.",
        ),
        about="Other organisations.",
    ),
    Field(
        name="contact",
        type=Type.CONTACT,
        nullable=True,
        head="Kontakt",
        hint="Funktionsbrevlåda eller kontaktsida, aldrig en person.",
        help=Words(
            "En funktionsbrevlåda eller kontaktsida, aldrig en person.",
            "A functional mailbox or contact page, never a person.",
        ),
        about="A functional mailbox or a contact page; a person's address is refused.",
    ),
    _year(
        name="startYear",
        order=Words("Senast påbörjat", "Latest start"),
        head="Startår",
        hint="Årtal, till exempel 2026, eller en period som 2019–2021.",
        about="First year.",
    ),
    _year(name="endYear", head="Slutår", hint="Årtal.", about="Last year."),
    Field(
        name="budget",
        type=Type.NUMBER,
        highest=lists.LARGEST_AMOUNT,
        unit="kr",
        ranged=True,
        order=Words("Störst budget", "Largest budget"),
        nullable=True,
        head="Budget",
        hint="Hela kronor, till exempel 1 500 000.",
        help=Words("Hela kronor.", "Whole Swedish kronor."),
        heading=Words("Budget", "Budget"),
        about="Total cost, in whole Swedish kronor.",
    ),
    Field(
        name="period",
        type=Type.OBJECT,
        object="Period",
        about="Whether it is planned, ongoing or completed.",
        parts=(
            Field(
                name="status",
                type=Type.CHOICE,
                choices=lists.PERIODS,
                vocabulary="period-statuses",
                required=True,
                head="Period",
                about="Whether the work is planned, ongoing or completed.",
            ),
        ),
    ),
    Field(
        name="relations",
        type=Type.OBJECTS,
        object="EntryRelation",
        most=50,
        head="Relationer",
        hint="En per rad: uses-method eller part-of, blanksteg, exemplets id (även källsystemets).",
        about="Relations to other entries.",
        parts=(
            Field(
                name="type",
                type=Type.CHOICE,
                choices=lists.RELATION_TYPES,
                required=True,
                about="Kind of relation.",
            ),
            Field(
                name="entryId",
                type=Type.UUID,
                certain=True,
                about="The other entry.",
            ),
            Field(
                name="externalId",
                type=Type.KEY,
                longest=200,
                shown=False,
                about="The other entry's key, in place of entryId.",
            ),
            Field(
                name="sourceSystem",
                type=Type.KEY,
                longest=100,
                shown=False,
                about="The system of that key; left out: the entry's own.",
            ),
            _made(
                name="direction",
                type=Type.CHOICE,
                choices=lists.DIRECTIONS,
                about="Which of the two entries states the relation.",
            ),
        ),
    ),
    Field(
        name="source",
        type=Type.OBJECT,
        object="Source",
        required=True,
        about="Where it comes from.",
        parts=SOURCE,
    ),
    _made(
        name="status",
        type=Type.CHOICE,
        choices=lists.STATUSES,
        about="State of this version; always published for readers without a scope.",
    ),
    _made(name="version", type=Type.NUMBER, lowest=1, about="Number of this version."),
    _made(
        name="publishedVersion",
        type=Type.NUMBER,
        nullable=True,
        about="Number of the public version; null when there is none.",
    ),
    _made(name="createdAt", type=Type.MOMENT, about="When it was created."),
    _made(
        name="updatedAt",
        type=Type.MOMENT,
        order=Words("Senast ändrat", "Latest change"),
        about="When the text that is shown last changed.",
    ),
    _made(
        name="publishedAt",
        type=Type.MOMENT,
        nullable=True,
        order=Words("Senast tillagt", "Latest addition"),
        about="When it was first published; null if it never was.",
    ),
    Field(
        name="licence",
        type=Type.KEY,
        longest=50,
        head="Licens",
        hint=f"Tomt = {lists.DEFAULT_LICENCE}.",
        help=Words(f"Tomt = {lists.DEFAULT_LICENCE}.", f"Empty = {lists.DEFAULT_LICENCE}."),
        about=f"Licence of the text, an SPDX id; {lists.DEFAULT_LICENCE} if left out.",
    ),
    Field(
        name="evidence",
        type=Type.OBJECTS,
        object="Evidence",
        most=200,
        shown=False,
        head="Belägg",
        hint="Ett per rad: fält värde: citat, till exempel goals 12: minskat matsvinn.",
        about="Quotes that links rest on.",
        parts=(
            Field(
                name="field",
                type=Type.CHOICE,
                choices=LINKS,
                required=True,
                about="Field that holds the value.",
            ),
            Field(name="value", type=Type.TEXT, longest=100, required=True, about="The value."),
            Field(
                name="quote",
                type=Type.TEXT,
                longest=1000,
                lines=True,
                required=True,
                about="An exact part of the entry's texts.",
            ),
        ),
    ),
    _made(
        name="conceptLinks",
        type=Type.OBJECTS,
        object="EntryLink",
        about="Links with origin and evidence.",
        parts=(
            Field(
                name="field",
                type=Type.CHOICE,
                choices=LINKS,
                about="Field of the entry that holds the value.",
            ),
            Field(name="value", type=Type.TEXT, about="Id of the concept."),
            Field(name="origin", type=Type.CHOICE, choices=lists.ORIGINS, about="Who made it."),
            Field(
                name="score",
                type=Type.DECIMAL,
                nullable=True,
                about="Score of a suggestion, else null.",
            ),
            Field(
                name="evidence",
                type=Type.OBJECTS,
                object="Evidence",
                about="What it rests on.",
                parts=(
                    Field(
                        name="quote",
                        type=Type.TEXT,
                        required=True,
                        about="Quoted from the entry's own texts.",
                    ),
                ),
            ),
        ),
    ),
)
"""What a load holds, what answers show, and what the catalogue makes itself."""

BY_NAME = {each.name: each for each in FIELDS}
LOADED = tuple(each for each in FIELDS if each.loaded)
SHOWN = tuple(each for each in FIELDS if each.shown)
VOCABULARY_OF = {each.name: each.vocabulary for each in FIELDS if each.type is Type.CONCEPTS}
"""Field -> the vocabulary that its values come from."""
TEXTS = tuple(each for each in FIELDS if each.search is not Search.NOT)
"""Fields with texts of their own: searched, quoted as evidence, held free of personal data."""
STORIES = frozenset(each.name for each in TEXTS if each.type is Type.TEXT and not each.organisation)
"""Texts long enough to be compared word by word."""
SEARCHED = {each: tuple(text for text in TEXTS if text.search is each) for each in Search}
"""With what words are found -> the fields whose words they are."""
TEXT_LISTS = tuple(each.name for each in FIELDS if each.type is Type.TEXTS)
RANGED = tuple(each for each in FIELDS if each.ranged)
SORTED = tuple(each for each in FIELDS if each.order)


def leaves(fields: Iterable[Field] = FIELDS, path: str = "") -> Iterator[tuple[str, Field]]:
    """Yield path ("source.url") and field of everything that holds no further parts."""
    for each in fields:
        if each.parts:
            yield from leaves(each.parts, f"{path}{each.name}.")
        else:
            yield f"{path}{each.name}", each
