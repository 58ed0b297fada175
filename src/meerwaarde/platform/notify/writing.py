"""The frame of a letter that an action writes: a greeting, what is said, and one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, LetterLink
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.notify.purposes import Purpose
from meerwaarde.platform.organisations.queries import Organisation, Person


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a letter says below its greeting; a paragraph without words is left out."""

    subject: str
    paragraphs: tuple[str, ...]
    button: LetterLink | None = None
    after: tuple[str, ...] = ()


def write_letter(
    *,
    key: str,
    to: Person | str,
    words: Callable[[], Words],
    purpose: Purpose,
    at: datetime,
    name: str = "",
    language: str = "",
    organisation: Organisation | None = None,
) -> Letter:
    """Queue the letter of `words`, which are asked for while the reader's language is spoken.

    `name` and `language` are those of a reader without an account; a person has their own. The rest is as
    `queue_letter` says.
    """
    person = to if isinstance(to, Person) else None
    spoken = language or (person.language if person else "") or "nl"
    called = name or (person.get_short_name() if person else "")
    with override(spoken):
        said = words()
        greeting = _("Hello %(name)s,") % {"name": called} if called else _("Hello,")
        return queue_letter(
            key=key,
            to=to,
            subject=said.subject,
            body=Body(
                greeting=greeting,
                paragraphs=tuple(one for one in said.paragraphs if one),
                button=said.button,
                after=tuple(one for one in said.after if one),
            ),
            purpose=purpose,
            at=at,
            organisation=organisation,
            language=spoken,
        )
