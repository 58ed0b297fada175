"""Words and marks that the pages of the calendar share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.components import Badge, Level, Tone
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import level_name, theme_name
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.lifecycle import BEGUN, DROPPED, EXPECTED, EXPECTED_PROCUREMENT, EXPECTED_PUBLIC
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.procurement_calendar import Band, band_text
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.forms.words import CONTRACTS
from meerwaarde.stages.procurement.queries import ExpectedProcurement, LevelExpected, band_of, line_quarter

LINE_TONES = {
    EXPECTED: Tone.NEUTRAL,
    EXPECTED_PUBLIC: Tone.INFO,
    BEGUN: Tone.POSITIVE,
    DROPPED: Tone.WARNING,
}


@dataclass(frozen=True)
class ThemeMark:
    """A theme as a small drawing with its name."""

    icon: str
    name: str
    level: Level | None = None
    note: str = ""


def language() -> str:
    """The reader's language."""
    return get_language() or "nl"


def said(text: Text) -> str:
    """A text of the rules in the reader's language; the euro sign stays with its amount."""
    return text.in_language(language()).replace("€ ", "€\u00a0")


def line_badge(state: str) -> Badge:
    """The state in words."""
    return Badge(label=said(EXPECTED_PROCUREMENT.state(state).name), tone=LINE_TONES[state])


def worth(one: ExpectedProcurement) -> str:
    """What it is worth, in words; empty where nobody knows."""
    return said(band_text(band_of(one)))


def worth_of(low: int | None, high: int | None) -> str:
    """A band of whole cents in words; empty where nobody knows."""
    euros = (None if cents is None else from_cents(cents) for cents in (low, high))
    return said(band_text(Band(*euros)))


def theme_marks(themes: list[str]) -> tuple[ThemeMark, ...]:
    """The themes of a line in the order of the manifest."""
    return tuple(ThemeMark(f"theme_{theme}", said(theme_name(theme))) for theme in THEMES if theme in themes)


def level_marks(themes: list[str], expected: Mapping[Theme, LevelExpected]) -> tuple[ThemeMark, ...]:
    """The themes of a line, each with how far one means to go and whether that comes from the matrix."""
    return tuple(
        ThemeMark(
            f"theme_{theme}",
            said(theme_name(theme)),
            Level(expected[theme].level, said(level_name(expected[theme].level)))
            if theme in expected
            else None,
            _("as the matrix says") if theme in expected and expected[theme].of_matrix else "",
        )
        for theme in THEMES
        if theme in themes or theme in expected
    )


def quarter_short(one: ExpectedProcurement) -> str:
    """ "Q3 2027"."""
    return _("Q%(number)s %(year)s") % {"number": one.quarter, "year": one.year}


def quarter_long(one: ExpectedProcurement) -> str:
    """ "Kwartaal 3 van 2027"."""
    return said(line_quarter(one).text).capitalize()


def contract_name(code: str) -> str:
    """The type of contract in words."""
    return str(CONTRACTS.get(code, ""))


def client_of(one: ExpectedProcurement) -> str:
    """Who asks for it: a colleague, or the name that the file gave."""
    return one.client.person.name if one.client else one.client_name


def ends_on(one: ExpectedProcurement, form: str = "short") -> str:
    """The day on which the current contract ends; empty where there is none."""
    return format_day(one.current_contract_ends_on, language(), form) if one.current_contract_ends_on else ""
