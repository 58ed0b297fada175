"""The story of Waterschap Zuiderveen: dikes, ditches and purification, with a policy of its own.

Its texts hold words that stand nowhere else (muskusrat, slibgisting, boezemkade), so that a leak is seen.
"""

from __future__ import annotations

from meerwaarde.demo.places import AROUND_ZUIDERVEEN
from meerwaarde.demo.shape import DemoStory, on
from meerwaarde.demo.zuiderveen.policy import FRAMEWORK, GOALS, MANDATES
from meerwaarde.demo.zuiderveen.procurements import BANK, LUNCHES, PRESS
from meerwaarde.demo.zuiderveen.purchases import PURCHASES

STORY = DemoStory(
    slug="zuiderveen",
    begins=on("2025-09-01 09:00"),
    goals=GOALS,
    frameworks=(FRAMEWORK,),
    procurements=(BANK, PRESS, LUNCHES),
    mandates=MANDATES,
    own_regions=AROUND_ZUIDERVEEN,
    quick_purchases=PURCHASES,
)
