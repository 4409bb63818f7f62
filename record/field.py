"""The declaration of one field of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from record.words import Words

LONGEST_URL = 2048
LONGEST_TEXT = 5000
LONGEST_CONCEPT_ID = 100


class Type(Enum):
    """What a field holds."""

    KEY = auto()  # text without white space
    TEXT = auto()
    TEXTS = auto()  # a list of texts
    CONCEPTS = auto()  # a list of ids of a vocabulary
    CHOICE = auto()  # one of a closed list
    YEAR = auto()
    NUMBER = auto()  # whole
    DECIMAL = auto()
    FLAG = auto()
    DAY = auto()  # YYYY-MM-DD
    MOMENT = auto()  # RFC 3339, UTC
    UUID = auto()
    URL = auto()
    CONTACT = auto()  # functional mailbox or contact page of an organisation
    OBJECT = auto()
    OBJECTS = auto()  # a list of objects


CODES = frozenset(
    {
        *(Type.CONCEPTS, Type.CHOICE, Type.YEAR, Type.NUMBER, Type.DECIMAL),
        *(Type.FLAG, Type.DAY, Type.MOMENT, Type.UUID),
    }
)
"""What can hold no text of somebody's own."""


class Search(Enum):
    """With what a field's words are found: see `indexer.fields`."""

    NOT = auto()
    TITLE = auto()
    TEXT = auto()
    LABEL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of an entry, or a part of one.

    Attributes:
        name: on the wire.
        about: what it holds, as openapi.yaml tells it.
        head: its Swedish column header in a sheet; without one it is in no sheet.
        hint: what to write in the sheet's cell, in Swedish.
        help: what to write in a form at the desk, where its type does not say it.
        heading: what stands over it on a page.
        spoken: what it is called within a sentence.
        loaded: whether a load may hold it; the catalogue makes the others itself.
        shown: whether answers hold it.
        default: what a choice or a key is where a load holds none.
        certain: whether answers always hold it, even if a load may leave it out.
        required: whether a load must hold it.
        longest: characters of a text, or of each of a list.
        most: values in a list; `least` of them if required.
        lines: whether a text may have several lines.
        vocabulary: whose concepts the values are.
        link: whether each value is a link, with origin and evidence.
        search: with what its words are found; of an object, those of all its texts.
        organisation: whether it names organisations.
        wanted: whether those who copy a practice ask for it.
        quoted: whether links may rest on its words: not on the catalogue's own.
        lowest, highest: of a number.
        ranged: whether a search takes `<name>From` and `<name>To`.
        order: what a search ordered by it, greatest first, is called; without one there is none.
        unit: of a number, as pages write it.
        nullable: whether answers hold null where it is missing; lists are empty instead.
        object: what an object, or each of a list, is called in openapi.yaml.
        parts: its parts.
    """

    name: str
    type: Type
    about: str
    head: str = ""
    hint: str = ""
    help: Words | None = None
    heading: Words | None = None
    spoken: Words | None = None
    loaded: bool = True
    shown: bool = True
    default: str = ""
    certain: bool = False
    required: bool = False
    longest: int = 0
    most: int = 0
    least: int = 0
    lines: bool = False
    choices: tuple[str, ...] = ()
    vocabulary: str = ""
    link: bool = False
    search: Search = Search.NOT
    organisation: bool = False
    wanted: bool = False
    quoted: bool = True
    lowest: int = 0
    highest: int = 0
    ranged: bool = False
    order: Words | None = None
    unit: str = ""
    nullable: bool = False
    object: str = ""
    parts: tuple[Field, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a number that a load may hold and of which no value would be accepted."""
        if self.type is Type.NUMBER and self.loaded and self.highest <= self.lowest:
            raise ValueError(f"{self.name} is a number: say how high it may be (highest)")
