"""What the market showed: the searches and consultations that lie in the file as evidence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Bullets, Facts, Heading, Paragraph
from meerwaarde.stages.procurement.pages.evidence import KINDS_CALLED, evidence_facts, named, taken_out
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks
from meerwaarde.stages.procurement.queries import ProcurementFile


def evidence(file: ProcurementFile) -> Blocks:
    """Each piece with its facts; then what was taken out, and why."""
    if not file.evidence:
        return []
    blocks: Blocks = [Heading(_("Evidence from the market"))]
    for one in file.evidence:
        if not one.counts:
            continue
        facts = [(fact.term, fact.text) for fact in evidence_facts(one)]
        if one.digest:
            facts.append((_("Fingerprint (SHA-256)"), one.digest))
        blocks += [Heading(f"{KINDS_CALLED[one.kind]}: {one.title}", 2), Facts(tuple(facts))]
    gone = tuple(f"{named(one)}. {taken_out(one)}" for one in file.evidence if not one.counts)
    if gone:
        blocks += [Paragraph(_("Taken out of this file:")), Bullets(gone)]
    return blocks
