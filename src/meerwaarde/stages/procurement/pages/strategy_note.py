"""The strategy note: the whole file as a document that people decide on and that an auditor finds back."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Weight,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.compliance.assess import STANDING_NAMES
from meerwaarde.rules.grounds import Advice, Finding
from meerwaarde.rules.law import Law, NoParameter, Parameter
from meerwaarde.rules.lifecycle import DECIDED, PROCUREMENT
from meerwaarde.rules.money import euro, from_cents
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import level_names, theme_info
from meerwaarde.stages.procurement.forms import ALTERNATIVES, CONTRACTS, MOTIVATIONS
from meerwaarde.stages.procurement.pages.advising import (
    instrument_name,
    route_in_words,
    rule_name,
    value_in_words,
)
from meerwaarde.stages.procurement.pages.approach import approach_in_words
from meerwaarde.stages.procurement.pages.events import event_in_words
from meerwaarde.stages.procurement.queries import Happening, ProcurementFile

Blocks = list[Block]


def strategy_note(file: ProcurementFile) -> Document:
    """The note in the language of the reader. What is not known yet is said, never left out."""
    law = Law.on(file.day)
    state = PROCUREMENT.state(file.state).name.in_language(_language())
    return Document(
        title=_("Strategy note: %(title)s") % {"title": file.title},
        subtitle=f"{file.authority} · {file.number} · {state}",
        language=_language(),
        author=file.authority,
        subject=_("Procurement strategy with grounds and receipt"),
        moment=format_day(timezone.localdate(file.made_at or file.changed_at), _language()),
        blocks=(
            *_summary(file),
            *_purpose(file),
            *_scope(file),
            *_approach(file),
            *_advice(file),
            *_instruments(file, law),
            *_themes(file, law),
            *_rules(file),
            *_reasons(file),
            *_open(file),
            *_receipt(file),
            *_history(file),
        ),
        not_filled_in=_("not filled in"),
        page_word=_("Page"),
        contents_word=_("Contents"),
    )


def _summary(file: ProcurementFile) -> Blocks:
    blocking = [f for f in file.advice.findings if f.severity == "block"] if file.advice else []
    blocks: Blocks = [
        Heading(_("In short")),
        Facts(
            (
                (_("Purpose"), file.purpose_value),
                (_("For whom"), file.purpose_for),
                (_("Value excluding VAT"), _amount(file.value_cents)),
                (_("Route"), route_in_words(file.advice.route) if file.advice else ""),
                (_("Department"), file.department),
                (_("Client"), file.client),
                (_("Buyer"), file.buyer),
                (_("Start of the procedure"), _day(file.start_on)),
            )
        ),
        *_settled(file),
    ]
    if file.fault is not None:
        blocks.append(
            Callout("block", _("No advice yet"), _say(file.fault.message), _say(file.fault.what_now))
        )
    if blocking:
        text = _("This must be settled first: %(count)s point(s), see “Advice”.") % {"count": len(blocking)}
        blocks.append(Callout("block", _("Not ready"), text))
    if not file.stored:
        text = _("The advice is of this moment. It is stored when the buyer completes it.")
        blocks.append(Callout("plain", _("Provisional"), text))
    return blocks


def _settled(file: ProcurementFile) -> Blocks:
    """Who completed the advice and settled the strategy, of a file that stands there now."""
    said = []
    if file.stored and (advised := file.newest("procurement.advise")):
        said.append(_("Advice completed on %(day)s by %(who)s.") % _when_and_who(advised))
    if file.state == DECIDED and (decided := file.newest("procurement.decide")):
        said.append(_("Strategy settled on %(day)s by %(who)s.") % _when_and_who(decided))
    return [Paragraph(" ".join(said))] if said else []


def _when_and_who(happening: Happening) -> dict[str, str]:
    return {
        "day": _day(timezone.localdate(happening.moment)),
        "who": event_in_words(happening).by or _("an unknown person"),
    }


def _purpose(file: ProcurementFile) -> Blocks:
    weighed = {alternative.code: alternative for alternative in file.alternatives}
    rows = tuple(
        (str(words[0]), _considered(weighed[code].considered), weighed[code].why)
        for code, words in ALTERNATIVES.items()
        if code in weighed
    )
    return [
        Heading(_("Purpose")),
        Facts(((_("The need"), file.need),)),
        Heading(_("Goals of the board"), 2),
        Bullets(tuple(goal.wording for goal in file.goals))
        if file.goals
        else Paragraph(_("This procurement is not tied to a goal yet.")),
        Heading(_("Alternatives weighed"), 2),
        Table(
            _("Alternatives to buying a product"),
            (_("Alternative"), _("Weighed"), _("Outcome")),
            rows,
            widths=(1.4, 0.7, 2.4),
        ),
    ]


def _scope(file: ProcurementFile) -> Blocks:
    language = _language()
    blocks: Blocks = [
        Heading(_("What and how much")),
        Facts(
            (
                (_("Type of contract"), str(CONTRACTS.get(file.contract, ""))),
                (
                    _("CPV"),
                    "; ".join(
                        f"{one.code} {one.en if language == 'en' else one.nl}".strip() for one in file.cpv
                    ),
                ),
                (
                    _("Duration"),
                    _("%(months)s months") % {"months": file.duration_months} if file.duration_months else "",
                ),
                (_("Value excluding VAT"), _amount(file.value_cents)),
                (_("How the value was found"), _say(file.advice.estimate_text) if file.advice else ""),
            )
        ),
    ]
    if file.lots:
        rows = tuple(
            (
                f"{lot.code} {lot.name}".strip(),
                _amount(lot.estimate_cents),
                route_in_words(lot.route) + (f" ({_('exempt')})" if lot.exempt else ""),
            )
            for lot in file.lots
        )
        blocks.append(
            Table(_("Lots"), (_("Lot"), _("Value"), _("Route")), rows, frozenset({1}), widths=(2, 1, 2))
        )
    elif file.divided is False:
        blocks.append(Paragraph(_("The contract is not divided into lots.")))
    return blocks


def _approach(file: ProcurementFile) -> Blocks:
    known = approach_in_words(file.approach)
    text = _("Nothing is filled in yet about how this is put to the market.")
    return [Heading(_("Approach")), Facts(known) if known else Paragraph(text)]


def _advice(file: ProcurementFile) -> Blocks:
    blocks: Blocks = [Heading(_("Advice"))]
    if file.advice is None:
        return [*blocks, Paragraph(_("There is no advice yet: too little is known."))]
    threshold = file.advice.threshold
    rows = [
        (_("Route"), route_in_words(file.advice.route)),
        (_("Day whose law holds"), _day(file.day)),
        (_("EU threshold"), _ground(threshold) if threshold else _("no parameter known for this day")),
    ]
    blocks += [Facts(tuple(rows)), Heading(_("Findings"), 2)]
    if not file.advice.findings:
        blocks.append(Paragraph(_("The rules have no remarks on what is known now.")))
    return blocks + [_callout(finding) for finding in file.advice.findings]


def _callout(finding: Finding) -> Callout:
    labels: dict[str, tuple[Weight, str]] = {
        "block": ("block", _("Blocks")),
        "warn": ("warn", _("Note")),
        "info": ("info", _("Good to know")),
    }
    weight, label = labels[finding.severity]
    lot = _("Lot %(lot)s: ") % {"lot": finding.lot} if finding.lot else ""
    return Callout(
        weight,
        f"{label} · {finding.rule} {rule_name(finding.rule)}",
        lot + _say(finding.text),
        _say(finding.what_now) if finding.what_now else "",
        tuple(_ground(parameter) for parameter in finding.grounds),
    )


def _instruments(file: ProcurementFile, law: Law) -> Blocks:
    choices = {"use": _("we use it"), "not": _("we do not use it")}
    fits = {"fits": _("fits"), "conditions": _("fits on conditions"), "no": _("does not fit")}
    decided = [one for one in file.instruments if one.choice]
    undecided = [one for one in file.instruments if not one.choice and one.fit.fit != "no"]
    left_out = [one for one in file.instruments if not one.choice and one.fit.fit == "no"]
    rows = tuple(
        (
            instrument_name(one.fit.code, law),
            fits[one.fit.fit],
            choices.get(one.choice, one.choice),
            one.reason or _say(one.fit.why),
        )
        for one in decided
    )
    blocks: Blocks = [Heading(_("Instruments"))]
    if rows:
        header = (_("Instrument"), _("Fits here"), _("Choice"), _("Why"))
        blocks.append(Table(_("Instruments weighed"), header, rows, widths=(1.5, 0.9, 0.9, 2.6)))
    if undecided:
        text = ", ".join(instrument_name(one.fit.code, law) for one in undecided)
        blocks.append(Paragraph(text + ".", strong=_("Not decided yet:")))
    if left_out:
        text = ", ".join(instrument_name(one.fit.code, law) for one in left_out)
        blocks.append(Paragraph(text + ".", strong=_("Does not fit here:")))
    return blocks


def _themes(file: ProcurementFile, law: Law) -> Blocks:
    language = _language()
    try:
        names = level_names(law)
    except NoParameter:
        return []
    rows = tuple(
        (
            theme_info(law, code).name.in_language(language),  # type: ignore[arg-type]
            "" if level is None else f"{level} · {names[level].in_language(language)}",  # type: ignore[index]
        )
        for code, level in file.themes
    )
    blocks: Blocks = [
        Heading(_("Themes and ambition")),
        Table(_("Ambition per theme"), (_("Theme"), _("Level")), rows),
    ]
    if file.themes_why:
        blocks.append(Paragraph(file.themes_why, strong=_("Why this ambition:")))
    return blocks


def _rules(file: ProcurementFile) -> Blocks:
    rows = tuple(
        (
            one.rule.code,
            _say(sentence(one.rule)),
            _say(STANDING_NAMES[one.standing]),
            _say(one.why),
        )
        for one in file.assessments
    )
    if not rows:
        return [Heading(_("Rules of the framework")), Paragraph(_("No rule of the framework applies here."))]
    header = (_("Rule"), _("What it asks"), _("State"), _("Why"))
    return [
        Heading(_("Rules of the framework")),
        Table(
            _("How this procurement stands towards our own rules"), header, rows, widths=(0.5, 2.4, 0.7, 2)
        ),
    ]


def _reasons(file: ProcurementFile) -> Blocks:
    written = tuple((str(MOTIVATIONS.get(code, code)), text) for code, text in file.reasons.items())
    return [Heading(_("Reasons given")), Facts(written)] if written else []


def _open(file: ProcurementFile) -> Blocks:
    if not file.open_questions:
        return []
    return [
        Heading(_("Open questions")),
        Bullets(tuple(_say(question.why) for question in file.open_questions)),
    ]


def _receipt(file: ProcurementFile) -> Blocks:
    if file.advice is None:
        return []
    receipt = file.advice.receipt
    used = _used(file.advice)
    return [
        Heading(_("Receipt")),
        Paragraph(
            _("With these data the same advice can be given again, also when the law has changed since.")
        ),
        Facts(
            (
                (_("Version of the rules"), receipt.version),
                (_("Day"), receipt.day),
                (_("Digest of the figures"), receipt.parameters_digest),
                (_("Digest of the input"), receipt.input_digest),
            )
        ),
        Table(
            _("What the advice rests on"), (_("Parameter"), _("Value"), _("Source")), used, widths=(2, 2, 2)
        ),
    ]


def _used(advice: Advice) -> tuple[tuple[str, ...], ...]:
    """Articles and figures that the findings rest on; whole descriptions stay in the stored advice."""
    named = {p.name: p for finding in advice.findings for p in finding.grounds}
    if advice.threshold is not None:
        named[advice.threshold.name] = advice.threshold
    return tuple(
        (_say(parameter.label), _value(parameter), parameter.entry.source.title)
        for parameter in named.values()
    )


def _history(file: ProcurementFile) -> Blocks:
    """The same action of one person on one day is one row that counts how often."""
    counted = Counter(
        (timezone.localdate(one.moment), event_in_words(one).title, one.by or one.role)
        for one in file.history
    )
    rows = tuple(
        (_day(day), title if times == 1 else f"{title} ({times}×)", who)
        for (day, title, who), times in counted.items()
    )
    if not rows:
        return []
    return [
        Heading(_("History")),
        Table(_("What happened to this file"), (_("Day"), _("What"), _("Who")), rows),
    ]


def _value(parameter: Parameter) -> str:
    text = value_in_words(parameter)
    return f"{text} ({_('unverified')})" if parameter.entry.certainty == "unverified" else text


def _ground(parameter: Parameter) -> str:
    """An article by its name; a figure with its amount; what nobody verified says so."""
    unverified = f" ({_('unverified')})" if parameter.entry.certainty == "unverified" else ""
    figure = parameter.unit.startswith(("EUR", "%", "percent")) and f": {value_in_words(parameter)}"
    return f"{_say(parameter.label)}{figure or ''}{unverified}"


def _considered(considered: bool | None) -> str:
    return "" if considered is None else _("yes") if considered else _("no")


def _amount(value: int | None) -> str:
    return "" if value is None else euro(Decimal(from_cents(value)), _language())


def _day(day: object) -> str:
    return format_day(day, _language()) if day else ""  # type: ignore[arg-type]


def _say(text: Text) -> str:
    return text.in_language(_language())


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
