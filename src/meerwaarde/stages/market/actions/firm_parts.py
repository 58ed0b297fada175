"""What a firm tells more of itself: references, figures, contact persons, pictures, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.gates.pictures import redrawn
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import keep_file
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.rules.firms import AMOUNT_BANDS, CONTACT_PURPOSES
from meerwaarde.stages.market.actions.suppliers import touch
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import (
    ContactPerson,
    ImpactFigure,
    Offering,
    OfferingPicture,
    ProfileLook,
    Supplier,
    SupplierReference,
)
from meerwaarde.stages.market.queries import firm_parts as queries
from meerwaarde.stages.market.queries.suppliers import may_change

MOST_PARTS: Final = 40
"""Of each kind: a profile is for reading."""
MOST_PICTURES: Final = 6
LONGEST_TERM: Final = timedelta(days=2 * 366)
"""A contact person agrees for two years at most, then is asked again."""
FIRST_YEAR: Final = 1990


@dataclass(frozen=True, kw_only=True)
class ReferenceValues:
    """An earlier assignment."""

    client: str
    year: int
    what: str
    amount_band: str = ""
    client_agrees: bool = False


@dataclass(frozen=True, kw_only=True)
class FigureValues:
    """Impact in one figure."""

    what: str
    amount: Decimal
    unit: str
    year: int


@dataclass(frozen=True, kw_only=True)
class ContactValues:
    """Whom to ask for; `agreed` is that person's yes."""

    name: str
    purpose: str
    keep_until: date
    function: str = ""
    email: str = ""
    phone: str = ""
    agreed: bool = False


def save_reference(
    *,
    actor: Actor,
    at: datetime,
    supplier: Supplier,
    values: ReferenceValues,
    reference: SupplierReference | None = None,
    expected_version: int = 0,
) -> SupplierReference:
    """Add an earlier assignment, or change one. Raises `Changed` when a colleague was first."""
    today = _keeping(actor, supplier, at)
    client, what = _line(values.client), _line(values.what)
    problems = _missing(
        (client, "client", _("Say for whom you did it.")), (what, "what", _("Say what you did."))
    )
    if not FIRST_YEAR <= values.year <= today.year:
        problems["year"] = _("Fill in a year between %(first)s and %(last)s.") % {
            "first": FIRST_YEAR,
            "last": today.year,
        }
    if values.amount_band and values.amount_band not in AMOUNT_BANDS:
        problems["amount_band"] = _("Choose one from the list.")
    _refuse(problems)
    fields = {
        "client": client[:200],
        "year": values.year,
        "what": what[:300],
        "amount_band": values.amount_band,
        "client_agrees": values.client_agrees,
    }
    with transaction.atomic():
        if reference is None:
            _room(queries.references_of(supplier))
            reference = SupplierReference.enter(supplier=supplier, **fields)
            record(actor, "reference.add", reference, at=at, fields=["supplier", *fields])
        elif changed := reference.change(expected_version, **fields):
            record(actor, "reference.change", reference, at=at, fields=changed)
        touch(supplier, at)
    return reference


def save_figure(
    *,
    actor: Actor,
    at: datetime,
    supplier: Supplier,
    values: FigureValues,
    figure: ImpactFigure | None = None,
    expected_version: int = 0,
) -> ImpactFigure:
    """Add a figure, or change one."""
    today = _keeping(actor, supplier, at)
    what, unit = _line(values.what), _line(values.unit)
    problems = _missing(
        (what, "what", _("Say what you count.")),
        (unit, "unit", _("Say in what you count: people, kilograms, hours.")),
    )
    if not FIRST_YEAR <= values.year <= today.year:
        problems["year"] = _("Fill in a year between %(first)s and %(last)s.") % {
            "first": FIRST_YEAR,
            "last": today.year,
        }
    if not 0 <= values.amount < Decimal(10) ** 12:
        problems["amount"] = _("This figure cannot be right. Check it.")
    _refuse(problems)
    fields = {"what": what[:200], "amount": values.amount, "unit": unit[:40], "year": values.year}
    with transaction.atomic():
        if figure is None:
            _room(queries.figures_of(supplier))
            figure = ImpactFigure.enter(supplier=supplier, **fields)
            record(actor, "impactfigure.add", figure, at=at, fields=["supplier", *fields])
        elif changed := figure.change(expected_version, **fields):
            record(actor, "impactfigure.change", figure, at=at, fields=changed)
        touch(supplier, at)
    return figure


def save_contact(
    *,
    actor: Actor,
    at: datetime,
    supplier: Supplier,
    values: ContactValues,
    contact: ContactPerson | None = None,
    expected_version: int = 0,
) -> ContactPerson:
    """Add whom to ask for, or change it; only with that person's yes, and for two years at most."""
    today = _keeping(actor, supplier, at)
    name, email, phone = _line(values.name), values.email.strip(), _line(values.phone)
    problems = _missing((name, "name", _("Fill in the name of the contact person.")))
    if values.purpose not in CONTACT_PURPOSES:
        problems["purpose"] = _("Say for what this person may be called or written.")
    if not email and not phone:
        problems["email"] = _("Fill in an e-mail address or a telephone number.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems["email"] = _("This is no e-mail address. Write it as naam@voorbeeld.nl.")
    if not values.agreed:
        problems["agreed"] = _("Ask this person first. Without a yes we do not keep the name.")
    if not today <= values.keep_until <= today + LONGEST_TERM:
        problems["keep_until"] = _("Choose a day between today and two years from now.")
    _refuse(problems)
    fields = {
        "name": name[:150],
        "function": _line(values.function)[:120],
        "email": email,
        "phone": phone[:30],
        "purpose": values.purpose,
        "keep_until": values.keep_until,
        "person_id": actor.person_id if email.lower() == _own_address(actor) else None,
    }
    with transaction.atomic():
        if contact is None:
            _room(queries.contacts_of(supplier, today))
            contact = ContactPerson.enter(supplier=supplier, agreed_on=today, **fields)
            told = ["supplier", "agreed_on", *(name for name in fields if name != "person_id")]
            record(actor, "contactperson.add", contact, at=at, fields=told)
        elif changed := contact.change(expected_version, agreed_on=today, **fields):
            told = [name for name in changed if name != "person_id"]
            record(actor, "contactperson.change", contact, at=at, fields=told)
        touch(supplier, at)
    return contact


def strike_part(*, actor: Actor, at: datetime, supplier: Supplier, part: Any) -> None:
    """Take a reference, figure or contact person away."""
    _keeping(actor, supplier, at)
    with transaction.atomic():
        if isinstance(part, SupplierReference):
            record(actor, "reference.strike", part, at=at)
        elif isinstance(part, ImpactFigure):
            record(actor, "impactfigure.strike", part, at=at)
        else:
            record(actor, "contactperson.strike", part, at=at)
        part.strike()
        touch(supplier, at)


def forget_contacts(*, at: datetime) -> int:
    """Take away contact persons whose term has passed; gives how many."""
    past = queries.contacts_past_term(timezone.localdate(at))
    for one in past:
        firm = one.supplier.firm
        who = System(firm.public_id, firm.pk) if firm else System()
        with transaction.atomic():
            record(who, "contactperson.expire", one, at=at)
            one.strike()
    return len(past)


# --- pictures -------------------------------------------------------------------------------------------


def add_picture(
    *, actor: Actor, at: datetime, offering: Offering, name: str, content: bytes, alt: str
) -> OfferingPicture:
    """Keep a picture of an offering, drawn anew. Raises the gate's `Refused` for what is no picture.

    `alt` says what is to be seen, for who cannot see it.
    """
    supplier = offering.supplier
    _keeping(actor, supplier, at)
    said = _line(alt)
    _refuse(_missing((said, "alt", _("Say in a few words what is to be seen."))))
    there = queries.pictures_of([offering]).get(offering.pk, [])
    if len(there) >= MOST_PICTURES:
        raise Refused({"file": _("Six pictures are enough. Remove one first.")})
    drawn = redrawn(content, where=name)
    with transaction.atomic():
        file = keep_file(actor=actor, at=at, name="foto.png", media_type="image/png", content=drawn.content)
        if any(one.file_id == file.pk for one in there):
            raise Refused({"file": _("This picture is here already.")})
        added = OfferingPicture.enter(
            offering=offering,
            file=file,
            alt=said[:200],
            width=drawn.width,
            height=drawn.height,
            position=len(there) + 1,
        )
        record(actor, "picture.add", added, at=at, fields=["offering", "alt", "width", "height"])
        touch(supplier, at)
    return added


def strike_picture(*, actor: Actor, at: datetime, picture: OfferingPicture) -> None:
    """Take a picture away, with its file unless another offering shows it too."""
    supplier = picture.offering.supplier
    _keeping(actor, supplier, at)
    with transaction.atomic():
        record(actor, "picture.strike", picture, at=at)
        picture.strike()
        if not queries.shown_elsewhere(picture.file_id):
            picture.file.strike()
        touch(supplier, at)


# --- who may read ---------------------------------------------------------------------------------------


def publish_profile(*, actor: Actor, at: datetime, supplier: Supplier, public: bool) -> None:
    """Open the page of the firm to everybody, or close it. Only the firm decides."""
    must(actor, "firm.manage")
    if supplier.firm_id != actor.organisation_id:
        raise Http404
    if public == (supplier.public_since is not None):
        return
    with transaction.atomic():
        supplier.change(public_since=at if public else None)
        if public:
            record(actor, "supplier.publish", supplier, at=at, fields=["public_since"])
        else:
            record(actor, "supplier.unpublish", supplier, at=at, fields=["public_since"])


def count_look(*, supplier: Supplier, reader: str, day: date) -> None:
    """One look more at the profile of a firm that keeps it itself; who it was is not kept."""
    if supplier.firm_id is not None:
        ProfileLook.count(supplier.pk, day, reader)


def _keeping(actor: Actor, supplier: Supplier, at: datetime) -> date:
    """Today, for who keeps this profile; anybody else does not find it."""
    must(actor, "firm.write" if actor.kind == "supplier" else "suppliers.write")
    if not may_change(actor, supplier):
        raise Http404
    return timezone.localdate(at)


def _room(there: list[Any]) -> None:
    if len(there) >= MOST_PARTS:
        raise Refused({"": _("Forty of these are enough. Remove an old one first.")})


def _missing(*asked: tuple[str, str, str]) -> dict[str, str]:
    return {field: sentence for given, field, sentence in asked if not given}


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise Refused(problems)


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _own_address(actor: Actor) -> str:
    return queries.address_of(actor)
