"""The route and every finding, with what it rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Callout, Facts, Heading, Paragraph, Weight
from meerwaarde.rules.grounds import Finding
from meerwaarde.stages.procurement.pages.advising import route_in_words, rule_name
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, day_in_words, ground, say
from meerwaarde.stages.procurement.queries import ProcurementFile


def advice(file: ProcurementFile) -> Blocks:
    """The advice, or that there is none yet."""
    blocks: Blocks = [Heading(_("Advice"))]
    if file.advice is None:
        return [*blocks, Paragraph(_("There is no advice yet: too little is known."))]
    threshold = file.advice.threshold
    rows = [
        (_("Route"), route_in_words(file.advice.route)),
        (_("Day whose law holds"), day_in_words(file.day)),
        (_("EU threshold"), ground(threshold) if threshold else _("no parameter known for this day")),
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
        lot + say(finding.text),
        say(finding.what_now) if finding.what_now else "",
        tuple(ground(parameter) for parameter in finding.grounds),
    )
