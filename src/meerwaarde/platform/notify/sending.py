"""Letters on their way: claimed, handed to the mail server, and settled, each step for itself.

What "once" means here: two workers never send the same letter, because one of them claims it. Between the
moment at which the server took a letter and the moment at which that is written down, a dead worker leaves a
letter that goes out a second time. SMTP has no way to ask. That second copy carries the same Message-ID.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.notify.composing import public_address
from meerwaarde.platform.notify.models import Letter

logger = logging.getLogger("meerwaarde.notify")

HOLDING = timedelta(minutes=10)
"""So long a worker holds one letter: far longer than a mail server may take (`EMAIL_TIMEOUT`, per answer)."""

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480, 1440))
"""The wait after each attempt that failed for now; after the last one the letter is given up."""

SERVER_AWAY = timedelta(minutes=2)
"""When the server itself does not answer, everything waits so long, and no letter loses an attempt."""

TOO_OLD = timedelta(days=5)
"""A letter that could not go for so long is given up (RFC 5321, 4.5.4.1)."""

MOST = 500
"""Letters in one go; what is left is for the next job."""


class Fate(Enum):
    """What a failure means for a letter."""

    LATER = "later"
    NEVER = "never"
    AWAY = "away"


@dataclass(frozen=True)
class Trouble:
    """`code` is an SMTP code or a word of ours; never an address or a text of the server."""

    fate: Fate
    code: str


@dataclass
class Round:
    """How many letters went, were put off, and were given up in one go."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


def send_waiting(*, now: Callable[[], datetime] = timezone.now, most: int = MOST) -> Round:
    """Send what waits, one letter after another, over one connection where the server allows it."""
    told = Round()
    hold = secrets.token_hex(16)
    if not Letter.waiting(now()).exists():
        return told
    connection = get_connection()
    if not _opens(connection):
        _all_wait(now())
        return told
    try:
        for _turn in range(most):
            letter = Letter.claim(hold, at=now(), holding=HOLDING)
            if letter is None or not _send(letter, connection, told, now):
                break
    finally:
        _close(connection)
    return told


def _send(letter: Letter, connection: BaseEmailBackend, told: Round, now: Callable[[], datetime]) -> bool:
    """Send one; False when the server is gone and going on makes no sense."""
    # Claimed more often than ever tried and settled: every worker that had it died.
    deadly = letter.attempts > len(BACK_OFF) + 1
    trouble = Trouble(Fate.NEVER, "kept dying") if deadly else _hand_over(letter, connection)
    at = now()
    if trouble is None:
        told.sent += 1
        letter.settle(state=Letter.State.SENT, sent_at=at, problem="")
        return True
    logger.warning("Letter %s: %s (%s)", letter.public_id, trouble.code, trouble.fate.value)
    if trouble.fate is Fate.AWAY:
        letter.settle(attempts=letter.attempts - 1, next_at=at + SERVER_AWAY, problem=trouble.code)
        _all_wait(at)
        return False
    if trouble.fate is Fate.NEVER or letter.attempts > len(BACK_OFF):
        told.given_up += give_up(letter, trouble.code, at)
    else:
        told.later += 1
        letter.settle(next_at=at + BACK_OFF[letter.attempts - 1], problem=trouble.code)
    if trouble.fate is Fate.LATER:
        _close(connection)  # after a break in the talk nobody knows where the two are: begin anew
        return _opens(connection)
    return True


def give_up(letter: Letter, problem: str, at: datetime) -> int:
    """End a letter that cannot go, with a fact; 1 when it was ours to end."""
    organisation = letter.organisation
    who = System(organisation.public_id, organisation.pk) if organisation is not None else System()
    with transaction.atomic():
        if not letter.settle(state=Letter.State.GIVEN_UP, problem=problem):
            return 0
        record(who, "letter.give_up", letter, at=at, fields=["state", "problem", "purpose"])
    return 1


def _hand_over(letter: Letter, connection: BaseEmailBackend) -> Trouble | None:
    address = address_of(letter)
    if not address:
        return Trouble(Fate.NEVER, "nobody")
    if not letter.text:
        return Trouble(Fate.NEVER, "empty")
    try:
        connection.send_messages([_message(letter, address, connection)])
    except Exception as problem:
        return trouble_of(problem)
    return None


def address_of(letter: Letter) -> str:
    """Where it goes now: to the person's address of this moment, "" when the person has left."""
    if letter.person is not None:
        return letter.person.email if letter.person.is_active else ""
    return letter.address


def trouble_of(problem: Exception) -> Trouble:
    """What a failure means. A 5xx about the reader or the letter is for ever; anything else may pass.

    Raises what is no failure of sending: that is a mistake of ours.
    """
    match problem:
        case SMTPRecipientsRefused():
            codes = [int(code) for code, _said in problem.recipients.values()]
            return _by_code(max(codes, default=450))
        case SMTPSenderRefused(smtp_code=552):  # this letter is too large (RFC 1870); others may go
            return Trouble(Fate.NEVER, "552")
        case SMTPSenderRefused():
            return Trouble(Fate.AWAY, f"sender {problem.smtp_code}")  # our own address: all letters alike
        case SMTPDataError():
            return _by_code(problem.smtp_code)
        case SMTPResponseException():
            return Trouble(Fate.LATER, str(problem.smtp_code))
        case SMTPException() | OSError():
            return Trouble(Fate.LATER, "broken off")
        case ValueError():  # a header or an address that cannot be written (UnicodeError, BadHeaderError)
            return Trouble(Fate.NEVER, "unwritable")
        case _:
            raise problem


def _by_code(code: int) -> Trouble:
    return Trouble(Fate.NEVER if code >= 500 else Fate.LATER, str(code))


def _message(letter: Letter, address: str, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": letter.message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office replies
        "X-Auto-Response-Suppress": "All",
        "Content-Language": letter.language,
    }
    if letter.unsubscribe_url:
        whole = public_address(letter.unsubscribe_url)
        headers["List-Unsubscribe"] = f"<{whole}>"
        if urlsplit(whole).scheme == "https":  # RFC 8058 asks for https
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[address], headers=headers, connection=connection
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _opens(connection: BaseEmailBackend) -> bool:
    try:
        connection.open()
    except (SMTPException, OSError) as problem:
        logger.warning("The mail server does not answer: %s", type(problem).__name__)
        return False
    return True


def _close(connection: BaseEmailBackend) -> None:
    with suppress(SMTPException, OSError):  # it may be gone already
        connection.close()


def _all_wait(at: datetime) -> None:
    """The server is away: nothing is tried for a while, and what is too old is given up."""
    for letter in Letter.waiting(at).filter(created__lt=at - TOO_OLD).select_related("organisation")[:MOST]:
        give_up(letter, "away", at)
    Letter.postpone(at=at, until=at + SERVER_AWAY, problem="away")
