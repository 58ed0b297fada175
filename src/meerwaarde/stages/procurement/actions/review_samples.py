"""Drawing a sample of explanations, and concluding from what was read."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.sampling import population_digest
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.actions.reviews import REVIEW, NotReadable
from meerwaarde.stages.procurement.models import ExplanationReview, ReviewSample
from meerwaarde.stages.procurement.queries import STRATA, Criteria, drawn_from, population, strata_of

MOST_READ = 500
"""Explanations in one sample; more is a study, and nobody reads it to the end."""
SEED_SIGNS = 12


def draw_sample(
    actor: Actor, *, title: str, criteria: Criteria, size: int, seed: str = "", at: datetime
) -> ReviewSample:
    """Draw `size` explanations to be read one by one, and keep all that is needed to draw them again.

    Without a seed one is made by chance. Raises `NotReadable` where there is nothing to draw from, or the
    size is none that one reads.
    """
    must(actor, REVIEW)
    if not title.strip():
        raise NotReadable(NAME_IT)
    if not 1 <= size <= MOST_READ:
        raise NotReadable(SIZE)
    if criteria.strata not in STRATA:
        raise NotReadable(STRATUM)
    with transaction.atomic():
        strata = strata_of(actor, criteria)
        ids = [one for those in strata.values() for one in those]
        if not ids:
            raise NotReadable(NOTHING)
        seed = seed.strip() or secrets.token_hex(SEED_SIGNS // 2)
        drawn = drawn_from(strata, size=size, seed=seed)
        sample = ReviewSample.enter(
            organisation_id=actor.organisation_id,
            title=title.strip(),
            criteria=criteria.kept(),
            seed=seed,
            size=size,
            population=len(ids),
            population_digest=population_digest(ids),
            drawn_from=strata,
            drawn_by_id=actor.membership_id,
            drawn_at=at,
        )
        keys = dict(population(actor, criteria).values_list("public_id", "pk"))
        for public_id in drawn:
            ExplanationReview.enter(
                explanation_id=keys[public_id],
                sample=sample,
                asked_by_id=actor.membership_id,
                asked_at=at,
            )
        kept = ("criteria", "population", "population_digest", "seed", "size", "title")
        record(actor, "reviewsample.draw", sample, at=at, fields=kept, plain={"drawn": list(drawn)})
    return sample


def conclude_sample(
    actor: Actor, sample: ReviewSample, *, expected_version: int, conclusion: str, at: datetime
) -> None:
    """Record what the authority takes from a sample, once all of it was read. It can be said better later."""
    must(actor, REVIEW)
    if not conclusion.strip():
        raise NotReadable(SAY_WHAT_YOU_CONCLUDE)
    with transaction.atomic():
        if ExplanationReview.unread_in(sample):
            raise NotReadable(READ_FIRST)
        changed = sample.change(expected_version, conclusion=conclusion.strip(), concluded_at=at)
        record(actor, "reviewsample.conclude", sample, at=at, fields=changed)


NAME_IT = Text(nl="Geef de steekproef een naam.", en="Give the sample a name.")
SIZE = Text(nl=f"Kies een aantal van 1 tot en met {MOST_READ}.", en=f"Choose a number from 1 to {MOST_READ}.")
STRATUM = Text(nl="Kies hoe u de steekproef verdeelt.", en="Choose how to divide the sample.")
NOTHING = Text(
    nl="Hier is geen goedgekeurde uitleg om uit te trekken. Kies een langere periode of minder filters.",
    en="There is no approved explanation to draw from. Choose a longer period or fewer filters.",
)
SAY_WHAT_YOU_CONCLUDE = Text(
    nl="Schrijf in een paar zinnen wat u hieruit opmaakt.",
    en="Write in a few sentences what you take from this.",
)
READ_FIRST = Text(
    nl="Nog niet alles is gelezen. Lees eerst de rest; dan kunt u een conclusie vastleggen.",
    en="Not everything was read yet. Read the rest first; then you can record a conclusion.",
)
