"""The step "Approach" in words: how a procurement is put to the market, as far as it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.money import euro, percent
from meerwaarde.stages.procurement.forms.words import AWARDS, RESERVED, RESERVED_TYPES, ROUTES

Known = Mapping[str, Any]
Line = tuple[str, str]


def approach_in_words(known: Known) -> tuple[Line, ...]:
    """A term and its text for everything that is known; what nobody has filled in is left out.

    `known` are the fields of the intake in the form of the interface, as a procurement keeps them.
    """
    lines = (*_procedure(known), *_together(known), *_award(known), *_reserved(known), *_required(known))
    return tuple((term, text) for term, text in lines if text)


def _procedure(known: Known) -> tuple[Line, ...]:
    return (
        (_("Procedure chosen"), _named(known, "procedure_chosen", ROUTES)),
        (_("Interest from other countries"), _yes_no(known, "cross_border_interest")),
        (_("Firms invited"), _plain(known, "invitees")),
        (_("Social enterprises among them"), _plain(known, "social_enterprises_invited")),
    )


def _together(known: Known) -> tuple[Line, ...]:
    return (
        (_("Contracts merged"), _yes_no(known, "merged")),
        (_("Authorities that buy together"), _plain(known, "joint_buyers")),
        (_("Contracts that belong together with this one"), _related(known.get("related_contracts"))),
    )


def _award(known: Known) -> tuple[Line, ...]:
    return (
        (_("Awarded on"), _named(known, "award", AWARDS)),
        (_("Weights"), _weights(known.get("weights") or {})),
        (_("Written down how quality is scored"), _yes_no(known, "scoring_guide")),
        (_("Part of the amount that is labour"), _share(known, "labour_share")),
        (_("Social return asked"), _percentage(known, "social_return_percentage")),
    )


def _reserved(known: Known) -> tuple[Line, ...]:
    return (
        (_("Reserved contract"), _named(known, "reserved", RESERVED)),
        (_("Reserved for"), _named(known, "reserved_type", RESERVED_TYPES)),
        (_("Share of employees from the target group"), _share(known, "reserved_proof_share")),
        (_("Proof of the main purpose asked"), _yes_no(known, "reserved_main_purpose_proof")),
        (_("Reservation stands in the notice"), _yes_no(known, "reserved_in_notice")),
        (_("Organisations that could compete"), _plain(known, "reserved_candidates")),
        (
            _("Such a contract from us in the last three years"),
            _yes_no(known, "awarded_under_2_82a_last_3_years"),
        ),
    )


def _required(known: Known) -> tuple[Line, ...]:
    return (
        (_("Establishment in our area required"), _yes_no(known, "location_required")),
        (_("Label or quality mark asked"), _yes_no(known, "label_required")),
        (_("Equivalent label accepted"), _yes_no(known, "label_or_equivalent")),
        (_("Turnover required"), _of_contract(known, "turnover_requirement_percentage")),
        (_("Size of a reference required"), _of_contract(known, "reference_requirement_percentage")),
        (_("References per competence"), _plain(known, "references_per_competence")),
    )


def _told(known: Known, name: str, tell: Callable[[Any], str]) -> str:
    value = known.get(name)
    return "" if value is None else tell(value)


def _plain(known: Known, name: str) -> str:
    return _told(known, name, str)


def _yes_no(known: Known, name: str) -> str:
    return _told(known, name, lambda value: _("yes") if value else _("no"))


def _named(known: Known, name: str, names: Mapping[str, Any]) -> str:
    return _told(known, name, lambda code: str(names.get(code, code)))


def _percentage(known: Known, name: str) -> str:
    return _told(known, name, lambda value: percent(Decimal(str(value)), _language()))


def _share(known: Known, name: str) -> str:
    return _told(known, name, lambda value: percent(Decimal(str(value)) * 100, _language()))


def _of_contract(known: Known, name: str) -> str:
    asked = _percentage(known, name)
    return _("%(percentage)s of the contract") % {"percentage": asked} if asked else ""


def _weights(weights: Known) -> str:
    names = {"price": _("price"), "quality": _("quality"), "social_value": _("social value")}
    return ", ".join(
        f"{name} {_percentage(weights, code)}"
        for code, name in names.items()
        if weights.get(code) is not None
    )


def _related(contracts: list[Known] | None) -> str:
    if contracts is None:
        return ""
    return "; ".join(_contract(one) for one in contracts) or _("none")


def _contract(one: Known) -> str:
    parts = (
        f"CPV {one['cpv']}" if one.get("cpv") else "",
        euro(Decimal(str(one["estimate"])), _language()) if one.get("estimate") is not None else "",
        format_day(date.fromisoformat(one["day"]), _language()) if one.get("day") else "",
    )
    return ", ".join(part for part in parts if part)


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
