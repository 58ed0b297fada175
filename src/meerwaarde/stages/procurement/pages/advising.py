"""The advice as people read it: beside a form that is being filled in, and in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    FindingCard,
    Ground,
    InstrumentCard,
    Question,
    Severity,
)
from meerwaarde.platform.layout.fields import AmountField
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.catalogue import rules
from meerwaarde.rules.grounds import Advice, InstrumentFit
from meerwaarde.rules.instruments import instrument
from meerwaarde.rules.law import Law, NoParameter, Parameter
from meerwaarde.rules.money import cents, euro, percent
from meerwaarde.rules.procedures import ROUTE_NAMES
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.forms.scope import ZERO
from meerwaarde.stages.procurement.pages.questions import question_about
from meerwaarde.stages.procurement.queries import Advised


@dataclass(frozen=True)
class ImpactLotOffer:
    """The proposal of a lot that small and social firms can do, outside the European rules."""

    text: str
    amount_cents: int


@dataclass(frozen=True, kw_only=True)
class AdvicePanel:
    """What the rules say now. Without an advice, `first` says what must be filled in or put right."""

    route: str = ""
    route_note: str = ""
    worth: str = ""
    threshold: tuple[Ground, ...] = ()
    day: str = ""
    first: str = ""
    first_now: str = ""
    findings: tuple[FindingCard, ...] = ()
    blocking: int = 0
    questions: tuple[Question, ...] = ()
    fitting: tuple[InstrumentCard, ...] = ()
    conditional: tuple[InstrumentCard, ...] = ()
    unfit: tuple[InstrumentCard, ...] = ()
    impact_lot: ImpactLotOffer | None = None
    may_adopt: bool = False
    """Whether the button that takes over the proposal stands beside a form that can take it."""

    @property
    def has_ways(self) -> bool:
        """Whether there is any instrument to show."""
        return bool(self.fitting or self.conditional or self.unfit)


def advice_panel(
    actor: Actor,
    procurement_id: str,
    advised: Advised,
    *,
    here: str = "",
    may_adopt: bool = False,
    editable: bool = True,
) -> AdvicePanel:
    """The panel of an advice. `here` is the step it stands beside: questions about it lead to its fields."""
    language = get_language() or "nl"
    if advised.fault is not None:
        return AdvicePanel(
            first=advised.fault.message.in_language(language),
            first_now=advised.fault.what_now.in_language(language),
        )
    if advised.advice is None:
        return AdvicePanel(
            first=_("Choose the type of contract, then the advice begins."),
            first_now=_("Everything you fill in makes it more exact. Nothing has to be complete yet."),
        )
    law = Law.on(advised.day)
    panel = panel_of(actor, procurement_id, advised.advice, law, here=here, editable=editable)
    return _with_impact_lot(panel, advised, may_adopt)


def unread_amount(forms: Iterable[BaseForm]) -> AdvicePanel | None:
    """What stands in place of an advice while an amount cannot be read; None where all amounts can.

    Without it the advice would call an amount unknown that somebody did type.
    """
    for form in forms:
        for name, problems in form.errors.as_data().items():
            if not isinstance(form.fields.get(name), AmountField):
                continue
            zero = problems[0].code == ZERO
            return AdvicePanel(
                first=_("Is zero right?") if zero else _("We cannot read this amount."),
                first_now=" ".join(problems[0].messages),
            )
    return None


def panel_of(
    actor: Actor, procurement_id: str, advice: Advice, law: Law, *, here: str = "", editable: bool = False
) -> AdvicePanel:
    """The panel of an advice that may have been stored earlier."""
    language = get_language() or "nl"
    cards = [instrument_card(fit, law) for fit in advice.instruments]
    findings = tuple(
        FindingCard(
            severity=Severity(finding.severity),
            text=_of_lot(finding.lot) + finding.text.in_language(language),
            what_now=finding.what_now.in_language(language) if finding.what_now else "",
            rule=f"{finding.rule} · {rule_name(finding.rule)}",
            grounds=grounds_in_words(finding.grounds),
        )
        for finding in advice.findings
    )
    return AdvicePanel(
        first="" if advice.threshold else _("No EU threshold is known for this day. We do not extrapolate."),
        first_now=""
        if advice.threshold
        else _("Choose a day from 2018 to 2027, or wait until the new amounts are adopted."),
        route=route_in_words(advice.route),
        route_note=_("The lightest route that the law and your own policy allow.") if advice.route else "",
        worth=advice.estimate_text.in_language(language),
        threshold=grounds_in_words((advice.threshold,)) if advice.threshold else (),
        day=format_day(law.day, language),
        findings=findings,
        blocking=sum(card.severity is Severity.BLOCK for card in findings),
        questions=tuple(
            question_about(actor, procurement_id, question, here=here, editable=editable)
            for question in advice.open_questions
        ),
        fitting=tuple(card for card in cards if card.fit == "fits"),
        conditional=tuple(card for card in cards if card.fit == "conditions"),
        unfit=tuple(card for card in cards if card.fit == "no"),
    )


def instrument_card(fit: InstrumentFit, law: Law) -> InstrumentCard:
    """An instrument with what it is, an example and the risk."""
    language = get_language() or "nl"
    try:
        known = instrument(law, fit.code)
    except NoParameter:
        return InstrumentCard(name=fit.code, fit=fit.fit, why=fit.why.in_language(language))
    return InstrumentCard(
        name=known.name.in_language(language),
        fit=fit.fit,
        why=fit.why.in_language(language),
        grounds=grounds_in_words(fit.grounds),
        example=known.example.in_language(language),
        risk=known.risk.in_language(language),
    )


def instrument_name(code: str, law: Law) -> str:
    """What people call an instrument."""
    try:
        return instrument(law, code).name.in_language(get_language() or "nl")
    except NoParameter:
        return code


def route_in_words(route: Any) -> str:
    """The route with a capital; empty where it is not known yet."""
    if not route:
        return ""
    name = ROUTE_NAMES[route].in_language(get_language() or "nl")
    return name[:1].upper() + name[1:]


def rule_name(code: str) -> str:
    """The name of a rule of the catalogue."""
    names = {rule.id: rule.name for rule in rules()}
    return names[code].in_language(get_language() or "nl") if code in names else ""


def grounds_in_words(parameters: Iterable[Parameter]) -> tuple[Ground, ...]:
    """Articles and figures with their source, one click away."""
    language = get_language() or "nl"
    return tuple(
        Ground(
            label=f"{parameter.label.in_language(language)} ({parameter.entry.source.title})",
            text=value_in_words(parameter),
            url=parameter.entry.source.url,
            checked=parameter.entry.checked,
            unverified=parameter.entry.certainty == "unverified",
        )
        for parameter in parameters
    )


def value_in_words(parameter: Parameter) -> str:
    """The gist of an article, or a figure with its unit; empty for tables."""
    language, value = get_language() or "nl", parameter.value
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        return parameter.text.in_language(language)
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, dict | list | tuple | bool):
        return ""
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    if parameter.unit.startswith("EUR"):
        return euro(number, language)
    if parameter.unit.startswith(("%", "percent")):
        return percent(number, language)
    return f"{value} {parameter.unit}"


def _of_lot(lot: str | None) -> str:
    return _("Lot %(lot)s: ") % {"lot": lot} if lot else ""


def _with_impact_lot(panel: AdvicePanel, advised: Advised, may_adopt: bool) -> AdvicePanel:
    room = advised.impact_lot
    if room is None:
        return panel
    language = get_language() or "nl"
    offer = ImpactLotOffer(
        text=_(
            "You may keep a lot of up to %(amount)s outside the European rules and buy it from a social "
            "or small firm. The total of such lots stays within %(share)s."
        )
        % {
            "amount": euro(room.lot, language),
            "share": percent(room.share.amount, language),
        },
        amount_cents=cents(room.lot),
    )
    return AdvicePanel(**{**vars(panel), "impact_lot": offer, "may_adopt": may_adopt})


def advice_address(actor: Actor, procurement_id: str, step: str) -> str:
    """Where the advice beside a step is asked for while somebody types."""
    return reverse("procurement:live_advice", args=[actor.slug, procurement_id, step])
