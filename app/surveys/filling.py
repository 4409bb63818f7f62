"""What is filled in for a question: taken as it was typed, and the remarks on it.

A draft may hold anything; only what is sent must be without faults. The shapes are those of
`harvest.filled_in`; an example also has `removed`, as it can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.entries.withheld import WHAT
from app.errors import Message
from app.personal_data import find_likely
from record.lists import EARLIEST_YEAR, LATEST_YEAR
from schemas.checks import URL, clean
from seed.questionnaires import Question
from seed.vocabularies import vocabulary

Content = Mapping[str, Any]


LONGEST = {"title": 200, "what": 2_000, "who": 600, "result": 2_000, "url": 500}
"""Characters of the fields of an example."""
LONGEST_TEXT = 4_000
"""Characters of any other text."""
MOST_EXAMPLES = 40
STATUSES = ("planned", "ongoing", "ended")
TEXTS = {"yes-no": ("comment",), "text": ("text",), "sectors": ("words",)}
EXAMPLE = ("title", "what", "who", "status", "from", "to", "result", "url")
NOT_A_YEAR = Message(
    sv="Skriv året med fyra siffror, till exempel 2027.",
    en="Write the year in four digits, such as 2027.",
)
ENDS_BEFORE = Message(
    sv="Slutåret är före startåret. Ändra ett av dem.",
    en="The last year is before the first. Change one of them.",
)
NOT_AN_ADDRESS = Message(
    sv="Adressen ska börja med https:// eller http://. Kopiera den från webbläsaren.",
    en="The address must begin with https:// or http://. Copy it from the browser.",
)
WITHOUT_WHAT = Message(
    sv="Beskriv vad ni gör, eller ta bort exemplet.",
    en="Describe what you do, or remove the example.",
)
CHECK_IT = Message(
    sv="Ta bort det om det gäller en enskild person.",
    en="Remove it if it tells of a single person.",
)


class Note(NamedTuple):
    """A remark on a field, by its name in the form: "what-0" is of an example."""

    field: str
    message: Message


NEW_EXAMPLE: Content = {**dict.fromkeys(EXAMPLE, ""), "dropped": (), "removed": False}
_LISTS: Mapping[str, Mapping[str, Any]] = {
    "yes-no": {"choice": ""},
    "sectors": {"sectors": []},
    "examples": {"examples": []},
}


def empty(question: Question) -> dict[str, Any]:
    """Return what a question holds that nobody has answered."""
    return {**_LISTS.get(question.kind, {}), **dict.fromkeys(TEXTS.get(question.kind, ()), "")}


def filled_in(
    question: Question, given: Mapping[str, str | list[str]], before: Content | None = None
) -> dict[str, Any]:
    """Return what was filled in for a question, of what a form brought.

    `given` holds a list under `sector`, `shown` (the names of lists that the form has), `keep-N`
    and `shown-N` (links of example N, kept and offered), and texts otherwise. What the form does
    not have stays as it was `before`.
    """
    before = before or empty(question)
    if question.kind == "examples":
        return {"examples": _examples_in(given, before["examples"])}
    found: dict[str, Any] = {
        name: clean(_text(given, name, before[name]), lines=True)
        for name in TEXTS.get(question.kind, ())
    }
    if question.kind == "yes-no":
        choice = _text(given, "choice", before["choice"])
        found["choice"] = choice if choice in {"ja", "nej"} else ""
    if question.kind == "sectors":
        known = {each.id for each in vocabulary("sectors").concepts}
        is_there = "sector" in given or "sector" in given.get("shown", ())
        ticked = given.get("sector", ()) if is_there else before["sectors"]
        found["sectors"] = [each for each in dict.fromkeys(ticked) if each in known]
    return found


def _text(given: Mapping[str, str | list[str]], name: str, before: str) -> str:
    found = given.get(name, before)
    return found.strip() if isinstance(found, str) else ""


def _examples_in(
    given: Mapping[str, str | list[str]], before: Sequence[Content]
) -> list[dict[str, Any]]:
    count = _text(given, "count", "")
    many = min(int(count[:4]), MOST_EXAMPLES) if count.isascii() and count.isdigit() else 0
    more = [NEW_EXAMPLE] * (many - len(before))
    return [_example(given, place, each) for place, each in enumerate([*before, *more])]


def _example(given: Mapping[str, str | list[str]], place: int, before: Content) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: clean(
            _text(given, f"{name}-{place}", before[name]), lines=name in {"what", "who", "result"}
        )
        for name in EXAMPLE
    }
    if found["status"] not in STATUSES:
        found["status"] = ""
    shown, ticked = given.get(f"shown-{place}", ()), given.get(f"keep-{place}", ())
    found["dropped"] = [
        *(each for each in before["dropped"] if each not in shown),
        *(each for each in shown if each not in ticked),
    ]
    is_untold = f"what-{place}" not in given and before["removed"]
    found["removed"] = f"removed-{place}" in given or is_untold
    return found


def is_answered(content: Content) -> bool:
    """Return whether anything is filled in."""
    return any(
        any(each[name] for name in EXAMPLE) and not each["removed"]
        for each in content.get("examples", ())
    ) or any(value for name, value in content.items() if name != "examples")


def to_send(content: Content) -> dict[str, Any]:
    """Return what is sent of it: without examples that are empty or removed."""
    if "examples" not in content:
        return dict(content)
    return {
        "examples": [
            {name: value for name, value in each.items() if name != "removed"}
            for each in content["examples"]
            if is_answered({"examples": [each]})
        ]
    }


def faults(question: Question, content: Content) -> list[Note]:
    """Return what must be mended before it can be sent."""
    found = too_long(question, content)
    for place, each in _examples(content):
        found += [Note(f"{name}-{place}", text) for name, text in _faults_of(each)]
    return found


def too_long(question: Question, content: Content) -> list[Note]:
    """Return which texts are too long to be sent."""
    texts = [(name, content[name], LONGEST_TEXT) for name in TEXTS.get(question.kind, ())]
    for place, each in _examples(content):
        texts += [(f"{name}-{place}", each[name], most) for name, most in LONGEST.items()]
    return [Note(name, _too_long(most)) for name, text, most in texts if len(text) > most]


def _examples(content: Content) -> Iterator[tuple[int, Content]]:
    """Yield the examples that would be sent, with their places."""
    for place, each in enumerate(content.get("examples", ())):
        if is_answered({"examples": [each]}):
            yield place, each


def _faults_of(example: Content) -> Iterator[tuple[str, Message]]:
    if not example["what"]:
        yield "what", WITHOUT_WHAT
    years = {name: example[name] for name in ("from", "to")}
    wrong = [name for name, year in years.items() if year and not _is_year(year)]
    yield from ((name, NOT_A_YEAR) for name in wrong)
    if all(years.values()) and not wrong and int(years["to"]) < int(years["from"]):
        yield "to", ENDS_BEFORE
    if example["url"] and not URL.fullmatch(example["url"]):
        yield "url", NOT_AN_ADDRESS


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and EARLIEST_YEAR <= int(text[:5]) <= LATEST_YEAR


def _too_long(longest: int) -> Message:
    return Message(
        sv=f"Texten är längre än {longest} tecken. Korta den.",
        en=f"The text is longer than {longest} characters. Shorten it.",
    )


def personal(question: Question, content: Content) -> list[Note]:
    """Return what looks like personal data: a warning, as a name may be that of a house."""
    texts = [(name, content[name]) for name in TEXTS.get(question.kind, ())]
    for place, each in _examples(content):
        texts += [(f"{name}-{place}", each[name]) for name in ("title", "what", "who", "result")]
    return [
        Note(name, _looks_like(text[each.start : each.end], each.kind))
        for name, text in texts
        for each in find_likely(text)
    ]


def _looks_like(words: str, kind: Any) -> Message:  # noqa: ANN401  one of `swedish.personal.Kind`
    what = WHAT[kind]
    return Message(
        sv=f"”{words}” ser ut som {what.sv}. {CHECK_IT.sv}",
        en=f"“{words}” looks like {what.en}. {CHECK_IT.en}",
    )
