"""What the pages about suppliers ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.exchange.cpv.search import search_cpv
from meerwaarde.platform.layout.fields import AmountField, CpvField, DayField, PercentageField, Suggestion
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.actions import CredentialValues, OfferingValues, SupplierValues
from meerwaarde.stages.market.queries import Credential, Offering, Supplier

Choices = list[tuple[str, Any]]
UNKNOWN = ("", _("Not known"))
ALL = ("", _("All"))
KIND_CHOICES: Choices = [
    ("social", _("Social enterprise")),
    ("sustainable_innovator", _("Sustainable innovator")),
    ("local", _("From the area")),
    ("small", _("Small firm")),
]
OFFERING_CHOICES: Choices = [("product", _("Product")), ("service", _("Service")), ("work", _("Work"))]


def said(text: Text) -> str:
    return text.in_language(get_language() or "nl")


def _tongue() -> Any:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def cpv_suggestions(words: str) -> list[Suggestion]:
    """Codes that may be meant, best first."""
    hits = search_cpv(words, limit=8, lang=_tongue())["hits"] if words.strip() else []
    return [Suggestion(code=hit["id"], label=hit["label"]) for hit in hits]


def cpv_name(code: str) -> str | None:
    return cpv_catalogue().label(code, _tongue())


def _named(choices: Iterable[Any]) -> Choices:
    return [(one.code, said(one.name)) for one in choices]


def _themes(day: date) -> Choices:
    law = Law.on(day)
    return [(code, said(theme_info(law, code).name)) for code in THEMES]


def _regions(day: date) -> Choices:
    return [(rules.COUNTRY, _("The whole country")), *_named(rules.provinces(Law.on(day)))]


class KnownField(forms.TypedChoiceField):
    """Yes, no, or nobody knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[UNKNOWN, ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            required=False,
            **kwargs,
        )


def _known(answer: bool | None) -> str:
    return "" if answer is None else "yes" if answer else "no"


class SupplierForm(RefusableForm):
    """The profile of a supplier: the name is enough to begin with."""

    REFUSED_AT = {"regions": "more_regions"}  # noqa: RUF012

    name = forms.CharField(label=_("Name"), max_length=200)
    kvk = forms.CharField(
        label=_("KvK number"),
        required=False,
        max_length=20,
        help_text=_("Eight digits. With it nobody adds the same firm twice."),
    )
    trade_names = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One on each line."),
    )
    description = forms.CharField(
        label=_("What kind of firm is it?"), required=False, widget=forms.Textarea({"rows": 3})
    )
    legal_form = forms.ChoiceField(label=_("Legal form"), required=False)
    size_class = forms.ChoiceField(label=_("Size"), required=False)

    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    regions = forms.MultipleChoiceField(
        label=_("Where does it deliver?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave everything empty when you do not know. Then the working area is unknown."),
    )
    more_regions = forms.CharField(
        label=_("Municipalities or other areas"),
        required=False,
        max_length=4000,
        help_text=_("With a comma between. For example: GM0014, gemeente Assen."),
    )

    website = forms.CharField(label=_("Website"), required=False, max_length=300)
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("The address of the firm, not of one person."),
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    contact_point = forms.CharField(
        label=_("Ask for"),
        required=False,
        max_length=120,
        help_text=_("A desk or function, such as “Verkoop”. No names of people."),
    )

    impact = forms.CharField(
        label=_("What does it do for society?"), required=False, widget=forms.Textarea({"rows": 3})
    )
    impact_areas = forms.MultipleChoiceField(
        label=_("Fields of impact"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    innovation = forms.CharField(
        label=_("What is new about it?"), required=False, widget=forms.Textarea({"rows": 2})
    )
    target_groups = forms.CharField(
        label=_("Who works there?"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Groups, never people. For example: people who live with a work limitation."),
    )
    target_group_share = PercentageField(
        label=_("Share of people of the target group"),
        required=False,
        help_text=_("The target group of article 2.82. For example: 35%."),
    )
    main_purpose_integration = KnownField(label=_("Bringing people to work is its main purpose"))

    capacity_min = AmountField(label=_("Smallest fitting contract"), required=False)
    capacity_max = AmountField(label=_("Largest fitting contract"), required=False)
    turnover_band = forms.ChoiceField(label=_("Turnover a year"), required=False)
    turnover_year = forms.IntegerField(
        label=_("Year of that turnover"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "maxlength": "4"}),
    )
    subcontracts = KnownField(label=_("Works as a subcontractor"))
    combines = KnownField(label=_("Works together in a combination"))
    available_from = DayField(label=_("Has room from"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        law = Law.on(day)
        for name, choices in (
            ("legal_form", rules.legal_forms(law)),
            ("size_class", rules.size_classes(law)),
            ("turnover_band", rules.turnover_bands(law)),
        ):
            self.fields[name].choices = [UNKNOWN, *_named(choices)]  # type: ignore[attr-defined]
        self.fields["regions"].choices = _regions(day)  # type: ignore[attr-defined]
        self.fields["themes"].choices = _themes(day)  # type: ignore[attr-defined]
        self.fields["impact_areas"].choices = _named(rules.impact_areas(law))  # type: ignore[attr-defined]

    def fix_number(self) -> None:
        """The firm itself does not change by which number it was admitted."""
        self.fields["kvk"].widget.attrs["readonly"] = True
        self.fields["kvk"].help_text = _("By this number you were admitted, so it stays as it is.")

    def values(self, known: Supplier | None = None) -> SupplierValues:
        """What was typed; what this form does not ask stays as it was."""
        given = dict(self.cleaned_data)
        given.pop("version")
        more = [part.strip() for part in given.pop("more_regions").split(",") if part.strip()]
        areas = (*given.pop("regions"), *more)
        share = given.pop("target_group_share")
        names = [line.strip() for line in given.pop("trade_names").splitlines() if line.strip()]
        plain: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
        }
        return SupplierValues(
            **plain,
            trade_names=tuple(names),
            regions=areas or None,
            target_group_share=None if share is None else share / 100,
            sdgs=tuple(known.sdgs) if known else (),
            source=known.source if known else "",
            source_id=known.source_id if known else "",
        )

    @classmethod
    def typed_from(cls, supplier: Supplier, day: date) -> dict[str, Any]:
        """The record as the form shows it."""
        offered = {code for code, _name in _regions(day)}
        areas = supplier.regions or []
        share = supplier.target_group_share
        plain = {
            name: getattr(supplier, name)
            for name in cls.base_fields
            if name in {field.name for field in Supplier._meta.fields}
        }
        return plain | {
            "trade_names": "\n".join(supplier.trade_names),
            "regions": [code for code in areas if code in offered],
            "more_regions": ", ".join(code for code in areas if code not in offered),
            "target_group_share": None if share is None else share * 100,
            "capacity_min": _euros(supplier.capacity_min_cents),
            "capacity_max": _euros(supplier.capacity_max_cents),
            "main_purpose_integration": _known(supplier.main_purpose_integration),
            "subcontracts": _known(supplier.subcontracts),
            "combines": _known(supplier.combines),
        }


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else from_cents(cents)


class OfferingForm(RefusableForm):
    """One product, service or work."""

    REFUSED_AT = {"cpv": "cpv_1", "maximum": "maximum"}  # noqa: RUF012

    kind = forms.ChoiceField(label=_("What is it?"), choices=OFFERING_CHOICES, initial="service")
    title = forms.CharField(
        label=_("In a few words"), max_length=200, help_text=_("For example: lunch for groups.")
    )
    description = forms.CharField(
        label=_("More about it"), required=False, widget=forms.Textarea({"rows": 3})
    )
    cpv_1 = CpvField(label=_("CPV code"), name_of=cpv_name, suggest=cpv_suggestions, required=False)
    cpv_2 = CpvField(label=_("Second CPV code"), name_of=cpv_name, suggest=cpv_suggestions, required=False)
    cpv_3 = CpvField(label=_("Third CPV code"), name_of=cpv_name, suggest=cpv_suggestions, required=False)
    category = forms.CharField(
        label=_("Product group"),
        required=False,
        max_length=100,
        help_text=_("A purchasing package or MVI product group, where you use one."),
    )
    price_from = AmountField(label=_("Price from"), required=False)
    price_until = AmountField(label=_("Price up to"), required=False)
    price_unit = forms.CharField(
        label=_("Per"), required=False, max_length=60, help_text=_("For example: per uur, per persoon.")
    )
    minimum = AmountField(label=_("Smallest order"), required=False)
    maximum = AmountField(label=_("Largest order"), required=False)
    lead_days = forms.IntegerField(
        label=_("Ready in how many days?"),
        required=False,
        min_value=0,
        max_value=730,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    capacity = forms.CharField(
        label=_("How much at once?"),
        required=False,
        max_length=120,
        help_text=_("In your own words, such as “300 lunches a day”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, suggest_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _CPV:
            self.fields[name].widget.suggest_url = suggest_url

    def values(self, known: Offering | None = None) -> OfferingValues:
        """What was typed; codes beyond the third stay as they were."""
        given = dict(self.cleaned_data)
        given.pop("version")
        typed = [given.pop(name) for name in _CPV]
        more = known.cpv[len(_CPV) :] if known else []
        return OfferingValues(**given, cpv=tuple(dict.fromkeys(code for code in (*typed, *more) if code)))

    @staticmethod
    def typed_from(offering: Offering) -> dict[str, Any]:
        """The record as the form shows it."""
        codes = [*offering.cpv, "", "", ""]
        return {
            **{name: getattr(offering, name) for name in _PLAIN_OFFERING},
            **dict(zip(_CPV, codes, strict=False)),
            "price_from": _euros(offering.price_from_cents),
            "price_until": _euros(offering.price_until_cents),
            "minimum": _euros(offering.min_cents),
            "maximum": _euros(offering.max_cents),
        }


_CPV = ("cpv_1", "cpv_2", "cpv_3")
_PLAIN_OFFERING = (
    "kind",
    "title",
    "description",
    "category",
    "price_unit",
    "lead_days",
    "capacity",
    "version",
)


class CredentialForm(RefusableForm):
    """A recognition that a supplier holds or says to hold."""

    REFUSED_AT = {"code": "which", "level": "which"}  # noqa: RUF012

    which = forms.ChoiceField(label=_("Which recognition?"))
    issuer = forms.CharField(
        label=_("Issued by"),
        required=False,
        max_length=200,
        help_text=_("Only where it is another than usual, such as your own region."),
    )
    number = forms.CharField(label=_("Number of the certificate"), required=False, max_length=80)
    valid_from = DayField(label=_("Valid from"), required=False)
    valid_until = DayField(label=_("Valid up to and including"), required=False)
    evidence = forms.CharField(
        label=_("Where can it be seen?"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("A register, a certificate, a letter."),
    )
    evidence_url = forms.CharField(label=_("Address of the evidence"), required=False, max_length=300)
    note = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea({"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = rules.credential_kinds(Law.on(day)).values()
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *(choice for kind in kinds for choice in _levels(kind)),
        ]

    def values(self) -> CredentialValues:
        given = dict(self.cleaned_data)
        given.pop("version")
        code, _colon, level = given.pop("which").partition(":")
        return CredentialValues(code=code, level=level, **given)

    @staticmethod
    def typed_from(held: Credential) -> dict[str, Any]:
        """The record as the form shows it."""
        names = (
            "issuer",
            "number",
            "valid_from",
            "valid_until",
            "evidence",
            "evidence_url",
            "note",
            "version",
        )
        which = f"{held.code}:{held.level}" if held.level else held.code
        return {"which": which, **{name: getattr(held, name) for name in names}}


def _levels(kind: rules.CredentialKind) -> Choices:
    name = said(kind.name)
    if not kind.levels:
        return [(kind.code, name)]
    levels = [(f"{kind.code}:{level.code}", f"{name}: {said(level.name)}") for level in kind.levels]
    return [*levels, (kind.code, _("%(name)s: level not known") % {"name": name})]


class VerifyForm(RefusableForm):
    """What somebody saw, where and when."""

    evidence = forms.CharField(
        label=_("Where did you see it?"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The register, or the certificate or letter that you saw."),
    )
    evidence_url = forms.CharField(
        label=_("Address where it can be seen"),
        required=False,
        max_length=300,
        help_text=_("The page of the register itself, so that somebody else can look again."),
    )
    seen_on = DayField(label=_("When did you see it?"))
    valid_until = DayField(
        label=_("Valid up to and including"),
        required=False,
        help_text=_("The last day on which it holds. Leave it empty only where it has no end."),
    )
    note = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea({"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
