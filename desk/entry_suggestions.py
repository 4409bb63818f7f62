"""Links that the text of an entry suggests, with the words that each rests on."""

from __future__ import annotations

from typing import NamedTuple

from app.linking.suggesting import suggest
from app.linking.views import suggestions_view
from desk.access import services
from desk.entry_form import Filled, evidence_name
from desk.entry_pickers import Option, option_of
from web.language import language

READ = ("title", "summary", "facts")


class Suggested(NamedTuple):
    """A link that is not chosen; of a hundred such suggestions `precision` are right."""

    option: Option
    precision: int
    quotes: dict[str, str]


def suggested(filled: Filled) -> dict[str, list[Suggested]]:
    """Return field -> links that the text suggests and the entry lacks, the surest first."""
    text = "\n".join(filled[name] for name in READ)
    found: dict[str, list[Suggested]] = {}
    items = suggestions_view(suggest(services(), text), services().vocabularies, language())[
        "items"
    ]
    for each in sorted(items, key=lambda item: -item["precision"]):
        field, value = each["field"], each["value"]
        if value in filled[field]:
            continue
        heard = (one["quote"] for one in each["evidence"] if one["ground"] != "example")
        quotes = [quote for quote in dict.fromkeys(heard) if "\n" not in quote and quote in text]
        named = {evidence_name(field, value): "\n\n".join(quotes[:3])}
        option = option_of(field, value)
        found.setdefault(field, []).append(Suggested(option, round(each["precision"] * 100), named))
    return found
