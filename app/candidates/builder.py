"""New candidates: a row of the load format made of a reply's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.candidates.links import lowest_precision, prefilled, suggestions_for
from harvest.years_in_text import YEARS, years_in
from schemas.checks import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.candidates.precomputed import Precomputed
    from app.wiring import Services

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_FACT = 200, 2_000, 1_000
ENDS = (". ", "? ", "! ", "; ", ", ", " ")
"""What a long text is cut after, the best places first."""
_ENDED = re.compile(r"[.!?:;,…][\"”’')\]]*$")


def build_rows(
    services: Services,
    respondent: Mapping[str, Any],
    place: int,
    precomputed: Precomputed,
) -> list[dict[str, Any]]:
    """Return the columns of the candidates that a respondent gave.

    `respondent` is one of `app.replies.parsing.harvested_file`, `place` its place in the reply.
    """
    return [
        _row(services, found, respondent, place, precomputed) for found in respondent["candidates"]
    ]


def _row(
    services: Services,
    found: Mapping[str, Any],
    respondent: Mapping[str, Any],
    place: int,
    precomputed: Precomputed,
) -> dict[str, Any]:
    suggestions = suggestions_for(services, found["publicText"], found["sectors"])
    given = found["given"]
    dropped = given.get("dropped", ())
    links = (
        _read_ticked_links(given["kept"])
        if "kept" in given
        else prefilled(each for each in suggestions if _link_id(each) not in dropped)
    )
    content = {**content_of(found, respondent), **links}
    return {
        "respondent": place,
        "document": respondent["document"],
        "question": found["question"],
        "county": respondent["county"],
        "said": {
            **{name: found[name] for name in ("text", "publicText", "spans", "context")},
            **({"url": given["url"]} if given.get("url") else {}),
            **({"within": found["within"]} if found["within"] else {}),
        },
        "content": content,
        "quote": found["publicText"],
        "suggestions": suggestions,
        "duplicates": precomputed.duplicates(content),
        "precision": lowest_precision(suggestions, content),
        "confidence": found["confidence"],
        "kind_confidence": found["kindConfidence"],
    }


def _link_id(suggestion: Mapping[str, Any]) -> str:
    """Return what a form calls a link: "goals:12"."""
    return f"{suggestion['field']}:{suggestion['value']}"


def _read_ticked_links(kept: Sequence[str]) -> dict[str, list[str]]:
    """Return the links that were ticked in a form ("goals:12"), by field."""
    found: dict[str, list[str]] = {}
    for each in kept:
        field, _, value = each.partition(":")
        found.setdefault(field, []).append(value)
    return found


def content_of(found: Mapping[str, Any], respondent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a candidate says, in fields of the load format."""
    fields = dict(found["given"].get("fields", {}))
    summary, *rest = pieces(fields.pop("summary", None) or found["publicText"])
    facts = [*rest, *fields.pop("facts", ())]
    county, organisation = respondent["county"], respondent["organisation"]
    if not YEARS & fields.keys():
        fields |= years_in(found["publicText"])
    return {
        "kind": found["kind"],
        "title": shortened(found["title"] or summary, LONGEST_TITLE),
        "summary": summary,
        **({"facts": facts} if facts else {}),
        "counties": [county] if county else [],
        **({"leadOrganisation": organisation} if organisation else {}),
        **fields,
    }


def pieces(text: str) -> list[str]:
    """Return a text parted into a summary and, where it is too long for one, facts."""
    cleaned = clean(text)
    if len(cleaned) <= LONGEST_SUMMARY:
        return [cleaned]
    parts, longest = [], LONGEST_SUMMARY
    while cleaned:
        part = shortened(cleaned, longest)
        parts.append(part)
        cleaned, longest = cleaned[len(part) :].strip(), LONGEST_FACT
    return parts


def shortened(text: str, longest: int) -> str:
    """Return what fits of a text, cut where a sentence or at least a word ends."""
    text = clean(text)
    if len(text) <= longest:
        return text
    for end in ENDS:
        at = text.rfind(end, longest // 2, longest)
        if at > 0:
            return text[: at + 1].strip()
    return text[:longest]


def joined(texts: Sequence[str]) -> str:
    """Return texts as one, each once: one that does not end with a mark gets a full stop.

    What follows a full stop begins with a capital.
    """
    whole = ""
    for text in dict.fromkeys(text.strip() for text in texts if text):
        if whole and not _ENDED.search(whole):
            whole += "."
        begins = text[:1].upper() if not whole or whole[-1] in ".!?" else text[:1]
        whole += f"{' ' * bool(whole)}{begins}{text[1:]}"
    return whole
