"""Putting a letter in the outbox, and trying one again that was given up."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.notify.composing import PRODUCT, Body, LetterLink, body_of, compose
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.notify.purposes import Purpose
from meerwaarde.platform.organisations.queries import Organisation, Person
from meerwaarde.rules.text import Text

KEPT = timedelta(days=30)
"""After so many days body and address are taken away: long enough to answer "I got no letter"."""

NOT_GIVEN_UP = Text(
    nl="Deze brief wacht niet op u: hij is verstuurd of wordt nog geprobeerd.",
    en="This letter does not wait for you: it was sent or is still being tried.",
)
TEXT_GONE = Text(
    nl="De tekst van deze brief is na de bewaartermijn verwijderd. Laat een nieuwe brief maken.",
    en="The text of this letter was taken away after its retention day. Have a new letter made.",
)


def queue_letter(
    *,
    key: str,
    to: Person | str,
    subject: str,
    body: Body | str,
    purpose: Purpose,
    at: datetime,
    organisation: Organisation | None = None,
    language: str = "",
    why: str = "",
    unsubscribe: str = "",
) -> Letter:
    """Put a letter in the outbox, in the transaction of the caller: undone together, sent after it.

    `key` says what the letter is about ("firm.confirm:<public id>:<moment>"), without personal data; the same
    key gives the letter that stands there already. `to` is a person or, for who has no account, an address.
    `subject` and `body` are in `language`, by default the person's own; paths in the body become whole
    addresses. `why` replaces the sentence of the purpose. `unsubscribe` is the path of a public page that
    ends letters like this one on a plain POST (RFC 8058). The administrator of `organisation` sees it fail.
    Raises ValidationError for an address that is none.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A letter is queued in the transaction of what it is about.")
    person = to if isinstance(to, Person) else None
    address = "" if isinstance(to, Person) else to.strip()
    if person is None:
        validate_email(address)
    spoken = language or (person.language if person else "") or "nl"
    composed = compose(
        body_of(body) if isinstance(body, str) else body,
        subject=subject,
        sender=organisation.name if organisation else PRODUCT,
        why=why or purpose.why.in_language(spoken),
        language=spoken,
        stop=_stop(unsubscribe, spoken),
    )
    return Letter.once(
        key,
        organisation=organisation,
        person=person,
        address=address,
        purpose=purpose.code,
        language=spoken,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        unsubscribe_url=unsubscribe,
        message_id=message_id_of(key),
        next_at=at,
        created=at,
        keep_until=timezone.localtime(at).date() + KEPT,
    )


def send_again(*, actor: Actor, letter: Letter, at: datetime) -> None:
    """Give a letter that was given up a new row of attempts; refuses when its content is gone."""
    must(actor, "organisation.manage" if actor.kind == "authority" else "firm.manage")
    if letter.state != Letter.State.GIVEN_UP:
        raise Refused(NOT_GIVEN_UP)
    if letter.blanked:
        raise Refused(TEXT_GONE)
    with transaction.atomic():
        letter.change(state=Letter.State.QUEUED, attempts=0, next_at=at, problem="")
        record(actor, "letter.send_again", letter, at=at, fields=["state"])


def blank_old(*, day: date) -> int:
    """Take away what letters said, and to whom, once their retention day has passed."""
    with transaction.atomic():
        return Letter.blank(before=day)


def message_id_of(key: str) -> str:
    """The Message-ID of the letter with this key: the same at every attempt, so that readers' programs and
    servers can see that a second copy is no second letter."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(f'{settings.SECRET_KEY}:{key}'.encode()).hexdigest()[:40]}@{domain}>"


def _stop(unsubscribe: str, language: str) -> LetterLink | None:
    if not unsubscribe:
        return None
    with override(language):
        return LetterLink(_("Stop these letters"), unsubscribe)
