"""Replies as they are read in the background: cut off, repeated, too much."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from app.jobs.execution import JobLease, Stopped, run_job, take_job
from app.linking import examples as linking_examples
from app.replies import parsing as replies_reading
from app.replies.runs import HANDLERS
from app.replies.service import KIND, SubmittedReply, get_reply, original_path, submit
from app.sandbox.parent import SandboxLimits
from app.uploads import receive_upload
from tests.app.importing import work_off
from tests.app.replying import ACTOR, REPLY, candidates_of, harvested

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

MAIL = (
    b"From: Anna Lindqvist <anna.lindqvist@example.org>\r\nSubject: Svar\r\n"
    b"Date: Mon, 20 Aug 2018 09:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nHej, se bilagan.\r\n--x\r\n"
    b'Content-Type: text/plain; charset=utf-8; name="svar.txt"\r\n'
    b'Content-Disposition: attachment; filename="sv\0ar.txt"\r\n\r\n'
)


def waiting(services: Services) -> str:
    """Send the reply in, and leave it unread."""
    with receive_upload(services.settings, io.BytesIO(REPLY.encode()), None) as upload:
        return submit(services, upload, SubmittedReply(ACTOR), "svar.txt")[0]


class CutOff(JobLease):
    """A worker that is told to end as soon as it gives a sign of life."""

    def renew_if_due(self) -> None:
        raise Stopped


def test_a_reading_that_was_cut_off_is_done_again_and_doubles_nothing(
    account_services: Services,
) -> None:
    reply_id = waiting(account_services)
    job = take_job(account_services, [KIND], "first", reply_id)
    assert job is not None
    run_job(account_services, job, HANDLERS, CutOff(account_services, reply_id, "first"))
    assert get_reply(account_services, reply_id).state == "running"
    assert not candidates_of(account_services)
    work_off(account_services)
    assert get_reply(account_services, reply_id).state == "harvested"
    assert len(candidates_of(account_services)) == 3


def test_the_same_file_sent_in_twice_at_once_is_one_reply(account_services: Services) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(lambda _: waiting(account_services), range(4)))
    assert len(ids) == 1
    kept = original_path(account_services.settings, *ids)
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]
    assert (kept.stat().st_mode & 0o777, kept.read_bytes()) == (0o600, REPLY.encode())


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (SandboxLimits(seconds=0), "reading-clock"),
        (SandboxLimits(memory=100_000_000), "reading-memory"),
    ],
)
def test_a_file_that_takes_too_much_says_what_to_do(
    account_services: Services, monkeypatch: pytest.MonkeyPatch, limits: SandboxLimits, code: str
) -> None:
    monkeypatch.setattr(replies_reading, "LIMITS", limits)
    found = harvested(account_services, f"{REPLY}\n\n" + "Kurser om biogas. " * 10_000)
    assert (found.state, found.record.fault and found.record.fault["code"]) == ("failed", code)
    assert not list(original_path(account_services.settings, "").iterdir())


def test_an_original_that_is_gone_is_reported(account_services: Services) -> None:
    reply_id = waiting(account_services)
    original_path(account_services.settings, reply_id).unlink()
    work_off(account_services)
    fault = get_reply(account_services, reply_id).record.fault
    assert fault is not None
    assert fault["code"] == "file-gone"


def test_an_attachment_is_a_document_of_its_own_and_the_mail_tells_the_day(
    account_services: Services,
) -> None:
    mail = MAIL + REPLY.encode() + b"\r\n--x--\r\n"
    found = harvested(account_services, mail, name="svar.eml")
    assert (found.record.file_kind, found.record.received_on) == ("eml", "2018-08-20")
    names = {each["said"]["name"] for each in candidates_of(account_services)}
    assert names == {"svar.txt"}
    checksums = {each["said"]["checksum"] for each in candidates_of(account_services)}
    assert found.record.sha256 not in checksums


def test_a_catalogue_of_vocabularies_alone_suggests_by_rules(
    empty_services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "entries.jsonl"
    nothing.touch()
    monkeypatch.setattr(linking_examples, "entries_path", lambda: nothing)
    assert harvested(empty_services).state == "harvested"
    found = [each for one in candidates_of(empty_services) for each in one["suggestions"]]
    assert {"transport", "bygg"} <= {each["value"] for each in found}
    assert {each["method"] for each in found} <= {"rules", "named"}
    assert "rules" in {each["method"] for each in found}


def test_an_empty_catalogue_learns_from_the_release(empty_services: Services) -> None:
    assert harvested(empty_services).state == "harvested"
    found = [each for one in candidates_of(empty_services) for each in one["suggestions"]]
    assert "learnt" in {each["method"] for each in found}
