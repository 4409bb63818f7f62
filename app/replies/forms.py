"""Replies that came by form: the file that stores one, and what a worker makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.replies.parsing import known_names, rows_of
from catalogue.replies import ReplyRecord
from harvest.filled_in import KIND, harvest_form
from seed.questionnaires import questionnaire


def read_sent(path: Path) -> dict[str, Any]:
    """Return what was sent: {form, survey, year, county, versions, answers}.

    Raises:
        FileNotFoundError: it is deleted.
    """
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def read_form(path: Path, record: ReplyRecord) -> dict[str, Any]:
    """Return what a form holds, as `app.replies.parsing.harvested_file` does of a file.

    The file is ours, so it needs no sandbox.
    """
    content = read_sent(path)
    survey = questionnaire(record.survey)
    file = (record.sha256, record.file_name or "")
    harvested = harvest_form(survey, content["county"], content["answers"], known_names(), file)
    return {
        "kind": KIND,
        "warnings": [],
        "sent_on": record.received_on,
        "particulars": {},
        **rows_of(harvested, survey),
    }
