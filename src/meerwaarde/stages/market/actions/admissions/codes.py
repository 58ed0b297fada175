"""The code that a keeping authority hands to a firm, by letter or telephone, to show who it is."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.records import ALPHABET
from meerwaarde.stages.market.models import ClaimCode, Supplier
from meerwaarde.stages.market.queries.admissions import codes_of

WORKS_FOR: Final = timedelta(days=30)
_SIGNS: Final = 8


def make_code(*, actor: Actor, supplier: Supplier, at: datetime) -> str:
    """A new code for the firm, told once; an earlier one that was not used stops working.

    Only the authority that keeps the profile hands it over: others do not know the firm's true address.
    """
    must(actor, "admissions.decide")
    if supplier.organisation_id != actor.organisation_id or supplier.firm_id is not None:
        raise Http404
    today = timezone.localdate(at)
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_SIGNS)).upper()
    code = f"{signs[:4]}-{signs[4:]}"
    with transaction.atomic():
        for earlier in codes_of(supplier, today):
            earlier.change(until=today - timedelta(days=1))
        made = ClaimCode.enter(
            supplier=supplier,
            organisation_id=actor.organisation_id,
            digest=digest_of(supplier, code),
            until=today + WORKS_FOR,
            made_at=at,
        )
        record(actor, "claimcode.make", made, at=at, fields=["supplier", "until"])
    return code


def digest_of(supplier: Supplier, code: str) -> str:
    """What is kept of a code: hyphens, spaces and capitals do not count."""
    bare = "".join(sign for sign in code.lower() if sign.isalnum())
    return salted_hmac("market.claim-code", f"{supplier.public_id}:{bare}", algorithm="sha256").hexdigest()
