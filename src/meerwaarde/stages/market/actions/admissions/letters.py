"""What applicants and coordinators are written; each letter in the language of its reader, and once."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.access.invitation import password_link
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.organisations.queries import Membership, Organisation
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.admissions.links import confirm_path, follow_path
from meerwaarde.stages.market.models import ApplicationMessage, FirmApplication

ABOUT_APPLICATION = purpose(
    "firm.application",
    name=Text(nl="Aanmelding van een bedrijf", en="Application of a firm"),
    why=Text(
        nl="U krijgt deze brief omdat u een bedrijf aanmeldde bij Meerwaarde. Was u dat niet? Dan hoeft u "
        "niets te doen.",
        en="You get this letter because you registered a firm with Meerwaarde. Was it not you? Then there "
        "is nothing to do.",
    ),
)
FOR_COORDINATOR = purpose(
    "firm.answer",
    name=Text(nl="Antwoord bij een aanmelding", en="Answer in an application"),
    why=Text(
        nl="U krijgt deze brief omdat u dit bedrijf een vraag stelde.",
        en="You get this letter because you asked this firm a question.",
    ),
)


def _greeting(application: FirmApplication) -> str:
    return _("Hello %(name)s,") % {"name": application.person_name}


def _registered(application: FirmApplication) -> str:
    if application.kind == "civic":
        return _("You registered %(firm)s with Meerwaarde, where firms help the neighbourhood.")
    return _("You registered %(firm)s with Meerwaarde, where authorities look for suppliers.")


def write_confirm(application: FirmApplication, at: datetime) -> None:
    """Ask whether the address is right. `application.letters` makes each of them another letter."""
    with override(application.language):
        queue_letter(
            key=f"firm.confirm:{application.public_id}:{application.letters}",
            to=application.email,
            subject=_("Confirm your e-mail address"),
            body=Body(
                greeting=_greeting(application),
                paragraphs=(
                    _registered(application) % {"firm": application.firm_name},
                    _("Confirm that this is your address. The link works for two days."),
                ),
                button=LetterLink(_("Confirm my address"), confirm_path(application)),
                after=(_("After that we look at your registration. You hear from us by e-mail."),),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            language=application.language,
        )


def write_runs_already(application: FirmApplication, at: datetime) -> None:
    """Somebody filled in the form again for what is being looked at: once a day."""
    with override(application.language):
        queue_letter(
            key=f"firm.runs:{application.public_id}:{timezone.localdate(at)}",
            to=application.email,
            subject=_("Your registration is being looked at"),
            body=Body(
                greeting=_greeting(application),
                paragraphs=(
                    _("You registered %(firm)s before. That registration is still open.")
                    % {"firm": application.firm_name},
                ),
                button=LetterLink(_("See how it stands"), follow_path(application)),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            language=application.language,
        )


def write_confirmed(application: FirmApplication, at: datetime) -> None:
    """Who looks at it, and the link with which to follow it."""
    with override(application.language):
        who = application.handler.name if application.handler else _("One of the authorities")
        paragraphs = [
            _("Your address is confirmed. %(authority)s looks at your registration.") % {"authority": who}
        ]
        if application.supplier_id:
            paragraphs.append(
                _(
                    "Authorities know your firm already. Show on the page that you speak for it: then it "
                    "goes faster."
                )
            )
        queue_letter(
            key=f"firm.confirmed:{application.public_id}",
            to=application.email,
            subject=_("Your registration has come in"),
            body=Body(
                greeting=_greeting(application),
                paragraphs=tuple(paragraphs),
                button=LetterLink(_("Follow your registration"), follow_path(application)),
                after=(_("Keep this letter: the link shows how it stands and lets you add something."),),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            language=application.language,
        )


def write_question(application: FirmApplication, message: ApplicationMessage, at: datetime) -> None:
    """To the firm: what the coordinator wants to know."""
    with override(application.language):
        queue_letter(
            key=f"firm.ask:{message.public_id}",
            to=application.email,
            subject=_("A question about your registration"),
            body=Body(
                greeting=_greeting(application),
                paragraphs=(
                    _("There is a question about the registration of %(firm)s:")
                    % {"firm": application.firm_name},
                    message.text,
                ),
                button=LetterLink(_("Answer the question"), follow_path(application)),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            organisation=application.handler,
            language=application.language,
        )


def write_answer(application: FirmApplication, asked_by: Membership, message: ApplicationMessage) -> None:
    """To the coordinator who asked: that there is an answer. What it says stands on the page."""
    person = asked_by.person
    with override(person.language):
        queue_letter(
            key=f"firm.answer:{message.public_id}",
            to=person,
            subject=_("%(firm)s answered your question") % {"firm": application.firm_name},
            body=Body(
                greeting=_("Hello %(name)s,") % {"name": person.get_short_name()},
                paragraphs=(_("You asked a question about a registration. The answer is in."),),
                button=LetterLink(
                    _("To the registration"),
                    reverse("market:application", args=[asked_by.organisation.slug, application.public_id]),
                ),
            ),
            purpose=FOR_COORDINATOR,
            at=message.at,
            organisation=asked_by.organisation,
        )


def _welcome(application: FirmApplication) -> str:
    if application.kind == "civic":
        return _("Welcome. From now on %(firm)s can ask firms for help.")
    return _("Welcome. From now on you keep the profile of %(firm)s yourself.")


def _begin(application: FirmApplication) -> str:
    if application.kind == "civic":
        return _("Begin with what you need: describe it, and the authority looks at it.")
    return _("Begin with your profile: it says what a buyer would still like to know.")


def write_admitted(
    application: FirmApplication, owner: Membership, firm: Organisation, *, new: bool, at: datetime
) -> None:
    """The invitation. Who had an account already logs in with it."""
    with override(application.language):
        home = reverse("authority:home", args=[firm.slug])
        if new:
            button = LetterLink(_("Choose a password"), password_link(owner.person))
            how = _(
                "Choose a password. The link works for three days; after that use “Forgot your password?”."
            )
        else:
            button = LetterLink(_("Log in"), home)
            how = _("Log in with the password that you have already.")
        queue_letter(
            key=f"firm.admitted:{application.public_id}:{owner.public_id}",
            to=application.email,
            subject=_("%(firm)s is admitted") % {"firm": firm.name},
            body=Body(
                greeting=_greeting(application),
                paragraphs=(
                    _welcome(application) % {"firm": firm.name},
                    how,
                ),
                button=button,
                after=(_begin(application),),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            organisation=application.handler,
            language=application.language,
        )


def write_refused(application: FirmApplication, at: datetime) -> None:
    """Why not, and what can be done now."""
    with override(application.language):
        queue_letter(
            key=f"firm.refused:{application.public_id}:{application.version}",
            to=application.email,
            subject=_("Your registration was not admitted"),
            body=Body(
                greeting=_greeting(application),
                paragraphs=(
                    _("We did not admit the registration of %(firm)s. This is why:")
                    % {"firm": application.firm_name},
                    application.reason,
                    _("What you can do now:"),
                    application.what_now,
                ),
                button=LetterLink(_("See the registration"), follow_path(application)),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            organisation=application.handler,
            language=application.language,
        )


def write_reopened(application: FirmApplication, at: datetime) -> None:
    """That it is being looked at again, after a refusal or an admission that was undone."""
    with override(application.language):
        queue_letter(
            key=f"firm.reopened:{application.public_id}:{application.version}",
            to=application.email,
            subject=_("Your registration is being looked at again"),
            body=Body(
                greeting=_greeting(application),
                paragraphs=(
                    _("We look at the registration of %(firm)s once more. An earlier letter no longer holds.")
                    % {"firm": application.firm_name},
                ),
                button=LetterLink(_("See how it stands"), follow_path(application)),
            ),
            purpose=ABOUT_APPLICATION,
            at=at,
            organisation=application.handler,
            language=application.language,
        )
