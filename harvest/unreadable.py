"""Why a file cannot be read, in sentences that say what to do."""

from __future__ import annotations

from harvest.text import Unreadable

NAMES = {
    "file": ("Filen är", "The file is", "byte", "bytes"),
    "text": ("Texten är", "The text is", "tecken", "characters"),
}


def too_large(what: str, limit: int) -> Unreadable:
    """Something of the file exceeds its limit."""
    sv, en, unit_sv, unit_en = NAMES[what]
    most = f"{limit:,}"
    return Unreadable(
        "too-large",
        f"{sv} för stor (högst {most.replace(',', ' ')} {unit_sv}). "
        "Ta ut svaret och skicka bara det.",
        f"{en} too large ({most} {unit_en} at most). Take out the reply and send only that.",
    )


def empty() -> Unreadable:
    """There is nothing in the file."""
    return Unreadable(
        "empty",
        "Filen är tom. Kontrollera att rätt fil valdes, eller be avsändaren skicka den igen.",
        "The file is empty. Check that the right one was chosen, or ask for it again.",
    )
