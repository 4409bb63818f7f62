"""Imports at the desk: a file is tried, looked at row by row, loaded and taken back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.app.importing import ndjson, title_of, work_off
from tests.fixtures.services import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk.conftest import Desk
    from tests.web.page import Page

IMPORTS = "/redaktion/importer"
HEADS = "Id i källsystemet;Typ av exempel;Titel;Sammanfattning;Län;Källtyp;Källans titel"
FAULTY = f"{HEADS}\nb;Aktivitet;Andra;Det som görs.;Månen;Webbsida;Sidan\n"


def sent(desk: Desk, content: str | bytes, name: str = "exempel.csv", **fields: str) -> Page:
    """Hand in a file at the desk, have it tried, and return the page of the import."""
    desk.visit(IMPORTS)
    data = content.encode() if isinstance(content, str) else content
    given = {"token": desk.token, "source": "test", "mode": "upsert", **fields}
    answer = desk.client.post(IMPORTS, data={**given, "file": (io.BytesIO(data), name)})
    answer.request.input_stream.close()
    assert answer.status_code == 303, answer.get_data(as_text=True)
    work_off(desk.services)
    return desk.visit(answer.headers["Location"])


def address(page: Page) -> str:
    """The address of the import that a page is of."""
    (form,) = (each for each in page.all("form") if each.attributes["action"].endswith("/prova"))
    return form.attributes["action"].removesuffix("/prova")


def cells(page: Page) -> list[list[str]]:
    """What stands in the rows of the table, cell by cell."""
    body = [each for each in page.elements if each.tag in {"tr", "td", "th"}]
    rows: list[list[str]] = []
    for each in body:
        if each.tag == "tr":
            rows.append([])
        elif each.attributes.get("scope") != "col":
            rows[-1].append(each.text)
    return [each for each in rows if each]


def load(desk: Desk, content: bytes) -> str:
    """Have rows tried and loaded; return the address of their import."""
    there = address(sent(desk, content, publish="yes"))
    desk.send(f"{there}/las-in", leave_out="yes")
    work_off(desk.services)
    return there


def test_a_file_is_tried_and_tells_what_to_mend(as_role: Callable[[str], Desk]) -> None:
    desk = as_role("curator")
    (rejected,) = cells(sent(desk, FAULTY))
    assert rejected[0] == "2"
    assert rejected[1].startswith("Andra")
    assert rejected[2] == "Avvisad"
    assert rejected[3].startswith("Län: Det finns inget sådant värde. Värde: Månen.")


def test_rows_are_loaded_and_taken_back_but_for_what_has_changed_since(
    as_role: Callable[[str], Desk],
) -> None:
    desk = as_role("curator")
    there = load(desk, ndjson(row("a"), row("b")))
    assert title_of(desk.services, "a") == "Titel"
    assert "inläst" in desk.visit(there).text
    tried = sent(
        desk, ndjson(row("b", title="Ändrad"), row("c"), row("d", kind="x")), publish="yes"
    )
    changed, new, rejected = cells(tried)
    linked = [each for each in tried.all("a") if "/exempel/" in each.attributes["href"]]
    assert [each.text for each in linked] == ["Ändrad"]  # a new one has no page yet
    assert (changed[2], changed[3]) == ("Ändrad", "TitelTitel Ändrad")
    assert (new[2], rejected[2]) == ("Ny", "Avvisad")
    filtered = desk.visit(tried.link("Avvisade").attributes["href"].partition("#")[0])
    assert cells(filtered) == [rejected]
    again = address(tried)
    refused = desk.send(f"{again}/las-in")
    assert refused.status == 422
    assert "Lämna den avvisade raden utanför" in refused.text
    desk.send(f"{again}/las-in", leave_out="yes")
    work_off(desk.services)
    assert title_of(desk.services, "b") == "Ändrad"
    preview = desk.visit(f"{there}/angra")
    assert "1 nytt exempel dras tillbaka" in preview.text
    assert preview.has_link("Ändrad")
    desk.visit(f"{again}/angra")
    desk.send(f"{again}/angra")
    work_off(desk.services)
    assert "2 nya exempel dras tillbaka" in desk.visit(f"{there}/angra").text
    desk.send(f"{there}/angra")
    work_off(desk.services)
    assert "Tillbaka: 2." in desk.visit(there).text
    assert title_of(desk.services, "a") is None


def test_rejected_rows_are_mended_in_place_and_in_a_file(as_role: Callable[[str], Desk]) -> None:
    desk = as_role("curator")
    third = "c;Aktivitet;Tredje;Det som görs.;Mars;Webbsida;Sidan\n"
    tried = sent(desk, FAULTY + third + third.replace("c;", "d;"))
    there = address(tried)
    form = desk.visit(tried.all("a", href=f"{there}/rad/1")[0].attributes["href"])
    written = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    half = desk.send(f"{there}/rad/1", **{**written, "counties": "Skåne", "title": ""})
    assert half.status == 422
    kept = desk.visit(f"{there}/rad/1")
    assert kept.one("input", id="counties").attributes["value"] == "Skåne"
    bare = desk.send(f"{there}/rad/1", title="")
    assert bare.one("input", id="counties").attributes["value"] == "Skåne"
    following = desk.send(f"{there}/rad/1", **{**written, "counties": "Skåne"})
    assert "Raden är rättad: ny." in following.text
    assert following.heading == "Rätta rad 3"
    taken = desk.answer(f"{there}/avvisade").get_data(as_text=True)
    assert taken.startswith("\ufeffId i källsystemet;")
    corrected = taken.replace("c;", "e;").replace("Mars;", "Halland;", 1).encode()
    desk.visit(there)
    given = {"token": desk.token, "file": (io.BytesIO(corrected), "rattade.csv")}
    assert desk.client.post(f"{there}/rattade", data=given).status_code == 303
    work_off(desk.services)
    outcomes = [(each[0], each[2]) for each in cells(desk.visit(there))]
    assert outcomes == [("2", "Ny"), ("3", "Ny"), ("4", "Avvisad")]
    desk.send(f"{there}/las-in", leave_out="yes")
    work_off(desk.services)
    assert title_of(desk.services, "e") is None  # a draft
    assert "inläst" in desk.visit(there).text


def test_a_form_without_a_file_or_with_a_faulty_source_says_what_to_mend(desk: Desk) -> None:
    desk.sign_in("admin")
    desk.visit(IMPORTS)
    page = desk.send(IMPORTS, source="två ord", mode="upsert")
    assert page.status == 422
    assert "Välj en fil först." in page.text
    assert "utan blanktecken" in page.text


def test_files_may_be_larger_than_forms(desk: Desk) -> None:
    desk.sign_in("admin")
    found = sent(desk, ndjson(row("stor")) + b" " * 1_100_000)
    assert "1 rad" in found.text


def test_rows_with_warnings_are_published_only_with_a_tick(desk: Desk) -> None:
    desk.sign_in("curator")
    hinted = row("h", leadOrganisation="Länsstyrelsen Skåne")
    there = address(sent(desk, ndjson(hinted), publish="yes"))
    desk.send(f"{there}/las-in")
    assert title_of(desk.services, "h") is None
    assert desk.visit(there).one("input", id="confirm")
    desk.send(f"{there}/las-in", confirmed="yes")
    work_off(desk.services)
    assert title_of(desk.services, "h") == "Titel"


def with_a_person(desk: Desk) -> str:
    """Try two rows, one with a telephone number; return the address of the import."""
    hinted = row("h", leadOrganisation="Länsstyrelsen Skåne")
    personal = row("p", title="Delad verkstad", results="Ring 070-123 45 67")
    return address(sent(desk, ndjson(hinted, personal), publish="yes"))


def test_a_tick_for_other_warnings_publishes_no_personal_data(desk: Desk) -> None:
    desk.sign_in("curator")
    there = with_a_person(desk)
    desk.send(f"{there}/las-in", confirmed="yes")
    work_off(desk.services)
    assert (title_of(desk.services, "h"), title_of(desk.services, "p")) == ("Titel", None)
    loaded = desk.visit(there)
    assert "är därför inte publicerad" in loaded.text
    assert loaded.has_link("Delad verkstad")


def test_a_tick_stays_on_the_page_that_asks_for_another(desk: Desk) -> None:
    desk.sign_in("curator")
    there = with_a_person(desk)
    mark = desk.visit(there).one("input", id="confirm_personal").attributes["value"]
    asked = desk.send(f"{there}/las-in", confirm_personal=mark)
    assert "Läs varningarna" in asked.text
    assert "checked" in asked.one("input", id="confirm_personal").attributes
    assert "checked" not in asked.one("input", id="confirm").attributes


def test_personal_data_are_listed_and_published_with_a_tick_of_their_own(desk: Desk) -> None:
    desk.sign_in("curator")
    there = with_a_person(desk)
    tried = desk.visit(there)
    (listed,) = tried.all("ul", id="personuppgifter")
    assert "Rad 2: Delad verkstad" in listed.text
    assert "070-123 45 67" in listed.text
    assert "Personuppgifter 1" in tried.text
    tick = tried.one("input", id="confirm_personal")
    desk.send(f"{there}/las-in", confirmed="yes", confirm_personal=tick.attributes["value"])
    work_off(desk.services)
    assert title_of(desk.services, "p") == "Delad verkstad"
    assert not desk.visit(there).all("ul", id="personuppgifter")


def test_rows_can_be_filtered_by_what_is_pointed_out(desk: Desk) -> None:
    desk.sign_in("curator")
    there = with_a_person(desk)
    (only,) = cells(desk.visit(f"{there}?utfall=personal"))
    assert only[1].startswith("Delad verkstad")
    assert cells(desk.visit(f"{there}?utfall=kept")) == []
