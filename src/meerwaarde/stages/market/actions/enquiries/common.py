"""What all acts on enquiries hold to."""

from __future__ import annotations

from django.http import Http404

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Enquiry

TOO_LATE = Text(
    nl="Deze vraag is gesloten. Een antwoord telt niet meer; neem zo nodig contact op met de vrager.",
    en="This enquiry closed. An answer counts no longer; get in touch with the asker where needed.",
)


def must_own(actor: Actor, enquiry: Enquiry) -> None:
    must(actor, "enquiries.write")
    if enquiry.organisation_id != actor.organisation_id:
        raise Http404
