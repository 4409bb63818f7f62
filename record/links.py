"""The fields whose values are links to concepts, with origin and evidence."""

from __future__ import annotations

from functools import partial

from record.field import LONGEST_CONCEPT_ID, Field, Type
from record.words import Words

_links = partial(Field, type=Type.CONCEPTS, longest=LONGEST_CONCEPT_ID, link=True)

LINKED = (
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

LINKS = tuple(each.name for each in LINKED)
"""Fields whose values are links with origin and evidence; kept apart from an entry's content."""
