"""What the pages about frameworks show: lists, one version, writing it, the level above, side by side."""

from meerwaarde.stages.policy.pages.frameworks.cascade import level_page, reason_page
from meerwaarde.stages.policy.pages.frameworks.detail import framework_page
from meerwaarde.stages.policy.pages.frameworks.lists import frameworks_page
from meerwaarde.stages.policy.pages.frameworks.writing import adopt_page, framework_form_page

__all__ = [
    "adopt_page",
    "framework_form_page",
    "framework_page",
    "frameworks_page",
    "level_page",
    "reason_page",
]
