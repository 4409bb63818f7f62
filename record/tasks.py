"""What waits for those who look after the catalogue: one table of lists, in their order."""

from __future__ import annotations

from typing import NamedTuple

from record.words import Words


class TaskKind(NamedTuple):
    """A list of what waits.

    Attributes:
        name: what it is called.
        about: what is in it, for programs.
        field: of the entry, as the editor names it, that is to be completed or checked; none for
            what is not a published entry to be improved.
    """

    name: Words
    about: str
    field: str = ""


TASKS = {
    "expiring-reply": TaskKind(
        Words("Svar vars text snart raderas ogranskad", "Replies whose text is soon deleted"),
        "a reply that nobody has reviewed, whose text goes within 60 days.",
    ),
    "erased-place": TaskKind(
        Words("Läs det som står bredvid något raderat", "Read what is next to something erased"),
        "something was erased in it, and nobody has looked at the text around it.",
    ),
    "report": TaskKind(
        Words("Rapporterade fel", "Reported faults"), "a fault that a reader has reported."
    ),
    "tip": TaskKind(
        Words("Tips från läsare", "Tips from readers"), "a draft that a reader has handed in."
    ),
    "reply-without-examples": TaskKind(
        Words("Svar utan exempel: läs och bestäm", "Replies without examples: read and decide"),
        "a reply that gave no candidates, to be read and decided on.",
    ),
    "candidate": TaskKind(
        Words("Kandidater att granska", "Candidates to review"), "to be decided on."
    ),
    "in-review": TaskKind(
        Words("Utkast under granskning", "Drafts in review"), "to be published, or not."
    ),
    "draft": TaskKind(Words("Utkast", "Drafts"), "to be published, or not."),
    "dead-source": TaskKind(
        Words("Källans adress svarar inte", "The address of the source does not answer"),
        "the address of its source did not answer two looks, or the page is gone; only where that"
        " check is on.",
        "source-url",
    ),
    "unchecked": TaskKind(
        Words("Källan inte kontrollerad på tre år", "Source not checked for three years"),
        "its source was not looked at for three years.",
        "source-checkedOn",
    ),
    "without-objective": TaskKind(
        Words("Saknar miljömål", "Without an environmental objective"),
        "linked to no environmental objective.",
        "objectives",
    ),
    "without-results": TaskKind(
        Words("Avslutat utan resultat", "Ended without results"),
        "it has ended, and has no results.",
        "results",
    ),
    "general-contact": TaskKind(
        Words("Kontakten är en växel eller källans sida", "Contact is a switchboard or the source"),
        "its contact is a switchboard, a registry, a general contact page, or its source.",
        "contact",
    ),
    "without-state": TaskKind(
        Words("Läget är okänt", "State not known"), "it has no state.", "state"
    ),
    "older-than-five-years": TaskKind(
        Words("Äldre än fem år", "Older than five years"),
        "the latest year that it names is more than five years ago.",
        "endYear",
    ),
}
"""Kind -> the list of it, in the order in which they are listed."""
WORK_LISTS = frozenset(kind for kind, each in TASKS.items() if each.field)
"""Published entries that somebody could improve."""
