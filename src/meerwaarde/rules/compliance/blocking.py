"""Which rules of the framework stop a step: handing the file in, or settling the strategy.

Typing is never stopped. At the start of the work much is still open, so handing in asks less than settling.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from meerwaarde.rules.compliance.assess import Assessment
from meerwaarde.rules.compliance.demands import AwardToKind, InviteImpactEnterprise, Quotes
from meerwaarde.rules.intake import Route
from meerwaarde.rules.text import Text

Moment = Literal["submit", "decide"]


def blocking(
    assessments: Iterable[Assessment], moment: Moment, route: Route | None = None
) -> tuple[Text, ...]:
    """What must happen first, a sentence or two per rule; empty where nothing stands in the way.

    At "submit" each rule that holds is satisfied, or has an explanation that is approved or waits for that;
    rules about who is invited or awarded do not count while that is unknown. At "decide" each rule is
    satisfied or explained with approval; who is awarded only counts on the route "single", where the supplier
    is chosen beforehand.
    """
    return tuple(_reason(one, moment) for one in assessments if _stops(one, moment, route))


def _stops(one: Assessment, moment: Moment, route: Route | None) -> bool:
    if one.standing != "open":
        return False
    if moment == "submit":
        return one.holds and not _about_suppliers(one) and not _waits(one)
    if not one.holds:
        # Which department asks is settled when a file is started; a file of none belongs to no scope.
        return one.unknown != ("department",)
    return not (isinstance(one.rule.demand, AwardToKind) and one.unknown and route != "single")


def _about_suppliers(one: Assessment) -> bool:
    return bool(one.unknown) and isinstance(one.rule.demand, Quotes | InviteImpactEnterprise | AwardToKind)


def _waits(one: Assessment) -> bool:
    return one.explained is not None and one.explained.state == "proposed"


def _reason(one: Assessment, moment: Moment) -> Text:
    now = one.what_now or Text(nl="", en="")
    way_out = _way_out(one, moment)
    return Text(
        nl=f"Regel {one.rule.code}: {one.why.nl} {now.nl}{way_out.nl}",
        en=f"Rule {one.rule.code}: {one.why.en} {now.en}{way_out.en}",
    )


def _way_out(one: Assessment, moment: Moment) -> Text:
    """What else can be done than follow the rule, where that is not said yet."""
    if one.rule.strength == "must":
        return MUST
    if not one.holds or one.explained is not None:
        return Text(nl="", en="")
    return EXPLAIN if moment == "submit" else EXPLAIN_AND_APPROVE


MUST = Text(
    nl=" Deze regel geldt zonder uitzondering.",
    en=" This rule holds without exception.",
)
EXPLAIN = Text(
    nl=" Kan dat hier niet? Leg bij de stap Regels uit waarom.",
    en=" Not possible here? Explain why in the step Rules.",
)
EXPLAIN_AND_APPROVE = Text(
    nl=" Kan dat hier niet? Leg bij de stap Regels uit waarom, en vraag akkoord.",
    en=" Not possible here? Explain why in the step Rules, and ask for approval.",
)
