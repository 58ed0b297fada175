"""Rules that an authority gives itself: comply, or explain ("tenzij").

A rule of a framework is data: where it holds (`Scope`), what it asks (`Demand`) and how strict it is. This
package reads each rule as one plain sentence, says whether it holds for a purchase, and whether what is known
of the purchase satisfies it.
"""

from meerwaarde.rules.compliance.assess import STANDING_NAMES, Assessment, assess
from meerwaarde.rules.compliance.bites import never_bites
from meerwaarde.rules.compliance.blocking import Moment, blocking
from meerwaarde.rules.compliance.bounds import (
    PolicyBounds,
    RouteBounds,
    beyond_one_quote,
    own_tables,
    policy_for,
    quick_amount,
    stricter,
    weaker_than,
)
from meerwaarde.rules.compliance.demands import (
    DEMAND_NAMES,
    AwardToKind,
    Demand,
    InviteImpactEnterprise,
    Quotes,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
    demand_code,
    theme_of,
)
from meerwaarde.rules.compliance.explained import Explained, ExplanationState, Standing, still_asked
from meerwaarde.rules.compliance.facts import Facts, facts_of
from meerwaarde.rules.compliance.policy_rule import (
    STRENGTH_NAMES,
    PolicyRule,
    Scope,
    ServedGoal,
    Strength,
    cpv_group,
    in_order,
)
from meerwaarde.rules.compliance.reach import Applicability, applies
from meerwaarde.rules.compliance.sentences import sentence
from meerwaarde.rules.compliance.tenzij import TenzijReason, latest_review, tenzij_reasons, usual_review
from meerwaarde.rules.compliance.thin import still_lacking

__all__ = [
    "DEMAND_NAMES",
    "STANDING_NAMES",
    "STRENGTH_NAMES",
    "Applicability",
    "Assessment",
    "AwardToKind",
    "Demand",
    "Explained",
    "ExplanationState",
    "Facts",
    "InviteImpactEnterprise",
    "Moment",
    "PolicyBounds",
    "PolicyRule",
    "Quotes",
    "RouteBounds",
    "Scope",
    "ServedGoal",
    "SocialReturn",
    "SocialValueWeight",
    "Standing",
    "StatePurpose",
    "Strength",
    "TenzijReason",
    "ThemeMinimum",
    "applies",
    "assess",
    "beyond_one_quote",
    "blocking",
    "cpv_group",
    "demand_code",
    "facts_of",
    "in_order",
    "latest_review",
    "never_bites",
    "own_tables",
    "policy_for",
    "quick_amount",
    "sentence",
    "still_asked",
    "still_lacking",
    "stricter",
    "tenzij_reasons",
    "theme_of",
    "usual_review",
    "weaker_than",
]
