"""Every fact that the journal can hold, as a sentence that people read: `{who}` stands for the name.

A code is `noun.verb`. A test reads all source: whoever writes a fact that is not listed here is told so. The
sentences of a stage, and what people call the kinds of things that they are about, stand in its own module.
"""

from __future__ import annotations

from meerwaarde.rules.journal_actions import market, platform, policy, procurement, spend
from meerwaarde.rules.text import Text

SENTENCES: dict[str, Text] = {
    **platform.SENTENCES,
    **policy.SENTENCES,
    **market.SENTENCES,
    **procurement.SENTENCES,
    **spend.SENTENCES,
}
"""By the code of the fact."""

KINDS: dict[str, Text] = {
    **platform.KINDS,
    **policy.KINDS,
    **market.KINDS,
    **procurement.KINDS,
    **spend.KINDS,
}
"""What people call the kinds of things that facts are about."""

THE_SYSTEM = Text(nl="Het systeem", en="The system")
SOMEBODY_GONE = Text(nl="Een vertrekker", en="Somebody who has left")
NOT_LISTED = Text(nl="{who} deed iets ({action})", en="{who} did something ({action})")
"""For an event of a later or an earlier version of the product."""


def sentence(action: str, who: str, language: str) -> str:
    """What happened, for people; `who` is a name, or "" for the system."""
    name = who or THE_SYSTEM.in_language(language)
    return SENTENCES.get(action, NOT_LISTED).in_language(language).format(who=name, action=action)


def kind_name(kind: str, language: str) -> str:
    """What people call this kind of thing; the code itself where it is not listed."""
    known = KINDS.get(kind)
    return kind if known is None else known.in_language(language)
