"""The one client for everything outside: what may be asked, how it is asked, and when to ask again."""

from meerwaarde.gates.outbound.addresses import ALLOW, Resolver, allowances, is_public, loopback_place
from meerwaarde.gates.outbound.client import Answer, Limits, Outbound
from meerwaarde.gates.outbound.patience import PASSING, Patience, retry_after
from meerwaarde.gates.outbound.refusals import NoAnswer, NotLetOut

__all__ = [
    "ALLOW",
    "PASSING",
    "Answer",
    "Limits",
    "NoAnswer",
    "NotLetOut",
    "Outbound",
    "Patience",
    "Resolver",
    "allowances",
    "is_public",
    "loopback_place",
    "retry_after",
]
