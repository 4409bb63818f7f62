"""Reading a reply in a sandboxed process: from a file to documents, respondents and candidates."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog

from app.imports.files.file_type import all_formats
from app.personal_data import place_names
from app.replies.import_files import FAULT, is_file_of_entries
from app.replies.remarks import remarks_on
from app.sandbox.child import error_report
from app.sandbox.parent import SandboxFailure, SandboxLimits, run_sandboxed
from app.surveys.calendar import today
from harvest.candidates import (
    Candidate,
    Extract,
    GivenAnswer,
    Harvested,
    Respondent,
    SectorItem,
)
from harvest.documents.document import Block, BlockFormat, Document, Remark, Sender, Unreadable
from harvest.documents.reading import read
from harvest.harvesting import Harvester, Vocabularies
from harvest.harvesting_json import to_json
from harvest.particulars import read_particulars
from harvest.questions import Questionnaire
from harvest.readings.proposals import Reading, shares
from seed.questionnaires import questionnaire, read_questionnaires
from seed.vocabularies import read_vocabularies

LIMITS = SandboxLimits(seconds=20, memory=500_000_000, written=1_000_000)
"""Of one file: what the readers are held to as well."""
FAILURES = {
    # What a file can be blamed for: the disk and a reader that breaks are ours to mend.
    "time": {
        "code": "reading-time",
        "sv": "Filen tog för lång tid att läsa. Ta ut svaret och skicka bara det.",
        "en": "The file took too long to read. Take out the reply and send only that.",
    },
    "clock": {
        "code": "reading-clock",
        "sv": "Filen hann inte läsas: datorn har mycket att göra. Skicka den igen om en stund.",
        "en": "The file was not read in time: the machine is busy. Send it again in a while.",
    },
    "memory": {
        "code": "reading-memory",
        "sv": "Filen tar för mycket minne att läsa. Ta ut svaret och skicka bara det.",
        "en": "The file takes too much memory to read. Take out the reply and send only that.",
    },
}
SAMPLE = "Länsstyrelsen i Skåne\n2a: Ja\n2c: Kurser om biogas. Vi har besökt tio åkerier.\n2d: Bygg"
"""A reply that needs what most replies need."""
BROKE = Remark(
    "Ett fel hos oss gjorde att filens svar inte kunde läsas. Felet är loggat. Texten är kvar att"
    " läsa och markera i.",
    "A fault of ours kept the answers in the file from being read. It is logged. The text is there"
    " to read and mark in.",
)
log = structlog.get_logger("exempelbanken")
MOST_READINGS = 5
"""Most readings stored of a reply."""
DIGITS = 3
_FORMAT_FIELDS = tuple(each.name for each in fields(BlockFormat))
_PLAIN = BlockFormat()


class UnreadableReply(Exception):
    """A file that gives nothing: `fault` says why, {code, sv, en}."""

    def __init__(self, fault: Mapping[str, str]) -> None:
        super().__init__(fault["en"])
        self.fault = dict(fault)


def _silent() -> None:
    """Give no sign of life."""


def read_reply(
    path: Path, name: str | None, survey: str, alive: Callable[[], None] = _silent
) -> dict[str, Any]:
    """Read a file in a sandboxed process; see `harvested_file` for what is returned.

    Raises:
        UnreadableReply: with one reason, and what to do about it.
        SandboxFailure, OSError: something of ours broke; the file may be as it should.
    """
    try:
        found: dict[str, Any] = run_sandboxed(
            harvested_file, [str(path.absolute()), name, survey], LIMITS, alive, prepare
        )
    except SandboxFailure as failure:
        if failure.reason not in FAILURES:
            raise
        raise UnreadableReply(FAILURES[failure.reason]) from failure
    if fault := found.get("fault"):
        raise UnreadableReply(fault)
    if broke := found.pop("broke", None):
        log.error("answers not read", **broke)
    return found


def prepare() -> None:
    """Load what reading needs, by reading a reply: modules, dictionaries, models, names."""
    all_formats()
    for survey in read_questionnaires():
        _harvester(survey.id).harvest(read(SAMPLE.encode(), "reply.txt"))


def harvested_file(path: str, name: str | None, survey_id: str) -> dict[str, Any]:
    """Return what a file holds, or {fault}; runs in the sandboxed process.

    That is {kind, warnings, sent_on, particulars, documents, respondents, shown}: `documents` and
    `respondents` are rows of the catalogue, each of the latter with its `candidates`; `shown` is
    what `harvest.harvesting_json` makes of it all. Where the search for answers breaks, none were
    found, and `broke` is the error as {error, place}.
    """
    survey = questionnaire(survey_id)
    if is_file_of_entries(Path(path)):
        return {"fault": FAULT}
    try:
        document = read(Path(path).read_bytes(), name)
    except Unreadable as error:
        return {"fault": {"code": error.code, "sv": error.sv, "en": error.en}}
    harvester = _harvester(survey_id)
    try:
        return reading_as_json(harvester.harvest(document), survey)
    except (MemoryError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - goes to the parent's log: people can still mark
        found = reading_as_json(harvester.unanswered(document), survey)
        found["warnings"].insert(0, BROKE._asdict())
        return {**found, "broke": error_report(error)}


def reading_as_json(harvested: Harvested, survey: Questionnaire) -> dict[str, Any]:
    """Return what a file holds; see `harvested_file`."""
    document = harvested.document
    return {
        "kind": document.kind,
        "warnings": [
            each._asdict() for each in (*document.warnings, *remarks_on(harvested, survey))
        ],
        "sent_on": _day(document.sender),
        "particulars": read_particulars(document, today().year)._asdict(),
        **rows_of(harvested, survey),
        "shown": to_json(harvested, survey),
    }


def rows_of(harvested: Harvested, survey: Questionnaire) -> dict[str, list[dict[str, Any]]]:
    """Return `documents` and `respondents` as the catalogue keeps them."""
    yes_no = {each.id for each in survey.questions if each.kind == "yes-no"}
    places = {id(each): place for place, each in enumerate(_documents(harvested))}
    return {
        "documents": [_document(each, harvested) for each in _documents(harvested)],
        "respondents": [
            _respondent(each, places[id(each.document)], yes_no) for each in harvested.respondents
        ],
    }


@lru_cache(maxsize=8)
def _harvester(survey_id: str) -> Harvester:
    return Harvester(questionnaire(survey_id), known_names())


def known_names() -> Vocabularies:
    """Return the names that the harvest looks for."""
    concepts = {each.id: each.concepts for each in read_vocabularies()}
    return Vocabularies(
        counties=concepts["counties"],
        sectors=concepts["sectors"],
        municipalities=concepts["municipalities"],
        places=place_names(),
    )


def _documents(harvested: Harvested) -> list[Document]:
    """Return the documents that answers stand in; the file itself where there are none."""
    found = {id(each.document): each.document for each in harvested.respondents}
    return list(found.values()) or [harvested.document]


def _document(document: Document, harvested: Harvested) -> dict[str, Any]:
    withheld = {
        each for one in harvested.respondents if one.document is document for each in one.withheld
    }
    return {
        "sha256": document.sha256,
        "name": document.name,
        "kind": document.kind,
        "text": document.text,
        "blocks": [_block(each) for each in document.blocks],
        "withheld": [
            {"kind": each.kind, "start": each.start, "end": each.end} for each in sorted(withheld)
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    """Return where a line stands and what is particular about it."""
    whole = asdict(block)
    marked = {name: whole[name] for name in _FORMAT_FIELDS if whole[name] != getattr(_PLAIN, name)}
    return {"start": block.start, "end": block.end, **marked}


def _day(sender: Sender | None) -> str | None:
    return sender.date.date().isoformat() if sender and sender.date else None


def _respondent(respondent: Respondent, document: int, yes_no: Container[str]) -> dict[str, Any]:
    return {
        "document": document,
        "row": respondent.row,
        "county": respondent.county,
        "organisation": respondent.organisation,
        "yes_no": {
            each.question: each.yes_no for each in respondent.answers if each.question in yes_no
        },
        "answers": [_answer(each) for each in respondent.answers],
        "sectors": [_sector(each) for each in respondent.sectors],
        "readings": readings_of(respondent),
        "candidates": [_candidate(each) for each in respondent.candidates],
    }


def readings_of(respondent: Respondent) -> list[dict[str, Any]]:
    """Return the likeliest readings of the examples, the one that was taken first.

    Each is {key, spans, unread, sureness, taken}: `spans` has those of the pieces of each example,
    `unread` counts the characters of lines that are part of no answer, and `sureness`, 0 to 1, is
    its share of what speaks for any.
    """
    by_key: dict[str, tuple[Reading, float]] = {}
    for each in zip(respondent.readings, shares(respondent.readings), strict=True):
        by_key.setdefault(each[0].key, each)
    return [
        {
            "key": reading.key,
            "spans": [
                _pairs((part.start, part.end) for part in each.parts) for each in reading.examples
            ],
            "unread": _unread(respondent, reading),
            "sureness": round(share, DIGITS),
            "taken": not at,
        }
        for at, (reading, share) in enumerate([*by_key.values()][:MOST_READINGS])
    ]


def _unread(respondent: Respondent, reading: Reading) -> int:
    """Return how many characters are part of no other answer and of no example of a reading."""
    text = bytearray(len(respondent.document.text))
    examples = {each.question for each in respondent.examples}
    spans = [(part.start, part.end) for each in reading.examples for part in each.parts]
    for answer in respondent.answers:
        if answer.question not in examples:
            spans += answer.said.spans
    for start, end in spans:
        text[start:end] = b"\1" * (end - start)
    return sum(text[each.start : each.end].count(0) for each in respondent.document.blocks)


def _answer(answer: GivenAnswer) -> dict[str, Any]:
    return {"question": answer.question, "yesNo": answer.yes_no, **_extract_view(answer.said)}


def _sector(item: SectorItem) -> dict[str, Any]:
    return {**_extract_view(item.said), "sectors": list(item.sectors)}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        **_extract_view(candidate.said),
        "question": candidate.question,
        "kind": candidate.kind,
        "title": candidate.title,
        "sectors": list(candidate.sectors),
        "context": _extract_view(candidate.context) if candidate.context else None,
        "confidence": candidate.confidence,
        "kindConfidence": candidate.kind_confidence,
        "given": dict(candidate.given),
        "within": _pairs(candidate.within),
    }


def _extract_view(extract: Extract) -> dict[str, Any]:
    return {"text": extract.text, "publicText": extract.public_text, "spans": _pairs(extract.spans)}


def _pairs(spans: Iterable[Sequence[int]]) -> list[list[int]]:
    return [list(span) for span in spans]
