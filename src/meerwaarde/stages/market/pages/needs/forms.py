"""The forms of needs: asking, and offering."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb, FormPage, Help
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import needs as queries
from meerwaarde.stages.market.queries.needs import Need


def need_form_page(actor: Actor, form: Any, need: Need | None) -> FormPage:
    """Asking for help, or changing what was asked."""
    here = reverse("market:own_needs", args=[actor.slug])
    return FormPage(
        title=_("Change what you ask") if need else _("Ask for help"),
        intro=_("Five minutes. After saving you see it once more before the authority does."),
        crumbs=(Crumb(_("Our needs"), here),),
        form=form,
        submit=_("Save"),
        cancel_url=reverse("market:need", args=[actor.slug, need.public_id]) if need else here,
        draft_key=f"need:{need.public_id}" if need else "need:new",
        help=(
            Help(
                title=_("How it goes"),
                points=(
                    _("You write down what you need, and submit it."),
                    _("The authority looks at it and may ask you something."),
                    _("After approval everybody sees it. Firms offer, you accept or not."),
                    _("Afterwards both sides say what was given. Only then it counts."),
                ),
            ),
            Help(
                title=_("No data of persons"),
                text=_(
                    "Everybody reads your need. Describe groups, not people. Contact goes through the pages."
                ),
            ),
        ),
    )


def offer_form_page(actor: Actor, need: Need, form: Any) -> FormPage:
    """Offering help."""
    cover = queries.covers([need])[need.pk]
    return FormPage(
        title=_("Offer help"),
        intro=_("“%(title)s” of %(asker)s. Still needed: %(left)s.")
        % {"title": need.title, "asker": need.asker_name, "left": words.amount(cover.left, need.unit)},
        crumbs=(
            Crumb(_("Needs of the neighbourhood"), reverse("market:needs", args=[actor.slug])),
            Crumb(need.title, reverse("market:need", args=[actor.slug, need.public_id])),
        ),
        form=form,
        submit=_("Send the offer"),
        cancel_url=reverse("market:need", args=[actor.slug, need.public_id]),
        draft_key=f"need-offer:{need.public_id}",
        help=(
            Help(
                title=_("What happens next"),
                points=(
                    _("The organisation gets a letter and accepts, or says why not."),
                    _("Until then you can withdraw your offer."),
                    _("After an agreement you can call it off, with a reason."),
                    _("Afterwards both sides say what was given."),
                ),
            ),
            Help(
                title=_("What is it worth?"),
                text=_(
                    "Here everything is counted in hours, pieces or places. What it counts for in a social "
                    "return obligation is decided later, with the contract."
                ),
            ),
        ),
    )
