"""Which steps a candidate's state allows, and the error when one does not fit."""

from __future__ import annotations

from app.errors import Conflict, Message
from catalogue.candidates import WAITING, CandidateRecord

OPEN = ("accept", "reject", "postpone", "merge", "split")
"""Steps of a candidate that waits."""
UNDO = "undo"
STATES = {
    "waiting": Message(sv="väntar på granskning", en="waits for review"),
    "accepted": Message(sv="är godkänd", en="is accepted"),
    "rejected": Message(sv="är avvisad", en="is rejected"),
    "merged": Message(sv="är sammanförd med en annan", en="is merged into another one"),
    "split": Message(sv="är uppdelad", en="is split"),
    "unchanged": Message(
        sv="säger samma sak som en i länets tidigare svar",
        en="says what one of the county's earlier reply says",
    ),
    "replaced": Message(
        sv="är ersatt av en i ett rättat svar", en="is replaced by one of a corrected reply"
    ),
}
NOTHING_TO_UNDO = Message(
    sv="Det finns inget att ångra för kandidaten.", en="There is nothing to undo."
)
TOUCHED = Message(
    sv="Exemplet har ändrats eller publicerats sedan kandidaten godkändes. Ändra eller dra tillbaka"
    " det i stället.",
    en="The entry has been changed or published since the candidate was accepted. Change or"
    " withdraw it instead.",
)
PARTS_TOUCHED = Message(
    sv="En av delarna är redan granskad. Ångra det först.",
    en="One of the parts has been reviewed. Undo that first.",
)
MARKED_TOUCHED = Message(
    sv="Något har gjorts med kandidaten sedan den markerades. Avvisa den i stället.",
    en="Something has been done with the candidate since it was marked. Reject it instead.",
)
INTO_ANOTHER = Message(
    sv="Kandidaten är sammanförd med en annan. Ångra det för den som den gick upp i.",
    en="The candidate is merged into another one. Undo that for the one it went into.",
)
REPLACED_BY_REPLY = Message(
    sv="Kandidaten är ersatt av en i ett rättat svar. Granska den i stället.",
    en="The candidate is replaced by one of a corrected reply. Review that one instead.",
)
CARRIED = Message(
    sv="Kandidaten har tagit över det som ändrats i den tidigare. Ändra den i stället.",
    en="The candidate has taken over what was changed in the earlier one. Change it instead.",
)
OTHER_DOCUMENT = Message(
    sv="Bara kandidater ur samma dokument kan föras samman. Godkänn den ena, lägg till län och"
    " uppgifter i den och avvisa den andra.",
    en="Only candidates of the same document can be merged. Accept one, add counties and facts to"
    " it, and reject the other.",
)


def check_waiting(record: CandidateRecord) -> None:
    """Refuse a step with a candidate that does not wait.

    Raises:
        Conflict: names the steps that can be taken.
    """
    if record.state != WAITING:
        raise state_conflict(record)


def state_conflict(record: CandidateRecord) -> Conflict:
    """Return the error that says how a candidate stands, and what can be done."""
    state = STATES[record.state]
    steps = [*OPEN, UNDO] if record.state == WAITING else [UNDO]
    named = ", ".join(steps)
    return Conflict(
        Message(
            sv=f"Kandidaten {state.sv}. Det som går att göra är: {named}.",
            en=f"The candidate {state.en}. What can be done is: {named}.",
        ),
        alternatives=steps,
    )
