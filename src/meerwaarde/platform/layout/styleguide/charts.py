"""Example charts, with made-up figures."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout import charts, notation
from meerwaarde.platform.layout.styleguide.forms import LEVELS, THEMES


def said(value: float) -> str:
    return notation.format_number(value, get_language() or "nl")


def radar() -> charts.Chart:
    return charts.radar(
        "ambitieweb",
        _("Web of ambitions"),
        _("Ambition and result per theme. The result stays behind most at social return."),
        tuple(str(name) for name in THEMES.values()),
        (
            charts.Series(_("Result 2026"), (2, 2.4, 1.6, 1, 1.8, 0.8)),
            charts.Series(_("Ambition 2027"), (3, 3, 2, 2, 2, 3)),
        ),
        first_heading=_("Theme"),
        say=said,
    )


def bars() -> charts.Chart:
    return charts.bars(
        "aandelen",
        _("Spend with societal value"),
        _("Share of the spend per category that carries societal value, with the goal as a mark."),
        (
            charts.Bar("Wegen en groen", 62, 50),
            charts.Bar("Facilitair en catering", 38, 60),
            charts.Bar("ICT", 0, 20),
            charts.Bar("Zorg en welzijn", None, 60),
        ),
        headings=(_("Category"), _("Share"), _("Goal")),
        unknown=_("not known"),
        top=100,
        say=lambda value: f"{said(value)}%",
    )


def line() -> charts.Chart:
    return charts.line(
        "verloop",
        _("People placed through social return"),
        _("The number rose each year; the figure of 2024 is not known."),
        ("2021", "2022", "2023", "2024", "2025", "2026"),
        (
            charts.Series(_("Placed"), (12, 18, 25, None, 41, 52)),
            charts.Series(_("Promised"), (20, 20, 30, 30, 45, 45)),
        ),
        first_heading=_("Year"),
        say=said,
    )


def matrix() -> charts.Matrix:
    levels = (
        (3, 3, 2, 1, 0),
        (2, 3, 2, 2, 1),
        (3, 3, 3, 2, None),
        (2, 2, 3, 2, 1),
        (2, 2, 3, 2, 3),
        (3, 3, 3, 2, 2),
    )
    return charts.Matrix(
        title=_("Themes per category"),
        description=_("For each combination the level in running contracts, from 0 to 3."),
        columns=("Wegen en groen", "Bouw en vastgoed", "Facilitair en catering", "ICT", "Zorg en welzijn"),
        rows=tuple(
            charts.MatrixRow(str(name), row, said(round(sum(one or 0 for one in row) / 5, 1)))
            for name, row in zip(THEMES.values(), levels, strict=True)
        ),
        legend=tuple(str(label) for label in LEVELS),
        closing=_("Average"),
    )
