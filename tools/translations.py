"""Find the words of the pages, keep the catalogue of each language in step, and compile it.

`make translations` writes web/translations/<language>/LC_MESSAGES/pages.po, where a translator adds
what is empty, and pages.mo, which the pages read.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
PARTS_WITH_PAGES = (WEB, ROOT / "desk")
"""Layers with pages; the translations of both lie in the first."""
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {
    "templates/**.html": {
        "extensions": "jinja2.ext.i18n",
        "trimmed": "true",
        "silent": "false",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
    }
}
SINCE = datetime(2026, 11, 27, tzinfo=UTC)
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "marked": None,
    "ngettext": (1, 2),
}


def words_of_pages() -> Catalog:
    """Return every text that is marked in templates and code, with where it stands."""
    catalogue = Catalog(project="Exempelbanken", fuzzy=False)
    for room in PARTS_WITH_PAGES:
        for _, _, text, _, _ in extract_from_dir(room, METHODS, OPTIONS, keywords=KEYWORDS):
            catalogue.add(text)
    return catalogue


def languages() -> Iterator[Path]:
    """Yield the catalogue of each language that pages are translated into."""
    yield from sorted(WEB.glob("translations/*/LC_MESSAGES/pages.po"))


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def written(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue and what is compiled from it, in an order and with a date that stay."""
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.creation_date = catalogue.revision_date = SINCE
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def missing(catalogue: Catalog) -> list[str]:
    """Return the texts that lack a translation, or part of one."""
    return [
        str(each.id)
        for each in catalogue
        if each.id
        and (
            each.fuzzy or not all(each.string if isinstance(each.string, tuple) else [each.string])
        )
    ]


def main() -> None:
    """Bring every catalogue up to date and tell what is to be translated."""
    template = words_of_pages()
    for path in languages():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        written(catalogue, path)
        for text in missing(catalogue):
            sys.stderr.write(f"{path.parts[-3]}: {text}\n")


if __name__ == "__main__":
    main()
