"""Rules that an authority gives itself: comply, or explain ("tenzij").

A rule of a framework is data: where it holds (`Scope`), what it asks (`Demand`) and how strict it is. This
package reads each rule as one plain sentence, says whether it holds for a purchase, and whether what is known
of the purchase satisfies it.
"""

from meerwaarde.rules.compliance.assess import Assessment, Standing, assess
from meerwaarde.rules.compliance.bounds import (
    PolicyBounds,
    RouteBounds,
    beyond_one_quote,
    own_tables,
    policy_for,
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
)
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
from meerwaarde.rules.compliance.tenzij import TenzijReason, tenzij_reasons

__all__ = [
    "DEMAND_NAMES",
    "STRENGTH_NAMES",
    "Applicability",
    "Assessment",
    "AwardToKind",
    "Demand",
    "Facts",
    "InviteImpactEnterprise",
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
    "cpv_group",
    "demand_code",
    "facts_of",
    "in_order",
    "own_tables",
    "policy_for",
    "sentence",
    "tenzij_reasons",
]
