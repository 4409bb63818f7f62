"""What stands as the contact of an entry, judged by its address."""

from __future__ import annotations

import pytest

from record.contact import ContactKind, contact_kind

SOURCE = "https://www.example.org/projekt/vatten/"


@pytest.mark.parametrize(
    ("contact", "kind"),
    [
        (None, ContactKind.NONE),
        ("", ContactKind.NONE),
        ("miljo@example.org", ContactKind.MAILBOX),
        (SOURCE, ContactKind.SOURCE),
        (SOURCE.rstrip("/"), ContactKind.SOURCE),
        ("https://example.org/om-oss/Kontakta-oss", ContactKind.PAGE),
        ("https://example.org/en/contact", ContactKind.PAGE),
        ("https://example.org/nyheter/2023-06-20-symbios", ContactKind.NEWS),
        ("https://example.org/pressmeddelande/1", ContactKind.NEWS),
        ("https://example.org/kompressorer", ContactKind.SITE),
        ("https://pressbyran.example.org/", ContactKind.SITE),
        ("https://example.org", ContactKind.SITE),
    ],
)
def test_a_contact_is_what_its_address_is(contact: str | None, kind: ContactKind) -> None:
    assert contact_kind({"contact": contact, "source": {"url": SOURCE}}) is kind


def test_a_source_without_an_address_is_no_contact_page() -> None:
    entry = {"contact": "https://example.org/", "source": {"url": None}}
    assert contact_kind(entry) is ContactKind.SITE


def test_only_whom_one_can_ask_is_a_contact() -> None:
    answering = {each for each in ContactKind if each.answers}
    assert answering == {ContactKind.MAILBOX, ContactKind.PAGE, ContactKind.SITE}
