"""What a figure shows, and what it does not prove: each mart carries these words with it."""

from __future__ import annotations

import msgspec

from meerwaarde.rules.text import Text


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """One click away from every figure."""

    code: str
    title: Text
    shows: Text
    does_not_prove: Text
    exclusions: Text
    """What is left out, and where that part is shown."""


ONLY_PROCUREMENT = Text(
    nl="Alleen euro's, en alleen wat inkoop is. Wat geen inkoop is, staat apart, met de regel en de reden. "
    "Creditnota's tellen als min.",
    en="Only euros, and only what is procurement. What is no procurement is shown apart, with the "
    "rule and the "
    "reason. Credit notes count as minus.",
)
