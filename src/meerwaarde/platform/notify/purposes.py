"""Why letters are sent: each kind of letter has a code, a name, and a sentence for its reader."""

from __future__ import annotations

from dataclasses import dataclass

from meerwaarde.rules.text import Text


@dataclass(frozen=True)
class Purpose:
    """`why` stands at the end of every letter of this kind: why its reader gets it."""

    code: str
    name: Text
    why: Text


_PURPOSES: dict[str, Purpose] = {}


def purpose(code: str, *, name: Text, why: Text) -> Purpose:
    """Make a kind of letter known; stands beside the action that queues it.

    >>> purpose("plan.remind", name=Text(nl="Herinnering", en="Reminder"), why=Text(nl="…", en="…")).code
    'plan.remind'
    """
    made = Purpose(code, name, why)
    _PURPOSES[code] = made
    return made


def purpose_name(code: str, language: str) -> str:
    """What people call this kind of letter; the code itself for one that this version does not know."""
    known = _PURPOSES.get(code)
    return code if known is None else known.name.in_language(language)
