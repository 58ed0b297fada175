"""The catalogue of rules: each with its id, its name, where it rests, and the function that speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.grounds import Finding, Question, Severity
from meerwaarde.rules.text import Text

Check = Callable[[Case], Iterable[Finding | Question]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule as people look it up; its page in docs/rules is generated from this and its YAML cases."""

    id: str
    name: Text
    severities: tuple[Severity, ...]
    """The severities with which it may speak, heaviest first."""
    reach: Text
    """Where it holds: from which value, for which contracts, and what it does below the threshold."""
    basis: tuple[str, ...]
    """Names of the parameters (articles, amounts) that it rests on."""
    reads: tuple[str, ...]
    """Fields of the intake that it looks at."""
    check: Check


_RULES: dict[str, Rule] = {}
_BY_NUMBER: list[Rule] = []


def rule(
    id: str,
    *,
    name: Text,
    severities: tuple[Severity, ...],
    reach: Text,
    basis: tuple[str, ...],
    reads: tuple[str, ...],
) -> Callable[[Check], Check]:
    """Enter a function into the catalogue; an id can be taken once."""

    def enter(check: Check) -> Check:
        if id in _RULES:
            raise ValueError(f"{id} is in the catalogue already")
        _RULES[id] = Rule(
            id=id, name=name, severities=severities, reach=reach, basis=basis, reads=reads, check=check
        )
        return check

    return enter


def rules() -> tuple[Rule, ...]:
    """All rules by number; the modules that hold them are listed in `meerwaarde.rules.duties`."""
    if len(_BY_NUMBER) != len(_RULES) or not _RULES:
        from meerwaarde.rules import duties  # noqa: F401, PLC0415 (importing enters them)

        _BY_NUMBER[:] = sorted(_RULES.values(), key=lambda known: int(known.id[1:]))
    return tuple(_BY_NUMBER)
