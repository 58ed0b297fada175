"""Why a supplier is, is not, or is not known to be an impact enterprise, in sentences.

Only what somebody verified counts; what a firm says of itself, and what ended, is told and not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.law import Parameter
from meerwaarde.rules.money import percent
from meerwaarde.rules.suppliers.standing import LAST_DAY, Standing
from meerwaarde.rules.text import Text

Verdict = Literal["social", "sustainable_innovator", "not_shown"]


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict of a day with everything that it rests on; each sentence stands in one list."""

    verdict: Verdict
    text: Text
    counts: tuple[Text, ...]
    """What makes it so: each recognition with who verified it, when, and until when it holds."""
    not_counted: tuple[Text, ...]
    """What was looked at and does not count: expired, not checked, withdrawn, or no proof of this."""
    unknown: tuple[Text, ...]
    """What nobody has said yet, and what to do about it."""
    grounds: tuple[Parameter, ...]
    """The entries of the catalogue that were used, with their certainty."""


def why_impact(
    standings: Iterable[Standing],
    day: date,
    *,
    target_group_share: Decimal | None = None,
    main_purpose_integration: bool | None = None,
    says_impact: bool = False,
    says_innovation: bool = False,
) -> Impact:
    """The sentences for the page of a supplier. `standings` come from `standing(..., day, ...)`.

    `says_impact` and `says_innovation`: the firm described what it does for society, or what is new about it.
    """
    known = tuple(standings)
    makes = {one.makes for one in known if one.state == "counts"}
    verdict: Verdict = (
        "social" if "social" in makes else "sustainable_innovator" if makes - {"none"} else "not_shown"
    )
    return Impact(
        verdict=verdict,
        text=_verdict(verdict, known),
        counts=tuple(_counts(one) for one in known if _proves(one)),
        not_counted=tuple(_not_counted(one, day) for one in known if not _proves(one)),
        unknown=_unknown(
            verdict, known, target_group_share, main_purpose_integration, says_impact or says_innovation
        ),
        grounds=tuple({one.kind.code: one.kind.source for one in known if one.kind is not None}.values()),
    )


def _proves(one: Standing) -> bool:
    return one.state == "counts" and one.makes != "none"


def _verdict(verdict: Verdict, known: tuple[Standing, ...]) -> Text:
    if verdict == "not_shown":
        return Text(
            nl="Niet aangetoond. Niets dat vandaag geldt, laat zien dat dit een impactonderneming is. "
            "Dat betekent niet dat het er geen is.",
            en="Not shown. Nothing that holds today shows that this is an impact enterprise. "
            "That does not mean that it is none.",
        )
    last = max(one.until for one in known if one.makes == verdict and one.state == "counts" and one.until)
    what = {
        "social": Text(nl="een sociale onderneming", en="a social enterprise"),
        "sustainable_innovator": Text(nl="een duurzame vernieuwer", en="a sustainable innovator"),
    }[verdict]
    if last == LAST_DAY:
        return Text(nl=f"Dit is {what.nl}.", en=f"This is {what.en}.")
    return Text(
        nl=f"Dit is {what.nl}, aangetoond tot en met {day_in_words(last, 'nl')}.",
        en=f"This is {what.en}, shown up to and including {day_in_words(last, 'en')}.",
    )


def credential_name(one: Standing) -> Text:
    """The recognition with its level; its code where the catalogue does not know it."""
    if one.kind is None:
        return Text(nl=one.credential.code, en=one.credential.code)
    level = one.kind.level_named(one.credential.level)
    if level is None:
        return one.kind.name
    return Text(nl=f"{one.kind.name.nl} ({level.name.nl})", en=f"{one.kind.name.en} ({level.name.en})")


def _counts(one: Standing) -> Text:
    name, checked = credential_name(one), _checked(one)
    if one.until == LAST_DAY:
        return Text(nl=f"{name.nl}. {checked.nl}", en=f"{name.en}. {checked.en}")
    assert one.until is not None
    return Text(
        nl=f"{name.nl}, geldig tot en met {day_in_words(one.until, 'nl')}. {checked.nl}",
        en=f"{name.en}, valid up to and including {day_in_words(one.until, 'en')}. {checked.en}",
    )


def _checked(one: Standing) -> Text:
    """Who verified it, for which authority, on which day."""
    credential = one.credential
    assert credential.verified_on is not None
    who = " ".join(
        part
        for part in (credential.verified_by, f"({credential.verified_for})" * bool(credential.verified_for))
        if part
    )
    by_nl, by_en = (f" door {who}", f" by {who}") if who else ("", "")
    return Text(
        nl=f"Gecontroleerd op {day_in_words(credential.verified_on, 'nl')}{by_nl}.",
        en=f"Verified on {day_in_words(credential.verified_on, 'en')}{by_en}.",
    )


def _not_counted(one: Standing, day: date) -> Text:
    name = credential_name(one)
    if one.state == "withdrawn":
        return Text(
            nl=f"{name.nl} is ingetrokken en telt niet.", en=f"{name.en} was withdrawn and does not count."
        )
    if one.state == "refused":
        return Text(
            nl=f"{name.nl} is opgegeven, maar wie het controleerde vond het niet aangetoond.",
            en=f"{name.en} is claimed, but who checked it did not find it shown.",
        )
    if one.state == "expired":
        assert one.until is not None
        nl, en = _ended(one.until, day)
        return Text(
            nl=f"{name.nl} is {nl} verlopen en telt niet meer.",
            en=f"{name.en} expired {en} and does not count any more.",
        )
    if one.state == "not_yet":
        begins = one.credential.valid_from
        assert begins is not None
        return Text(
            nl=f"{name.nl} telt pas vanaf {day_in_words(begins, 'nl')}.",
            en=f"{name.en} counts from {day_in_words(begins, 'en')} only.",
        )
    if one.state == "claimed":
        return Text(
            nl=f"{name.nl} is opgegeven, maar niemand heeft dat gecontroleerd. Daarom telt het nog niet.",
            en=f"{name.en} is claimed, but nobody has checked it. So it does not count yet.",
        )
    if one.kind is None:
        return Text(
            nl=f"De erkenning {name.nl} kennen wij niet. Zij telt daarom niet.",
            en=f"We do not know the recognition {name.en}. So it does not count.",
        )
    checked = _checked(one)
    return Text(
        nl=f"{name.nl} is gecontroleerd, maar toont dit niet aan. {checked.nl}",
        en=f"{name.en} was verified, but does not show this. {checked.en}",
    )


def _ended(until: date, day: date) -> tuple[str, str]:
    """The credential held up to and including `until`."""
    if (day - until).days == 1:
        return "gisteren", "yesterday"
    return f"op {day_in_words(until, 'nl')}", f"on {day_in_words(until, 'en')}"


def _unknown(
    verdict: Verdict,
    known: tuple[Standing, ...],
    share: Decimal | None,
    main_purpose: bool | None,
    says_so: bool,
) -> tuple[Text, ...]:
    found: list[Text] = []
    if verdict == "not_shown" and not known:
        found.append(
            Text(
                nl="Er is nog geen erkenning vastgelegd. Vraag ernaar of kijk in een register.",
                en="No recognition was recorded yet. Ask for it or look in a register.",
            )
        )
    if verdict == "not_shown" and says_so:
        found.append(
            Text(
                nl="De onderneming vertelt zelf wat zij doet voor mens of milieu. Dat is geen bewijs.",
                en="The enterprise itself tells what it does for people or planet. That is no proof.",
            )
        )
    if share is None:
        found.append(
            Text(
                nl="Welk deel van de mensen tot de doelgroep van artikel 2.82 hoort, is niet bekend.",
                en="Which share of the people belongs to the target group of article 2.82 is not known.",
            )
        )
    else:
        nl, en = percent(share * 100, "nl"), percent(share * 100, "en")
        found.append(
            Text(
                nl=f"Volgens opgave hoort {nl} van de mensen tot de doelgroep van artikel 2.82. "
                "Vraag bewijs bij een voorbehouden opdracht.",
                en=f"By its own statement {en} of the people belong to the target group of article 2.82. "
                "Ask for proof with a reserved contract.",
            )
        )
    if main_purpose is None:
        found.append(
            Text(
                nl="Of het hoofddoel is mensen aan werk te helpen, is niet bekend.",
                en="Whether its main purpose is to bring people to work is not known.",
            )
        )
    return tuple(found)


# fmt: off
_MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni",
           "juli", "augustus", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on


def day_in_words(day: date, language: str) -> str:
    """ "27 november 2026" or "27 November 2026"."""
    tongue = "en" if language.startswith("en") else "nl"
    return f"{day.day} {_MONTHS[tongue][day.month - 1]} {day.year}"
