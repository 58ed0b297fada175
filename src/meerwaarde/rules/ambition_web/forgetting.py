"""Names of guests do not stay: where a free text names one, and the text without that name."""

from __future__ import annotations

import re

FORGOTTEN = "–"
"""What stands for a guest whose name was removed."""
PARTICLES = frozenset(
    {"van", "von", "der", "den", "ter", "ten", "het", "aan", "bij", "los", "las", "uit", "voor"}
)
"""Small words of Dutch and other surnames, which tell nobody apart."""
TELLING = 3
"""Letters from which a word of a name tells something; shorter are initials."""


def names_guest(text: str, name: str) -> bool:
    """Whether the text holds a telling word of the name, so "J. de Vries" is found by "Jan de Vries".

    Rather once too often than once too little: a name that stays is worse than one that goes too soon.
    """
    words = _words(name)
    telling = {one for one in words if len(one) >= TELLING and one not in PARTICLES} or words
    return bool(telling & _words(text))


def without_name(text: str, name: str) -> str:
    """The text with `FORGOTTEN` wherever the name stands as whole words, in capitals or not."""
    if not name.strip():
        return text
    return re.sub(rf"(?<!\w){re.escape(name.strip())}(?!\w)", FORGOTTEN, text, flags=re.IGNORECASE)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
