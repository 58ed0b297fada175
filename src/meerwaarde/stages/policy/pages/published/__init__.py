"""What everybody may read of frameworks: pages, data and feed. It starts at what was made public."""

from meerwaarde.stages.policy.pages.published.html import (
    base_page,
    publications_page,
    published_framework_page,
    publisher_page,
    told_changes,
)
from meerwaarde.stages.policy.pages.published.records import (
    framework_record,
    publisher_record,
    summary_record,
)

__all__ = [
    "base_page",
    "framework_record",
    "publications_page",
    "published_framework_page",
    "publisher_page",
    "publisher_record",
    "summary_record",
    "told_changes",
]
