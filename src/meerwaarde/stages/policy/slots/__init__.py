"""What the pages of other rooms learn of policy."""

from meerwaarde.stages.policy.slots import (  # noqa: F401 (registers itself)  # noqa: F401 (registers itself)
    ambition_webs,
    below_goal,
    goals_and_frameworks,
    matrix,
    plans,
    standing,
    texts,
from meerwaarde.stages.policy.slots import (  # noqa: F401 (registers itself)
    goals_and_frameworks,
    matrix,
    standing,
)
from meerwaarde.stages.policy.slots import plans  # noqa: F401 (registers itself)
