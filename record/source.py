"""Where an entry comes from: the parts of `source`."""

from __future__ import annotations

from record import lists
from record.field import Field, Type

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
