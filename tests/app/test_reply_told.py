"""What a curator is told of a reply as a whole, and that no machine counts it as reviewed."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.errors import Conflict
from app.replies import parsing
from app.replies.parsing import harvested_file
from app.replies.reviewing import mark_reviewed
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from tests.app.breaking import SAID, broken_file
from tests.app.replying import CORRECTED, REPLY, candidates_of, harvested

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services

EMPTY = "Svar från Länsstyrelsen i Kronobergs län\n1) Ja.\n2a) Nej.\n2b) Nej.\n3) Inget.\n"
FULL = REPLY.partition("\n")[2].replace(" i Växjö", "")


def told(folder: Path, content: bytes, name: str = "svar.txt") -> list[str]:
    path = folder / "reply"
    path.write_bytes(content)
    return [each["en"] for each in harvested_file(str(path), name, "rus-2018")["warnings"]]


def mail(attachment: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "svar@kronoberg.example", "Svar"
    message.set_content(REPLY)
    message.add_attachment(attachment, filename="projekt.txt")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (REPLY.encode(), []),
        (FULL.encode(), ["does not tell which county"]),
        (EMPTY.encode(), ["No answer to question 2c", "gave no candidates"]),
        (mail("Vi lånar ut verktyg till tolv byggföretag i länet.\n"), ["projekt.txt was read"]),
    ],
)
def test_a_curator_is_told_what_may_be_missing(
    tmp_path: Path, content: bytes, sentences: list[str]
) -> None:
    found = told(tmp_path, content, "svar.eml" if content.startswith(b"From:") else "svar.txt")
    assert len(found) == len(sentences)
    assert all(part in each for part, each in zip(sentences, found, strict=True))


def test_a_file_whose_answers_break_the_harvest_is_a_text_to_mark_in(
    reply_services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parsing, "harvested_file", broken_file)
    found = harvested(reply_services, REPLY.replace("tolv", "elva"))
    view = whole_reply_view(reply_services, found)
    assert found.state == "harvested"
    assert "Verktygspool" in view["documents"][0]["text"]
    assert [each["answers"] for each in view["respondents"]] == [[]]
    assert view["warnings"][0].sv == parsing.BROKE.sv
    printed = "".join(capsys.readouterr())
    assert "KeyError" in printed
    assert SAID not in printed


def test_much_text_before_the_answers_is_told_of(tmp_path: Path) -> None:
    before = "Åkerier i länet har fått hjälp att byta bränsle av oss under året.\n" * 12
    (sentence,) = told(tmp_path, f"Svar från Länsstyrelsen Kronoberg\n{before}{FULL}".encode())
    assert "belong to no answer" in sentence


def test_a_reply_without_candidates_is_reviewed_when_somebody_says_so(
    reply_services: Services,
) -> None:
    reply = harvested(reply_services, EMPTY)
    assert reply.record.reviewed_at is None
    mark_reviewed(reply_services, COMMAND, reply.record.id, None)
    assert get_reply(reply_services, reply.record.id).record.reviewed_at is not None
    with pytest.raises(Conflict):
        mark_reviewed(reply_services, COMMAND, reply.record.id, None)


def test_a_reply_of_which_something_waits_or_was_replaced_is_not_reviewed_yet(
    reply_services: Services,
) -> None:
    reply = harvested(reply_services)
    assert candidates_of(reply_services, reply.record.id)
    with pytest.raises(Conflict):
        mark_reviewed(reply_services, COMMAND, reply.record.id, None)
    harvested(reply_services, CORRECTED)
    assert get_reply(reply_services, reply.record.id).record.reviewed_at is None
