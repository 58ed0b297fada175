"""Pages with one form: a meeting, a part of the programme, a pitch, registering without an account."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import FormPage, Help
from meerwaarde.stages.market.pages.meetings import words
from meerwaarde.stages.market.queries.meetings import Meeting, ProgrammeItem


def meeting_form_page(actor: Actor, form: Any, found: Meeting | None = None) -> FormPage:
    """Writing a meeting, or changing it."""
    told = found is not None and found.state == "published"
    return FormPage(
        title=_("Change the meeting") if found else _("New meeting"),
        intro=_("Who has a place gets a letter when time or place changes.")
        if told
        else _("Nobody outside your organisation sees it before you announce it."),
        crumbs=words.crumbs(actor, found),
        form=form,
        submit=_("Save"),
        cancel_url=reverse("market:meeting", args=[actor.slug, found.public_id])
        if found
        else reverse("market:meetings", args=[actor.slug]),
        draft_key="" if found else f"meeting:{actor.membership}",
        help=(
            Help(
                title=_("A meeting that brings something"),
                points=(
                    _("Choose one or two themes, and a day six weeks ahead."),
                    _("Leave at least an hour to talk with each other."),
                    _("Write to firms yourself as well: who is asked, comes."),
                ),
            ),
        ),
    )


def part_form_page(actor: Actor, found: Meeting, form: Any, part: ProgrammeItem | None = None) -> FormPage:
    """A part of the programme."""
    return FormPage(
        title=_("Change this part") if part else _("Add a part to the programme"),
        intro=words.when(found),
        crumbs=words.crumbs(actor, found),
        form=form,
        submit=_("Save"),
        cancel_url=reverse("market:meeting", args=[actor.slug, found.public_id]),
        extra_submits=(("do", "strike", _("Take out of the programme")),) if part else (),
        help=(
            Help(
                title=_("Pitches in the programme"),
                text=_(
                    "Make a part “Pitches”, for each theme one if you like. On the page of the meeting you "
                    "put the pitches that you choose in it."
                ),
            ),
        ),
    )


def pitch_form_page(actor: Actor, found: Meeting, form: Any) -> FormPage:
    """Offering a pitch."""
    return FormPage(
        title=_("Offer a pitch"),
        intro=found.title,
        crumbs=words.crumbs(actor, found),
        form=form,
        submit=_("Offer the pitch"),
        submit_note=_("The organiser chooses, and writes you either way."),
        cancel_url=reverse("market:meeting", args=[actor.slug, found.public_id]),
        draft_key=f"pitch:{found.public_id}:{actor.membership}",
        help=(
            Help(
                title=_("A pitch that people remember"),
                points=(
                    _("Begin with one person or thing that changed by your work."),
                    _("Say what a buyer can do with you next month."),
                    _("Say what you look for: a partner, a first order, a place to try."),
                ),
            ),
        ),
    )


def guest_page(found: Meeting, form: Any) -> FormPage:
    """Registering without an account."""
    return FormPage(
        title=_("Register without an account"),
        intro=_("We send you a link. When you open it and confirm, you have a place."),
        crumbs=words.public_crumbs(found),
        form=form,
        submit=_("Send me the link"),
        cancel_url=reverse("public_meetings:detail", args=[found.public_id]),
        help=(
            Help(
                title=_("Why we ask this"),
                text=_(
                    "%(organiser)s uses your name and address only for this meeting. Half a year after it "
                    "they are taken away. With your link you cancel, and say whom you want to meet."
                )
                % {"organiser": found.organisation.name},
            ),
        ),
    )
