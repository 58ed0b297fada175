"""What a supplier, an offering or a credential must satisfy; a refusal names the field and what to do."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.codes import exists
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import cents
from meerwaarde.stages.market.models import Credential, Offering, Supplier
from meerwaarde.stages.market.queries.suppliers import OFFERING_KINDS, supplier_with_kvk

MOST_REGIONS: Final = 400
_WEB: Final = URLValidator(schemes=["http", "https"])
_EMAIL: Final = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+")
MOST_CPV: Final = 20
LONGEST_TEXT: Final = 10_000


class Refused(Exception):
    """What was given cannot be. `problems` holds a sentence per field; "" is for the whole.

    `known`: the supplier that has this KvK number already.
    """

    def __init__(self, problems: dict[str, str], known: Supplier | None = None) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems
        self.known = known


@dataclass(frozen=True, kw_only=True)
class SupplierValues:
    """All that a person or a file may say of a supplier. None and empty: nobody said. Amounts are EUR."""

    name: str
    kvk: str = ""
    trade_names: tuple[str, ...] = ()
    legal_form: str = ""
    size_class: str = ""
    description: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    contact_point: str = ""
    place: str = ""
    postcode: str = ""
    regions: tuple[str, ...] | None = None
    themes: tuple[str, ...] = ()
    impact_areas: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    impact: str = ""
    innovation: str = ""
    target_groups: str = ""
    target_group_share: Decimal | None = None
    main_purpose_integration: bool | None = None
    capacity_min: Decimal | None = None
    capacity_max: Decimal | None = None
    turnover_band: str = ""
    turnover_year: int | None = None
    subcontracts: bool | None = None
    combines: bool | None = None
    available_from: date | None = None
    source: str = ""
    source_id: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferingValues:
    """A product, service or work; amounts are EUR."""

    kind: str
    title: str
    description: str = ""
    cpv: tuple[str, ...] = ()
    category: str = ""
    price_from: Decimal | None = None
    price_until: Decimal | None = None
    price_unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    lead_days: int | None = None
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class CredentialValues:
    """A recognition as it is claimed; who verified it is not among these."""

    code: str
    issuer: str = ""
    number: str = ""
    level: str = ""
    evidence: str = ""
    evidence_url: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""


def supplier_fields(values: SupplierValues, day: date, *, besides: Supplier | None = None) -> dict[str, Any]:
    """The columns of these values, or `Refused`."""
    law = Law.on(day)
    problems: dict[str, str] = {}
    name = " ".join(values.name.split())
    if not name:
        problems["name"] = _("Fill in the name of the supplier.")
    kvk = rules.read_kvk(values.kvk) if values.kvk.strip() else ""
    known = None
    if kvk and rules.kvk_fault(kvk):
        problems["kvk"] = _("A KvK number has eight digits. Check it in the trade register.")
    elif kvk and (known := supplier_with_kvk(kvk, besides=besides)) is not None:
        problems["kvk"] = _("%(name)s has this KvK number already. Open that supplier instead.") % {
            "name": known.name
        }
    postcode = rules.read_postcode(values.postcode) if values.postcode.strip() else ""
    if postcode is None:
        problems["postcode"] = _("Write a postcode as four digits and two letters, for example 9712 AB.")
    _fits(Supplier, asdict(values), problems)
    website = web_address(values.website, "website", problems)
    email = values.email.strip()
    if email and not _EMAIL.fullmatch(email):
        problems["email"] = _("This is no e-mail address. Write it as info@bedrijf.nl.")
    regions = _regions(values.regions, problems)
    _choice("legal_form", values.legal_form, rules.legal_forms(law), problems)
    _choice("size_class", values.size_class, rules.size_classes(law), problems)
    _choice("turnover_band", values.turnover_band, rules.turnover_bands(law), problems)
    areas = {one.code for one in rules.impact_areas(law)}
    if not set(values.themes) <= set(THEMES):
        problems["themes"] = _("Choose from the themes in the list.")
    if not set(values.impact_areas) <= areas:
        problems["impact_areas"] = _("Choose from the areas in the list.")
    if not all(1 <= goal <= 17 for goal in values.sdgs):
        problems["sdgs"] = _("The goals run from 1 to 17.")
    if values.target_group_share is not None and not 0 <= values.target_group_share <= 1:
        problems["target_group_share"] = _("A share lies between 0% and 100%.")
    _runs_up(values.capacity_min, values.capacity_max, "capacity_max", problems)
    if problems:
        raise Refused(problems, known)
    given = asdict(values)
    for name_of in ("capacity_min", "capacity_max"):
        given[f"{name_of}_cents"] = _cents(given.pop(name_of))
    for listed in ("trade_names", "themes", "impact_areas", "sdgs"):
        given[listed] = list(given[listed])
    read = {"kvk": kvk, "postcode": postcode or "", "regions": regions, "website": website, "email": email}
    return {**given, "name": name, **read}


def offering_fields(values: OfferingValues) -> dict[str, Any]:
    """The columns of these values, or `Refused`."""
    problems: dict[str, str] = {}
    title = " ".join(values.title.split())
    if not title:
        problems["title"] = _("Say in a few words what is offered.")
    if values.kind not in OFFERING_KINDS:
        problems["kind"] = _("Choose product, service or work.")
    _fits(Offering, asdict(values), problems)
    wrong = [code for code in values.cpv if not exists(code)]
    if wrong:
        problems["cpv"] = _("CPV code %(code)s does not exist. Check the digits.") % {"code": wrong[0]}
    elif len(values.cpv) > MOST_CPV:
        problems["cpv"] = _("Give at most %(most)s codes for one offering.") % {"most": MOST_CPV}
    _runs_up(values.price_from, values.price_until, "price_until", problems)
    _runs_up(values.minimum, values.maximum, "maximum", problems)
    if problems:
        raise Refused(problems)
    return {
        "kind": values.kind,
        "title": title,
        "description": values.description,
        "cpv": list(dict.fromkeys(values.cpv)),
        "category": values.category,
        "price_from_cents": _cents(values.price_from),
        "price_until_cents": _cents(values.price_until),
        "price_unit": values.price_unit,
        "min_cents": _cents(values.minimum),
        "max_cents": _cents(values.maximum),
        "lead_days": values.lead_days,
        "capacity": values.capacity,
    }


def credential_fields(values: CredentialValues, day: date) -> dict[str, Any]:
    """The columns of these values, or `Refused`."""
    problems: dict[str, str] = {}
    kind = rules.credential_kinds(Law.on(day)).get(values.code)
    if kind is None:
        problems["code"] = _("Choose a recognition from the list.")
    elif values.level and kind.level_named(values.level) is None:
        problems["level"] = _("%(name)s does not know this level. Choose another, or leave it empty.") % {
            "name": kind.name.nl
        }
    if values.valid_from and values.valid_until and values.valid_until < values.valid_from:
        problems["valid_until"] = _("The last day lies before the first. Check both days.")
    _fits(Credential, asdict(values), problems)
    address = web_address(values.evidence_url, "evidence_url", problems)
    if problems:
        raise Refused(problems)
    return {**asdict(values), "evidence_url": address}


def _fits(model: type[Model], given: dict[str, Any], problems: dict[str, str]) -> None:
    """Texts that the table can hold: not longer than their column, and no sign that no text has."""
    columns = {field.name: field.max_length for field in model._meta.fields if isinstance(field, CharField)}
    for name, value in given.items():
        if not isinstance(value, str) or name in problems:
            continue
        longest = columns.get(name) or LONGEST_TEXT
        if len(value) > longest:
            problems[name] = _("This is too long: at most %(most)s signs fit.") % {"most": longest}
        elif "\x00" in value:
            problems[name] = _("This holds a sign that is no text. Type it again.")


def web_address(typed: str, field: str, problems: dict[str, str]) -> str:
    """An address that a page may lead to: http or https and nothing else. "bedrijf.nl" gets https."""
    bare = typed.strip()
    if not bare:
        return ""
    address = bare if "://" in bare or ":" in bare.split("/")[0] else f"https://{bare}"
    try:
        _WEB(address)
    except ValidationError:
        problems[field] = _("This is no web address. Write it as https://www.bedrijf.nl.")
    return address


def _regions(given: tuple[str, ...] | None, problems: dict[str, str]) -> list[str] | None:
    if given is None:
        return None
    read = [(typed, rules.read_region(typed)) for typed in given]
    unread = [typed for typed, code in read if code is None]
    if unread:
        problems["regions"] = _("We do not know the area “%(area)s”. Choose one from the list.") % {
            "area": unread[0][:60]
        }
    elif len(read) > MOST_REGIONS:
        problems["regions"] = _("Choose whole provinces instead of this many areas.")
    return list(dict.fromkeys(code for _typed, code in read if code is not None))


def _choice(field: str, code: str, choices: tuple[Any, ...], problems: dict[str, str]) -> None:
    if code and code not in {choice.code for choice in choices}:
        problems[field] = _("Choose one from the list.")


def _runs_up(low: Decimal | None, high: Decimal | None, field: str, problems: dict[str, str]) -> None:
    if low is not None and high is not None and high < low:
        problems[field] = _("This is lower than the amount before it. Check both amounts.")


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else cents(amount)
