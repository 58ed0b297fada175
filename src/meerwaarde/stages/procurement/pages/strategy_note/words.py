"""How the strategy note writes amounts, days, parameters and sentences, in the language of the reader."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Block
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import euro, from_cents
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.pages.advising import value_in_words

Blocks = list[Block]


def value(parameter: Parameter) -> str:
    """The value of a parameter; what nobody verified says so."""
    text = value_in_words(parameter)
    return f"{text} ({_('unverified')})" if parameter.entry.certainty == "unverified" else text


def ground(parameter: Parameter) -> str:
    """An article by its name; a figure with its amount; what nobody verified says so."""
    unverified = f" ({_('unverified')})" if parameter.entry.certainty == "unverified" else ""
    figure = parameter.unit.startswith(("EUR", "%", "percent")) and f": {value_in_words(parameter)}"
    return f"{say(parameter.label)}{figure or ''}{unverified}"


def considered(weighed: bool | None) -> str:
    """Yes, no, or nothing while nobody has said."""
    return "" if weighed is None else _("yes") if weighed else _("no")


def amount(value: int | None) -> str:
    """Whole cents as euros; empty where unknown."""
    return "" if value is None else euro(Decimal(from_cents(value)), reader_language())


def day_in_words(day: object) -> str:
    """A day as people write it; empty where unknown."""
    return format_day(day, reader_language()) if day else ""  # type: ignore[arg-type]


def say(text: Text) -> str:
    """A sentence of the rules in the language of the reader."""
    return text.in_language(reader_language())


def reader_language() -> str:
    """Dutch, or English for who reads English."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"
