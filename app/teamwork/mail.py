"""A mail about each notice that is not read yet, where an outgoing mail server is set."""

from __future__ import annotations

from email.message import EmailMessage

import structlog

from app.availability import reading, writing
from app.mail_server import Outcome, hand_in, open_server
from app.mail_settings import MailSettings
from app.wiring import Services
from catalogue import teamwork
from catalogue.teamwork import Subject, Unsent

AT_ONCE = 50
WORDS = {
    ("assigned", "entry"): "Du har fått ett exempel att ta hand om",
    ("assigned", "candidate"): "Du har fått en kandidat att ta hand om",
    ("assigned", "reply"): "Du har fått ett enkätsvar att ta hand om",
    ("assigned", "report"): "Du har fått en rapport att ta hand om",
    ("comment", "entry"): "Någon har kommenterat ett exempel",
    ("comment", "candidate"): "Någon har kommenterat en kandidat",
    ("comment", "reply"): "Någon har kommenterat ett enkätsvar",
    ("comment", "report"): "Någon har kommenterat en rapport",
}
"""What a notice is about, of which kind of subject -> what the mail says."""
PATHS = {"entry": "exempel", "candidate": "kandidat", "reply": "svar", "report": "rapport"}
"""Kind of subject -> its address at the desk."""

log = structlog.get_logger("exempelbanken")


def path_of(subject: Subject) -> str:
    """Return the address of a subject at the desk, without a slash before it."""
    return f"{PATHS[subject.kind]}/{subject.id}"


def send_notices(services: Services) -> int:
    """Send a mail about each notice that waits for one; return how many were sent.

    A mail holds neither titles nor comments, only what to open. A receiver that the server refuses
    is not tried again.

    Raises:
        OSError: the server cannot be reached, or refuses to be used.
    """
    settings = services.settings.mail
    if settings is None:
        return 0
    with reading(services.database) as connection:
        waiting = teamwork.unsent(connection, AT_ONCE)
    if not waiting:
        return 0
    sent = 0
    with open_server(settings) as server:
        for each in waiting:
            if hand_in(server, _message(services, settings, each)) is Outcome.ACCEPTED:
                sent += 1
            else:
                log.warning("mail refused", about=each.about)
            with writing(services.database) as unit:
                teamwork.mark_mailed(unit, each.pk)
    return sent


def _message(services: Services, settings: MailSettings, notice: Unsent) -> EmailMessage:
    words = WORDS[notice.about, notice.subject.kind]
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.sender, notice.address, words
    message["Auto-Submitted"] = "auto-generated"
    address = f"{services.settings.public_url}/redaktion/{path_of(notice.subject)}"
    message.set_content(f"{words}:\n{address}\n\nExempelbanken, redaktionen\n")
    return message
