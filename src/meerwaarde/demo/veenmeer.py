"""The story of Gemeente Veenmeer: the new board makes its promises, and the first files start."""

from __future__ import annotations

from meerwaarde.demo.framework import FRAMEWORKS
from meerwaarde.demo.goals import GOALS
from meerwaarde.demo.procurements import PROCUREMENTS
from meerwaarde.demo.shape import DemoStory, on

STORY = DemoStory(
    slug="veenmeer",
    begins=on("2026-01-12 09:00"),
    goals=GOALS,
    frameworks=FRAMEWORKS,
    procurements=PROCUREMENTS,
)
