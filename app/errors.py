"""What can go wrong in a use case, in the field's own words; HTTP gives each its status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


class Message:
    """One sentence in the two languages that answers are given in.

    No dataclass: the encoder of answers would write that as an object of both languages.
    """

    __slots__ = ("en", "sv")

    def __init__(self, sv: str, en: str) -> None:
        self.sv = sv
        self.en = en

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.sv, self.en) == (other.sv, other.en)

    def __hash__(self) -> int:
        return hash((self.sv, self.en))

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Message:
        """Return the sentence that faults and warnings in the rows hold as `sv` and `en`."""
        return cls(sv=stored["sv"], en=stored["en"])

    def text(self, language: str) -> str:
        """Return the sentence in `language` ("sv" or "en")."""
        return self.en if language == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault in what was sent, with where it is and what would be valid.

    `parameter` is the name of a parameter ("" = the query as a whole), or a JSON pointer into the
    content.
    """

    parameter: str
    code: str
    message: Message
    value: str = ""
    nearest: tuple[str, ...] = ()


TOKEN_NEEDED = Message(
    sv="Åtgärden kräver en nyckel. Skicka den som Authorization: Bearer <nyckel>.",
    en="This takes a token. Send it as Authorization: Bearer <token>.",
)
NOT_VALID = Message(
    sv="Nyckeln gäller inte. Kontrollera den, eller be den som förvaltar katalogen om en ny.",
    en="The token is not valid. Check it, or ask whoever runs the catalogue for a new one.",
)


def _format_issue(issue: Issue, message: str, nearest: str = "") -> str:
    near = f" {nearest}: {', '.join(issue.nearest)}." if nearest and issue.nearest else ""
    place = f"{issue.parameter}: " if issue.parameter else ""
    return f"{place}{message}{near}"


def _first_of(issues: Sequence[Issue]) -> Message:
    """Return the first fault with its place, and how many more there are."""
    first, others = issues[0], len(issues) - 1
    more_sv = f" Ytterligare {others} fel står i errors." if others else ""
    more_en = f" See errors for {others} more." if others else ""
    return Message(
        sv=_format_issue(first, first.message.sv) + more_sv,
        en=_format_issue(first, first.message.en) + more_en,
    )


class ExempelbankenError(Exception):
    """Any error that a user can do something about, or must know of.

    Attributes:
        problem: id of its type in `api.problem_types`, which gives it a status in the API.
        message: what it says; of a class, unless an instance has its own.
    """

    problem: ClassVar[str]
    message: Message

    def __init__(self, message: Message | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(self.message.en)

    @property
    def full_message(self) -> Message:
        """The whole error as one message."""
        return self.message


class InvalidQuery(ExempelbankenError):
    """The query string cannot be understood; every fault is listed."""

    problem = "invalid-query"

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(_first_of(issues))
        self.issues = tuple(issues)

    @property
    def full_message(self) -> Message:
        """Every fault with its parameter and the values that come nearest, a line each."""
        return Message(
            sv="\n".join(_format_issue(each, each.message.sv, "Närmast") for each in self.issues),
            en="\n".join(_format_issue(each, each.message.en, "Nearest") for each in self.issues),
        )


class InvalidContent(ExempelbankenError):
    """The content of the call cannot be taken; `parameter` of each issue is a JSON pointer."""

    problem = "invalid-content"

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(_first_of(issues))
        self.issues = tuple(issues)

    @property
    def full_message(self) -> Message:
        """Every fault with its place, a line each."""
        sv = (_format_issue(each, each.message.sv) for each in self.issues)
        en = (_format_issue(each, each.message.en) for each in self.issues)
        return Message(sv="\n".join(sv), en="\n".join(en))


class NotFound(ExempelbankenError):
    """No such entry, version, vocabulary, concept."""

    problem = "not-found"


class EntryWithdrawn(ExempelbankenError):
    """The entry existed and was withdrawn: a tombstone."""

    problem = "withdrawn"

    def __init__(
        self,
        entry_id: str,
        withdrawn_at: datetime | None,
        reason: str | None,
        replaced_by: str | None,
    ) -> None:
        super().__init__(
            Message(sv="Exemplet har dragits tillbaka.", en="The entry has been withdrawn.")
        )
        self.entry_id = entry_id
        self.withdrawn_at = withdrawn_at
        self.reason = reason
        self.replaced_by = replaced_by


class Unavailable(ExempelbankenError):
    """A part that the answer rests on does not answer now; it may in `retry_after` seconds."""

    retry_after: int = 5


class SearchUnavailable(Unavailable):
    """The search engine does not answer; entries can still be read."""

    problem = "search-unavailable"
    message = Message(
        sv="Sökningen går inte att nå just nu. Försök igen om en liten stund.",
        en="Search cannot be reached right now. Try again in a moment.",
    )


class EntriesUnavailable(Unavailable):
    """The database does not answer."""

    problem = "entries-unavailable"
    message = Message(
        sv="Katalogen går inte att nå just nu. Försök igen om en liten stund.",
        en="The catalogue cannot be reached right now. Try again in a moment.",
    )


class EntryDamaged(Unavailable):
    """The stored text of the entry is damaged; everything else can be read."""

    problem = "entries-unavailable"
    retry_after = 3600
    message = Message(
        sv="Exemplet går inte att läsa, för raden i databasen är skadad. Felet är loggat"
        " hos den som förvaltar katalogen.",
        en="The entry cannot be read, because its row in the database is damaged. That is"
        " logged for whoever runs the catalogue.",
    )


class WritingUnavailable(Unavailable):
    """Somebody else writes for too long; everything can be read."""

    problem = "writing-unavailable"
    message = Message(
        sv="Det går inte att ändra något just nu, för något annat skriver i katalogen. Det"
        " går att läsa. Försök igen om en liten stund.",
        en="Nothing can be changed right now, because something else writes to the"
        " catalogue. Reading works. Try again in a moment.",
    )


class WritingRefused(WritingUnavailable):
    """The database's file system takes no changes; everything can be read."""

    message = Message(
        sv="Det går inte att ändra något just nu, för databasens filsystem är skrivskyddat. Den"
        " som förvaltar katalogen behöver göra det skrivbart igen.",
        en="Nothing can be changed right now, because the file system of the database is"
        " read-only. Whoever runs the catalogue has to make it writable again.",
    )


class NoRoom(Unavailable):
    """The disk takes no more."""

    problem = "no-room"
    retry_after = 60
    message = Message(
        sv="Disken är full, så det som skickades är inte sparat. Frigör utrymme och försök igen.",
        en="The disk is full, so what was sent is not saved. Make room and try again.",
    )


class SignInNeeded(ExempelbankenError):
    """The caller is unknown, or presented something that is not valid (any more).

    All that is not valid gets the same answer: it tells nobody what was nearly right.
    """

    problem = "sign-in-needed"

    def __init__(self, *, presented: bool = False) -> None:
        super().__init__(NOT_VALID if presented else TOKEN_NEEDED)
        self.presented = presented


class SignInFailed(ExempelbankenError):
    """Address and password do not belong together, or not to an account that is open."""

    problem = "sign-in-failed"
    message = Message(
        sv="Adressen och lösenordet hör inte ihop. Kontrollera båda, eller be den som"
        " förvaltar katalogen om ett nytt lösenord.",
        en="Address and password do not belong together. Check both, or ask whoever runs"
        " the catalogue for a new password.",
    )


class TooManyAttempts(ExempelbankenError):
    """Signing in has failed too often; it may be tried again in `retry_after` seconds."""

    problem = "too-many-requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            Message(
                sv="För många misslyckade inloggningar. Vänta så länge som Retry-After säger och"
                " försök igen.",
                en="Signing in has failed too often. Wait for as long as Retry-After says and try"
                " again.",
            )
        )
        self.retry_after = retry_after


class NotAllowed(ExempelbankenError):
    """The caller is known and lacks a scope."""

    problem = "not-allowed"

    def __init__(self, scope: str) -> None:
        super().__init__(
            Message(
                sv=f"Åtgärden kräver behörigheten {scope}. Be den som förvaltar katalogen om den.",
                en=f"This takes the scope {scope}. Ask whoever runs the catalogue for it.",
            )
        )
        self.scope = scope


class OtherCounty(NotAllowed):
    """The caller may write entries of one county, and this one is of another."""

    def __init__(self, county: str, scope: str) -> None:
        super().__init__(scope)
        self.message = Message(
            sv=f"Kontot får bara skriva utkast för ett län ({county}), och bara det länet kan stå i"
            " exemplet.",
            en=f"The account may write drafts of one county only ({county}), and the entry can"
            " name only that one.",
        )


class Conflict(ExempelbankenError):
    """The state of what is to be changed does not allow it; the message says which and why.

    Attributes:
        alternatives: names of what can be done instead, where that is a closed list.
        entry_id: of the entry that stands in the way.
        issues: what of the content is in conflict; `parameter` of each is a JSON pointer.
    """

    problem = "conflict"

    def __init__(
        self,
        message: Message,
        alternatives: Sequence[str] | None = None,
        entry_id: str | None = None,
        issues: Sequence[Issue] = (),
    ) -> None:
        super().__init__(message)
        self.alternatives = alternatives
        self.entry_id = entry_id
        self.issues = tuple(issues)


class VersionNeeded(ExempelbankenError):
    """A change came without If-Match."""

    problem = "version-needed"
    message = Message(
        sv="Läs först, och skicka ETag ur svaret i huvudet If-Match när du ändrar.",
        en="Read first, and send the ETag of the answer as If-Match with the change.",
    )


class InvalidIfMatch(ExempelbankenError):
    """A change came with an If-Match that is no list of ETags."""

    problem = "bad-request"
    message = Message(
        sv="If-Match går inte att läsa. Skicka ETag som den stod i svaret, med citationstecken.",
        en="If-Match cannot be read. Send the ETag as it stood in the answer, in its"
        " quotation marks.",
    )


class VersionMismatch(ExempelbankenError):
    """Somebody else has changed it meanwhile.

    Attributes:
        based_on: the version that the caller knew, as JSON; None when there is no such version.
        current: the latest version that the caller may see, as JSON.
        state: of `current`, what If-Match has to name.
    """

    problem = "version-mismatch"

    def __init__(
        self, based_on: Mapping[str, Any] | None, current: Mapping[str, Any], state: str
    ) -> None:
        super().__init__(
            Message(
                sv="Någon annan har ändrat sedan du läste. current är den senaste versionen,"
                " basedOn din om den finns kvar: jämför, och ändra på nytt utifrån den senaste.",
                en="Somebody else has made a change since you read. current is the latest version,"
                " basedOn yours if it is kept: compare them, and change the latest one.",
            )
        )
        self.based_on = based_on
        self.current = current
        self.state = state


class InvalidIfNoneMatch(ExempelbankenError):
    """A change came with an If-None-Match that names ETags."""

    problem = "bad-request"
    message = Message(
        sv="If-None-Match kan bara vara *: skapa, om ingenting finns. Skicka en ETag i If-Match.",
        en="If-None-Match can only be *: create, if nothing is there. Send an ETag as If-Match.",
    )


class ConditionFailed(ExempelbankenError):
    """Whether an entry is there is not as the change requires.

    Attributes:
        entry_id: of the entry that is there.
    """

    problem = "condition-failed"

    def __init__(self, message: Message, entry_id: str | None = None) -> None:
        super().__init__(message)
        self.entry_id = entry_id


class SignInUnavailable(Unavailable):
    """The identity provider does not answer, or not as one."""

    problem = "sign-in-unavailable"
    retry_after = 30
    message = Message(
        sv="Inloggningstjänsten går inte att nå just nu. Försök igen om en stund, eller"
        " logga in med lösenord.",
        en="The identity provider cannot be reached right now. Try again in a while, or"
        " sign in with a password.",
    )


class InvalidSettings(ExempelbankenError):
    """A setting from the environment cannot be used; the message says which and how to mend it."""

    def __init__(self, faults: Mapping[str, Message]) -> None:
        super().__init__(
            Message(
                sv="\n".join(f"{name}: {fault.sv}" for name, fault in faults.items()),
                en="\n".join(f"{name}: {fault.en}" for name, fault in faults.items()),
            )
        )
        self.faults = dict(faults)


NO_SUCH_ENTRY = Message(sv="Det finns inget sådant exempel.", en="There is no such entry.")
