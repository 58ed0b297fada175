"""The recognitions that the firms of the demonstration hold, written shortly.

The schemes exist; that these firms hold them is made up. Terms follow the schemes: two years for a PSO
certificate, an admission to the register or an own assessment, three for a B Corp, one for a membership.
"""

from __future__ import annotations

from datetime import date, timedelta

from meerwaarde.demo.shape import DemoCredential, on

CERTIFICATE = "Certificaat gezien, en het register van PSO-Nederland geraadpleegd."
REGISTER = "Vermelding in het openbare register gezien."


def _years_on(since: date, years: int) -> date:
    return since.replace(year=since.year + years) - timedelta(days=1)


def _written(
    code: str,
    issuer: str,
    *,
    since: str,
    years: int,
    checked: str,
    by: str,
    evidence: str,
    level: str = "",
) -> DemoCredential:
    begins = date.fromisoformat(since)
    return DemoCredential(
        code=code,
        issuer=issuer,
        level=level,
        since=begins,
        until=_years_on(begins, years) if years else None,
        evidence=evidence,
        checked_at=on(checked) if checked else None,
        checked_by=by,
    )


def pso(level: str, since: str, checked: str = "", by: str = "soraya") -> DemoCredential:
    """A PSO certificate; unchecked where nobody has looked at it yet."""
    evidence = CERTIFICATE if checked else "Het bedrijf noemt het certificaat op zijn website."
    return _written(
        "pso", "PSO-Nederland", since=since, years=2, checked=checked, by=by, level=level, evidence=evidence
    )


def register(since: str, checked: str = "", by: str = "soraya", level: str = "admitted") -> DemoCredential:
    """An entry in the register of the Code Sociale Ondernemingen."""
    return _written(
        "code_sociale_ondernemingen",
        "Code Sociale Ondernemingen",
        since=since,
        years=2,
        checked=checked,
        by=by,
        level=level,
        evidence=REGISTER if checked else "De onderneming noemt het in haar jaarverslag.",
    )


def sheltered(since: str, whose: str, checked: str, by: str = "soraya") -> DemoCredential:
    """A company of municipalities for people with a work limitation; without end."""
    return _written(
        "sw", whose, since=since, years=0, checked=checked, by=by, evidence="De gemeenschappelijke regeling."
    )


def member(since: str, checked: str = "", by: str = "soraya") -> DemoCredential:
    """A year's membership of the association of social enterprises."""
    evidence = "Ledenlijst van de vereniging gezien." if checked else "Opgave van de onderneming."
    return _written(
        "social_enterprise_nl",
        "Social Enterprise NL",
        since=since,
        years=1,
        checked=checked,
        by=by,
        evidence=evidence,
    )


def b_corp(since: str, checked: str = "", by: str = "mirte") -> DemoCredential:
    """A B Corp; counts as sustainable innovator."""
    evidence = "Vermelding in de openbare lijst gezien." if checked else "Logo op de website."
    return _written("b_corp", "B Lab", since=since, years=3, checked=checked, by=by, evidence=evidence)


def ladder(level: str, since: str, checked: str = "", by: str = "mirte") -> DemoCredential:
    """A certificate of the CO2 performance ladder; makes nobody an innovator."""
    issuer = "Stichting Klimaatvriendelijk Aanbesteden en Ondernemen"
    evidence = "Certificaat gezien." if checked else "Opgave van het bedrijf."
    return _written(
        "co2_ladder", issuer, since=since, years=3, checked=checked, by=by, level=level, evidence=evidence
    )


def badge(since: str, checked: str = "", by: str = "soraya") -> DemoCredential:
    """A recognition by the made-up network of impact enterprises in the region of Veenmeer."""
    issuer = "Netwerk Goed van Hier (verzonnen)"
    evidence = "Brief van het netwerk in ons dossier." if checked else "Opgave van de onderneming."
    return _written("regional_badge", issuer, since=since, years=2, checked=checked, by=by, evidence=evidence)


def own_social(
    since: str, why: str, checked: str, by: str = "soraya", whose: str = "Gemeente Veenmeer"
) -> DemoCredential:
    """The own assessment of an authority that the societal purpose comes first."""
    return _written(
        "own_assessment_social",
        whose,
        since=since,
        years=2,
        checked=checked,
        by=by,
        evidence=why,
    )


def own_innovator(since: str, why: str, checked: str, by: str = "mirte") -> DemoCredential:
    """The own assessment of the authority that a firm works in a clearly more sustainable way."""
    return _written(
        "own_assessment_innovator",
        "Gemeente Veenmeer",
        since=since,
        years=2,
        checked=checked,
        by=by,
        evidence=why,
    )
