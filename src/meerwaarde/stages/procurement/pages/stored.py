"""An advice as it was completed, and whether the rules of today still say the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb, Definition, Page
from meerwaarde.platform.layout.notation import format_day, format_moment
from meerwaarde.rules.law import Law
from meerwaarde.stages.procurement.pages.advising import AdvicePanel, panel_of
from meerwaarde.stages.procurement.queries import StoredAdvice, advice_in, run_again


@dataclass(frozen=True, kw_only=True)
class StoredAdvicePage(Page):
    """The advice with its receipt and the outcome of running it again now."""

    panel: AdvicePanel
    receipt: tuple[Definition, ...]
    verdict: str
    same: bool
    differences: tuple[str, ...]


def stored_advice_page(actor: Actor, stored: StoredAdvice) -> StoredAdvicePage:
    """The page of one completed advice."""
    language = get_language() or "nl"
    advice, again = advice_in(stored), run_again(stored)
    procurement = stored.procurement
    return StoredAdvicePage(
        title=_("Advice of %(day)s") % {"day": format_moment(stored.made_at, language)},
        intro=f"{procurement.number} · {procurement.title}",
        crumbs=(
            Crumb(_("Procurements"), reverse("procurement:list", args=[actor.slug])),
            Crumb(procurement.title, reverse("procurement:detail", args=[actor.slug, procurement.public_id])),
        ),
        panel=panel_of(actor, procurement.public_id, advice, Law.on(stored.day)),
        receipt=(
            Definition(term=_("Completed by"), text=stored.made_by.person.name if stored.made_by else ""),
            Definition(term=_("Law and figures of"), text=format_day(stored.day, language)),
            Definition(term=_("Version of the rules"), text=advice.receipt.version),
            Definition(term=_("Digest of the input"), text=advice.receipt.input_digest),
            Definition(term=_("Digest of the figures"), text=advice.receipt.parameters_digest),
        ),
        verdict=_verdict(same=again.same, changed=again.rules_changed, intact=again.intact),
        same=again.same and again.intact,
        differences=tuple(one.in_language(language) for one in again.differences),
    )


def _verdict(*, same: bool, changed: bool, intact: bool) -> str:
    if not intact:
        return _("The stored input or figures do not match the receipt. Ask your administrator to look.")
    if not same:
        return _("Run again on the same figures, the rules of today give another answer.")
    if changed:
        return _("The rules were renewed since; run again on the same figures, the answer is the same.")
    return _("Run again on the same figures, the answer is the same.")
