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
from django.utils.translation import override

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
    if membership.person.has_usable_password():
        _ask_known(request, membership)
        return
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


def _ask_known(request: HttpRequest, membership: Membership) -> None:
    """To somebody who logs in already, in the language of that person: nothing changes without a yes."""
    person, organisation = membership.person, membership.organisation
    with override(person.language):
        send_mail(
            subject=_("%(organisation)s invites you") % {"organisation": organisation.name},
            message=_(
                "Hello %(name)s,\n\n"
                "%(organisation)s asks you to work along in Meerwaarde. "
                "You have an account already.\n\n"
                "Log in and say yes or no:\n%(link)s\n\n"
                "Only when you say yes do the people there see your name. "
                "Did you not expect this? Then you can leave it."
            )
            % {
                "name": person.get_short_name(),
                "organisation": organisation.name,
                "link": request.build_absolute_uri(reverse("access:start")),
            },
            from_email=None,
            recipient_list=[person.email],
        )
