"""Examples of suggested links."""

from __future__ import annotations

from schemas.examples.entries import ENTRY_ID, MOMENT, NUMBERS, Example, link

TEXT: Example = {
    "text": "Energirådgivning till lantbrukare. Gårdar får hjälp att byta diesel mot biogas."
}
SUGGESTIONS: Example = {
    "items": [
        {
            "field": "goals",
            "vocabulary": "goals",
            "value": "7",
            "label": "Hållbar energi för alla",
            "score": 0.981,
            "precision": 0.927,
            "method": "learnt",
            "evidence": [
                {
                    "start": 72,
                    "end": 78,
                    "quote": "biogas",
                    "ground": "keyword",
                    "name": "biogas",
                    "example": None,
                },
                {
                    "start": 35,
                    "end": 79,
                    "quote": "Gårdar får hjälp att byta diesel mot biogas.",
                    "ground": "example",
                    "name": None,
                    "example": {
                        "entryId": ENTRY_ID,
                        "title": "Biogas i Vessige",
                        "quote": "uppgraderar biogas från gårdar till fordonsgas",
                    },
                },
            ],
        }
    ],
    "model": {
        "trainedAt": MOMENT,
        "examples": 207,
        "trainingSet": "3f1c5d7e9b100a1b",
        "madeWith": "9f86d081884c7d65",
    },
    "_meta": NUMBERS,
    "_links": [link("self", "/link-suggestions", "POST")],
}
