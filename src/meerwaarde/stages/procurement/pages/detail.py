"""The whole file of a procurement: what it must deliver, what the advice says, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Definition,
    Event,
    InstrumentCard,
    Link,
    Page,
    Progress,
    Row,
    Step,
    Table,
    Tone,
)
from meerwaarde.platform.layout.context import address
from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import DRAFT, PROCUREMENT
from meerwaarde.rules.roles import ROLE_CODES, role
from meerwaarde.rules.themes import ThemeInfo, themes
from meerwaarde.stages.procurement.forms import ALTERNATIVES, CONTRACTS, MOTIVATIONS
from meerwaarde.stages.procurement.pages.advising import (
    AdvicePanel,
    advice_panel,
    grounds_in_words,
    instrument_card,
    panel_of,
    route_in_words,
)
from meerwaarde.stages.procurement.pages.approach import approach_in_words
from meerwaarde.stages.procurement.pages.events import event_in_words
from meerwaarde.stages.procurement.pages.evidence import EvidencePanel, evidence_panel
from meerwaarde.stages.procurement.pages.frame import frame, may_edit
from meerwaarde.stages.procurement.pages.journey import ambition_chart
from meerwaarde.stages.procurement.pages.rules import RuleShown, rules_shown, standing_in_words
from meerwaarde.stages.procurement.pages.since import Since
from meerwaarde.stages.procurement.queries import (
    Advised,
    Procurement,
    ProcurementFile,
    StoredAdvice,
    WeighedInstrument,
    advices_of,
)


@dataclass(frozen=True)
class AlternativeWeighed:
    """What came out of weighing an alternative."""

    name: str
    outcome: str
    why: str


@dataclass(frozen=True)
class InstrumentOnFile:
    """An instrument with the decision about it, and the form to decide."""

    code: str
    card: InstrumentCard
    badge: Badge
    reason: str
    url: str


@dataclass(frozen=True)
class StepButton:
    """A step of the lifecycle that this person can take now."""

    verb: str
    label: str
    url: str
    asks_note: bool
    primary: bool


@dataclass(frozen=True, kw_only=True)
class FilePage(Page):
    """The strategy: everything above in one place, with the receipt and the way on."""

    public_id: str
    version: int
    purpose: tuple[Definition, ...]
    goals: tuple[Link, ...]
    alternatives: tuple[AlternativeWeighed, ...]
    scope: tuple[Definition, ...]
    lots: Table
    approach: tuple[Definition, ...]
    motivations: tuple[Definition, ...]
    panel: AdvicePanel
    stored: bool
    instruments: tuple[InstrumentOnFile, ...]
    may_weigh: bool
    radar: Chart | None
    themes_why: str
    themes_more: str
    rules: tuple[RuleShown, ...]
    rules_summary: str
    onward: Action | None
    buttons: tuple[StepButton, ...]
    waits: str
    blocked: tuple[str, ...]
    downloads: tuple[Action, ...]
    receipt: tuple[Definition, ...]
    used: Table
    advices: tuple[Link, ...]
    history: tuple[Event, ...]
    return_note: str
    evidence: EvidencePanel | None = None
    since: Since | None = None


def file_page(
    actor: Actor,
    procurement: Procurement,
    file: ProcurementFile,
    advised: Advised,
    *,
    blocked: tuple[str, ...] = (),
    since: Since | None = None,
) -> FilePage:
    """The file as this actor sees it. `blocked` are the sentences that stopped a step just now."""
    law = Law.on(file.day)
    subject = slots.Subject("procurement", procurement.public_id)
    shared = frame(actor, procurement, "detail", advised)
    return FilePage(
        title=file.title,
        intro=f"{file.number} · {file.department or file.authority}",
        **shared,
        sections=slots.page_sections.collect(actor, subject),
        public_id=file.public_id,
        version=procurement.version,
        purpose=_purpose(file),
        goals=tuple(Link(g.wording, address("policy:goal", actor.slug, g.public_id)) for g in file.goals),
        alternatives=_alternatives(file),
        scope=_scope(actor, file),
        lots=_lots(file),
        approach=tuple(Definition(term=term, text=text) for term, text in approach_in_words(file.approach)),
        motivations=tuple(
            Definition(term=str(MOTIVATIONS.get(code, code)), text=text)
            for code, text in file.reasons.items()
        ),
        panel=panel_of(actor, file.public_id, file.advice, law)
        if file.stored and file.advice
        else advice_panel(actor, file.public_id, advised, editable=may_edit(actor, procurement)),
        stored=file.stored,
        instruments=_instruments(actor, file, law),
        may_weigh=may_edit(actor, procurement),
        radar=_radar(law, procurement, advised),
        themes_why=file.themes_why,
        themes_more=file.themes_more,
        rules=rules_shown(actor, procurement, file.assessments),
        rules_summary=standing_in_words(file.assessments) if file.assessments else "",
        onward=_onward(shared["steps"]) if may_edit(actor, procurement) else None,
        buttons=_buttons(actor, procurement),
        waits=_waits(procurement),
        blocked=blocked,
        downloads=_downloads(actor, procurement),
        receipt=_receipt(file),
        used=used_table(file),
        advices=tuple(_advice_link(actor, procurement, one) for one in advices_of(procurement)),
        history=tuple(event_in_words(one) for one in file.history),
        return_note=procurement.return_note if procurement.state == DRAFT else "",
        evidence=evidence_panel(actor, procurement, file.evidence, file.explanations),
        since=since,
    )


def used_table(file: ProcurementFile) -> Table:
    """Every figure and article that the advice rests on."""
    used = file.advice.used if file.advice else ()
    grounds = grounds_in_words(used)
    return Table(
        caption=_("Figures and articles that were used"),
        columns=(Column(label=_("Ground")), Column(label=_("What it says")), Column(label=_("Checked"))),
        rows=tuple(
            Row(
                (
                    Cell(text=ground.label, url=ground.url),
                    Cell(text=ground.text),
                    Cell(
                        text=format_day(ground.checked, get_language() or "nl", "short")
                        if ground.checked
                        else "",
                        note=_("Not yet checked against the source") if ground.unverified else "",
                    ),
                )
            )
            for ground in grounds
        ),
        caption_hidden=True,
    )


def _purpose(file: ProcurementFile) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Societal value"), text=file.purpose_value),
        Definition(term=_("For whom"), text=file.purpose_for),
        Definition(term=_("Need"), text=file.need),
        Definition(term=_("Client"), text=file.client),
        Definition(term=_("Buyer"), text=file.buyer),
    )


def _alternatives(file: ProcurementFile) -> tuple[AlternativeWeighed, ...]:
    outcomes = {True: _("Considered"), False: _("Not considered"), None: _("Not said yet")}
    return tuple(
        AlternativeWeighed(str(ALTERNATIVES[one.code][0]), outcomes[one.considered], one.why)
        for one in file.alternatives
    )


def _scope(actor: Actor, file: ProcurementFile) -> tuple[Definition, ...]:
    language = get_language() or "nl"
    english = language.startswith("en")
    notice = reverse("market:notice", args=[actor.slug, file.notice_id]) if file.notice_id else ""
    facts = [
        Definition(term=_("Type of contract"), text=str(CONTRACTS.get(file.contract, ""))),
        Definition(
            term=_("CPV codes"),
            items=tuple(f"{code.code} {code.en if english else code.nl}".strip() for code in file.cpv),
        ),
        Definition(
            term=_("Value"),
            text=format_euro(file.value_cents, language) if file.value_cents is not None else "",
        ),
        Definition(
            term=_("Term"),
            text=_("%(number)s months") % {"number": file.duration_months} if file.duration_months else "",
        ),
        Definition(term=_("Start of the procedure"), text=_day(file.start_on)),
    ]
    if notice:
        facts.append(Definition(term=_("Started from notice"), text=file.notice_title, url=notice))
    return tuple(facts)


def _lots(file: ProcurementFile) -> Table:
    language = get_language() or "nl"
    return Table(
        caption=_("Lots"),
        columns=(
            Column(label=_("Lot")),
            Column(label=_("Amount"), numeric=True),
            Column(label=_("Route")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=f"{lot.code} {lot.name}".strip()),
                    Cell(
                        text=format_euro(lot.estimate_cents, language)
                        if lot.estimate_cents is not None
                        else ""
                    ),
                    Cell(
                        text=route_in_words(lot.route),
                        note=_("Outside the European rules (small-lots rule)") if lot.exempt else "",
                    ),
                )
            )
            for lot in file.lots
        ),
    )


def _instruments(actor: Actor, file: ProcurementFile, law: Law) -> tuple[InstrumentOnFile, ...]:
    def on_file(weighed: WeighedInstrument) -> InstrumentOnFile:
        code = weighed.fit.code
        return InstrumentOnFile(
            code=code,
            card=instrument_card(weighed.fit, law),
            badge=_choice_badge(weighed),
            reason=weighed.reason,
            url=reverse("procurement:instrument", args=[actor.slug, file.public_id, code]),
        )

    order = {"fits": 0, "conditions": 1, "no": 2}
    useful = [one for one in file.instruments if one.fit.fit != "no" or one.choice]
    return tuple(
        on_file(one) for one in sorted(useful, key=lambda one: (one.choice != "use", order[one.fit.fit]))
    )


def _choice_badge(weighed: WeighedInstrument) -> Badge:
    """What was decided, or else whether it fits."""
    if weighed.choice == "use":
        return Badge(label=_("Is used"), tone=Tone.POSITIVE)
    if weighed.choice == "not":
        return Badge(label=_("Is not used"), tone=Tone.NEUTRAL)
    fits = weighed.fit.fit == "fits"
    return Badge(
        label=_("Fits") if fits else _("Fits under conditions"), tone=Tone.INFO if fits else Tone.WARNING
    )


def _radar(law: Law, procurement: Procurement, advised: Advised) -> Chart | None:
    if procurement.themes is None:
        return None
    try:
        known: tuple[ThemeInfo, ...] = themes(law)
    except NoParameter:
        return None
    return ambition_chart(known, procurement.themes, advised.assessments)


def _onward(steps: tuple[Step, ...]) -> Action | None:
    """The first step that still asks for something."""
    asking = next((one for one in steps if one.state in (Progress.OPEN, Progress.ATTENTION)), None)
    if asking is None:
        return None
    return Action(label=_("Go on with “%(step)s”") % {"step": asking.label}, url=asking.url, icon="next")


def _buttons(actor: Actor, procurement: Procurement) -> tuple[StepButton, ...]:
    language = get_language() or "nl"
    return tuple(
        StepButton(
            verb=step.verb,
            label=step.name.in_language(language),
            url=reverse(f"procurement:{step.verb}", args=[actor.slug, procurement.public_id]),
            asks_note=step.verb == "return",
            primary=step.verb in ("submit", "advise", "decide", "reopen"),
        )
        for step in PROCUREMENT.possible(procurement.state, actor.role)
    )


def _waits(procurement: Procurement) -> str:
    """Who must act next, for somebody who has no button."""
    state = PROCUREMENT.state(procurement.state)
    if not state.waits_for:
        return ""
    language = get_language() or "nl"
    names = [
        role(code).name.in_language(language).lower()
        for code in ROLE_CODES
        if state.waits_for in role(code).permissions
    ]
    return _("The next step is up to: %(roles)s.") % {"roles": ", ".join(names)}


def _downloads(actor: Actor, procurement: Procurement) -> tuple[Action, ...]:
    found = []
    for format_, label in (
        ("docx", _("Strategy note (Word)")),
        ("pdf", _("Strategy note (PDF)")),
    ):
        url = address("procurement:strategy_note", actor.slug, procurement.public_id, format_)
        if url:
            found.append(Action(label=label, url=url, icon="download"))
    return tuple(found)


def _receipt(file: ProcurementFile) -> tuple[Definition, ...]:
    if file.advice is None:
        return ()
    receipt = file.advice.receipt
    return (
        Definition(term=_("Law and figures of"), text=_day(file.day)),
        Definition(term=_("Version of the rules"), text=receipt.version),
        Definition(term=_("Digest of the input"), text=receipt.input_digest),
        Definition(term=_("Digest of the figures"), text=receipt.parameters_digest),
    )


def _advice_link(actor: Actor, procurement: Procurement, advice: StoredAdvice) -> Link:
    return Link(
        _("Advice of %(moment)s") % {"moment": format_moment(advice.made_at, get_language() or "nl")},
        reverse("procurement:advice", args=[actor.slug, procurement.public_id, advice.public_id]),
    )


def _day(day: date | None) -> str:
    return format_day(day, get_language() or "nl") if day else ""
