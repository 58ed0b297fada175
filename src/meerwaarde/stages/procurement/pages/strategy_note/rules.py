"""How this procurement stands towards the rules of the framework, and why it departs from some of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Facts, Heading, Paragraph, Table
from meerwaarde.rules.compliance import STANDING_NAMES, sentence
from meerwaarde.rules.lifecycle import EXPLANATION
from meerwaarde.stages.procurement.pages.evidence import evidence_told
from meerwaarde.stages.procurement.pages.explanations import reason_name
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, day_in_words, reader_language, say
from meerwaarde.stages.procurement.queries import Explanation, ProcurementFile


def rules(file: ProcurementFile) -> Blocks:
    """A table of the rules that hold, or may hold, here; then each explanation in full."""
    rows = tuple(
        (
            one.rule.code,
            say(sentence(one.rule)),
            say(STANDING_NAMES[one.standing]),
            say(one.why),
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
        *(block for told in file.explanations for block in _explained(told)),
    ]


def _explained(told: Explanation) -> Blocks:
    state = say(EXPLANATION.state(told.state).name)
    blocks: Blocks = [
        Heading(_("Explanation of rule %(code)s") % {"code": told.rule_code}, 2),
        Facts(
            (
                (_("The rule"), told.sentence.get(reader_language(), "")),
                (_("Reason"), reason_name(told)),
                (_("Why"), told.text),
                (_("State"), state),
                (_("Proposed by"), told.proposed_by.person.name if told.proposed_by else ""),
                (_("Judged by"), _judged(told)),
                (_("Word of the approver"), told.verdict),
                (_("Holds until"), day_in_words(told.review_on)),
            )
        ),
    ]
    rows = tuple(
        (item["asked"].get(reader_language()) or item["asked"]["nl"], evidence_told(item) or _("not said"))
        for item in told.evidence
    )
    if rows:
        caption = _("Evidence for rule %(code)s") % {"code": told.rule_code}
        blocks.append(Table(caption, (_("Evidence"), _("Where it stands")), rows, widths=(2, 2)))
    return blocks


def _judged(told: Explanation) -> str:
    if told.decided_on is None:
        return ""
    name = told.approver.person.name if told.approver else _("somebody who has left")
    return f"{name}, {day_in_words(told.decided_on)}"
