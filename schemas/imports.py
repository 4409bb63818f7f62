"""Imports on the wire."""

from __future__ import annotations

from schemas import documented as doc
from schemas.arguments import ArgsSchema, PageArgsSchema
from schemas.base import CamelSchema
from schemas.faults import refuse
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Kind, Parameter, Parameters, choice, key, switch, words

MODES = ("upsert", "create", "update", "withdraw")
ON_ERROR = ("skip", "abort")
STATES = ("queued", "running", "checked", "loaded", "aborted", "failed", "reverted")
ACTIONS = ("created", "updated", "withdrawn", "unchanged", "rejected")
WARNINGS = (
    "kept",
    "personal",
    "personal-data",
    "personal-confirmed",
    "possible-duplicate",
    "other-name",
)
TEMPLATES = ("xlsx", "csv")
PHASES = ("read", "check", "load", "undo")
LONGEST_SOURCE = 100


def source() -> Kind:
    """A name of a source system: a text without white space."""
    read_words = words(LONGEST_SOURCE).read

    def read(value: str) -> str:
        name: str = read_words(value)
        if len(name.split()) != 1:
            raise refuse("not-identifier", value)
        return name

    return Kind(read, {"type": "string", "maxLength": LONGEST_SOURCE})


LONGEST_MARK = 64


def confirm_personal() -> Parameter:
    """The mark of rows with personal data that somebody has read."""
    return Parameter(
        key(LONGEST_MARK),
        "confirmPersonal of the import in which somebody has read the rows with personal data:"
        " publishes just these. Left out, or if other words are found now, they become drafts.",
        default=None,
    )


class NewImportArgsSchema(ArgsSchema):
    """How a file is to be loaded."""

    mode = Parameter(
        choice(*MODES),
        "upsert takes all rows, create new keys only, update known keys only; withdraw takes rows"
        " of externalId and reason.",
        default="upsert",
    )
    dry_run = Parameter(switch(), "Report what would happen, and change nothing.", default=False)
    on_error = Parameter(
        choice(*ON_ERROR),
        "skip leaves a bad row out, abort loads nothing of a file that has one.",
        default="skip",
    )
    publish = Parameter(
        switch(), "Make the entries public at once; takes entries:publish.", default=False
    )
    source = Parameter(source(), "sourceSystem of rows that name none.", default=None)
    confirm_personal = confirm_personal()
    overwrite = Parameter(switch(), "Let rows replace what people have edited.", default=False)


class CommitArgsSchema(ArgsSchema):
    """What was read before."""

    confirm_personal = confirm_personal()


class ImportRowsArgsSchema(PageArgsSchema):
    """Which rows."""

    action = Parameters(
        choice(*ACTIONS), "What became of the rows; repeat it for several.", most=len(ACTIONS)
    )
    warning = Parameters(
        choice(*WARNINGS),
        "Code of a warning of the rows; repeat it for several. personal stands for personal-data"
        " and personal-confirmed.",
        most=len(WARNINGS),
    )
    has_warnings = Parameter(switch(), "Whether the rows have warnings; left out: either.")


class TemplateArgsSchema(ArgsSchema):
    """What kind of template."""

    format = Parameter(choice(*TEMPLATES), "Kind of the file.", default="xlsx")


class ImportOptionsSchema(CamelSchema):
    """How the file is loaded."""

    mode = doc.choice("Which rows are taken.", *MODES)
    dry_run = doc.flag("Whether it was sent to be checked first.")
    on_error = doc.choice("How an invalid row is handled.", *ON_ERROR)
    publish = doc.flag("Whether the entries become public at once.")
    source = doc.text("sourceSystem of rows that name none.", null=True)
    overwrite = doc.flag("Whether rows win over what people have edited.")


class ImportProgressSchema(CamelSchema):
    """How far the latest job has come."""

    phase = doc.choice("What is being done, or was done last.", *PHASES, null=True)
    done = doc.number("Rows done of this phase.", minimum=0)
    total = doc.number("Rows in all; null until the file has been read.", null=True, minimum=0)


class ImportCountsSchema(CamelSchema):
    """How many rows ended how; of a dry run or an aborted import, how they would have."""

    created = doc.number("New entries.", minimum=0)
    updated = doc.number("Entries with a new version.", minimum=0)
    withdrawn = doc.number("Entries withdrawn.", minimum=0)
    unchanged = doc.number("Entries that said the same already.", minimum=0)
    rejected = doc.number("Rows that were not taken.", minimum=0)
    kept = doc.number(
        "Rows of which at least one field stays as a person has edited it; they are among the"
        " others. Their warnings name the fields.",
        minimum=0,
    )
    personal = doc.number(
        "Rows that seem to tell of a person; they are among the others.",
        minimum=0,
    )


class RevertedSchema(CamelSchema):
    """Result of the revert."""

    reverted = doc.number("Rows that were taken back.", minimum=0)
    skipped = doc.number("Rows that stay, since their entries have changed since.", minimum=0)


class FileFaultSchema(CamelSchema):
    """Why the file could not be read."""

    code = doc.text("Which fault.")
    message = doc.text("The fault, and what to do about it.")
    value = doc.text("What was wrong, as sent; null where it is no value.", null=True)
    nearest = doc.texts("Valid values that come nearest.")


class ImportRunSchema(CamelSchema):
    """A file that was handed in to be loaded."""

    id = doc.uuid("Its id; ledger and versions carry it.")
    state = doc.choice(
        "queued, running: wait. checked: a dry run has ended; commit it, or send a corrected file."
        " loaded: done. aborted: a bad row, and nothing is loaded. failed: see fault. reverted:"
        " taken back.",
        *STATES,
    )
    file_name = doc.text("What the file was called.", null=True)
    file_kind = doc.text("What the file is, as csv; null until it has been read.", null=True)
    size = doc.number("Bytes of the file.", minimum=0)
    checksum = doc.text("SHA-256 of the file, in hexadecimal.")
    options = doc.one(ImportOptionsSchema, "How it is loaded.")
    progress = doc.one(ImportProgressSchema, "How far it has come.")
    counts = doc.one(ImportCountsSchema, "Number of rows by outcome.")
    confirm_personal = doc.text(
        "What to send as confirmPersonal, with the commit or with the same file again, once"
        " somebody has read what the rows with warning=personal-data say of persons; null when"
        " there are none to publish, or more than 200.",
        null=True,
    )
    revert = doc.one(
        RevertedSchema, "What taking its rows back came to; null until that is done.", null=True
    )
    fault = doc.one(
        FileFaultSchema,
        "Why it failed; while it is queued or running, why the last attempt did.",
        null=True,
    )
    seq = doc.number("Position in the ledger that holds all of it; 0 until it ends.", minimum=0)
    created_at = doc.moment("When it was submitted.")
    created_by = doc.text("Who submitted it, never a person's name.")
    finished_at = doc.moment("When it ended.", null=True)
    file_removed_at = doc.moment("When its file was deleted.", null=True)
    _links = links(
        "rows: its results. rejected: those not taken, as a file, if there are any. commit, revert:"
        " the step that can be taken now, if the caller may. monitor: the job."
    )


class ImportsSchema(CamelSchema):
    """Imports, the newest first."""

    items = doc.list_of(ImportRunSchema, "The imports.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class RowErrorSchema(CamelSchema):
    """Why a row was not taken."""

    pointer = doc.text("JSON pointer to the field in the load format; empty for the whole row.")
    column = doc.text("The header of its column, as it was sent; else null.", null=True)
    code = doc.text("Which fault.")
    message = doc.text("The fault, and what to do about it.")
    value = doc.text("The value, as sent; null where there is none.", null=True)
    nearest = doc.texts("Valid values that come nearest.")


class RowWarningSchema(CamelSchema):
    """What is worth a look in a row that was taken."""

    pointer = doc.text("JSON pointer to the field in the load format.")
    column = doc.text("The header of its column, as it was sent; else null.", null=True)
    code = doc.text(
        "kept: a person's edit stays; possible-duplicate; other-name; personal-data: not published"
        " until confirmed; personal-confirmed: somebody has read it."
    )
    message = doc.text("What it is.")
    value = doc.text("The text that it is about; null where it is none.", null=True)
    entry_id = doc.uuid("The entry that the row resembles.", null=True)
    likeness = doc.number("Similarity, 0 to 100.", null=True, minimum=0, maximum=100)


class ImportRowSchema(CamelSchema):
    """What became of a row."""

    row = doc.number("Row of the sheet, or line of the file, as programs show it.", minimum=1)
    source_system = doc.text("The system that its key belongs to.", null=True)
    external_id = doc.text("Its key.", null=True)
    action = doc.choice("What became of it.", *ACTIONS)
    entry_id = doc.uuid("The entry; of a dry run only when there was one before.", null=True)
    version = doc.number("The entry's latest version afterwards.", null=True, minimum=1)
    errors = doc.list_of(RowErrorSchema, "Why it was not taken.")
    warnings = doc.list_of(RowWarningSchema, "Warnings worth checking.")
    reverted = doc.flag("Whether it was taken back; null until the import is reverted.", null=True)


class ImportRowsSchema(CamelSchema):
    """What became of rows, in the order of the file."""

    items = doc.list_of(ImportRowSchema, "The rows.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()
