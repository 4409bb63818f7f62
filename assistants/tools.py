"""The tools: each reads what the API offers, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from assistants import answers
from assistants.arguments import Arguments, Properties, check, input_schema, properties_of, spoken
from assistants.asking import Asking, KnownLabels, Pairs, pairs
from assistants.catalogue import Catalogue
from assistants.refusals import Missing, Refusal, fault_of, refuse
from record.fields import SHOWN
from record.words import Words
from schemas.arguments import CoverageArgsSchema, SearchArgsSchema, SimilarArgsSchema
from schemas.faults import nearest_or_all
from schemas.link_suggestions import LinkSuggestionArgsSchema, SuggestedTextSchema

Given = Mapping[str, list[str]]
Content = dict[str, Any]


MOST_HITS, USUAL_HITS = 25, 10
LISTS = ("items", "nearby")
NOT_FOR_ASSISTANTS = (
    *("id", "cursor", "explain", "expand", "status", "fields"),
    *("ignore", "sourceSystem", "externalId", "hasMeasuredResults", "hasLessons", "hasCost"),
    "publishedSince",
)
"""Parameters of a search that copies, curators, pages and developers need."""
NOT_FOR_COVERAGE = (
    *(*NOT_FOR_ASSISTANTS, "matchAll", "budgetFrom", "budgetTo", "updatedSince"),
    *("resultBasis", "documentKind", "hasContact", "hasDocuments"),
)
"""Parameters of a search that no count needs, too: the list of tools has little room."""
LONGEST_ANSWER = 60_000
"""Characters of JSON: what a conversation has room for, and more than any usual answer has."""
ASK_FOR_LESS = Words(
    "Svaret har {length} tecken; högst {most} får plats. Fråga efter mindre: färre träffar (limit),"
    " färre fält (fields) eller andra dimensioner.",
    "The answer has {length} characters; {most} are allowed at most. Ask for less: fewer hits"
    " (limit), fewer fields (fields) or other dimensions.",
)
SEARCH_FIRST = Words(
    "search_entries ger id för exempel.", "search_entries gives the ids of entries."
)


class Work(Protocol):
    """What a tool does with checked arguments."""

    def __call__(self, asking: Asking, given: Given, /) -> Content:
        """Return the answer.

        Raises:
            Refusal: there is none; it says what to do.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool as an assistant sees it, and what it does."""

    name: str
    title: str
    about: str
    takes: Mapping[str, Any]
    work: Work


def call(tool: Tool, catalogue: Catalogue, known: KnownLabels, arguments: Arguments) -> Content:
    """Return what a tool answers.

    Raises:
        Refusal: nothing, for a reason that the assistant can do something about.
    """
    language = spoken(arguments)
    given = check(tool.takes, arguments, language)
    found = tool.work(Asking(catalogue, known, language), given)
    length = len(written(found))
    if length > LONGEST_ANSWER:
        sentence = ASK_FOR_LESS.text(language).format(length=length, most=LONGEST_ANSWER)
        raise Refusal(sentence)
    return found


def written(content: Content) -> str:
    """Return an answer as text."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _search(asking: Asking, given: Given) -> Content:
    chosen = tuple(("fields", name) for name in answers.names(answers.HIT))
    query = pairs({"limit": [str(USUAL_HITS)], **given}) + chosen
    found = answers.shortened(answers.HITS, asking.ask("entries", query=query), asking.language)
    hits, nearby = ([asking.labelled(each) for each in found.get(name, ())] for name in LISTS)
    found |= {"items": hits, **({"nearby": nearby} if nearby else {})}
    return _without_plain_words(found)


def _without_plain_words(found: Content) -> Content:
    """Leave out words that were read as they were written."""
    words = found.get("query", {}).pop("words", ())
    odd = [each for each in words if each.get("status") != "used"]
    if odd:
        found["query"]["words"] = odd
    return found


def _content_of_entry(asking: Asking, given: Given, *path: str, query: Pairs = ()) -> Content:
    """Return what the API answers about the entry whose id or address is given.

    Raises:
        Refusal: it is no id, or there is no such entry.
    """
    advice = SEARCH_FIRST.text(asking.language)
    try:
        entry_id = str(UUID(urlsplit(given["id"][0]).path.rpartition("/")[2]))
        return asking.ask("entries", entry_id, *path, query=query)
    except ValueError:
        sentence = fault_of("not-uuid", "id", asking.language).as_line(asking.language)
        raise Refusal(f"{sentence} {advice}") from None
    except Missing as missing:
        raise Refusal(f"{missing} {advice}") from None


def _entry(asking: Asking, given: Given) -> Content:
    content = _content_of_entry(asking, given)
    entry = answers.shortened(answers.ENTRY, content, asking.language)
    chosen = {"id", *given.get("fields", entry)}
    return asking.labelled({name: entry[name] for name in entry if name in chosen})


def _similar(asking: Asking, given: Given) -> Content:
    query = pairs({name: values for name, values in given.items() if name != "id"})
    content = _content_of_entry(asking, given, "similar", query=query)
    found = answers.shortened(answers.SIMILAR, content, asking.language)
    return {"items": [asking.labelled(each) for each in found.get("items", ())]}


def _coverage(asking: Asking, given: Given) -> Content:
    content = asking.ask("coverage", query=pairs(given))
    found = answers.shortened(answers.COVERAGE, content, asking.language)
    chosen = content["query"]["filters"]
    rows, columns = (_narrow(found[axis], chosen) for axis in ("rows", "columns"))
    cells = [each for each in content["cells"] if each["row"] in rows and each["column"] in columns]
    found["cells"] = [each for each in cells if each["count"]]
    found["missing"] = {
        row: empty
        for row in rows
        if (empty := [each["column"] for each in cells if each["row"] == row and not each["count"]])
    }
    return _without_plain_words(found)


def _narrow(axis: Content, chosen: Mapping[str, list[Content]]) -> list[str]:
    """Leave the values that the conditions choose of a dimension, if any; return their ids."""
    if of_axis := {each["id"] for each in chosen.get(axis["dimension"], ())}:
        axis["values"] = [each for each in axis["values"] if each["id"] in of_axis]
    return [each["id"] for each in axis["values"]]


def _vocabularies(asking: Asking, _given: Given) -> Content:
    content = asking.ask("vocabularies")
    return answers.shortened(answers.VOCABULARIES, content, asking.language)


def _vocabulary(asking: Asking, given: Given) -> Content:
    name = _check_known(asking, "vocabulary", given, asking.vocabularies())
    content = asking.ask("vocabularies", name)
    return answers.shortened(answers.VOCABULARY, content, asking.language)


def _read_concept(asking: Asking, given: Given) -> Content:
    vocabulary = _check_known(asking, "vocabulary", given, asking.vocabularies())
    concept = _check_known(asking, "concept", given, asking.concepts(vocabulary))
    content = asking.ask("vocabularies", vocabulary, "concepts", concept)
    return answers.shortened(answers.CONCEPT, content, asking.language)


def _check_known(asking: Asking, argument: str, given: Given, labels: Mapping[str, str]) -> str:
    """Return an id that there is; the error about another names those that come nearest."""
    [value] = given[argument]
    if value in labels:
        return value
    near = tuple(f"{each} ({labels[each]})" for each in nearest_or_all(value, labels))
    raise refuse([fault_of("unknown-value", argument, asking.language, near)], asking.language)


def _suggestions(asking: Asking, given: Given) -> Content:
    content = {"text": given["text"][0]}
    query = pairs({name: values for name, values in given.items() if name != "text"})
    found = asking.ask("link-suggestions", query=query, content=content)
    return answers.shortened(answers.SUGGESTIONS, found, asking.language)


def _text(about: str, **more: object) -> dict[str, object]:
    return {"type": "string", "description": about, **more}


def _tool(  # noqa: PLR0913, PLR0917  a tool is that much
    name: str,
    title: str,
    about: str,
    work: Work,
    properties: Properties | None = None,
    required: tuple[str, ...] = (),
) -> Tool:
    takes = input_schema(properties or {}, required)
    return Tool(name=name, title=title, about=about, takes=takes, work=work)


_OF_SEARCH = properties_of(SearchArgsSchema(), without=NOT_FOR_ASSISTANTS)
del _OF_SEARCH["matchAll"]["items"]["enum"]  # those of facets
_OF_SEARCH["matchAll"]["description"] = "Filters whose values must all hold."
_OF_SEARCH["limit"] |= {"minimum": 0, "maximum": MOST_HITS, "default": USUAL_HITS}
_OF_COVERAGE = properties_of(CoverageArgsSchema(), without=NOT_FOR_COVERAGE)
for _name in _OF_COVERAGE.keys() & _OF_SEARCH.keys():
    del _OF_COVERAGE[_name]["description"]  # search_entries has it
_ENTRY = {
    "id": _text("Id of the entry, as search_entries gives it, or an address that ends with it.")
}
_VOCABULARY = {"vocabulary": _text("Id of the vocabulary, as list_vocabularies gives it.")}

TOOLS = (
    _tool(
        "search_entries",
        "Search examples",
        "Search for examples of what Swedish counties do with companies towards the"
        " environmental objectives and Agenda 2030. Write q in Swedish: inflected forms, compounds"
        " and misspellings are found. Different filters must all hold; values are ids,"
        " codes or names, of which one must hold. Gives id, address, title, county, state, years,"
        " summary and source address of each hit; when nothing is found,"
        " query.relaxations tells which looser searches would find something, nearby the"
        " nearest examples, which are about something else.",
        _search,
        _OF_SEARCH,
    ),
    _tool(
        "get_entry",
        "Read an example",
        "Read one example whole, or the fields chosen: what was done, results, obstacles, links"
        " to objectives and goals with the quotes they rest on, and its source.",
        _entry,
        {
            **_ENTRY,
            "fields": {
                "type": "array",
                "items": {"type": "string", "enum": [field.name for field in SHOWN]},
                "description": "These fields alone; all of them if left out.",
            },
        },
        ("id",),
    ),
    _tool(
        "find_similar",
        "Find similar examples",
        "Find the examples most like one of them, in any county, best first.",
        _similar,
        {**_ENTRY, **properties_of(SimilarArgsSchema(), without=("expand",))},
        ("id",),
    ),
    _tool(
        "get_coverage",
        "Count examples by two dimensions",
        "Count examples for each pair of values of two dimensions, such as county and goal, under"
        " the conditions that search_entries describes; a dimension that a filter chooses from"
        " has those values alone. missing has the columns without an example for each row: the"
        " catalogue has none, which does not mean that no such work is done.",
        _coverage,
        _OF_COVERAGE,
    ),
    _tool(
        "list_vocabularies",
        "List the vocabularies",
        "List the vocabularies that examples are described with: environmental objectives, goals"
        " and targets of Agenda 2030, sectors, counties and others.",
        _vocabularies,
    ),
    _tool(
        "get_vocabulary",
        "Read a vocabulary",
        "List the concepts of a vocabulary: their ids are values of the filters.",
        _vocabulary,
        _VOCABULARY,
        ("vocabulary",),
    ),
    _tool(
        "get_concept",
        "Read a concept",
        "Read what a concept means, and which concepts of other vocabularies it corresponds to.",
        _read_concept,
        {**_VOCABULARY, "concept": _text("Id of the concept, as get_vocabulary gives it.")},
        ("vocabulary", "concept"),
    ),
    _tool(
        "suggest_links",
        "Suggest links for a text",
        "Suggest the objectives, goals, targets, circular levers and sectors that a Swedish text"
        " should be linked to, with the words they rest on and how often such suggestions are"
        " right. For people to judge. The text is not kept.",
        _suggestions,
        {
            **properties_of(SuggestedTextSchema()),
            **properties_of(LinkSuggestionArgsSchema()),
        },
        ("text",),
    ),
)
BY_NAME = {each.name: each for each in TOOLS}
