"""Mails: the best of their texts, who sent them, what is attached."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from harvest.documents.document import Unreadable
from harvest.documents.limits import MOST_ATTACHMENTS
from harvest.documents.reading import read
from tests.unit.harvest.documents import compound
from tests.unit.harvest.documents.file_builder import docx, paragraph

BODY = "Hej!\n\n2c: Klimatråd för åkerier\n"
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(100)


def mail(text: str = BODY, **how: Any) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Örjan Ek <orjan.ek@example.se>"
    message["Subject"] = "SV: Frågor om näringslivet"
    message["Date"] = "Thu, 12 Nov 2026 10:02:09 +0100"
    message.set_content(text, **how)
    return message


def attach(message: EmailMessage, content: bytes, name: str, kind: str = "octet-stream") -> None:
    message.add_attachment(content, maintype="application", subtype=kind, filename=name)


def test_the_head_tells_who_sent_it() -> None:
    sender = read(mail().as_bytes()).sender

    assert sender is not None
    assert (sender.name, sender.address) == ("Örjan Ek", "orjan.ek@example.se")
    assert sender.subject == "SV: Frågor om näringslivet"
    assert sender.date is not None
    assert sender.date.isoformat() == "2026-11-12T10:02:09+01:00"


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_any_encoding_of_a_mail_is_read(charset: str, cte: str) -> None:
    document = read(mail(charset=charset, cte=cte).as_bytes())

    assert document.text == "Hej!\n2c: Klimatråd för åkerier"


def test_a_mail_that_claims_a_narrower_encoding_is_read_all_the_same() -> None:
    head = b"From: a@example.se\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\n"

    assert read(head + b"2010\x962013").text == "2010–2013"


def test_a_mail_without_encoding_is_read() -> None:
    data = b"From: a@example.se\nSubject: x\n\nmilj\xf6m\xe5l"

    assert read(data).text == "miljömål"


def test_of_alternatives_the_richer_is_read_once() -> None:
    message = mail()
    message.add_alternative("<p>Hej!</p><p><b>2c: Klimatråd för åkerier</b></p>", subtype="html")

    blocks = read(message.as_bytes()).blocks

    assert [(block.text, block.bold) for block in blocks] == [
        *(("Hej!", False), ("2c: Klimatråd för åkerier", True))
    ]


def test_an_alternative_that_leaves_something_out_is_not_read() -> None:
    message = mail()
    message.add_alternative("<p>Visa i webbläsaren</p>", subtype="html")

    assert read(message.as_bytes()).text == "Hej!\n2c: Klimatråd för åkerier"


def test_lines_that_say_that_they_go_on_are_joined() -> None:
    message = mail("Ja, vi har \navstämningar.\n> Fråga \n> 2\nSlut\n")
    message.set_param("format", "flowed")

    assert read(message.as_bytes()).text == "Ja, vi har avstämningar.\nFråga 2\nSlut"


def test_answers_in_a_quotation_are_kept() -> None:
    blocks = read(mail("> 2c Exempel?\nKlimatråd\n> 2d Branscher?\nBygg\n").as_bytes()).blocks

    assert [(block.text, block.quote) for block in blocks] == [
        *(("2c Exempel?", 1), ("Klimatråd", 0), ("2d Branscher?", 1), ("Bygg", 0))
    ]


def test_an_attached_answer_is_a_document_of_its_own() -> None:
    message = mail("Se bilagan.")
    attach(message, docx(paragraph("2c) Klimatråd")), "Svar från länet.docx")

    (attached,) = read(message.as_bytes()).attachments

    assert (attached.kind, attached.name, attached.text) == (
        *("docx", "Svar från länet.docx", "2c) Klimatråd"),
    )


def test_an_attached_mail_is_read_with_its_own_attachments() -> None:
    inner = mail("Innerst")
    attach(inner, b"2d: bygg", "svar.txt")
    message = mail("Vidarebefordrar")
    message.add_attachment(inner)

    (attached,) = read(message.as_bytes()).attachments

    assert (attached.kind, attached.text, attached.attachments[0].text) == (
        *("eml", "Innerst", "2d: bygg"),
    )


def test_an_attachment_that_cannot_be_read_does_not_stop_the_mail() -> None:
    message = mail()
    attach(message, b"PK\x03\x04broken", "svar.docx")

    document = read(message.as_bytes())

    assert document.attachments == ()
    assert document.warnings[0].sv.startswith(
        "Bilagan svar.docx är inte läst. Filen ser ut som Word"
    )


def test_logos_and_signatures_are_no_attachments() -> None:
    message = mail()
    message.add_attachment(LOGO, maintype="image", subtype="png", filename="logo.png")
    attach(message, b"0\x80", "smime.p7s", "pkcs7-signature")

    document = read(message.as_bytes())

    assert (document.attachments, document.warnings) == ((), ())


def test_more_attachments_than_the_limit_are_told_of() -> None:
    message = mail()
    for number in range(MOST_ATTACHMENTS + 1):
        attach(message, b"2d: bygg", f"{number}.txt")

    document = read(message.as_bytes())

    assert len(document.attachments) == MOST_ATTACHMENTS
    assert [each.sv for each in document.warnings] == [
        f"Fler än {MOST_ATTACHMENTS} bilagor: resten är inte lästa."
    ]


@pytest.mark.parametrize(
    "kind", ["multipart/encrypted; boundary=x", "application/pkcs7-mime; smime-type=enveloped-data"]
)
def test_an_encrypted_mail_is_told_of(kind: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(f"From: a@example.se\nSubject: x\nContent-Type: {kind}\n\n--x\n\nx\n--x--\n".encode())

    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("head", ["From: =?x-unknown?q?a?= <a@example.se>", "From: <<<>>>"])
def test_a_broken_head_does_not_stop_the_mail(head: str) -> None:
    assert read(f"{head}\nSubject: =?utf-8?b?@?=\nDate: i går\n\nSvar\n".encode()).text == "Svar"


def test_an_outlook_message_is_read_with_its_attachments() -> None:
    data = compound.msg(
        {
            compound.SUBJECT: "Svar",
            compound.BODY: "Hej\r\n\r\n2c: Klimatråd",
            compound.HTML: "<html><p>Hej<p><b>2c: Klimatråd</b>".encode(),
            compound.SENDER: "Örjan Ek",
            compound.ADDRESS: "orjan.ek@example.se",
        },
        [{compound.LONG_NAME: "svar.txt", compound.CONTENT: "2d: åkerier".encode()}],
    )

    document = read(data, "svar.msg")

    assert (document.kind, document.text, document.warnings) == ("msg", "Hej\n2c: Klimatråd", ())
    assert document.blocks[1].bold
    assert document.sender is not None
    assert (document.sender.name, document.sender.address) == ("Örjan Ek", "orjan.ek@example.se")
    assert [attached.text for attached in document.attachments] == ["2d: åkerier"]


def test_an_outlook_message_of_plain_text_is_read() -> None:
    assert read(compound.msg({compound.BODY: "> 2c?\r\nKlimatråd"})).text == "2c?\nKlimatråd"


def test_a_message_within_an_outlook_message_is_told_of() -> None:
    data = compound.msg({compound.BODY: "Se bifogat"}, [{compound.LONG_NAME: "SV Frågor"}])

    assert [each.sv for each in read(data).warnings] == [
        "Det bifogade mejlet SV Frågor är inte läst: spara det som en egen fil."
    ]
