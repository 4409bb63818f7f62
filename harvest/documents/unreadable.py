"""Why a file cannot be read, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.documents.document import Unreadable

_TOO_LARGE = {
    "file": ("Filen är för stor", "The file is too large", "byte", "bytes"),
    "text": ("Texten är för lång", "The text is too long", "tecken", "characters"),
    "blocks": ("Texten har för många rader", "The text has too many lines", "", ""),
    "parts": ("Filen har för många delar", "The file has too many parts", "", ""),
    "depth": ("Filen är för djupt nästlad", "The file is nested too deeply", "nivåer", "levels"),
    "field": ("Mejlets huvud har ett för långt fält", "A field of the mail is too long", "", ""),
    "pages": ("Filen har för många sidor", "The file has too many pages", "", ""),
    "rows": ("Tabellen har för många rader", "The table has too many rows", "", ""),
    "columns": ("Tabellen har för många kolumner", "The table has too many columns", "", ""),
    "unpacked": ("Filen växer för mycket", "The file grows too much", "byte", "bytes"),
}


def too_large(what: str, limit: int) -> Unreadable:
    """Return the error for a file that exceeds a limit."""
    sv, en, unit_sv, unit_en = _TOO_LARGE[what]
    most = f"{limit:,}"
    most_sv = f"{most.replace(',', ' ')} {unit_sv}".strip()
    return Unreadable(
        "too-large",
        f"{sv} (högst {most_sv}). Ta ut svaret och skicka bara det.",
        f"{en} (at most {f'{most} {unit_en}'.strip()}). Take out the reply and send only that.",
    )


def empty() -> Unreadable:
    """Return the error for a file in which nothing stands."""
    return Unreadable(
        "empty",
        "Filen är tom. Kontrollera att rätt fil valdes, eller be avsändaren skicka den igen.",
        "The file is empty. Check that the right one was chosen, or ask for it again.",
    )


def damaged(kind: str) -> Unreadable:
    """Return the error for a file that is broken or cut off."""
    return Unreadable(
        "damaged",
        f"Filen ser ut som {kind} men är skadad eller avkortad. Be avsändaren skicka den igen.",
        f"The file looks like {kind} but is damaged or cut off. Ask for it again.",
    )


def encrypted(kind: str) -> Unreadable:
    """Return the error for a file that takes a password."""
    return Unreadable(
        "encrypted",
        f"Filen ({kind}) är skyddad med lösenord. Spara den utan lösenord och skicka den igen.",
        f"The file ({kind}) takes a password. Save it without one and send it again.",
    )


def dangerous() -> Unreadable:
    """Return the error for XML that declares entities or points outside."""
    return Unreadable(
        "declares-entities",
        "Filen innehåller XML-deklarationer (DTD eller entiteter) som kontorsprogram aldrig "
        "skriver, och läses därför inte. Spara den på nytt från Word eller LibreOffice.",
        "The file holds XML declarations (a DTD or entities) that office programs never write, "
        "so it is not read. Save it anew from Word or LibreOffice.",
    )


def unknown(
    found: str | None, readable_sv: Sequence[str], readable_en: Sequence[str]
) -> Unreadable:
    """Return the error for a file of no kind that is read.

    Args:
        found: what it seems to be.
        readable_sv: names of the kinds that are read, in Swedish.
        readable_en: the same in English.
    """
    sv, en = (f" Den ser ut att vara {found}.", f" It seems to be {found}.") if found else ("", "")
    return Unreadable(
        "unknown-kind",
        f"Filen är av ett slag som inte kan läsas.{sv} Skicka svaret som "
        f"{', '.join(readable_sv[:-1])} eller {readable_sv[-1]}.",
        f"The file is of a kind that cannot be read.{en} Send the reply as "
        f"{', '.join(readable_en[:-1])} or {readable_en[-1]}.",
    )


def without_text(kind: str) -> Unreadable:
    """Return the error for a file that holds no text, only pictures."""
    return Unreadable(
        "no-text",
        f"Filen ({kind}) innehåller ingen text, kanske bara en inskannad bild. "
        "Be om svaret som text, eller skriv av det.",
        f"The file ({kind}) holds no text, perhaps only a scanned picture. "
        "Ask for the reply as text, or type it.",
    )
