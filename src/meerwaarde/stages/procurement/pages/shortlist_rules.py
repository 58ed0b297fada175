"""Whether the rules about inviting are kept, counted again with every tick."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.compliance.assess import STANDING_NAMES
from meerwaarde.rules.invitation import NOT_YET_ASKED, Inviting, RuleKept, rules_kept
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.stages.policy.queries import words_for
from meerwaarde.stages.procurement.pages.advising import rule_name
from meerwaarde.stages.procurement.queries import Advised, procedure_of


@dataclass(frozen=True)
class KeptShown:
    """One rule with where the list stands towards it, and what is still to be done."""

    title: str
    badge: Badge
    why: str
    still: str


@dataclass(frozen=True)
class InvitingPanel:
    """How many stand on the list and were asked, and each rule about that."""

    summary: str
    note: str
    own: tuple[KeptShown, ...]
    law: tuple[KeptShown, ...]
    first: str
    """What must be known before anything can be said; empty where that is known."""


def inviting_panel(actor: Actor, advised: Advised) -> InvitingPanel:
    """The panel beside the list."""
    language, found = get_language() or "nl", advised.inviting
    if advised.advice is None:
        first = _("Choose the type of contract and the estimate first.")
        return InvitingPanel(_summary(found), "", (), (), first)
    kept = rules_kept(advised.assessments, found)
    words = words_for(actor.organisation_id, [one.assessment.rule for one in kept], language)
    return InvitingPanel(
        summary=_summary(found),
        note=NOT_YET_ASKED.in_language(language) if found and found.planned else "",
        own=tuple(_own(one, words) for one in kept),
        law=tuple(one for one in (_grounds(advised), _number(advised), _social(advised)) if one),
        first="",
    )


def _summary(found: Inviting | None) -> str:
    if found is None:
        return _("Nobody stands on the list yet.")
    on_list = ngettext("%(count)d firm on the list", "%(count)d firms on the list", found.on_list)
    asked = ngettext("%(count)d asked", "%(count)d asked", found.asked)
    return f"{on_list % {'count': found.on_list}}, {asked % {'count': found.asked}}."


def _own(one: RuleKept, words: dict[str, str]) -> KeptShown:
    language = get_language() or "nl"
    met = one.assessment.standing != "open"
    still = one.still or 0
    return KeptShown(
        title=sentence(one.assessment.rule, words).in_language(language),
        badge=_badge(met, STANDING_NAMES[one.assessment.standing].in_language(language)),
        why=one.assessment.why.in_language(language),
        still=""
        if met
        else ngettext("%(count)d firm more to ask.", "%(count)d firms more to ask.", still) % {"count": still}
        if still
        else one.assessment.what_now.in_language(language)
        if one.assessment.what_now
        else "",
    )


def _grounds(advised: Advised) -> KeptShown | None:
    """R09: the objective ground of each firm."""
    found, title = advised.inviting, f"R09 · {rule_name('R09')}"
    if found is None:
        return None
    if found.grounded:
        why = _("Of each firm the list says on which objective ground you ask it.")
        return KeptShown(title, _badge(True), why, "")
    why = ngettext(
        "The objective ground of %(count)d firm is not written down yet.",
        "The objective ground of %(count)d firms is not written down yet.",
        found.without_ground,
    ) % {"count": found.without_ground}
    return KeptShown(title, _badge(False), why, _("Choose a ground and write one sentence with it."))


def _number(advised: Advised) -> KeptShown | None:
    """R10: three to five, where several are asked."""
    found, language = advised.inviting, get_language() or "nl"
    if procedure_of(advised) != "multiple" or found is None or advised.advice is None:
        return None
    title = f"R10 · {rule_name('R10')}"
    for finding in advised.advice.findings:
        if finding.rule == "R10":
            now = finding.what_now.in_language(language) if finding.what_now else ""
            return KeptShown(
                title, _badge(finding.severity == "info"), finding.text.in_language(language), now
            )
    try:
        law = Law.on(advised.day)
        least, most = law["gids/invitees_minimum"].value, law["gids/invitees_maximum"].value
    except NoParameter:
        return None
    why = _("%(count)s firms; the guide asks %(least)s to %(most)s.") % {
        "count": found.invitees,
        "least": least,
        "most": most,
    }
    return KeptShown(title, _badge(True), why, "")


def _social(advised: Advised) -> KeptShown | None:
    """R11: what own policy says of social enterprises, where the advice speaks of it."""
    language = get_language() or "nl"
    for finding in advised.advice.findings if advised.advice else ():
        if finding.rule == "R11":
            now = finding.what_now.in_language(language) if finding.what_now else ""
            return KeptShown(
                f"R11 · {rule_name('R11')}", _badge(False), finding.text.in_language(language), now
            )
    return None


def _badge(met: bool, label: str = "") -> Badge:
    return Badge(
        label=label or (_("Satisfied") if met else _("Open")),
        tone=Tone.POSITIVE if met else Tone.WARNING,
        icon="done" if met else "warning",
    )
