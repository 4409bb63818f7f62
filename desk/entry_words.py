"""What the fields and states of an entry are called at the desk."""

from __future__ import annotations

from record.fields import FIELDS
from record.words import Words
from web.language import marked
from web.wording import InLanguage

NAMES = InLanguage(
    {
        **{each.name: each.heading or Words(each.head, each.name) for each in FIELDS if each.head},
        **{
            f"{field.name}-{part.name}": part.heading or Words(part.head, part.name)
            for field in FIELDS
            for part in field.parts
        },
        "title": marked("Rubrik"),
        "summary": marked("Sammanfattning"),
        "kind": marked("Typ"),
        "facts": marked("Fakta"),
        "counties": marked("Län"),
        "sectorText": marked("Branscher i källans ord"),
        "leadOrganisation": marked("Ansvarig organisation"),
        "partners": marked("Samarbetspartner"),
        "contact": marked("Kontakt"),
        "startYear": marked("Första år"),
        "endYear": marked("Sista år"),
        "relations": marked("Hör ihop med"),
        "source-type": marked("Källans slag"),
        "source-title": marked("Källans titel"),
        "source-url": marked("Källans webbadress"),
        "source-survey": marked("Enkät"),
        "source-question": marked("Enkätfråga"),
        "source-reply": marked("Enkätsvar"),
        "source-receivedOn": marked("Svaret kom"),
        "source-registryNumber": marked("Diarienummer"),
        "source-retrievedOn": marked("Källan lästes"),
        "source-checkedOn": marked("Källan kontrollerades senast"),
        "licence": marked("Licens"),
        "reason": marked("Skäl till ändringen"),
        "evidence": marked("Belägg"),
        "do": marked("Exemplet"),
    }
)
"""Field of the form -> what it is called."""
STATES = InLanguage(
    {
        "draft": marked("utkast"),
        "in-review": marked("under granskning"),
        "published": marked("publicerat"),
        "withdrawn": marked("tillbakadraget"),
    }
)
SOURCE_OUTCOMES = InLanguage(
    {
        "alive": marked("Den publicerade källans adress svarar."),
        "gone": marked("Den publicerade källans sida finns inte längre."),
        "silent": marked("Den publicerade källans adress svarar inte."),
        "refused": marked("Den publicerade källans adress kontrolleras inte."),
    }
)
"""What a look at the address of a source found -> the sentence about it."""
