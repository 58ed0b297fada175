"""Sending one letter to one person: plain text, marked as written by a machine."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage

from meerwaarde.platform.organisations.queries import Person

logger = logging.getLogger("meerwaarde.notify")


def send(person: Person, *, subject: str, text: str) -> bool:
    """Whether the mail server took it; a letter that could not go is told to the log without address or text.

    A line break in a subject would forge headers: it becomes a space. `Auto-Submitted` (RFC 3834) keeps
    out-of-office replies away.
    """
    message = EmailMessage(
        " ".join(subject.split()), text, to=[person.email], headers={"Auto-Submitted": "auto-generated"}
    )
    try:
        return bool(message.send())
    except (SMTPException, OSError) as problem:
        logger.warning(
            "A letter to person %s could not be sent: %s", person.public_id, type(problem).__name__
        )
        return False
