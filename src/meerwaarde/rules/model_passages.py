"""Model passages: sentences that a board can take over in its agreement, with the rule that makes them real.

They were written for this product, after the suggestions and examples that their source names, and in words
that the law allows: inviting on objective grounds, never awarding because of where a firm is. The wording
comes from `parameters/model_passages`; each passage is a file of its own, as each has its own source.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from meerwaarde.rules.compliance import Demand, Scope, Strength
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

Origin = Literal["letter", "call", "article"]

ORIGIN_NAMES: dict[Origin, Text] = {
    "letter": Text(nl="Drie suggesties voor het coalitieakkoord", en="Three suggestions for the agreement"),
    "call": Text(nl="Oproep over verbrede social return", en="Call for broadened social return"),
    "article": Text(nl="Voorbeelden uit beleid van gemeenten", en="Examples from municipal policy"),
}

FOLDER = "model_passages/"


class ModelRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule that goes with a passage, as a framework takes it."""

    strength: Strength
    scope: Scope
    demand: Demand


class ModelPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with why it works, what makes it lawful, and what it rests on."""

    code: str
    title: Text
    origin: Origin
    theme: Theme
    wording: Text
    why: Text
    lawful: Text
    rule: ModelRule | None
    source: Parameter


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    origin: Origin
    theme: Theme
    wording: Text
    why: Text
    lawful: Text
    rule: ModelRule | None


def model_passages(law: Law) -> dict[str, ModelPassage]:
    """All passages that are offered on the day of `law`, by code.

    Raises `msgspec.ValidationError` where a file does not keep to the form.
    """
    found = (_passage(parameter) for parameter in law.within(FOLDER))
    return {passage.code: passage for passage in found}


def known(code: str, day: date) -> bool:
    """Whether there is a passage with this code on that day."""
    return bool(code) and code in model_passages(Law.on(day))


def _passage(parameter: Parameter) -> ModelPassage:
    entry = msgspec.convert(parameter.value, _Entry)
    return ModelPassage(
        code=parameter.name.removeprefix(FOLDER),
        title=parameter.label,
        origin=entry.origin,
        theme=entry.theme,
        wording=entry.wording,
        why=entry.why,
        lawful=entry.lawful,
        rule=entry.rule,
        source=parameter,
    )
