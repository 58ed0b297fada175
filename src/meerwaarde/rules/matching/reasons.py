"""Why a supplier fits a purchase or does not: each thing that was looked at, in words.

The reasons depend on the purchase and that one supplier alone, never on which others there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from meerwaarde.rules.compliance.sentences import SUPPLIER_NAMES, theme_name
from meerwaarde.rules.matching.codes import (
    Names,
    all_significant,
    around,
    cover,
    depth,
    name_of_region,
)
from meerwaarde.rules.matching.eligibility import eligible
from meerwaarde.rules.matching.need import ASKED_OFTEN, Sought
from meerwaarde.rules.matching.records import Need, Reason, SupplierProfile
from meerwaarde.rules.matching.words import WHOLE, counted, in_common, terms_of
from meerwaarde.rules.money import euro
from meerwaarde.rules.suppliers.regions import serves
from meerwaarde.rules.text import Text

Status = Literal["met", "not_met", "unknown"]

_MOST_GROUPS = 3


class Reasons(NamedTuple):
    """All that was looked at, in three lists. What the purchase does not ask stands in none."""

    met: tuple[Reason, ...]
    not_met: tuple[Reason, ...]
    unknown: tuple[Reason, ...]


class Looked(NamedTuple):
    """One reason with the list that it belongs to."""

    status: Status
    reason: Reason


def reasons(need: Need, profile: SupplierProfile, *, names: Names | None = None) -> Reasons:
    """What is met, not met and unknown of a need by one supplier.

    `names` gives words for CPV codes and regions; without it the codes themselves stand in the sentence.
    """
    return reasons_of(Sought(need), profile, names)


def reasons_of(sought: Sought, profile: SupplierProfile, names: Names | None = None) -> Reasons:
    """As `reasons`, for a need that was made ready."""
    looked = [one for look in _LOOKS for one in look(sought, profile, names)]
    return Reasons(*(tuple(one.reason for one in looked if one.status == status) for status in _STATUSES))


_STATUSES: tuple[Status, ...] = ("met", "not_met", "unknown")


def _say(status: Status, code: str, nl: str, en: str) -> Looked:
    return Looked(status, Reason(code, Text(nl=nl, en=en)))


def _offer(sought: Sought, profile: SupplierProfile, names: Names | None) -> Iterable[Looked]:
    if not sought.cpv:
        if sought.words:
            yield _offer_by_words(sought, profile)
        return
    offered = all_significant(profile.cpv or ())
    nearest = _nearest(sought.cpv, offered)
    terms = terms_of(profile.text)
    words = _quoted(in_common(sought.words, terms))
    count = counted(sought.words, terms)
    if nearest:
        yield _offer_by_code(nearest, words, names)
        return
    if not offered and profile.cpv is None:
        if count >= sought.words_without_codes:
            yield _say(
                "unknown",
                "offer",
                f"Noemt wel {words}, maar geen CPV-codes. Vraag of dit aanbod past.",
                f"Mentions {words}, but no CPV codes. Ask whether this offer fits.",
            )
        else:
            yield _say(
                "not_met",
                "offer",
                "Noemt geen CPV-codes en te weinig woorden die bij deze inkoop horen.",
                "Mentions no CPV codes and too few words that belong to this purchase.",
            )
    elif count >= sought.words_for_trade:
        yield _say(
            "unknown",
            "offer",
            f"Noemt wel {words}, maar andere CPV-groepen. Vraag of dit aanbod past.",
            f"Mentions {words}, but other CPV groups. Ask whether this offer fits.",
        )
    else:
        yield _say(
            "not_met",
            "offer",
            "Biedt ander werk aan dan hier wordt gevraagd.",
            "Offers other work than is asked here.",
        )


def _offer_by_words(sought: Sought, profile: SupplierProfile) -> Looked:
    terms = terms_of(profile.text)
    count = counted(sought.words, terms)
    words = _quoted(in_common(sought.words, terms))
    if count >= WHOLE:
        return _say("met", "offer", f"Noemt wat u zoekt: {words}.", f"Mentions what you look for: {words}.")
    if count:
        return _say(
            "unknown",
            "offer",
            f"Noemt alleen een deel van wat u zoekt: {words}. Vraag of dit aanbod past.",
            f"Mentions only a part of what you look for: {words}. Ask whether this offer fits.",
        )
    return _say(
        "not_met",
        "offer",
        "Noemt geen woorden die bij deze inkoop horen.",
        "Mentions no words that belong to this purchase.",
    )


def _nearest(asked: Sequence[str], offered: Sequence[str]) -> dict[str, bool]:
    """Of what is offered the nearest to each code that is asked, and whether it is that very work."""
    found: dict[str, bool] = {}
    for code in asked:
        nearest = max(offered, key=lambda other: (depth(code, other), other), default="")
        if nearest and depth(code, nearest):
            same = nearest.startswith(code) or code.startswith(nearest)
            found[nearest] = found.get(nearest, False) or same
    return found


def _offer_by_code(nearest: Mapping[str, bool], words: str, names: Names | None) -> Looked:
    same = [code for code, is_same in nearest.items() if is_same]
    said = {
        language: _listed(
            [_code_name(code, names, language) for code in (same or list(nearest))[:_MOST_GROUPS]]
        )
        for language in ("nl", "en")
    }
    begins = (
        ("Biedt dit werk aan", "Offers this work")
        if same
        else ("Biedt verwant werk aan", "Offers related work")
    )
    also = (f" Noemt ook {words}.", f" Also mentions {words}.") if words else ("", "")
    return _say(
        "met", "offer", f"{begins[0]}: {said['nl']}.{also[0]}", f"{begins[1]}: {said['en']}.{also[1]}"
    )


def _code_name(digits: str, names: Names | None, language: str) -> str:
    code = digits.ljust(8, "0")
    known = names(code) if names else None
    return f"{known.in_language(language)} (CPV {code})" if known else f"CPV {code}"


def _quoted(words: Sequence[str]) -> str:
    return _listed([f"“{word}”" for word in words])


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _region(sought: Sought, profile: SupplierProfile, names: Names | None) -> Iterable[Looked]:
    if not sought.regions:
        return
    if profile.regions is None:
        yield _say(
            "unknown",
            "region",
            "Onbekend is in welke regio's deze leverancier werkt.",
            "It is not known in which regions this supplier works.",
        )
        return
    served = cover(profile.regions)
    answers = {region: serves(served, (region,)) for region in sought.regions}
    for status, answer in (("met", True), ("unknown", None), ("not_met", False)):
        places = [region for region, found in answers.items() if found is answer]
        if places:
            yield _of_places(status, places, served, names)  # type: ignore[arg-type]


def _of_places(status: Status, places: Sequence[str], served: Sequence[str], names: Names | None) -> Looked:
    nl, en = _places(places, names)
    if status == "met":
        return _say("met", "region", f"Werkt in {nl}.", f"Works in {en}.")
    if status == "not_met":
        return _say("not_met", "region", f"Werkt niet in {nl}.", f"Does not work in {en}.")
    within = [code for code in served if any(region in around(code) for region in places)]
    if within:
        part_nl, part_en = _places(within, names)
        return _say(
            "unknown",
            "region",
            f"Werkt in {part_nl}, een deel van {nl}. Vraag of dat genoeg is.",
            f"Works in {part_en}, a part of {en}. Ask whether that is enough.",
        )
    return _say(
        "unknown",
        "region",
        f"Onbekend is of deze leverancier in {nl} werkt.",
        f"It is not known whether this supplier works in {en}.",
    )


def _places(regions: Sequence[str], names: Names | None) -> tuple[str, str]:
    known = [name_of_region(region, names) for region in regions]
    return _listed([name.nl for name in known]), _listed([name.en for name in known])


def _capacity(sought: Sought, profile: SupplierProfile, _names: Names | None) -> Iterable[Looked]:
    estimate, least, most = sought.need.estimate, profile.capacity_min, profile.capacity_max
    if estimate is None:
        return
    if most is not None and estimate > most:
        yield _say(
            "not_met",
            "capacity",
            f"Neemt opdrachten aan tot {euro(most)}; de raming is {euro(estimate)}.",
            f"Takes contracts up to {euro(most, 'en')}; the estimate is {euro(estimate, 'en')}.",
        )
    elif least is not None and estimate < least:
        yield _say(
            "not_met",
            "capacity",
            f"Neemt opdrachten aan vanaf {euro(least)}; de raming is {euro(estimate)}.",
            f"Takes contracts from {euro(least, 'en')}; the estimate is {euro(estimate, 'en')}.",
        )
    elif most is None:
        yield _say(
            "unknown",
            "capacity",
            f"Onbekend is of deze leverancier {euro(estimate)} aankan.",
            f"It is not known whether this supplier can handle {euro(estimate, 'en')}.",
        )
    else:
        yield _say(
            "met",
            "capacity",
            f"Neemt opdrachten aan tot {euro(most)}; de raming van {euro(estimate)} past.",
            f"Takes contracts up to {euro(most, 'en')}; the estimate of {euro(estimate, 'en')} fits.",
        )


def _themes(sought: Sought, profile: SupplierProfile, _names: Names | None) -> Iterable[Looked]:
    if not sought.themes:
        return
    if profile.themes is None:
        yield _say(
            "unknown",
            "theme",
            "Onbekend is aan welke thema's deze leverancier werkt.",
            "It is not known which themes this supplier works on.",
        )
        return
    for status, wanted, nl, en in (
        ("met", True, "Werkt aan", "Works on"),
        ("not_met", False, "Noemt niet", "Does not mention"),
    ):
        chosen = [theme_name(theme) for theme in sought.themes if (theme in profile.themes) is wanted]
        if chosen:
            said_nl, said_en = (_listed([name.in_language(code) for name in chosen]) for code in ("nl", "en"))
            yield _say(status, "theme", f"{nl}: {said_nl}.", f"{en}: {said_en}.")  # type: ignore[arg-type]


FAIR_CHANCE = ("local", "small")
"""Kinds that get a fair chance beside those that go first."""


def _kinds(sought: Sought, profile: SupplierProfile, _names: Names | None) -> Iterable[Looked]:
    if profile.kinds is None:
        if sought.first:
            nl, en = (
                _listed([SUPPLIER_NAMES[kind].in_language(code) for kind in sought.first]) for code in _BOTH
            )
            yield _say(
                "unknown",
                "kind",
                f"Niet gecontroleerd is of dit {nl} is.",
                f"It was not checked whether this is {en}.",
            )
        return
    ahead = [kind for kind in sought.first if kind in profile.kinds]
    chance = [kind for kind in FAIR_CHANCE if kind in profile.kinds and kind not in sought.first]
    if ahead:
        name = SUPPLIER_NAMES[ahead[0]]
        yield _say(
            "met",
            "kind",
            f"Is {name.nl}; die gaan hier voor.",
            f"Is {name.en}; those go first here.",
        )
    elif sought.first:
        nl, en = (
            _either([SUPPLIER_NAMES[kind].in_language(code) for kind in sought.first], code) for code in _BOTH
        )
        yield _say(
            "not_met", "kind", f"Is niet {nl}, voor zover gecontroleerd.", f"Is not {en}, as far as checked."
        )
    for kind in chance:
        name = SUPPLIER_NAMES[kind]
        yield _say(
            "met",
            "kind",
            f"Is {name.nl}, met een eerlijke kans.",
            f"Is {name.en}, with a fair chance.",
        )


_BOTH = ("nl", "en")


def _either(words: Sequence[str], language: str) -> str:
    return (" of " if language == "nl" else " or ").join(words)


def _reserved(sought: Sought, profile: SupplierProfile, _names: Names | None) -> Iterable[Looked]:
    if sought.need.reserved is None:
        return
    found = eligible(profile, sought.law)
    yield Looked(found.status, Reason("reserved", found.why))


def _turn(sought: Sought, profile: SupplierProfile, _names: Names | None) -> Iterable[Looked]:
    asked = profile.times_asked
    often = sought.parameter(ASKED_OFTEN)
    if asked is None:
        return
    if asked == 0:
        yield _say(
            "met",
            "turn",
            "Is in twee jaar niet door u gevraagd: een nieuwkomer.",
            "Was not asked by you in two years: a newcomer.",
        )
    elif often is not None and Decimal(asked) >= often.amount:
        yield _say(
            "not_met",
            "turn",
            f"Is in twee jaar al {asked} keer door u gevraagd. Geef ook een ander de beurt.",
            f"Was asked by you {asked} times in two years. Give others a turn too.",
        )
    else:
        times_nl = "één keer" if asked == 1 else f"{asked} keer"
        times_en = "once" if asked == 1 else f"{asked} times"
        yield _say(
            "met",
            "turn",
            f"Is in twee jaar {times_nl} door u gevraagd.",
            f"Was asked by you {times_en} in two years.",
        )


_LOOKS: tuple[Callable[[Sought, SupplierProfile, Names | None], Iterable[Looked]], ...] = (
    _offer,
    _region,
    _capacity,
    _reserved,
    _kinds,
    _themes,
    _turn,
)
"""In the order in which people read them."""
