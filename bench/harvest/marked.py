"""Replies written with marks that tell what is in them: one source for the file and its gold.

"⟦2c a|...⟧" is an example of kind a(ctivity), m (working method) or s(ector collaboration);
"⟦1 ja|...⟧" an answer with its yes or no; "⟦2d|...⟧" a sector; "⟦!|...⟧" personal data; "⟦x|...⟧"
what must not appear. "#1" joins marks to one item, "@Name" names the respondent's row or column.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"a": "activity", "m": "working-method", "s": "sector-collaboration"}
QUESTIONS = ("1", "2a", "2b", "2c", "2d", "3", "4")
_MARK = re.compile(r"⟦([^|⟧]*)\||⟧")
_TAG = re.compile(r"</?[a-z][^>]*>|\*\*|\{ins:([^}]*)\}|\{(?:del|comment):[^}]*\}|¶(?:- )?")


@dataclass
class Source:
    """A reply as it is written: what the head says, the text without marks, and the gold."""

    name: str
    head: dict[str, Any]
    text: str
    gold: list[dict[str, Any]] = field(default_factory=list)


def read_source(path: Path) -> Source:
    """Read a marked reply."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(head)
    found: list[tuple[list[str], str]] = []
    text = _unmarked(body, found)
    if "body" in fields:
        fields["body"] = _unmarked(fields["body"], found)
    return Source(path.name, fields, text, _gold(path.name, fields, found))


def _unmarked(marked: str, found: list[tuple[list[str], str]]) -> str:
    """Return a text without its marks; what they hold is added to `found`."""
    plain = ""
    last = 0
    opened: list[tuple[list[str], int]] = []
    for mark in _MARK.finditer(marked):
        plain += marked[last : mark.start()]
        last = mark.end()
        if mark[1] is not None:
            opened.append((_parts(mark[1]), len(plain)))
        else:
            parts, start = opened.pop()
            found.append((parts, _said(plain[start:])))
    return plain + marked[last:]


def _parts(label: str) -> list[str]:
    label, _, name = label.partition("@")
    return [*label.split(), f"@{name}"]


def _said(text: str) -> str:
    """Return what is read of a marked text: no markup, white space as one space."""
    text = text.replace('""', '"')
    return " ".join(html.unescape(_TAG.sub(lambda tag: tag[1] or "", text)).split())


def _gold(
    name: str, head: dict[str, Any], found: list[tuple[list[str], str]]
) -> list[dict[str, Any]]:
    personal = sorted({text for parts, text in found if parts[0] == "!"})
    struck = [text for parts, text in found if parts[0] == "x"]
    return [
        {
            "file": name,
            "row": row or None,
            "county": county,
            "answers": _answers([(p, t) for p, t in found if p[-1] == f"@{row}"]),
            "personalData": personal,
            "mustNotAppear": struck,
        }
        for row, county in head["counties"].items()
    ]


def _answers(found: list[tuple[list[str], str]]) -> dict[str, Any]:
    answers: dict[str, Any] = dict.fromkeys(QUESTIONS)
    joined: dict[str, dict[str, Any]] = {}
    for (question, *labels), text in found:
        if question not in QUESTIONS:
            continue
        number = next((label for label in labels if label.startswith("#")), "")
        if question in {"2c", "2d"}:
            answer = answers[question] = answers[question] or {"items": []}
            if number in joined:
                joined[number]["text"] += f" {text}"
                continue
            item = {"text": text} | ({"kind": KINDS[labels[0]]} if question == "2c" else {})
            answer["items"].append(item)
            if number:
                joined[number] = item
        else:
            said = next((label for label in labels if label in {"ja", "nej"}), None)
            before = answers[question] or {"text": "", "yesNo": None}
            whole = f"{before['text']} {text}".strip()
            answers[question] = {"text": whole, "yesNo": before["yesNo"] or said}
    return answers
