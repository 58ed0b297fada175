"""Loading the demonstration authorities: their whole story, performed through the actions of the product.

An authority is loaded in one transaction, so that a load that is stopped halfway leaves nothing of it; the
next load then does it again. Loading twice changes nothing. All moments are those of the story; only the day
from which a second factor is demanded follows from today.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction

from meerwaarde.demo import duinrade, veenmeer
from meerwaarde.demo.cast import gather
from meerwaarde.demo.people import PASSWORD
from meerwaarde.demo.policy_acts import framework_happenings, record_goal
from meerwaarde.demo.procurement_acts import procurement_happenings
from meerwaarde.demo.shape import DemoStory, Happening
from meerwaarde.platform.organisations.queries import slug_taken

STORIES: tuple[DemoStory, ...] = (duinrade.STORY, veenmeer.STORY)
"""In the order of loading: the last one being there tells that all are there."""


def load(stories: Sequence[DemoStory] = STORIES) -> None:
    """Make every demonstration authority that is not there yet; one query where all is done already."""
    if slug_taken(stories[-1].slug):
        return
    encoded = make_password(PASSWORD)  # slow by design, so once: all people share the one password
    for story in stories:
        if not slug_taken(story.slug):
            with transaction.atomic():
                tell(story, encoded)


def tell(story: DemoStory, encoded_password: str) -> None:
    """Perform one story from its first day to its last, in the order of its moments."""
    cast = gather(story, encoded_password)
    happenings = [Happening(goal.at, partial(record_goal, cast, goal)) for goal in story.goals]
    for version in story.frameworks:
        happenings.extend(framework_happenings(cast, version))
    for one in story.procurements:
        happenings.extend(procurement_happenings(cast, one))
    for happening in sorted(happenings, key=lambda one: one.at):
        happening.act()
