"""What makes a whole file unreadable, in both languages; one fault, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Message

MESSAGES: Mapping[str, Message] = {
    "empty-file": Message(
        sv="Filen innehåller inga rader att läsa in. I en arbetsbok ska de stå i det första"
        " bladet, under kolumnrubrikerna.",
        en="The file holds no rows to load. In a workbook they must stand in the first sheet,"
        " below the column heads.",
    ),
    "unknown-kind": Message(
        sv="Filen är av slaget {kind} och går inte att läsa in. Skriv in exemplen i mallen, och"
        " spara den som XLSX eller CSV UTF-8.",
        en="The file is of the kind {kind} and cannot be loaded. Put the entries into the"
        " template, and save that as XLSX or CSV UTF-8.",
    ),
    "other-spreadsheet": Message(
        sv="Filen är av slaget {kind}, vad den än heter. Öppna den i ett kalkylprogram, spara den"
        " som XLSX eller CSV UTF-8 och läs in den igen.",
        en="The file is of the kind {kind}, whatever its name. Open it in a spreadsheet program,"
        " save it as XLSX or CSV UTF-8, and load it again.",
    ),
    "packed": Message(
        sv="Filen är ett arkiv ({kind}). Packa upp det och läs in filen som finns i det.",
        en="The file is an archive ({kind}). Unpack it and load the file that it holds.",
    ),
    "not-text": Message(
        sv="Filen är varken text eller en arbetsbok, eller är skadad. Spara tabellen som XLSX"
        " eller CSV UTF-8 och läs in den igen.",
        en="The file is neither a text nor a workbook, or is damaged. Save the table as XLSX or"
        " CSV UTF-8 and load it again.",
    ),
    "ndjson-encoding": Message(
        sv="Filen är NDJSON i {encoding}. Spara den som UTF-8 och läs in den igen.",
        en="The file is NDJSON in {encoding}. Save it as UTF-8 and load it again.",
    ),
    "encrypted": Message(
        sv="Filen är lösenordsskyddad. Ta bort lösenordet och läs in den igen.",
        en="The file is protected by a password. Remove the password and load it again.",
    ),
    "old-workbook": Message(
        sv="Filen är en äldre Excelfil (.xls). Spara den som .xlsx och läs in den igen.",
        en="The file is an older Excel file (.xls). Save it as .xlsx and load it again.",
    ),
    "damaged": Message(
        sv="Filen är skadad eller avbruten och går inte att läsa. Spara den på nytt och läs in"
        " den igen.",
        en="The file is damaged or cut off and cannot be read. Save it anew and load it again.",
    ),
    "dangerous-xml": Message(
        sv="Filen innehåller XML-definitioner (DTD eller entiteter) som inga kalkylprogram"
        " skriver; den läses inte.",
        en="The file holds XML definitions (a DTD or entities) that no spreadsheet program"
        " writes; it is not read.",
    ),
    "too-compressed": Message(
        sv="Filen packas upp till mer än den rimligen kan innehålla ({size} MB); den läses inte.",
        en="The file unpacks to more than it can reasonably hold ({size} MB); it is not read.",
    ),
    "file-too-large": Message(
        sv="Filen är större än {limit} MB. Dela upp den, eller läs in den som NDJSON.",
        en="The file is larger than {limit} MB. Split it, or load it as NDJSON.",
    ),
    "too-many-rows": Message(
        sv="Filen har fler än {limit} rader. Dela upp den och läs in delarna var för sig.",
        en="The file has more than {limit} rows. Split it and load the parts one by one.",
    ),
    "too-many-columns": Message(
        sv="Filen har {count} kolumner; högst {limit} får plats. Utgå från mallen.",
        en="The file has {count} columns; at most {limit} are allowed. Start from the template.",
    ),
    "unknown-column": Message(
        sv="Det finns inga sådana kolumner: {columns}. Mallen visar vilka som finns.",
        en="There are no such columns: {columns}. The template shows those there are.",
    ),
    "repeated-column": Message(
        sv="Samma kolumn finns flera gånger: {columns}.",
        en="The same column occurs more than once: {columns}.",
    ),
    "missing-column": Message(
        sv="Kolumnen Titel (title) saknas, och så gör Id i källsystemet (externalId). Första raden"
        " ska vara kolumnrubriker, som i mallen.",
        en="The column title is missing, and so is externalId. The first row must be column heads,"
        " as in the template.",
    ),
    "own-id-column": Message(
        sv="Kolumnen id är katalogens egen och läses inte in. Döp om den till Id i källsystemet"
        " (externalId), eller ta bort den.",
        en="The column id is the catalogue's own and is not loaded. Call it externalId, or remove"
        " it.",
    ),
    "unknown-encoding": Message(
        sv="Teckenkodningen går inte att läsa. Spara filen som UTF-8 och läs in den igen.",
        en="The character encoding cannot be read. Save the file as UTF-8 and load it again.",
    ),
    "formulas": Message(
        sv="Celler saknar värde, eftersom deras formler ger fel eller aldrig har räknats ut:"
        " {cells}. Öppna filen i ett kalkylprogram, rätta formlerna eller klistra in värden i"
        " stället, spara och läs in filen igen.",
        en="Cells have no value, since their formulas give errors or were never calculated:"
        " {cells}. Open the file in a spreadsheet program, correct the formulas or paste values"
        " instead, save, and load the file again.",
    ),
    "broken-quotes": Message(
        sv="Citattecknen går inte ihop på rad {row}. En cell med citattecken eller radbrytning"
        " ska stå inom citattecken, och citattecken i den dubbleras.",
        en="The quotation marks do not match in row {row}. A cell with quotation marks or line"
        " breaks stands in quotation marks, and those in it are doubled.",
    ),
    "broken-json": Message(
        sv="JSON-koden går inte att tolka från rad {row}. Filen ska vara en lista av objekt,"
        ' eller {{"entries": [...]}} utan andra nycklar.',
        en="The JSON cannot be understood from line {row} on. The file must be a list of"
        ' objects, or {{"entries": [...]}} without other keys.',
    ),
    "after-list": Message(
        sv="Efter listan av exempel står mer i filen, från rad {row}: {text} Det läses inte in."
        ' Filen ska vara en lista av objekt, eller {{"entries": [...]}} utan andra nycklar; ta bort'
        " resten.",
        en="There is more in the file after the list of entries, from line {row} on: {text} It is"
        ' not loaded. The file must be a list of objects, or {{"entries": [...]}} without other'
        " keys; remove the rest.",
    ),
    "repeated-name": Message(
        sv="Ett exempel har samma fält flera gånger (det börjar på rad {row}); ett av värdena"
        " skulle gå förlorat.",
        en="An entry has the same field more than once (it begins on line {row}); one of the"
        " values would be lost.",
    ),
    "cell-too-long": Message(
        sv="En cell på rad {row} har fler än {limit} tecken. Korta den; eller så saknas ett"
        " citattecken.",
        en="A cell in row {row} has more than {limit} characters. Shorten it; or a quotation mark"
        " is missing.",
    ),
    "too-many-rejected": Message(
        sv="Fler än {limit} rader avvisades, och inläsningen stannade efter rad {row}. Raderna"
        " därefter är inte lästa. Rätta det som raderna har gemensamt och läs in filen igen; det"
        " som redan är inläst står kvar och läses inte in två gånger.",
        en="More than {limit} rows were rejected, and the import stopped after row {row}. The rows"
        " after it were not read. Correct what those rows have in common and load the file again;"
        " what is loaded already stays, and is not loaded twice.",
    ),
    "source-missing": Message(
        sv="Raderna säger inte vilken källa de kommer från. Ange den i fältet Källsystem (i ett"
        " kommando med --source, i API:t ?source=), till exempel mitt-lan, eller fyll i"
        " sourceSystem på varje rad.",
        en="The rows do not say which source they come from. Give it in the field Source system"
        " (in a command with --source, in the API ?source=), for example my-county, or fill in"
        " sourceSystem in each row.",
    ),
    "not-of-import": Message(
        sv="{count} rader i filen med rättade rader är inte med, den första på rad {row}: de är"
        " inga avvisade rader i den här importen, eller har celler utan kolumnrubrik. Rätta dem,"
        " eller skicka dem som en ny import.",
        en="{count} rows of the file of corrected rows are left out, the first of them row {row}:"
        " they are no rejected rows of this import, or have cells without a column head. Correct"
        " them, or send them as a new import.",
    ),
    "reading-time": Message(
        sv="Filen tog för lång tid att läsa. Dela upp den, eller läs in den som NDJSON eller CSV.",
        en="The file took too long to read. Split it, or load it as NDJSON or CSV.",
    ),
    "reading-clock": Message(
        sv="Filen hann inte läsas: datorn har mycket att göra. Skicka den igen om en stund.",
        en="The file was not read in time: the machine is busy. Send it again in a while.",
    ),
    "reading-memory": Message(
        sv="Filen kräver för mycket minne. Ta bort celler långt utanför tabellen, dela upp"
        " filen, eller läs in den som NDJSON eller CSV.",
        en="The file needs too much memory. Remove cells far outside the table, split the"
        " file, or load it as NDJSON or CSV.",
    ),
}


@dataclass(frozen=True, slots=True)
class FileFault:
    """Why a file cannot be read.

    Attributes:
        value: what was wrong, as sent.
        nearest: what would be valid.
    """

    code: str
    message_sv: str
    message_en: str
    value: str = ""
    nearest: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """A file cannot be loaded, for one reason that its owner can mend."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.message_en)
        self.fault = fault


def unreadable(
    code: str, value: str = "", nearest: tuple[str, ...] = (), **details: object
) -> UnreadableFile:
    """Return the error `code`, its sentences filled in with `details`."""
    message = MESSAGES[code]
    return UnreadableFile(
        FileFault(code, message.sv.format(**details), message.en.format(**details), value, nearest)
    )
