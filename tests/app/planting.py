"""A text planted wherever the product keeps texts, by its own paths; and looking for it raw."""

from __future__ import annotations

import gzip
import io
import json
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from app.accounts.access import COMMAND
from app.accounts.tokens import Grant, create_token
from app.accounts.users import create_user, name_user
from app.candidates.editing import patch
from app.candidates.reading import CandidateFilter, list_candidates
from app.candidates.transitions import apply_transition
from app.copies.dumps import service as dumps
from app.entries.editing import BaseVersion
from app.indexing import sync_index
from app.linking.suggesting import train
from app.replies.service import SubmittedReply, submit
from app.uploads import receive_upload
from catalogue import publishing
from catalogue.tables import Base as Tables
from tests.app.importing import entry_of, handed_in, imported, ndjson, published, work_off
from tests.fixtures.repository import ROOT
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services

NAME = "Örjan Zeppelinqvist"
RARE = "zeppelinqvist"
OTHERWISE = "ÖRJAN zeppelinqvist"
DECOMPOSED = unicodedata.normalize("NFD", NAME)
REPLY = ROOT / "tests/harvest/corpus/training/00/09_varmland_svar.txt"


def plant(services: Services) -> dict[str, str]:
    """Plant the name everywhere; return ids by what they are of."""
    _plant_versions(services)
    _plant_uploads(services)
    reply, candidate = _plant_reply(services)
    create_token(services, COMMAND, Grant(f"Diariet, {NAME}", ["imports:run"], None))
    create_user(services, "örjan.zeppelinqvist@example.org", "curator", None)
    name_user(services, "örjan.zeppelinqvist@example.org", NAME)
    handed_in(services, json.dumps([row("late", title=NAME)]).encode())  # waits, in escapes
    sync_index(services)
    dumps.make_dump(services)
    train(services)
    public = entry_of(services, "public")
    assert public
    return {"entry": public.id, "reply": reply, "candidate": candidate}


def _plant_versions(services: Services) -> None:
    quote = f"{NAME} lånar ut verktyg"
    evidence = [{"field": "goals", "value": "12", "quote": quote}]
    told: dict[str, Any] = {"summary": f"{quote}.", "goals": ["12"], "evidence": evidence}
    published(services, ndjson(row("target"), row("gone", facts=[NAME])))
    published(services, ndjson(row("public", title=f"Före: {OTHERWISE}", **told)))
    named = entry_of(services, "target")
    assert named
    related = [{"type": "part-of", "entryId": named.id}]
    web = {"type": "web-page", "title": f"Av {DECOMPOSED}", "url": "https://example.org/"}
    later = row("public", title=f"Nu: {NAME}", relations=related, source=web, **told)
    published(services, ndjson(later))
    imported(services, ndjson({**later, "methods": f"Utkast av {OTHERWISE}"}), publish=False)
    imported(services, ndjson(row("draft", partners=[f"{NAME} AB"])), publish=False)
    gone = entry_of(services, "gone")
    assert gone
    with services.database.write() as unit:
        publishing.withdraw(unit, gone.id, f"{NAME} bad om det", actor="tester")


def _plant_uploads(services: Services) -> None:
    told = {"key": f"nyckel {NAME}", "name": f"exempel av {NAME}.ndjson"}
    handed_in(services, ndjson(row("public", title=NAME, kind=NAME)), **told)
    work_off(services)
    heads = "externalId;kind;title;summary;counties;source.type;source.title\r\n"
    line = f'fel;activity;{NAME};Text;{NAME};web-page;"Sida"\r\n'
    imported(services, (heads + line).encode("cp1252"))
    imported(services, _workbook())
    imported(services, f"ingen tabell: {NAME}".encode("utf-16"))


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["externalId", "kind", "title", "summary", "counties", "source.type"])
    sheet.append(["bok", "activity", f"{NAME} i en bok", "Text", "nowhere", "web-page"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _plant_reply(services: Services) -> tuple[str, str]:
    """Send a reply in, whose examples tell of the name; accept one, edit one, reject one."""
    text = REPLY.read_text(encoding="utf-8").replace("klimatrådet", f"klimatrådet med {NAME}")
    sent = SubmittedReply("token:test", registry_number=f"dnr {NAME}")
    with receive_upload(services.settings, io.BytesIO(text.encode()), None) as upload:
        reply_id, _ = submit(services, upload, sent, f"svar från {NAME}.txt")
    work_off(services)
    _, found = list_candidates(services, CandidateFilter(), 1, 20)
    first, second, third = found[:3]
    edit = {"title": f"Ändrat av {NAME}", "reason": f"{NAME} ringde"}
    patched = patch(services, COMMAND, _base(first), edit).candidate
    accept = {"transition": "accept", "publish": False, "reason": NAME}
    accepted = apply_transition(services, COMMAND, _base(patched), accept)
    with services.database.write() as unit:  # with a name in it, it is not published at once
        publishing.publish(unit, accepted.candidate["entryId"], actor="tester", reason=NAME)
    reject = {"transition": "reject", "reason": f"Enligt {NAME}"}
    apply_transition(services, COMMAND, _base(second), reject)
    patch(services, COMMAND, _base(third), {"summary": f"{OTHERWISE} leder arbetet."})
    return reply_id, str(accepted.candidate["id"])


def _base(candidate: dict[str, Any]) -> BaseVersion:
    return BaseVersion(candidate["id"], frozenset({str(candidate["version"])}))


def spellings() -> set[bytes]:
    """Return the bytes that the name, or its rare half, may lie in a file as."""
    words = {NAME, NAME.split()[1]}
    cased = {change(word) for word in words for change in (str, str.lower, str.upper)}
    encoded = {
        text.encode(encoding)
        for word in cased
        for text in (word, unicodedata.normalize("NFD", word))
        for encoding in ("utf-8", "utf-16-le")
    }
    return encoded | {json.dumps(word)[1:-1].encode() for word in cased}


def files_with_name(folder: Path) -> list[str]:
    """Return the files of a folder whose bytes, or unpacked content, hold the name."""
    sought = spellings()
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(each in content for content in _contents(path) for each in sought)
    )


def _contents(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def tables_with_name(services: Services) -> list[str]:
    """Return the tables of which a row, written out, holds the name."""
    found = []
    with services.database.read() as connection:
        for table in Tables.metadata.sorted_tables:
            rows = connection.execute(table.select()).mappings()
            text = json.dumps([dict(each) for each in rows], default=str, ensure_ascii=False)
            folded = unicodedata.normalize("NFC", text).casefold()
            if RARE in folded:
                found.append(table.name)
    return sorted(found)
