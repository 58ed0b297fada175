"""What the pages of other rooms learn of policy."""

from meerwaarde.stages.policy.slots import goals_and_frameworks, standing  # noqa: F401 (registers itself)
from meerwaarde.stages.policy.slots import matrix  # noqa: F401 (registers itself)
