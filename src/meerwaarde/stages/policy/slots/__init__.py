"""What the pages of other rooms learn of policy."""

from meerwaarde.stages.policy.slots import (  # noqa: F401 (registers itself)
    goals_and_frameworks,
    matrix,
    standing,
)
