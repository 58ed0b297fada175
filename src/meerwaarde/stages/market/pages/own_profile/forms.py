"""The forms of what a firm tells more: references, figures, contact persons and pictures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    FormPage,
    Help,
)
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import where


def part_form_page(
    actor: Actor, supplier: queries.Supplier, kind: str, form: Any, *, known: str = ""
) -> FormPage:
    """The form of a reference, figure or contact person."""
    change = {
        "reference": _("Change reference"),
        "figure": _("Change figure"),
        "contact": _("Change contact person"),
    }
    add = {
        "reference": _("Which assignment did you do?"),
        "figure": _("Which figure shows your impact?"),
        "contact": _("Whom may one ask for?"),
    }
    return FormPage(
        title=change[kind] if known else add[kind],
        crumbs=where.crumbs(actor, supplier),
        form=form,
        submit=_("Save"),
        cancel_url=where.address(actor, supplier, "supplier"),
        draft_key=f"{kind}:{known or supplier.public_id}",
        help=_HELP[kind](),
    )


def picture_form_page(
    actor: Actor, supplier: queries.Supplier, offering: queries.Offering, form: Any
) -> FormPage:
    """The form of a picture."""
    return FormPage(
        title=_("Add a picture"),
        intro=offering.title,
        crumbs=where.crumbs(actor, supplier),
        form=form,
        submit=_("Keep the picture"),
        cancel_url=where.address(actor, supplier, "supplier"),
        multipart=True,
        help=(
            Help(
                title=_("What happens with it"),
                text=_("We draw the picture anew. Where and with which camera it was taken stays behind."),
            ),
        ),
    )


def _reference_help() -> tuple[Help, ...]:
    return (
        Help(
            title=_("A reference that convinces"),
            points=(
                _("Choose work like what you want to do more of."),
                _("Say what it brought, not only what it was."),
                _("Ask the client whether its name may stand in public."),
            ),
        ),
    )


def _figure_help() -> tuple[Help, ...]:
    return (
        Help(
            title=_("A figure that holds"),
            points=(
                _("Count what you really did, in one calendar year."),
                _("Say what you count: people, not full-time jobs, or the other way round."),
                _("Keep how you counted: a buyer may ask."),
            ),
        ),
    )


def _contact_help() -> tuple[Help, ...]:
    return (
        Help(
            title=_("About people"),
            points=(
                _("Only with that person's yes."),
                _("Authorities that log in read it; in public it never stands."),
                _("After the last day the name goes by itself."),
            ),
        ),
    )


_HELP = {"reference": _reference_help, "figure": _figure_help, "contact": _contact_help}
