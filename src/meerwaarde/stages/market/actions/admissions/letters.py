"""What applicants and coordinators are written; each letter in the language of its reader, and once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.invitation import password_link
from meerwaarde.platform.notify.composing import LetterLink
from meerwaarde.platform.notify.purposes import Purpose, purpose
from meerwaarde.platform.notify.writing import Words, write_letter
from meerwaarde.platform.organisations.queries import Membership, Organisation
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.admissions.links import confirm_path, follow_path
from meerwaarde.stages.market.models import ApplicationMessage, FirmApplication

ABOUT_FIRM = purpose(
    "firm.application",
    name=Text(nl="Aanmelding van een bedrijf", en="Application of a firm"),
    why=Text(
        nl="U krijgt deze brief omdat u een bedrijf aanmeldde bij Meerwaarde. Was u dat niet? Dan hoeft u "
        "niets te doen.",
        en="You get this letter because you registered a firm with Meerwaarde. Was it not you? Then there "
        "is nothing to do.",
    ),
)
ABOUT_CIVIC = purpose(
    "civic.application",
    name=Text(nl="Aanmelding van een organisatie", en="Application of an organisation"),
    why=Text(
        nl="U krijgt deze brief omdat u een organisatie aanmeldde bij Meerwaarde. Was u dat niet? Dan hoeft "
        "u niets te doen.",
        en="You get this letter because you registered an organisation with Meerwaarde. Was it not you? Then "
        "there is nothing to do.",
    ),
)
FOR_COORDINATOR = purpose(
    "firm.answer",
    name=Text(nl="Antwoord bij een aanmelding", en="Answer in an application"),
    why=Text(
        nl="U krijgt deze brief omdat u bij deze aanmelding een vraag stelde.",
        en="You get this letter because you asked a question about this registration.",
    ),
)


def write_confirm(application: FirmApplication, at: datetime) -> None:
    """Ask whether the address is right. `application.letters` makes each of them another letter."""

    def words() -> Words:
        return Words(
            subject=_("Confirm your e-mail address"),
            paragraphs=(
                _registered(application),
                _("Confirm that this is your address. The link works for two days."),
            ),
            button=LetterLink(_("Confirm my address"), confirm_path(application)),
            after=(_("After that we look at your registration. You hear from us by e-mail."),),
        )

    _write(application, f"firm.confirm:{application.public_id}:{application.letters}", words, at)


def write_runs_already(application: FirmApplication, at: datetime) -> None:
    """Somebody filled in the form again for what is being looked at: once a day."""

    def words() -> Words:
        open_still = _("You registered %(firm)s before. That registration is still open.")
        return Words(
            subject=_("Your registration is being looked at"),
            paragraphs=(open_still % {"firm": application.firm_name},),
            button=_standing(application),
        )

    _write(application, f"firm.runs:{application.public_id}:{timezone.localdate(at)}", words, at)


def write_confirmed(application: FirmApplication, at: datetime) -> None:
    """Who looks at it, and the link with which to follow it."""

    def words() -> Words:
        who = application.handler.name if application.handler else _("One of the authorities")
        confirmed = _("Your address is confirmed. %(authority)s looks at your registration.")
        known = _(
            "Authorities know your firm already. Show on the page that you speak for it: then it goes faster."
        )
        return Words(
            subject=_("Your registration has come in"),
            paragraphs=(confirmed % {"authority": who}, known if application.supplier_id else ""),
            button=LetterLink(_("Follow your registration"), follow_path(application)),
            after=(_("Keep this letter: the link shows how it stands and lets you add something."),),
        )

    _write(application, f"firm.confirmed:{application.public_id}", words, at)


def write_question(application: FirmApplication, message: ApplicationMessage, at: datetime) -> None:
    """To the applicant: what the coordinator wants to know."""

    def words() -> Words:
        asked = _("There is a question about the registration of %(firm)s:")
        return Words(
            subject=_("A question about your registration"),
            paragraphs=(asked % {"firm": application.firm_name}, message.text),
            button=LetterLink(_("Answer the question"), follow_path(application)),
        )

    _write(application, f"firm.ask:{message.public_id}", words, at)


def write_answer(application: FirmApplication, asked_by: Membership, message: ApplicationMessage) -> None:
    """To the coordinator who asked: that there is an answer. What it says stands on the page."""
    place = reverse("market:application", args=[asked_by.organisation.slug, application.public_id])

    def words() -> Words:
        return Words(
            subject=_("%(firm)s answered your question") % {"firm": application.firm_name},
            paragraphs=(_("You asked a question about a registration. The answer is in."),),
            button=LetterLink(_("To the registration"), place),
        )

    write_letter(
        key=f"firm.answer:{message.public_id}",
        to=asked_by.person,
        words=words,
        purpose=FOR_COORDINATOR,
        at=message.at,
        organisation=asked_by.organisation,
    )


def write_admitted(
    application: FirmApplication, owner: Membership, firm: Organisation, *, new: bool, at: datetime
) -> None:
    """The invitation. Who had an account already logs in with it."""

    def words() -> Words:
        if new:
            button = LetterLink(_("Choose a password"), password_link(owner.person))
            how = _(
                "Choose a password. The link works for three days; after that use “Forgot your password?”."
            )
        else:
            button = LetterLink(_("Log in"), reverse("authority:home", args=[firm.slug]))
            how = _("Log in with the password that you have already.")
        return Words(
            subject=_("%(firm)s is admitted") % {"firm": firm.name},
            paragraphs=(_welcome(application) % {"firm": firm.name}, how),
            button=button,
            after=(_begin(application),),
        )

    _write(application, f"firm.admitted:{application.public_id}:{owner.public_id}", words, at)


def write_refused(application: FirmApplication, at: datetime) -> None:
    """Why not, and what can be done now."""

    def words() -> Words:
        refused = _("We did not admit the registration of %(firm)s. This is why:")
        return Words(
            subject=_("Your registration was not admitted"),
            paragraphs=(
                refused % {"firm": application.firm_name},
                application.reason,
                _("What you can do now:"),
                application.what_now,
            ),
            button=LetterLink(_("See the registration"), follow_path(application)),
        )

    _write(application, f"firm.refused:{application.public_id}:{application.version}", words, at)


def write_reopened(application: FirmApplication, at: datetime) -> None:
    """That it is being looked at again, after a refusal or an admission that was undone."""

    def words() -> Words:
        again = _("We look at the registration of %(firm)s once more. An earlier letter no longer holds.")
        return Words(
            subject=_("Your registration is being looked at again"),
            paragraphs=(again % {"firm": application.firm_name},),
            button=_standing(application),
        )

    _write(application, f"firm.reopened:{application.public_id}:{application.version}", words, at)


def _write(application: FirmApplication, key: str, words: Callable[[], Words], at: datetime) -> None:
    """To the applicant, in the language of the registration, from who decides."""
    write_letter(
        key=key,
        to=application.email,
        name=application.person_name,
        language=application.language,
        words=words,
        purpose=_about(application),
        at=at,
        organisation=application.handler,
    )


def _about(application: FirmApplication) -> Purpose:
    return ABOUT_CIVIC if application.kind == "civic" else ABOUT_FIRM


def _standing(application: FirmApplication) -> LetterLink:
    return LetterLink(_("See how it stands"), follow_path(application))


def _registered(application: FirmApplication) -> str:
    if application.kind == "civic":
        said = _("You registered %(firm)s with Meerwaarde, where firms help the neighbourhood.")
    else:
        said = _("You registered %(firm)s with Meerwaarde, where authorities look for suppliers.")
    return said % {"firm": application.firm_name}


def _welcome(application: FirmApplication) -> str:
    if application.kind == "civic":
        return _("Welcome. From now on %(firm)s can ask firms for help.")
    return _("Welcome. From now on you keep the profile of %(firm)s yourself.")


def _begin(application: FirmApplication) -> str:
    if application.kind == "civic":
        return _("Begin with what you need: describe it, and the authority looks at it.")
    return _("Begin with your profile: it says what a buyer would still like to know.")
