"""Whether the parts of an example, as people sorted them, are in the right field of a candidate."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from bench.harvest.measures import pairs_of_examples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.harvest.harvested import Outcome

Counted = tuple[Counter[str], Counter[str]]
"""By field, how many parts are in it, and how many belong there."""
_LABEL = re.compile(r"[A-ZÅÄÖ][\wåäö]*(?: [\wåäö]+){0,3}[:?] ")
_NUMBER = re.compile(r"^[\d.]+ ")
MOVED = {"obstacles": "lessons", "preconditions": "transfer", "period": "state"}
"""What people sorted parts into -> the field that holds it."""
_NOWHERE = {"withheld", "-"}


def sorted_parts(outcomes: Iterable[Outcome]) -> Counted:
    """Return it of the examples that are split rightly and whose parts somebody sorted."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for outcome in outcomes:
        for items, others, pairs in pairs_of_examples(outcome.found, outcome.reply.gold):
            for one, other in pairs:
                gold = others[other]
                fields = gold.get("partFields", ())
                for part, field in zip(gold["parts"] if fields else (), fields, strict=True):
                    every[field] += 1
                    right[field] += _is_in(items[one], part, field)
    return right, every


def _is_in(item: dict[str, Any], part: str, field: str) -> bool:
    fields = {"summary": item["summary"], "title": item["title"], **item["fields"]}
    field = MOVED.get(field, field)
    if field in {"startYear", "state"}:
        return field in fields and (field == "state" or str(fields[field]) in part)
    if field == "url":
        return bool(item.get("url") == part)
    if field in _NOWHERE:
        told = [value for name, value in fields.items() if field == "withheld" or name != "summary"]
        return not any(_words(part) <= _words(value) for value in told)
    part = _LABEL.sub("", _NUMBER.sub("", part))
    wanted, found = _words(part), _words(fields.get(field, ""))
    if field == "title":
        return found == wanted or (bool(found) and part.lower().startswith(item["title"].lower()))
    if field == "partners":
        return bool(found) and found <= wanted
    return wanted <= found


def _words(value: object) -> set[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return set().union(*map(_words, value))
    text = str(value)
    return set(re.findall(r"\w+", text.lower()))
