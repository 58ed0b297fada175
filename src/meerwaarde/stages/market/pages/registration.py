"""The pages of somebody who registers a firm: the form, the letter, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    EmptyState,
    Event,
    FormPage,
    Help,
    Page,
    Progress,
    Step,
    Tone,
)
from meerwaarde.rules.lifecycle import FIRM_APPLICATION
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.queries.admissions import (
    ApplicationMessage,
    ApplicationProof,
    FirmApplication,
)


def registration_page(form: Any) -> FormPage:
    """Registering a firm."""
    return FormPage(
        title=_("Register your firm"),
        intro=_(
            "Authorities look here for suppliers with value for society. Registering takes five minutes and "
            "costs nothing."
        ),
        steps=_steps(0),
        form=form,
        submit=_("Send the registration"),
        submit_note=_(
            "We use your name and address for this registration alone. Unconfirmed they go after a week, "
            "otherwise three months after the decision."
        ),
        draft_key="registration",
        help=(
            Help(
                title=_("How it goes"),
                points=(
                    _("You fill in this form."),
                    _("You confirm your e-mail address with the link that we send."),
                    _("A coordinator of an authority looks at it, and may ask you something."),
                    _("You are admitted, choose a password and fill in your profile."),
                ),
            ),
            Help(
                title=_("Is your firm here already?"),
                text=_(
                    "That may be: authorities keep a list of suppliers. Then you register as well, and take "
                    "your own profile over. Does a colleague use it already? Ask that colleague for access."
                ),
            ),
        ),
    )


def civic_registration_page(form: Any) -> FormPage:
    """Registering a civic organisation."""
    return FormPage(
        title=_("Register your organisation"),
        intro=_("For foundations, associations and initiatives that ask firms for help. It costs nothing."),
        steps=_steps(0),
        form=form,
        submit=_("Send the registration"),
        submit_note=_(
            "We use your name and address for this registration alone. Unconfirmed they go after a week, "
            "otherwise three months after the decision."
        ),
        draft_key="civic-registration",
        help=(
            Help(
                title=_("How it goes"),
                points=(
                    _("You fill in this form."),
                    _("You confirm your e-mail address with the link that we send."),
                    _("A coordinator of an authority looks at it, and may ask you something."),
                    _("You are admitted, choose a password and describe what you need."),
                ),
            ),
        ),
    )


def sent_page() -> Page:
    """The same for everybody, so that nobody learns who is known here."""
    return Page(
        title=_("Look at your e-mail"),
        intro=_("We sent you a letter with a link. Open it within two days to confirm your address."),
        steps=_steps(1),
        help=(
            Help(
                title=_("No letter?"),
                points=(
                    _("Look among the unwanted mail."),
                    _("Was there a mistake in the address? Then register again."),
                    _("You get three letters a day at most."),
                ),
            ),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Page):
    """The button that confirms: a link alone would be followed by programs that scan mail."""

    button: str
    note: str


def confirm_page(application: FirmApplication, *, in_time: bool) -> ConfirmPage:
    """Confirming the address, or asking for a new letter where the link has ended."""
    if not in_time:
        return ConfirmPage(
            title=_("This link has ended"),
            intro=_("The link worked for two days. Ask for a new letter: nothing you filled in is lost."),
            steps=_steps(1),
            button=_("Send me a new letter"),
            note=_("It goes to the same address."),
        )
    return ConfirmPage(
        title=_("Is this your address?"),
        intro=_("You register %(firm)s, KvK number %(kvk)s.")
        % {"firm": application.firm_name, "kvk": application.kvk},
        steps=_steps(1),
        button=_("Yes, confirm my address"),
        note=_("Did you not do this yourself? Then close this page. Nothing happens."),
    )


def gone_page() -> Page:
    """A link that is none, or of what is no longer kept."""
    return Page(
        title=_("This link does not work"),
        intro=_(
            "It is not complete, or the registration is no longer kept. Copy the whole link from the letter, "
            "or register again."
        ),
        actions=(
            Action(label=_("Register your firm"), url=reverse("registration:start")),
            Action(label=_("Register your organisation"), url=reverse("civic_registration:start")),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class FollowPage(Page):
    """How an application stands, what was said, and what the applicant can do now."""

    standing: str
    proof_title: str
    enter_label: str
    is_open: bool
    claim: str
    """That the directory has this firm already; empty where it has not."""
    proven: tuple[str, ...]
    proofs: tuple[str, ...]
    wants_proof: bool
    talk: tuple[Event, ...]
    nothing_said: EmptyState
    answer_label: str
    answer_form: Any
    proof_form: Any
    code_form: Any
    reason: str
    what_now: str
    enter_url: str


def follow_page(
    application: FirmApplication,
    messages: Sequence[ApplicationMessage],
    proofs: Sequence[ApplicationProof],
    forms: dict[str, Any],
) -> FollowPage:
    """The page behind the link that the applicant got."""
    state = FIRM_APPLICATION.state(application.state)
    is_open = application.state in ("confirmed", "asked")
    return FollowPage(
        title=application.firm_name,
        proof_title=_("Show that you speak for the organisation")
        if application.kind == "civic"
        else _("Show that you speak for the firm"),
        enter_label=_("To your pages"),
        intro=_("Registered on %(day)s, KvK number %(kvk)s")
        % {
            "day": words.day_in_words(timezone.localdate(application.started_at)),
            "kvk": application.kvk,
        },
        badge=Badge(label=words.said(state.name), tone=_TONES.get(application.state, Tone.NEUTRAL)),
        steps=_steps(3 if application.state == "admitted" else 2),
        standing=_standing(application),
        is_open=is_open,
        claim=_(
            "Authorities know this firm already. When you are admitted, its profile comes into your hands. "
            "So we want to be sure that you speak for the firm."
        )
        if application.supplier_id and is_open
        else "",
        proven=_proven(application),
        proofs=tuple(
            _("%(name)s, kept until %(day)s") % {"name": one.name, "day": words.day_in_words(one.keep_until)}
            for one in proofs
        ),
        wants_proof=is_open,
        talk=tuple(_event(one, application) for one in messages),
        nothing_said=EmptyState(
            title=_("Nobody asked anything yet"),
            text=_("A question comes by e-mail and stands here as well."),
            drawing="done",
        ),
        answer_label=_("Answer") if application.state == "asked" else _("Add something"),
        answer_form=forms["answer"],
        proof_form=forms["proof"],
        code_form=forms["code"],
        reason=application.reason if application.state == "refused" else "",
        what_now=application.what_now if application.state == "refused" else "",
        enter_url=reverse("authority:home", args=[application.admitted_as.slug])
        if application.state == "admitted" and application.admitted_as
        else "",
    )


def _standing(application: FirmApplication) -> str:
    who = application.handler.name if application.handler else _("One of the authorities")
    said = {
        "confirmed": _("%(authority)s looks at your registration. You hear from us by e-mail."),
        "asked": _("%(authority)s asks you something. Answer below."),
        "admitted": _("%(authority)s admitted you. Use the link in the letter to choose a password."),
        "refused": _("%(authority)s did not admit you."),
        "withdrawn": _("You withdrew this registration."),
    }
    return said.get(application.state, "") % {"authority": who}


def _proven(application: FirmApplication) -> tuple[str, ...]:
    found = []
    if application.domain_fits:
        found.append(_("Your e-mail address lies at the website of the firm."))
    if application.code_fits:
        found.append(_("You gave the code that the authority handed to the firm."))
    return tuple(found)


def _event(message: ApplicationMessage, application: FirmApplication) -> Event:
    who = application.handler.name if application.handler else _("The coordinator")
    return Event(
        moment=message.at,
        title=_("You wrote") if message.from_firm else _("%(who)s asked") % {"who": who},
        text=message.text,
        icon="message" if message.from_firm else "help",
    )


_TONES = {"admitted": Tone.POSITIVE, "refused": Tone.NEGATIVE, "asked": Tone.WARNING}


def _steps(here: int) -> tuple[Step, ...]:
    """The same for firms and civic organisations: the page after sending tells nobody which it was."""
    labels = (_("Fill in"), _("Confirm your address"), _("We look at it"), _("Your own pages"))
    return tuple(
        Step(
            label=label,
            state=Progress.DONE if place < here else Progress.CURRENT if place == here else Progress.OPEN,
        )
        for place, label in enumerate(labels)
    )
