"""One notice from two sources of the same publication: the list knows its numbers, the XML what it asks.

This module stands above the adapters, which do not know each other.
"""

from __future__ import annotations

import msgspec

from meerwaarde.exchange.notice import Notice


def enriched(listed: Notice, told: Notice) -> Notice:
    """`listed` with all that `told` (the eForms XML) knows better.

    Numbers, days and the kind stay those of the list: by these it is found again. A complaint about what
    the list lacks falls away where the XML has it.
    """
    solved = {"cpv"} if told.cpv.main else set[str]()
    complaints = tuple(one for one in listed.complaints if one.where not in solved)
    stronger = told.social if told.social.score >= listed.social.score else listed.social
    return msgspec.structs.replace(
        listed,
        language=told.language or listed.language,
        buyers=told.buyers or listed.buyers,
        title=listed.title or told.title,
        description=_longer(listed.description, told.description),
        cpv=told.cpv if told.cpv.main else listed.cpv,
        contract=listed.contract if told.contract == "unknown" else told.contract,
        procedure=listed.procedure if told.procedure == "unknown" else told.procedure,
        estimate=told.estimate or listed.estimate,
        deadline=listed.deadline or told.deadline,
        lots=told.lots or listed.lots,
        winners=told.winners or listed.winners,
        social=stronger,
        complaints=(*complaints, *told.complaints),
    )


def _longer(one: str | None, other: str | None) -> str | None:
    return max(one or "", other or "", key=len) or None
