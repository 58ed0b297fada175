"""What a firm is written about its recognitions; each letter in the language of its reader, and once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.organisations.queries import Person, memberships_at
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import credential_kinds, day_in_words
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Credential

ABOUT_CREDENTIAL = purpose(
    "credentials.standing",
    name=Text(nl="Stand van een erkenning", en="Standing of a recognition"),
    why=Text(
        nl="U krijgt deze brief omdat u het profiel van dit bedrijf bijhoudt. "
        "Inkopers zien daar deze erkenning.",
        en="You get this letter because you keep the profile of this firm. "
        "Buyers see this recognition there.",
    ),
)


def write_verified(held: Credential, authority: str, at: datetime) -> None:
    """Somebody saw it: it counts from now on."""

    def body(person: Person) -> tuple[str, Body]:
        until = held.valid_until
        return _("%(name)s counts from now on") % {"name": name_of(held, at)}, Body(
            greeting=_("Hello %(name)s,") % {"name": person.name},
            paragraphs=(
                _("%(authority)s checked “%(name)s” of %(firm)s. Buyers now see that it was verified.")
                % {**_told(held, at), "authority": authority},
                _("It holds up to and including %(day)s. We write to you before it ends.")
                % {"day": day_in_words(until, get_language() or "nl")}
                if until
                else _("It has no end that we know of."),
            ),
            button=_button(held),
        )

    _write(held, "credentials.verified", at, body)


def write_refused(held: Credential, reason: str, authority: str, at: datetime) -> None:
    """Nothing showed it; why, and what to do now."""

    def body(person: Person) -> tuple[str, Body]:
        return _("%(name)s was not shown") % {"name": name_of(held, at)}, Body(
            greeting=_("Hello %(name)s,") % {"name": person.name},
            paragraphs=(
                _("%(authority)s looked at “%(name)s” of %(firm)s and did not find it shown.")
                % {**_told(held, at), "authority": authority},
                _("This is why:"),
                reason,
                _("Do you have other evidence? Change your claim; then somebody looks again."),
            ),
            button=_button(held),
        )

    _write(held, "credentials.refused", at, body)


def write_reminder(held: Credential, until: date, term: int, at: datetime) -> int:
    """It ends soon: in `term` days at most. Gives how many people were written to."""

    def body(person: Person) -> tuple[str, Body]:
        day = day_in_words(until, get_language() or "nl")
        left = max(0, (until - timezone.localdate(at)).days)
        return _("%(name)s ends on %(day)s") % {"name": name_of(held, at), "day": day}, Body(
            greeting=_("Hello %(name)s,") % {"name": person.name},
            paragraphs=(
                _("“%(name)s” of %(firm)s holds for %(days)s more days, up to and including %(day)s.")
                % {**_told(held, at), "days": left, "day": day},
                _("After that day it does not count any more in what buyers see."),
                _("Was it renewed already? Fill in the new last day and where it can be seen."),
            ),
            button=_button(held),
        )

    return _write(held, f"credentials.ends:{term}:{until}", at, body)


def name_of(held: Credential, at: datetime) -> str:
    """The recognition with its level, in the language that is being spoken."""
    kind = credential_kinds(Law.on(timezone.localdate(at))).get(held.code)
    if kind is None:
        return held.code
    language = get_language() or "nl"
    level = kind.level_named(held.level)
    named = kind.name.in_language(language)
    return f"{named} ({level.name.in_language(language)})" if level else named


def _told(held: Credential, at: datetime) -> dict[str, str]:
    return {"name": name_of(held, at), "firm": held.supplier.name}


def _button(held: Credential) -> LetterLink:
    firm = held.supplier.firm
    assert firm is not None
    return LetterLink(_("See your recognitions"), reverse("market:own_credentials", args=[firm.slug]))


def _write(held: Credential, about: str, at: datetime, compose: Callable[[Person], tuple[str, Body]]) -> int:
    """To everybody who keeps the profile of the firm. A supplier without an account gets no letter.

    The version of the credential makes a second check another letter, and a second attempt none.
    """
    firm = held.supplier.firm
    if firm is None:
        return 0
    written = 0
    for one in memberships_at(firm.pk, timezone.localdate(at)):
        if one.role not in ("supplier_owner", "supplier_member"):
            continue
        with override(one.person.language or "nl"):
            subject, body = compose(one.person)
        key = f"{about}:{held.public_id}:{one.public_id}"
        if about.startswith(("credentials.verified", "credentials.refused")):
            key = f"{key}:{held.version}"
        queue_letter(
            key=key,
            to=one.person,
            subject=subject,
            body=body,
            purpose=ABOUT_CREDENTIAL,
            at=at,
            organisation=firm,
        )
        written += 1
    return written
