"""What the details of an example give an entry: fields, and the summary that is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from harvest.labels import AIM, ASIDE, FACTS, NAME, PARTNERS, PERSON, SUMMARY
from harvest.splitting.fields import CONTACT, NO_FIELD, PAGE, UNKNOWN, Detail
from harvest.splitting.title_words import capital
from swedish.sections import sections

WORDS = Path(__file__).with_name("detail_words.txt")
LONGEST_PARTNER = 5
"""Words of each partner in a list of them; what is longer becomes a fact with its label."""
FEWEST_LEFT = 4
"""Words of a summary that is left when its details are taken out."""
LONGEST_NAME = 10
"""Words of what stands for a name in a form; what is longer tells more."""
LONGEST_HEADING, FEWEST_BETWEEN = 4, 15
"""Words of a title that is no sentence; words of a summary that can do without one that may be."""
FEWEST_BEYOND = 3
"""Words beside that of a status which tell more than it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPEN = re.compile(r"\b(?:19|20)\d\d\s?[–-]\s*$")
_ENDS = re.compile(r"(?:slut|avsluta)\w*", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[,;+](?!\d)|(?<!- )\boch\b|\bsamt\b)\s*")
_US = re.compile(
    r"(?:(?:vi|oss)\b.*|vår myndighet|länsstyrelsen|lst|se \w+|ingen|inga)?\W*", re.IGNORECASE
)
"""What tells no partner."""
_AND_MORE = re.compile(r"\s+(?:m\.? ?fl\.?|med flera)\s*$|\s+som\s.+$", re.IGNORECASE)
_COUNTED = re.compile(r"\d+ [a-zåäö]{5,}")
"""Partners by their number: "58 lantbrukare", and not "12 lag om året"."""
_ORGANISATION = re.compile(
    r"(?-i:[A-ZÅÄÖ]{2,})|\b(?:region|kommun|län|institut|centrum|akademi|science park)"
    r"|\w*(?:bolag|förbund|förening|styrelse|verk|skola|universitet|myndighet|sällskap|kontor|råd|nätverk)",
    re.IGNORECASE,
)
_ONLY_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,}")
_AMOUNT = re.compile(
    r"(\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d{1,3})?)\s*"
    r"(?:(tkr|tusen)|(mkr|mnkr|milj\w*)|kr\b|kronor|sek)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(tkr|mkr|mnkr|kr|kronor)\b", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"[\d ,.]+")
_FIGURE = re.compile(
    r"(?<![\d–-])(?!(?:19|20)\d\d\b)\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|alla"
    r"|\w*tjugo\w*|\w*hundra\w*|hälften|halverat?|\w+del|procent|färre|fler|mindre)\b",
    re.IGNORECASE,
)
_MARKS = ' .,:;!–-”"“'


def extract_details(details: Sequence[Detail], title: str) -> dict[str, Any]:
    """Return fields of an entry, and the summary that is left; nothing where no field is found.

    No label is left in the summary; what stands below one that is not known is a fact with it.
    """
    found: dict[str, Any] = {}
    left: list[str] = []
    names = [each for number, each in enumerate(details) if _names(each, title, first=not number)]
    for each in details:
        if each in names:
            continue
        if each.field in {NO_FIELD, NAME, SUMMARY, AIM}:
            left.append(_sentence(each))
        elif each.text:
            _add(found, _READ.get(each.field, _text)(each), each)
    left = [text for text in left if text]
    if all(each.field == NO_FIELD for each in details):
        return _without_name(names, left)
    summary = _enough(found, left, title)
    return {**_in_objects(found), "summary": summary}


def _in_objects(found: dict[str, Any]) -> dict[str, Any]:
    """Return fields with obstacles and preconditions where an entry holds them."""
    obstacles, preconditions = (found.pop(name, None) for name in ("obstacles", "preconditions"))
    lessons = {"lessons": [{"obstacle": " ".join(obstacles.split())}]} if obstacles else {}
    transfer = {"transfer": {"requires": preconditions}} if preconditions else {}
    return {**found, **lessons, **transfer}


def _names(detail: Detail, title: str, *, first: bool) -> bool:
    """Return whether a piece is the title, and nothing besides."""
    is_title = detail.text.strip(_MARKS).lower() == title.strip(_MARKS).lower()
    is_name = detail.field == NAME and len(detail.text.split()) <= LONGEST_NAME
    return is_name or (first and detail.field == NO_FIELD and is_title)


def _without_name(names: Sequence[Detail], left: list[str]) -> dict[str, Any]:
    """Return a summary without the heading of a text, or with it where it tells what is done."""
    words = len(" ".join(left).split())
    if not names or words < FEWEST_LEFT or names[0].text.endswith(","):
        return {}
    name = names[0].text
    if len(name.split()) > LONGEST_HEADING and words < FEWEST_BETWEEN:
        left = [_ended(capital(name)), *left]
    return {"summary": " ".join(left)}


def _enough(found: dict[str, Any], left: list[str], title: str) -> str:
    """Return what is left as a summary; how it is done, or the title, where it is next to nothing.

    What goes into the summary is taken out of `found`.
    """
    if len(" ".join(left).split()) >= FEWEST_LEFT:
        return " ".join(left)
    left = [text for text in left if text.strip(_MARKS).lower() != title.strip(_MARKS).lower()]
    how = found.pop("methods", None)
    return " ".join([*left, _ended(how)] if how else [_ended(capital(title)), *left])


def _add(found: dict[str, Any], values: Mapping[str, Any], detail: Detail) -> None:
    """Add what a detail tells; what its field cannot take is a fact."""
    for name, value in values.items():
        known = found.get(name)
        if known is None or known == value:
            found[name] = value
        elif isinstance(value, list):
            found[name] = [*known, *(each for each in value if each not in known)]
        elif name in _TEXTS:
            found[name] = f"{_ended(known)} {value}"
        elif isinstance(value, int):
            found.setdefault(FACTS, []).extend(_facts(detail)[FACTS])


def _sentence(detail: Detail) -> str:
    text = detail.text.strip()
    if detail.field == AIM:
        text = _aim(detail.label, text)
    return _ended(capital(text)) if text else ""


def _aim(label: str, text: str) -> str:
    """Return an aim as a sentence, with "Syftet är att" where it only names what is to be done."""
    first = text.split(maxsplit=1)[0].lower() if text else ""
    is_goal = label.lower().startswith("mål")
    lead = "Målet är" if is_goal else "Syftet är"
    if first == "att":
        return f"{lead} {_small(text)}"
    if first in sections(WORDS)["infinitive"] or first.endswith("era"):
        return f"{lead} att {_small(text)}"
    return f"{lead} {_small(text)}" if is_goal and text[:1].islower() | text[:1].isdigit() else text


def _small(text: str) -> str:
    return text if _ONLY_CAPITALS.match(text) else text[:1].lower() + text[1:]


def _text(detail: Detail) -> dict[str, Any]:
    text = detail.text.strip(" .;")
    return {detail.field: capital(text)} if text else {}


def _nothing(_: Detail) -> dict[str, Any]:
    return {}


def _years(detail: Detail) -> dict[str, Any]:
    years = sorted(map(int, _YEAR.findall(detail.text)))
    if not years:
        return _status(detail)
    if len(years) == 1 and _ENDS.fullmatch(detail.label):
        return {"endYear": years[0]}
    goes_on = {"state": "ongoing"} if _OPEN.search(detail.text) else {}
    return {"startYear": years[0], **({"endYear": years[-1]} if len(years) > 1 else {}), **goes_on}


def _status(detail: Detail) -> dict[str, Any]:
    """Return the status in the text, and a result where figures say more than that."""
    cues = ((name, cue.search(detail.text)) for name, cue in _statuses())
    status, cue = next(((name, cue) for name, cue in cues if cue), (None, None))
    more = _FIGURE.search(detail.text)
    if cue and status:
        beyond = len(f"{detail.text[: cue.start()]}{detail.text[cue.end() :]}".split())
        result = _text(detail._replace(field="results")) if more and beyond > FEWEST_BEYOND else {}
        return {"state": status, **result}
    return _text(detail._replace(field="results")) if more else _facts(detail)


def _partners(detail: Detail) -> dict[str, Any]:
    parts = [_AND_MORE.sub("", part) for part in _PARTED.split(detail.text.strip(" .;"))]
    names = [part for part in parts if part and not _US.fullmatch(part)]
    if not names:
        return {}
    are_names = all(
        len(part.split()) <= LONGEST_PARTNER and (not part[0].isdigit() or _COUNTED.fullmatch(part))
        for part in names
    )
    return {PARTNERS: [capital(name) for name in names]} if are_names else _facts(detail)


def _lead(detail: Detail) -> dict[str, Any]:
    """Return whoever leads, where it is an organisation and not a person."""
    return _partners(detail) if _ORGANISATION.search(detail.text) else {}


def _sectors(detail: Detail) -> dict[str, Any]:
    names = [part.strip(" .") for part in _PARTED.split(detail.text)]
    return {"sectorText": [capital(name) for name in names if name]}


def _budget(detail: Detail) -> dict[str, Any]:
    unit = _UNIT.search(detail.label)
    text = detail.text.strip(" .")
    amount = _AMOUNT.search(f"{text} {unit[0]}" if unit and _NUMBER_ALONE.fullmatch(text) else text)
    if not amount:
        return _facts(detail)
    number = float(re.sub(r"[ .]", "", amount[1]).replace(",", "."))
    return {"budget": round(number * (1_000 if amount[2] else 1_000_000 if amount[3] else 1))}


def _facts(detail: Detail) -> dict[str, Any]:
    label = f"{capital(detail.label)}: " if detail.label else ""
    return {FACTS: [_ended(f"{label}{detail.text.strip()}")]} if detail.text else {}


_READ: Mapping[str, Callable[[Detail], dict[str, Any]]] = {
    "time": _years,
    "status": _status,
    PARTNERS: _partners,
    "lead": _lead,
    "sectors": _sectors,
    "budget": _budget,
    FACTS: _facts,
    UNKNOWN: _facts,
    CONTACT: _nothing,
    PAGE: _nothing,
    ASIDE: _nothing,
    PERSON: _nothing,
}
"""How the text of each kind of detail is read; all others go to a field as they are."""
_TEXTS = frozenset({"results", "methods", "obstacles", "preconditions", "targetGroup"})


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."


@cache
def _statuses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (status, re.compile(rf"\b(?:{'|'.join(cues)})", re.IGNORECASE))
        for status, cues in sections(WORDS).items()
        if status != "infinitive"
    )
