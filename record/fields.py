"""The fields of an entry, one row each, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from record import lists, parts
from record.field import LONGEST_CONCEPT_ID, LONGEST_TEXT, Field, Search, Type
from record.links import LINKED
from record.words import Words

_story = partial(
    Field, type=Type.TEXT, longest=LONGEST_TEXT, lines=True, nullable=True, search=Search.TEXT
)
_year = partial(
    Field, type=Type.YEAR, lowest=lists.EARLIEST_YEAR, highest=lists.LATEST_YEAR, nullable=True
)
_made = partial(Field, loaded=False)

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
        name="english",
        type=Type.OBJECT,
        object="EnglishText",
        search=Search.TEXT,
        quoted=False,
        nullable=True,
        spoken=Words("den engelska texten", "the English text"),
        about="Title and summary in English.",
        parts=parts.ENGLISH,
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
        wanted=True,
        head="Metoder",
        heading=Words("Så gick det till", "How it was done"),
        spoken=Words("beskrivningen av hur det gick till", "the methods"),
        about="How it was done.",
    ),
    Field(
        name="steps",
        type=Type.TEXTS,
        longest=1000,
        most=30,
        search=Search.TEXT,
        wanted=True,
        head="Steg",
        hint="Ett steg per rad i cellen (Alt+Enter), i den ordning de togs.",
        help=Words(
            "Ett steg på varje rad, i den ordning de togs.",
            "One step to a line, in the order in which they were taken.",
        ),
        heading=Words("Steg för steg", "Step by step"),
        spoken=Words("stegen", "the steps"),
        about="What was done, step by step, in order.",
    ),
    _story(
        name="results",
        wanted=True,
        head="Resultat",
        heading=Words("Resultat", "Results"),
        spoken=Words("resultaten", "the results"),
        about="The results.",
    ),
    Field(
        name="resultBasis",
        type=Type.CHOICE,
        choices=lists.RESULT_BASES,
        vocabulary="result-bases",
        nullable=True,
        head="Resultatens grund",
        heading=Words("Resultatens grund", "Basis of the results"),
        about="What the results rest on.",
    ),
    Field(
        name="lessons",
        type=Type.OBJECTS,
        object="Lesson",
        most=30,
        search=Search.TEXT,
        wanted=True,
        head="Hinder och lösningar",
        heading=Words("Hinder och lösningar", "Obstacles and solutions"),
        spoken=Words("hindren", "the obstacles"),
        about="Obstacles met, and how they were overcome.",
        parts=parts.LESSON,
    ),
    Field(
        name="transfer",
        type=Type.OBJECT,
        object="Transfer",
        search=Search.TEXT,
        nullable=True,
        wanted=True,
        heading=Words("Att göra likadant", "Doing the same"),
        spoken=Words("vad som krävs för att göra likadant", "what doing the same takes"),
        about="What those who want to do the same need to know.",
        parts=parts.TRANSFER,
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
    *LINKED,
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
        wanted=True,
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
        name="state",
        type=Type.CHOICE,
        choices=lists.STATES,
        vocabulary="states",
        default="unknown",
        head="Läge",
        heading=Words("Läge", "State"),
        about="Whether the work is planned, ongoing or completed.",
    ),
    _year(
        name="stateAsOf",
        head="Läge år",
        hint="Året då läget var så, till exempel 2024.",
        help=Words("Året då läget var så.", "The year in which that was its state."),
        heading=Words("Läge år", "State as of"),
        about="The year in which that was its state.",
    ),
    Field(
        name="budget",
        type=Type.NUMBER,
        highest=lists.LARGEST_AMOUNT,
        unit="kr",
        ranged=True,
        wanted=True,
        order=Words("Störst budget", "Largest budget"),
        nullable=True,
        head="Budget",
        hint="Hela kronor, till exempel 1 500 000.",
        help=Words(
            "Vad allt kostade, i hela kronor.", "What all of it cost, in whole Swedish kronor."
        ),
        heading=Words("Budget", "Budget"),
        about="Total cost, in whole Swedish kronor.",
    ),
    Field(
        name="resources",
        type=Type.OBJECT,
        object="Resources",
        search=Search.TEXT,
        nullable=True,
        wanted=True,
        heading=Words("Resurser", "Resources"),
        spoken=Words("resurserna", "the resources"),
        about="What it took, as the source tells it.",
        parts=parts.RESOURCES,
    ),
    Field(
        name="documents",
        type=Type.OBJECTS,
        object="EntryDocument",
        most=30,
        search=Search.TEXT,
        wanted=True,
        head="Dokument",
        heading=Words("Dokument att ta över", "Documents to reuse"),
        spoken=Words("dokumenten", "the documents"),
        about="What can be taken over: templates, contracts, guides, calculations.",
        parts=parts.DOCUMENT,
    ),
    Field(
        name="relations",
        type=Type.OBJECTS,
        object="EntryRelation",
        most=50,
        head="Relationer",
        hint="En per rad: uses-method eller part-of, blanksteg, exemplets id (även källsystemets).",
        about="Relations to other entries.",
        parts=parts.RELATION,
    ),
    Field(
        name="source",
        type=Type.OBJECT,
        object="Source",
        required=True,
        about="Where it comes from.",
        parts=parts.SOURCE,
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
        default=lists.DEFAULT_LICENCE,
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
        parts=parts.EVIDENCE,
    ),
    _made(
        name="conceptLinks",
        type=Type.OBJECTS,
        object="EntryLink",
        about="Links with origin and evidence.",
        parts=parts.ENTRY_LINK,
    ),
)
"""What a load holds, what answers show, and what the catalogue makes itself."""


def leaves(fields: Iterable[Field] = FIELDS, path: str = "") -> Iterator[tuple[str, Field]]:
    """Yield path ("source.url") and field of everything that holds no further parts."""
    for each in fields:
        if each.parts:
            yield from leaves(each.parts, f"{path}{each.name}.")
        else:
            yield f"{path}{each.name}", each


BY_NAME = {each.name: each for each in FIELDS}
LOADED = tuple(each for each in FIELDS if each.loaded)
SHOWN = tuple(each for each in FIELDS if each.shown)
VOCABULARY_OF = {each.name: each.vocabulary for each in FIELDS if each.type is Type.CONCEPTS}
"""Field -> the vocabulary that its values come from."""
CONTENT = tuple(
    each
    for each in LOADED
    if not each.link and each.name not in {"externalId", "sourceSystem", "relations", "evidence"}
)
"""What the content of a version holds; links, relations and keys have tables of their own."""
TEXTS = tuple(each for each in FIELDS if each.search is not Search.NOT)
"""Fields with texts of their own: searched, quoted as evidence, held free of personal data."""
STORIES = frozenset(each.name for each in TEXTS if each.type is Type.TEXT and not each.organisation)
"""Texts long enough to be compared word by word."""
SEARCHED = {each: tuple(text for text in TEXTS if text.search is each) for each in Search}
"""With what words are found -> the fields whose words they are."""
LISTS = tuple(
    each.name for each in CONTENT if each.type in {Type.TEXTS, Type.CONCEPTS, Type.OBJECTS}
)
"""Fields of the content that are empty where they hold nothing; others are null."""
CLOSED = {
    path: field.vocabulary
    for path, field in leaves(LOADED)
    if field.vocabulary and field.type is Type.CHOICE
}
"""Path of a field with a closed list -> the vocabulary that names its values."""
DEFAULTS = {each.name: each.default for each in FIELDS if each.default}
WANTED = tuple(each.name for each in FIELDS if each.wanted)
"""Fields that those who copy a practice ask for."""
RANGED = tuple(each for each in FIELDS if each.ranged)
SORTED = tuple(each for each in FIELDS if each.order)
