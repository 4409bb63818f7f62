"""Pages in other languages than Swedish: their addresses, their words and their catalogues."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest

from tools.translations import languages, missing, read, words_of_pages

if TYPE_CHECKING:
    from tests.web.conftest import Visit


@pytest.mark.parametrize(
    ("address", "language"), [("/", "sv"), ("/en/", "en"), ("/sv/", "sv"), ("/en?q=sol", "en")]
)
def test_the_address_names_the_language(visit: Visit, address: str, language: str) -> None:
    page = visit(address)
    assert page.status == 200
    assert page.one("html").attributes["lang"] == language
    assert page.headers["Content-Language"] == language


def test_links_of_the_frame_stay_in_the_language(visit: Visit) -> None:
    page = visit("/en/")
    (brand,) = page.all("a", class_="brand")
    assert brand.attributes["href"] == "/en/"


def test_a_page_in_another_language_is_another_page_to_caches(visit: Visit) -> None:
    tags = {visit(address).headers["ETag"] for address in ("/", "/en/", "/sv/")}
    assert len(tags) == 3


def test_catalogues_know_the_words_of_the_pages_and_are_compiled_from_what_is_written() -> None:
    marked = {each.id for each in words_of_pages() if each.id}
    for path in languages():
        catalogue = read(path)
        assert {each.id for each in catalogue if each.id} == marked, "run `make translations`"
        with path.with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        for each in catalogue:
            if each.id and each.string and isinstance(each.id, str):
                assert compiled.gettext(each.id) == each.string, "run `make translations`"


def test_there_is_a_catalogue_to_translate() -> None:
    assert [path.parts[-3] for path in languages()] == ["en"]
    assert all(isinstance(missing(read(path)), list) for path in languages())
