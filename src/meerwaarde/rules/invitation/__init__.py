"""Whom to ask for a quote: who comes first, on which objective ground, and whether the rules are kept.

Below the threshold social enterprises and other sustainable innovators come first. Local and small firms, and
firms that were never asked, get a fair chance. Why each one is asked is recorded (article 1.4, paragraph 1).
"""

from meerwaarde.rules.invitation.kept import (
    ASKED,
    NOT_YET_ASKED,
    Inviting,
    Listed,
    RuleKept,
    counted,
    inviting,
    is_about_inviting,
    rules_kept,
)
from meerwaarde.rules.invitation.order import IMPACT_KINDS, first_kinds
from meerwaarde.rules.invitation.reasons import (
    LOCAL_IS_NOT_ENOUGH,
    InvitationReason,
    Proposal,
    invitation_reasons,
    proposal,
    says_only_local,
)

__all__ = [
    "ASKED",
    "IMPACT_KINDS",
    "LOCAL_IS_NOT_ENOUGH",
    "NOT_YET_ASKED",
    "InvitationReason",
    "Inviting",
    "Listed",
    "Proposal",
    "RuleKept",
    "counted",
    "first_kinds",
    "invitation_reasons",
    "inviting",
    "is_about_inviting",
    "proposal",
    "rules_kept",
    "says_only_local",
]
