"""The harvest as JSON: the structure that the made-up replies are scored in, with places added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from harvest.candidates import Candidate, Extract, GivenAnswer, Harvested, Respondent
from harvest.questions import Questionnaire


def to_json(harvested: Harvested, survey: Questionnaire) -> dict[str, Any]:
    """Return `{"replies": [...]}`, one for each respondent, every question with its answer or null.

    Where `publicText` stands beside `text`, only the former may be published. `spans` are
    [start, end] in the canonical text of the file whose hash is `sha256`.
    """
    return {"replies": [_reply(each, harvested, survey) for each in harvested.respondents]}


def _reply(respondent: Respondent, harvested: Harvested, survey: Questionnaire) -> dict[str, Any]:
    answers = {answer.question: answer for answer in respondent.answers}
    return {
        "file": harvested.document.name,
        "row": respondent.row,
        "sha256": respondent.document.sha256,
        "questionnaire": harvested.questionnaire,
        "county": respondent.county,
        "organisation": respondent.organisation,
        "answers": {
            question.id: _answer(question.kind, answers.get(question.id), respondent)
            for question in survey.questions
            if question.kind != "heading" or question.id in answers
        },
        "collaborations": [_candidate(each) for each in respondent.collaborations],
        "withheld": [
            {"kind": each.kind, "start": each.start, "end": each.end}
            for each in respondent.withheld
        ],
    }


def _answer(kind: str, answer: GivenAnswer | None, respondent: Respondent) -> dict[str, Any] | None:
    if answer is None:
        return None
    if kind == "examples":
        return _items([_candidate(each) for each in respondent.examples], answer)
    if kind == "sectors":
        items = [
            {**_extract_json(each.said), "sectors": list(each.sectors)}
            for each in respondent.sectors
        ]
        return _items(items, answer)
    return {"yesNo": answer.yes_no, **_extract_json(answer.said)}


def _items(items: Sequence[Mapping[str, Any]], answer: GivenAnswer) -> dict[str, Any]:
    return {"items": list(items), "spans": [list(span) for span in answer.said.spans]}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    found = {
        **_extract_json(candidate.said),
        "question": candidate.question,
        "kind": candidate.kind,
        "title": candidate.title,
        "summary": candidate.said.public_text,
        "sectors": list(candidate.sectors),
        "confidence": candidate.confidence,
        "kindConfidence": candidate.kind_confidence,
        "fields": dict(candidate.given.get("fields", {})),
    }
    if "url" in candidate.given:
        found["url"] = candidate.given["url"]
    return found | ({"context": _extract_json(candidate.context)} if candidate.context else {})


def _extract_json(extract: Extract) -> dict[str, Any]:
    public = {"publicText": extract.public_text} if extract.public_text != extract.text else {}
    return {"text": extract.text, **public, "spans": [list(span) for span in extract.spans]}
