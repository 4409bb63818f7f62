"""What can be wrong with a field, in both languages, and what would have been valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from marshmallow import ValidationError
from rapidfuzz import fuzz, utils

MOST_FAULTS = 50
"""Reported of one content or row; who mends these will see the rest. Nearest values are looked
for in these alone: a content may hold thousands of faults, and each look takes its time."""
LONGEST_ECHO = 200
"""Characters of a faulty value that are given back."""
NEAR_ENOUGH = 60
"""Least similarity (0-100) of a value that is offered instead."""
FEW = 15
"""A list no longer than this is named whole when nothing in it is near."""
POINTS_A_STEP = 15
"""By how much a number is less similar for each number that lies between (of 100)."""

MESSAGES: Mapping[str, tuple[str, str]] = {
    "required": ("Fältet måste finnas.", "The field is required."),
    "null": ("Fältet får inte vara tomt.", "The field may not be null."),
    "empty": ("Fältet får inte vara tomt.", "The field may not be empty."),
    "read-only": (
        "Fältet går inte att ändra här; utelämna det.",
        "The field cannot be changed here; leave it out.",
    ),
    "unknown-field": ("Det finns inget sådant fält.", "There is no such field."),
    "unknown-parameter": ("Det finns ingen sådan parameter.", "There is no such parameter."),
    "comma-separated": (
        "Skilj inte värden åt med komma; upprepa parametern för varje värde.",
        "Do not separate values by commas; repeat the parameter for each value.",
    ),
    "repeated": ("Parametern får bara anges en gång.", "The parameter may be given only once."),
    "not-json": (
        "Innehållet går inte att läsa som JSON i UTF-8.",
        "The content cannot be read as JSON in UTF-8.",
    ),
    "too-large": (
        "Högst {deepest} nivåer, {fields} fält i ett objekt och {values} värden får plats.",
        "At most {deepest} levels, {fields} fields in an object and {values} values are allowed.",
    ),
    "not-unicode": (
        "Texten innehåller ett ensamt surrogat (\\ud800 till \\udfff), som inte är något tecken.",
        "The text holds a lone surrogate (\\ud800 to \\udfff), which is no character.",
    ),
    "null-character": (
        "Texten innehåller tecknet NUL (\\u0000), som inte kan sparas; ta bort det.",
        "The text holds the character NUL (\\u0000), which cannot be stored; remove it.",
    ),
    "repeated-member": (
        "Medlemmen {name} står flera gånger i samma objekt; ange den en gång.",
        "The member {name} occurs several times in one object; give it once.",
    ),
    "no-content": (
        "Anropet saknar innehåll; skicka ett JSON-objekt.",
        "The call has no content; send a JSON object.",
    ),
    "not-text": ("Värdet ska vara text.", "The value must be a text."),
    "not-list": ("Värdet ska vara en lista.", "The value must be a list."),
    "not-object": ("Värdet ska vara ett objekt.", "The value must be an object."),
    "not-integer": ("Värdet ska vara ett heltal.", "The value must be a whole number."),
    "not-fraction": (
        "Värdet ska vara ett tal mellan 0 och 1.",
        "The value must be a number between 0 and 1.",
    ),
    "not-boolean": ("Värdet ska vara true eller false.", "The value must be true or false."),
    "not-date": ("Datumet ska skrivas ÅÅÅÅ-MM-DD.", "The date must be written YYYY-MM-DD."),
    "not-moment": (
        "Ange en tid som finns, med zon, som 2027-01-31T12:00:00Z.",
        "Give a time that exists, with its zone, as 2027-01-31T12:00:00Z.",
    ),
    "not-url": (
        "Adressen ska börja med http:// eller https://.",
        "The address must start with http:// or https://.",
    ),
    "not-uuid": ("Värdet ska vara ett UUID.", "The value must be a UUID."),
    "not-identifier": (
        "Värdet får inte innehålla blanktecken.",
        "The value may not hold white space.",
    ),
    "not-contact": (
        "Kontakten ska vara en e-postadress eller en webbadress.",
        "The contact must be an e-mail address or a web address.",
    ),
    "personal-address": (
        "Adressen ser ut att tillhöra en person; ange en funktionsbrevlåda eller kontaktsida.",
        "The address looks like a person's; give a functional mailbox or a contact page.",
    ),
    "too-long": ("Högst {limit} tecken får plats.", "At most {limit} characters are allowed."),
    "too-many": ("Högst {limit} värden får plats.", "At most {limit} values are allowed."),
    "too-few": ("Minst {limit} värde behövs.", "At least {limit} value is needed."),
    "out-of-range": (
        "Värdet ska ligga mellan {lowest} och {highest}.",
        "The value must be between {lowest} and {highest}.",
    ),
    "unknown-value": ("Det finns inget sådant värde.", "There is no such value."),
    "not-choice": ("Värdet ska vara något av: {choices}.", "The value must be one of: {choices}."),
    "years-reversed": (
        "Slutåret får inte ligga före startåret.",
        "The end year may not lie before the start year.",
    ),
    "offsets-reversed": (
        "Slutet ska ligga efter början.",
        "The end must lie after the start.",
    ),
    "not-a-field": (
        "labels är inget fält; skriv expand=labels för att få det.",
        "labels is no field; write expand=labels to get it.",
    ),
    "not-with-status": (
        "Listor efter status tar inte emot parametern; utelämna den.",
        "Lists by status do not take the parameter; leave it out.",
    ),
    "cursor-with-page": (
        "En cursor bestämmer själv var sidan börjar; utelämna page.",
        "A cursor says itself where the page starts; leave page out.",
    ),
    "not-national": (
        "national är sant när alla län är angivna, annars falskt; utelämna det.",
        "national is true when all counties are given, else false; leave it out.",
    ),
    "not-linked": (
        "Belägget gäller ett värde som exemplet inte är kopplat till.",
        "The evidence is for a value that the entry is not linked to.",
    ),
    "relation-target": (
        "Ange det andra exemplet med antingen entryId eller externalId.",
        "Name the other entry by either entryId or externalId.",
    ),
    "quote-not-found": (
        "Citatet finns inte i exemplets texter.",
        "The quote does not occur in the entry's texts.",
    ),
}
"""Code of a fault -> its sentence in Swedish and English."""


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault: where (a JSON pointer), which, in words, the value, what is valid instead."""

    pointer: str
    code: str
    message_sv: str
    message_en: str
    value: str = ""
    nearest: tuple[str, ...] = ()


def fault(
    code: str, value: object = "", nearest: tuple[str, ...] = (), **numbers: object
) -> FieldFault:
    """Make the fault `code`; it gets its pointer where the field's place is known."""
    sv, en = MESSAGES[code]
    return FieldFault("", code, sv.format(**numbers), en.format(**numbers), echo(value), nearest)


def echo(value: object) -> str:
    """Return what is given back of a value: shortened, and without what no database can hold."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    text = written[:LONGEST_ECHO].replace("\0", "?")
    return text.encode(errors="replace").decode()


def refuse(
    code: str, value: object = "", nearest: tuple[str, ...] = (), **numbers: object
) -> ValidationError:
    """Return the error that a field raises for the fault `code`."""
    return ValidationError([fault(code, value, nearest, **numbers)])


def nearest(value: object, labels: Mapping[str, str], limit: int = 3) -> tuple[str, ...]:
    """Return the valid values (keys of `labels`) that are most like `value`, or whose label is."""
    text = str(value)[:LONGEST_ECHO]
    likeness = {choice: _likeness(text, choice, label) for choice, label in labels.items()}
    best = sorted(likeness, key=lambda choice: (-likeness[choice], choice))[:limit]
    return tuple(choice for choice in best if likeness[choice] >= NEAR_ENOUGH)


def nearest_or_all(value: object, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the nearest valid values; when none is near, all of a short list."""
    return nearest(value, labels) or (tuple(labels) if len(labels) <= FEW else ())


def _likeness(text: str, choice: str, label: str) -> float:
    """Codes are compared whole, labels also in part ("lantbruk" in "Lantbruk och trädgård")."""
    if text.isdecimal() and choice.isdecimal():
        return 100 - POINTS_A_STEP * abs(int(text) - int(choice))
    process = utils.default_process
    as_code = fuzz.ratio(text, choice, processor=process)
    return max(as_code, fuzz.WRatio(text, label, processor=process))


def first_faults(messages: object) -> Iterator[FieldFault]:
    """Yield as many of the faults in marshmallow's messages as are reported."""
    return islice(flatten(messages), MOST_FAULTS)


def flatten(messages: object, pointer: str = "") -> Iterator[FieldFault]:
    """Yield the faults in marshmallow's nested messages, each with its pointer."""
    if isinstance(messages, dict):
        for key, inner in messages.items():
            token = echo(key).replace("~", "~0").replace("/", "~1")
            yield from flatten(inner, pointer if key == "_schema" else f"{pointer}/{token}")
    elif isinstance(messages, list):
        for inner in messages:
            yield from flatten(inner, pointer)
    elif isinstance(messages, FieldFault):
        yield replace(messages, pointer=pointer + messages.pointer)
    else:
        yield replace(fault(str(messages)), pointer=pointer)
