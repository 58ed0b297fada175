"""What a quick purchase asks: as little as can be, on one screen; and what narrows its list."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, CpvField, DayField
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.stages.procurement.forms.scope import cpv_name, cpv_suggestions
from meerwaarde.stages.procurement.queries import QuickFilter


class QuickForm(forms.Form):
    """What, how much, where and when. Everything that can be guessed is, and may be changed."""

    what = forms.CharField(
        label=_("What do you buy?"),
        help_text=_("A few words, for example “flowers for a jubilee”."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next"}),
        error_messages={"required": _("Say in a few words what you buy.")},
    )
    amount = AmountField(
        label=_("What does it cost?"),
        help_text=_("About, excluding VAT."),
        lowest=Decimal("0.01"),
        error_messages={"required": _("Fill in about what it costs, excluding VAT.")},
    )
    place = forms.CharField(
        label=_("Where must it be?"),
        help_text=_("A place or municipality. Empty means: in our own region."),
        max_length=100,
        required=False,
    )
    needed_on = DayField(
        label=_("When do you need it?"), help_text=_("Empty means: it is not that urgent."), required=False
    )
    cpv = CpvField(
        label=_("CPV code"),
        help_text=_("We guess the code from your words. You only choose one when ours is wrong."),
        name_of=cpv_name,
        suggest=cpv_suggestions,
        required=False,
    )
    department = forms.ChoiceField(label=_("For which department?"), required=False)
    supplier_name = forms.CharField(
        label=_("Name of the supplier"),
        help_text=_("Only when you buy from somebody else than the suppliers above."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    supplier = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=12)
    repeats = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=12)
    start_key = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, departments: Iterable[Department], suggest_url: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._departments = {department.public_id: department for department in departments}
        self.fields["department"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole authority")),
            *((key, department.name) for key, department in self._departments.items()),
        ]
        self.fields["cpv"].widget.suggest_url = suggest_url

    def given(self, name: str, default: Any = None) -> Any:
        """What a field holds so far: checked where it was sent, or what it begins with."""
        if self.is_bound:
            return getattr(self, "cleaned_data", {}).get(name) or default
        return self.get_initial_for_field(self.fields[name], name) or default

    def department_given(self) -> Department | None:
        """The department that was chosen."""
        return self._departments.get(self.given("department", ""))


class QuickListForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words, number or supplier"), required=False, max_length=100)
    department = forms.ChoiceField(label=_("Department"), required=False)
    since = DayField(label=_("Bought from"), required=False)
    until = DayField(label=_("Bought until"), required=False)
    social = forms.ChoiceField(
        label=_("Kind of supplier"),
        required=False,
        choices=[("", _("All")), ("yes", _("Social or sustainable innovator")), ("no", _("Others"))],
    )
    mine = forms.BooleanField(label=_("Only what I bought"), required=False)
    undone = forms.BooleanField(label=_("Also what was undone"), required=False)

    def __init__(self, *args: Any, departments: Iterable[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((department.public_id, department.name) for department in departments),
        ]

    def wanted(self) -> QuickFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        return QuickFilter(
            text=read.get("q", "").strip(),
            department=read.get("department", ""),
            since=read.get("since"),
            until=read.get("until"),
            social=read.get("social", ""),
            mine=bool(read.get("mine")),
            undone=bool(read.get("undone")),
        )

    def asked(self) -> dict[str, str]:
        """The filters that are used, as an address carries them."""
        self.is_valid()
        return {name: str(self.data.get(name, "")) for name, value in self.cleaned_data.items() if value}


class QuickAgainForm(forms.Form):
    """The same once more: another amount or day where one wants."""

    amount = AmountField(label=_("Amount"), lowest=Decimal("0.01"), required=False)
    needed_on = DayField(label=_("Needed on"), required=False)
    start_key = forms.RegexField(regex=r"^[0-9a-f]{32}$")
