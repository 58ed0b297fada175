"""What is asked about needs: the need itself, an offer, and what was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, AmountInput, DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.needs import KINDS, UNITS
from meerwaarde.rules.suppliers import region_name
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.needs import NeedValues, OfferValues
from meerwaarde.stages.market.queries import needs as queries
from meerwaarde.stages.market.queries.needs import Need, NeedConfirmation, NeedFilter


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(get_language() or "nl")


class NumberInput(AmountInput):
    """A plain text input that shows digits on a phone."""

    template_name = "django/forms/widgets/text.html"


class QuantityField(AmountField):
    """A number as people type it, with at most two decimals; no euro sign."""

    widget = NumberInput
    default_error_messages = {  # noqa: RUF012 - Django's own shape
        "not_a_number": _("Fill in a number, for example 40 or 12,5."),
        "too_precise": _("Use at most two digits after the comma."),
        "too_low": _("Fill in a number of at least %(lowest)s."),
        "too_high": _("Fill in a number of at most %(highest)s."),
    }

    def prepare_value(self, value: Any) -> Any:
        """Without the zeros that the database adds."""
        if value is None or isinstance(value, str):
            return value
        return f"{value.normalize():f}".replace(".", ",")


class NeedForm(RefusableForm):
    """What a civic organisation asks."""

    title = forms.CharField(
        label=_("What do you need?"),
        help_text=_("In a few words, for example: help with painting the community centre."),
        max_length=120,
    )
    kind = forms.ChoiceField(label=_("Kind of help"), widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What is it about?"),
        help_text=_(
            "What a firm must know to decide. Everybody reads this: no names, telephone numbers or "
            "other data of persons."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4_000,
    )
    quantity = QuantityField(label=_("How much?"))
    unit = forms.ChoiceField(label=_("Counted in"))
    for_whom = forms.CharField(
        label=_("For whom?"),
        help_text=_("A group, never a person. For example: young people from the neighbourhood."),
        max_length=300,
        required=False,
    )
    place = forms.CharField(label=_("Where?"), help_text=_("A town or village."), max_length=100)
    until = DayField(label=_("Until when does it help?"))
    handler = forms.ChoiceField(
        label=_("Which authority looks at it?"), help_text=_("Usually the municipality that you lie in.")
    )

    def __init__(self, *args: Any, handlers: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in handlers}
        choices: dict[str, list[Any]] = {
            "kind": [(code, said(name)) for code, name in KINDS.items()],
            "unit": [(code, said(name)) for code, name in UNITS.items()],
            "handler": [
                ("", _("Make a choice")),
                *((public_id, one.name) for public_id, one in self.known.items()),
            ],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def values(self) -> NeedValues:
        read = self.cleaned_data
        return NeedValues(**{name: read[name] for name in NeedValues.__dataclass_fields__})

    def chosen(self) -> Organisation:
        return self.known[self.cleaned_data["handler"]]

    @staticmethod
    def initial_of(need: Need) -> dict[str, Any]:
        """What stands there now, as the form shows it."""
        shown = {name: getattr(need, name) for name in NeedValues.__dataclass_fields__}
        return {**shown, "handler": need.handler.public_id, "version": need.version}


class NeedEditForm(NeedForm):
    """The same, told apart by the version that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TextForm(RefusableForm):
    """A text for the other side, with a step."""

    text = forms.CharField(
        label=_("Your message"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4_000, required=False
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label

    def shown(self) -> Self:
        """As a page shows it: with a step that asks for a text, the text is needed. The action says so."""
        self.fields["text"].required = True
        return self


class OfferForm(RefusableForm):
    """What a firm offers on a need."""

    quantity = QuantityField(label=_("How much do you offer?"))
    on = DayField(
        label=_("When, or from when?"), help_text=_("Leave it empty to agree on a day later."), required=False
    )
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_(
            "What the organisation should know. No telephone numbers: contact goes through this page."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        required=False,
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].help_text = _("In %(unit)s.") % {"unit": said(UNITS[unit])}

    def values(self) -> OfferValues:
        return OfferValues(**self.cleaned_data)


class ConfirmForm(RefusableForm):
    """What was really given."""

    quantity = QuantityField(label=_("How much was given?"))
    note = forms.CharField(
        label=_("What was it?"),
        help_text=_("For example: three Fridays with four people, and the paint."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, unit: str, before: NeedConfirmation | None = None, **kwargs: Any) -> None:
        if before is not None:
            kwargs.setdefault("initial", {"quantity": before.quantity, "note": before.note})
        super().__init__(*args, **kwargs)
        self.fields["quantity"].help_text = _("In %(unit)s. Fill in 0 when nothing was given.") % {
            "unit": said(UNITS[unit])
        }


class NeedFilterForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of help"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    authority = forms.ChoiceField(label=_("Authority"), required=False)

    def __init__(
        self, *args: Any, regions: Iterable[str], authorities: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        choices: dict[str, list[Any]] = {
            "kind": [everything, *((code, said(name)) for code, name in KINDS.items())],
            "region": [everything, *((code, region_name(code)) for code in regions)],
            "authority": [everything, *authorities],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def wanted(self) -> NeedFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        return NeedFilter(
            text=read.get("q", "").strip(),
            kind=read.get("kind", ""),
            region=read.get("region", ""),
            authority=read.get("authority", ""),
        )

    def asked(self) -> dict[str, str]:
        """The filters that are used, as an address carries them."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def filter_form(data: Any, day: date) -> NeedFilterForm:
    """The filters with what there is to choose from today."""
    return NeedFilterForm(
        data, regions=queries.regions_with_needs(day), authorities=queries.authorities_with_needs(day)
    )
