"""What a file tells of itself."""

from __future__ import annotations

import pytest

from harvest.documents.reading import read
from harvest.particulars import Particulars, read_particulars

LATEST = 2026
MAIL = """From: anna@example.org
Subject: Svar dnr 501-4711-2021
Date: Mon, 20 Sep 2021 10:00:00 +0200
Content-Type: text/plain; charset=utf-8

{text}
"""


def particulars(text: str, name: str = "svar.txt") -> Particulars:
    return read_particulars(read(text.encode(), name), LATEST)


def test_a_mail_tells_day_year_and_number() -> None:
    found = particulars(MAIL.format(text="2c) Vi lånar ut verktyg."), "svar.eml")
    assert found == Particulars(2021, "2021-09-20", "501-4711-2021")


def test_the_named_year_of_the_survey_is_surer_than_the_day_of_the_mail() -> None:
    assert particulars(MAIL.format(text="Svar på enkäten 2020"), "svar.eml").year == 2020


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Diarienummer: 424-5588-19\nVi svarar.", "a.txt", (None, None, "424-5588-19")),
        ("Växjö den 3 maj 2019\nVi svarar.", "a.txt", (2019, "2019-05-03", None)),
        ("Vi svarar.", "svar_rus_2017.txt", (2017, None, None)),
        ("Vi svarar.", "enkätsvar 2019-02-30.txt", (2019, None, None)),
        ("Mål enligt Agenda 2030 och RUS 2099.", "a.txt", (None, None, None)),
        ("Vi svarar på frågorna om rus och Agenda 2030.", "a.txt", (None, None, None)),
        ("Dnr: saknas", "a.txt", (None, None, None)),
    ],
)
def test_what_the_text_or_the_name_tells(
    text: str, name: str, found: tuple[int | None, str | None, str | None]
) -> None:
    assert particulars(text, name) == Particulars(*found)


def test_days_within_the_text_are_those_of_events() -> None:
    lines = ["Rad om företag."] * 20
    text = "\n".join([*lines, "2016-05-03", *lines])
    assert particulars(text).received_on is None
    long = "Den 3 maj 2016 höll vi en träff för företag i länet om cirkulära möbler."
    assert particulars(long).received_on is None
