"""Loading the demonstration authorities: their whole story, performed through the actions of the product.

The stories are told together, in the order of their moments, because the authorities share one directory of
suppliers. That is one transaction: a load that is stopped halfway leaves nothing, and the next one does it
again. Loading twice changes nothing. All moments are those of the story; only the day from which a second
factor is demanded follows from today.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from meerwaarde.demo import duinrade, veenmeer, zuiderveen
from meerwaarde.demo.calendar_acts import calendar_happenings
from meerwaarde.demo.cascade_acts import cascade_happenings, cooperation_happenings
from meerwaarde.demo.cast import gather
from meerwaarde.demo.chance_acts import chance_happenings
from meerwaarde.demo.consultation_acts import consultation_happenings
from meerwaarde.demo.contact_acts import contact_happenings
from meerwaarde.demo.enquiry_acts import enquiry_happenings
from meerwaarde.demo.evidence_acts import evidence_happenings
from meerwaarde.demo.firm_acts import firm_happenings
from meerwaarde.demo.list_acts import list_happenings
from meerwaarde.demo.mandate_acts import mandate_happenings, region_happenings
from meerwaarde.demo.matrix_acts import matrix_happenings
from meerwaarde.demo.meeting_acts import meeting_happenings
from meerwaarde.demo.needs_acts import needs_happenings
from meerwaarde.demo.notice_acts import notice_happenings
from meerwaarde.demo.people import PASSWORD
from meerwaarde.demo.plans.acts import plan_happenings
from meerwaarde.demo.policy_acts import framework_happenings, goal_happenings
from meerwaarde.demo.procurement_acts import procurement_happenings
from meerwaarde.demo.proof_acts import proof_happenings
from meerwaarde.demo.quick_acts import quick_happenings
from meerwaarde.demo.search_acts import search_happenings
from meerwaarde.demo.session_acts import session_happenings
from meerwaarde.demo.shape import DemoStory, Happening
from meerwaarde.demo.standing_acts import standing_happenings
from meerwaarde.demo.supplier_acts import supplier_happenings
from meerwaarde.demo.tenzij_register_acts import register_happenings
from meerwaarde.demo.text_acts import text_happenings
from meerwaarde.demo.together_acts import together_happenings
from meerwaarde.demo.web_acts import web_happenings
from meerwaarde.demo.web_sessions import more_session_happenings
from meerwaarde.platform.organisations.queries import slug_taken

STORIES: tuple[DemoStory, ...] = (duinrade.STORY, zuiderveen.STORY, veenmeer.STORY)
"""That the last of them is there tells that all are."""


def load(stories: Sequence[DemoStory] = STORIES) -> None:
    """Make the demonstration authorities; one query where they are there already."""
    if slug_taken(stories[-1].slug):
        return
    with transaction.atomic():
        tell(stories, make_password(PASSWORD))  # slow by design, so once: all people share the one password


def tell(stories: Sequence[DemoStory], encoded_password: str) -> None:
    """Perform the stories from the first day to the last, in the order of their moments."""
    directory: dict[str, str] = {}
    happenings = [
        happening
        for story in sorted(stories, key=lambda one: one.begins)
        for happening in _happenings(story, encoded_password, directory)
    ]
    happenings.extend(cooperation_happenings(encoded_password, directory))
    happenings.extend(together_happenings(directory))
    happenings.extend(consultation_happenings())
    happenings.extend(evidence_happenings())
    happenings.extend(needs_happenings(encoded_password))
    happenings.extend(contact_happenings())
    happenings.extend(enquiry_happenings(directory))
    happenings.extend(chance_happenings())
    happenings.extend(search_happenings())
    happenings.extend(meeting_happenings())
    for happening in sorted(happenings, key=lambda one: one.at):
        happening.act()


def _happenings(story: DemoStory, encoded_password: str, directory: dict[str, str]) -> list[Happening]:
    """Everything that one authority does; its people are there from the start."""
    cast = gather(story, encoded_password, directory)
    happenings = region_happenings(cast, story.own_regions, story.begins)
    happenings.extend(text_happenings(cast, story.slug))
    for one in story.goals:
        happenings.extend(goal_happenings(cast, one))
    for version in story.frameworks:
        happenings.extend(framework_happenings(cast, version))
    happenings.extend(cascade_happenings(cast, story.slug))
    happenings.extend(matrix_happenings(cast, story.slug))
    for mandate in story.mandates:
        happenings.extend(mandate_happenings(cast, mandate))
    for firm in story.suppliers:
        happenings.extend(supplier_happenings(cast, firm))
    for file_of_firms in story.lists:
        happenings.extend(list_happenings(cast, file_of_firms))
    happenings.extend(proof_happenings(cast, story.slug, story.suppliers))
    for purchase in story.quick_purchases:
        happenings.extend(quick_happenings(cast, purchase))
    for file in story.procurements:
        happenings.extend(procurement_happenings(cast, file))
    happenings.extend(web_happenings(cast, story.slug))
    happenings.extend(session_happenings(cast, story.slug))
    happenings.extend(more_session_happenings(cast, story.slug))
    happenings.extend(standing_happenings(cast, story.slug))
    happenings.extend(plan_happenings(cast, story.slug))
    happenings.extend(register_happenings(cast, story.slug))
    happenings.extend(calendar_happenings(cast, story.slug))
    happenings.extend(firm_happenings(cast, story.slug, encoded_password))
    happenings.extend(notice_happenings(cast, story.slug))
    return happenings
