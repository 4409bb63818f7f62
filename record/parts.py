"""The parts of the fields of an entry that are objects, or lists of them."""

from __future__ import annotations

from functools import partial

from record import lists
from record.field import LONGEST_TEXT, Field, Type
from record.links import LINKS
from record.words import Words

_part = partial(Field, type=Type.TEXT, longest=1000)

ENGLISH = (
    _part(
        name="title",
        longest=200,
        required=True,
        head="Titel på engelska",
        heading=Words("Titel på engelska", "Title in English"),
        about="Title, in English.",
    ),
    _part(
        name="summary",
        longest=2000,
        lines=True,
        required=True,
        head="Sammanfattning på engelska",
        heading=Words("Sammanfattning på engelska", "Summary in English"),
        about="Summary, in English.",
    ),
)
LESSON = (
    _part(
        name="obstacle",
        longest=LONGEST_TEXT,
        required=True,
        head="Hinder",
        about="What stood in the way.",
    ),
    _part(
        name="solution",
        longest=2000,
        head="Lösning",
        heading=Words("Lösning", "Solution"),
        about="How it was overcome.",
    ),
)
TRANSFER = (
    _part(
        name="fits",
        longest=LONGEST_TEXT,
        lines=True,
        head="Passar för",
        heading=Words("Passar för", "Fits"),
        about="Where, and for whom, it fits.",
    ),
    _part(
        name="requires",
        longest=LONGEST_TEXT,
        lines=True,
        head="Förutsättningar",
        heading=Words("Förutsättningar", "Preconditions"),
        about="What it presupposes.",
    ),
    _part(
        name="copiedBy",
        longest=LONGEST_TEXT,
        lines=True,
        head="Andra som gör så",
        heading=Words("Andra som gör så", "Copied by"),
        about="Who has done the same; an entry about that states a relation, too.",
    ),
)
RESOURCES = (
    _part(
        name="money",
        head="Pengar",
        heading=Words("Pengar", "Money"),
        about="What it cost, and who paid.",
    ),
    _part(
        name="staff",
        head="Personal",
        heading=Words("Personal", "Staff"),
        about="People and posts; never who they are.",
    ),
    _part(
        name="time",
        head="Tidsåtgång",
        heading=Words("Tidsåtgång", "Time"),
        about="How long it took.",
    ),
    _part(
        name="equipment",
        head="Utrustning",
        heading=Words("Utrustning", "Equipment"),
        about="Machines, systems, premises.",
    ),
)
DOCUMENT = (
    _part(name="title", longest=300, required=True, head="Titel", about="Its title."),
    Field(
        name="kind",
        type=Type.CHOICE,
        choices=lists.DOCUMENT_KINDS,
        vocabulary="document-kinds",
        required=True,
        head="Typ",
        heading=Words("Typ", "Kind"),
        about="What it is.",
    ),
    Field(
        name="url",
        type=Type.URL,
        required=True,
        head="Webbadress",
        about="Its address, http or https.",
    ),
    Field(
        name="language",
        type=Type.CHOICE,
        choices=lists.LANGUAGES,
        head="Språk",
        heading=Words("Språk", "Language"),
        about="Its language.",
    ),
    Field(
        name="licence",
        type=Type.KEY,
        longest=50,
        head="Licens",
        heading=Words("Licens", "Licence"),
        about="Its licence where it tells one, an SPDX id.",
    ),
)
RELATION = (
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
    Field(
        loaded=False,
        name="direction",
        type=Type.CHOICE,
        choices=lists.DIRECTIONS,
        about="Which of the two entries states the relation.",
    ),
)
SOURCE = (
    Field(
        name="type",
        type=Type.CHOICE,
        choices=lists.SOURCE_TYPES,
        required=True,
        head="Källtyp",
        about="Kind of source.",
    ),
    Field(
        name="title",
        type=Type.TEXT,
        longest=300,
        head="Källans titel",
        about="Title of the source.",
    ),
    Field(
        name="url",
        type=Type.URL,
        head="Källans webbadress",
        hint="Börjar med http:// eller https://.",
        about="Its address, http or https.",
    ),
    Field(
        name="survey",
        type=Type.KEY,
        longest=50,
        head="Enkät",
        about="The survey that was answered.",
    ),
    Field(
        name="question",
        type=Type.KEY,
        longest=20,
        head="Enkätfråga",
        about="The question that was answered.",
    ),
    Field(
        name="reply",
        type=Type.KEY,
        longest=100,
        head="Enkätsvar",
        about="The reply it was found in.",
    ),
    Field(
        name="quote",
        type=Type.OBJECT,
        object="Quote",
        about="Where in the reply it stands, in characters.",
        parts=(
            Field(
                name="start",
                type=Type.NUMBER,
                highest=lists.LARGEST_OFFSET,
                required=True,
                head="Citatets början",
                about="First character, from 0.",
            ),
            Field(
                name="end",
                type=Type.NUMBER,
                lowest=1,
                highest=lists.LARGEST_OFFSET,
                required=True,
                head="Citatets slut",
                about="Character after the last.",
            ),
        ),
    ),
    Field(
        name="receivedOn",
        type=Type.DAY,
        head="Mottaget",
        hint="Datum, ÅÅÅÅ-MM-DD.",
        about="When the reply came in.",
    ),
    Field(
        name="registryNumber",
        type=Type.TEXT,
        longest=100,
        head="Diarienummer",
        about="Registry number of the reply.",
    ),
    Field(
        name="retrievedOn",
        type=Type.DAY,
        head="Hämtat",
        hint="Datum, ÅÅÅÅ-MM-DD.",
        about="When the page was read.",
    ),
    Field(
        name="checkedOn",
        type=Type.DAY,
        head="Kontrollerat",
        hint="Datum, ÅÅÅÅ-MM-DD.",
        about="When the source was last checked.",
    ),
)
EVIDENCE = (
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
)
ENTRY_LINK = (
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
)
