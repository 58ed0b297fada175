"""The e-mail with which somebody new chooses a password."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.organisations.queries import Membership, Person

logger = logging.getLogger("meerwaarde.access")


def password_link(person: Person) -> str:
    """The path of the page on which this person chooses a password; works once, for three days."""
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])


def invite(request: HttpRequest, membership: Membership) -> bool:
    """Send the invitation, which says who it is from and what to do; False where it could not be sent."""
    try:
        _send(request, membership)
    except (SMTPException, OSError):
        logger.exception("The invitation for membership %s was not sent", membership.public_id)
        return False
    return True


def _send(request: HttpRequest, membership: Membership) -> None:
    person, organisation = membership.person, membership.organisation
    send_mail(
        subject=_("You can start at %(organisation)s") % {"organisation": organisation.name},
        message=_(
            "Hello %(name)s,\n\n"
            "%(organisation)s works with Meerwaarde, software for buying with impact. "
            "You have been given a role there.\n\n"
            "Choose your password on this page:\n%(link)s\n\n"
            "The link works for three days. Did you not expect this? Then you can leave it."
        )
        % {
            "name": person.get_short_name(),
            "organisation": organisation.name,
            "link": request.build_absolute_uri(password_link(person)),
        },
        from_email=None,
        recipient_list=[person.email],
    )
