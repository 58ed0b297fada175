"""The codes of a notice in words."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.exchange.notice import Amount, AwardCriterion, Complaint, Identifier
from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.rules.money import euro

KINDS = {
    "market_consultation": _("Market consultation"),
    "prior_information_notice": _("Prior information notice"),
    "prior_information_notice_as_call": _("Prior information notice as call for competition"),
    "contract_notice": _("Contract notice"),
    "call_for_interest": _("Call for interest"),
    "design_contest_notice": _("Design contest notice"),
    "qualification_system_notice": _("Qualification system notice"),
    "subcontract_notice": _("Subcontract notice"),
    "voluntary_transparency_notice": _("Voluntary transparency notice"),
    "contract_award_notice": _("Contract award notice"),
    "design_contest_result": _("Design contest result"),
    "modification_notice": _("Modification notice"),
    "completion_notice": _("Completion notice"),
    "early_termination_notice": _("Early termination notice"),
    "correction_notice": _("Correction notice"),
    "registration_notice": _("Registration notice"),
    "unknown": _("Notice of an unknown kind"),
}
CONTRACTS = {
    "works": _("Works"),
    "supplies": _("Supplies"),
    "services": _("Services"),
    "unknown": "",
}
PROCEDURES = {
    "open": _("Open procedure"),
    "restricted": _("Restricted procedure"),
    "negotiated": _("Competitive procedure with negotiation"),
    "negotiated_without_call": _("Negotiated procedure without a call"),
    "competitive_dialogue": _("Competitive dialogue"),
    "innovation_partnership": _("Innovation partnership"),
    "limited": _("Limited procedure"),
    "direct_award": _("Direct award"),
    "other_single_stage": _("Other procedure in one stage"),
    "other_multiple_stage": _("Other procedure in several stages"),
    "unknown": "",
}
RESERVED = {
    "none": _("Not reserved"),
    "res-ws": _("Reserved for sheltered workshops and social enterprises (article 2.82)"),
    "res-pub-ser": _("Reserved for organisations with a public service mission (article 2.82a)"),
    "unknown": _("Not known whether it is reserved"),
}
CRITERIA = {
    "quality": _("Quality"),
    "cost": _("Cost"),
    "price": _("Price"),
    "unknown": _("Criterion of an unknown kind"),
}
SCHEMES = {"kvk": _("Chamber of Commerce"), "oin": "OIN", "vat": _("VAT number")}
SOURCES = {
    "eforms": "eForms",
    "ted": "TED",
    "ocds": "OCDS",
    "tenderned": "TenderNed",
    "partner": _("Partner platform"),
    "unknown": _("Unknown"),
}
PLACES = {
    "title": _("title"),
    "description": _("description"),
    "reserved": _("reserved contract"),
    "reserved_execution": _("reserved execution"),
    "strategic": _("strategic procurement"),
    "social_objectives": _("social objectives"),
    "conditions": _("conditions"),
    "award_criteria": _("award criteria"),
    "selection_criteria": _("selection criteria"),
}
SIGNALS = {
    "reserved_participation": _("Code: participation is reserved"),
    "reserved_execution": _("Code: execution is reserved for sheltered programmes"),
    "strategic_social": _("Code: social procurement"),
    "social_objective": _("Code: a social objective"),
    "light_regime": _("Social and other specific services"),
    "suitable_for_social_enterprise": _("Marked as suitable for social enterprises"),
    "reserved_in_text": _("The text speaks of a reserved contract"),
    "article_2_82": _("The text names article 2.82"),
    "social_return": _("The text asks for social return"),
    "sheltered_workshop": _("The text names a sheltered workshop"),
    "target_group": _("The text names people at a distance from the labour market"),
    "pso_certificate": _("The text names the PSO certificate"),
    "pso": _("The text names PSO"),
    "social_enterprise": _("The text names social enterprises"),
    "work_participation": _("The text speaks of taking part in work"),
    "societal_value": _("The text speaks of societal value"),
    "supply_chain_responsibility": _("The text asks for responsibility in the supply chain"),
    "participation_act": _("The text names the Participation Act"),
    "responsible_procurement": _("The text speaks of socially responsible procurement"),
    "inclusion": _("The text speaks of inclusion"),
}
VERDICTS = {
    "social": _("Asks for social value"),
    "likely": _("Probably asks for social value"),
    "unknown": _("No sign of social value found"),
}
SHORT_VERDICTS = {
    "social": _("Asked here"),
    "likely": _("Probably asked for"),
    "unknown": _("Nothing found"),
}
"""For a list that has the subject as the head of its column."""
_TONES = {"social": Tone.POSITIVE, "likely": Tone.INFO, "unknown": Tone.NEUTRAL}


def verdict_badge(verdict: str) -> Badge:
    """Unknown is neutral: it never means that a notice asks for nothing social."""
    return Badge(label=str(VERDICTS[verdict]), tone=_TONES[verdict])


def short_verdict_badge(verdict: str) -> Badge:
    """The same in a column that is about social value already."""
    return Badge(label=str(SHORT_VERDICTS[verdict]), tone=_TONES[verdict])


def kind_of(code: str) -> str:
    """The kind in words; a code that we do not know is shown as it is."""
    return str(KINDS.get(code, code))


def amount_in_words(amount: Amount | None) -> str:
    """The amount with its currency; empty where it is not known."""
    if amount is None:
        return ""
    try:
        exact = Decimal(amount.amount)
    except InvalidOperation:
        return amount.amount
    language = get_language() or "nl"
    if amount.currency in (None, "EUR"):
        return euro(exact, language)
    return f"{euro(exact, language).lstrip('€ ')} {amount.currency}"


def number_in_words(number: Identifier) -> str:
    """The number of an organisation with its kind, where that is known."""
    kind = SCHEMES.get(number.scheme)
    return f"{kind} {number.value}" if kind else number.value


def place_in_words(place: str) -> str:
    """Where in the notice: `lots/LOT-0002/award_criteria` reads as "LOT-0002, award criteria"."""
    return ", ".join(str(PLACES.get(part, part)) for part in place.split("/") if part != "lots")


def weight_in_words(criterion: AwardCriterion) -> str:
    """The weight with what it counts."""
    if criterion.weight is None:
        return ""
    units = {"percentage": "%", "points": f" {_('points')}"}
    return f"{criterion.weight}{units.get(criterion.unit, '')}"


def complaint_in_words(complaint: Complaint) -> str:
    """The complaint in the reader's language, with its place."""
    english = (get_language() or "nl").startswith("en")
    return complaint.why_en if english and complaint.why_en else complaint.why
