"""An explanation (tenzij) laid over the judgement of one rule.

It counts for a rule of comply or explain with the same code and the same demand, once another person has
approved it, up to and including its review date. A rule without exception is never explained.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from meerwaarde.rules.compliance.demands import Demand
from meerwaarde.rules.compliance.policy_rule import PolicyRule
from meerwaarde.rules.text import Text

Standing = Literal["satisfied", "explained", "open"]
ExplanationState = Literal["proposed", "approved", "refused"]


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says about one rule that it does not follow. `rule` is its code, such as "K3"."""

    rule: str
    demand: Demand
    state: ExplanationState
    reason: str
    """A code of `tenzij/reasons`."""
    review_on: date
    """The last day on which the explanation holds."""
    text: str = ""

    def fits(self, rule: PolicyRule) -> bool:
        """Whether it was given for what the rule asks now."""
        return self.rule == rule.code and self.demand == rule.demand


class LaidOver(msgspec.Struct, frozen=True):
    """The standing that follows, and what to add to the judgement."""

    standing: Standing
    explained: Explained | None = None
    note: Text | None = None
    what_now: Text | None = None
    superfluous: bool = False


def lay_over(rule: PolicyRule, explained: Iterable[Explained], day: date | None, *, met: bool) -> LaidOver:
    """What the explanations make of a rule that holds and that the facts meet or not."""
    given = [one for one in explained if one.rule == rule.code]
    fitting = [one for one in given if one.fits(rule)]
    best = min(fitting, key=_weight, default=None)
    if met:
        return LaidOver("satisfied", best, NOT_NEEDED if best else None, superfluous=best is not None)
    if rule.strength == "must":
        return LaidOver("open", note=NO_EXCEPTION if given else None)
    if best is None:
        return LaidOver("open", note=RULE_CHANGED if given else None)
    if best.state == "proposed":
        return LaidOver("open", best, WAITS, ASK_APPROVAL)
    if best.state == "refused":
        return LaidOver("open", best, NOT_APPROVED, IMPROVE)
    if day is None or best.review_on < day:
        return LaidOver("open", best, _passed(best.review_on), REVIEW_NOW)
    return LaidOver("explained", best, _approved(best.review_on))


def still_asked(
    rules: Iterable[PolicyRule], explained: Iterable[Explained], day: date
) -> tuple[PolicyRule, ...]:
    """The rules without those from which a departure was explained and approved, up to its review date.

    The advice asks no second time for a reason that another person has approved already. A rule without
    exception always stays.
    """
    held = [one for one in explained if one.state == "approved" and one.review_on >= day]
    return tuple(rule for rule in rules if rule.strength == "must" or not any(one.fits(rule) for one in held))


def _weight(one: Explained) -> tuple[int, int]:
    """The most valid explanation goes before others of the same rule; of equals the longest lasting."""
    return ("approved", "proposed", "refused").index(one.state), -one.review_on.toordinal()


def _approved(until: date) -> Text:
    return Text(
        nl=f"De afwijking is uitgelegd en goedgekeurd, tot en met {_nl(until)}.",
        en=f"The departure is explained and approved, up to and including {until.isoformat()}.",
    )


def _passed(until: date) -> Text:
    return Text(
        nl=f"De uitleg gold tot en met {_nl(until)}; die dag is voorbij.",
        en=f"The explanation held up to and including {until.isoformat()}; that day has passed.",
    )


def _nl(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


WAITS = Text(
    nl="De uitleg is geschreven en wacht op akkoord.", en="The explanation is written and waits for approval."
)
ASK_APPROVAL = Text(
    nl="Een collega met mandaat moet akkoord gaan. Voldoen aan de regel kan ook nog.",
    en="A colleague with a mandate must approve. You can also still follow the rule.",
)
NOT_APPROVED = Text(nl="De uitleg is niet goedgekeurd.", en="The explanation was not approved.")
IMPROVE = Text(
    nl="Volg de regel alsnog, of verbeter de uitleg en leg haar opnieuw voor.",
    en="Follow the rule after all, or improve the explanation and propose it again.",
)
REVIEW_NOW = Text(
    nl="Kijk of de reden nog geldt. Volg anders de regel.",
    en="See whether the reason still holds. Otherwise follow the rule.",
)
NOT_NEEDED = Text(
    nl="De uitleg die er staat, is niet meer nodig.", en="The explanation on file is not needed any more."
)
RULE_CHANGED = Text(
    nl="Er staat een uitleg, maar de regel vraagt nu iets anders.",
    en="There is an explanation, but the rule asks something else now.",
)
NO_EXCEPTION = Text(
    nl="Deze regel kent geen uitzondering; een uitleg helpt hier niet.",
    en="This rule has no exception; an explanation does not help here.",
)
