"""The example form: one of each kind of field, with made-up codes."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from meerwaarde.platform.layout.fields import (
    AmountField,
    CpvField,
    DayField,
    LevelField,
    PercentageField,
    Suggestion,
)

LEVELS = (
    gettext_lazy("Not for us now"),
    gettext_lazy("Basis"),
    gettext_lazy("Ambitious"),
    gettext_lazy("Ahead of the field"),
)
THEMES = {
    "environment_biodiversity": gettext_lazy("Environment and biodiversity"),
    "climate": gettext_lazy("Climate"),
    "circular": gettext_lazy("Circular"),
    "supply_chain_responsibility": gettext_lazy("Responsible supply chains"),
    "diversity_inclusion": gettext_lazy("Diversity and inclusion"),
    "social_return": gettext_lazy("Social return"),
}
CODES = (
    Suggestion("90911200", "Gebouwen schoonmaken"),
    Suggestion("90910000", "Reinigingsdiensten"),
    Suggestion("77310000", "Beplanten en onderhouden van groengebieden"),
)


def example_suggestions(words: str) -> list[Suggestion]:
    """The example codes whose name or digits hold the words."""
    wanted = words.strip().lower()
    return [one for one in CODES if wanted and (wanted in one.label.lower() or one.code.startswith(wanted))]


def example_name(code: str) -> str | None:
    return next((one.label for one in CODES if one.code == code), None)


class ExampleForm(forms.Form):
    """One of each kind of field."""

    title = forms.CharField(
        label=gettext_lazy("What do you need?"),
        help_text=gettext_lazy("Describe the need, not the product."),
        max_length=200,
    )
    cpv = CpvField(
        label=gettext_lazy("CPV code"),
        help_text=gettext_lazy("Type what is made or done, for example cleaning."),
        name_of=example_name,
        suggest=example_suggestions,
    )
    estimate = AmountField(
        label=gettext_lazy("Estimate"),
        help_text=gettext_lazy("Excluding VAT, over the whole term with extensions."),
    )
    start = DayField(
        label=gettext_lazy("Starts on"), required=False, help_text=gettext_lazy("For example 31-12-2026.")
    )
    weight = PercentageField(label=gettext_lazy("Weight of societal value"), required=False)
    contract = forms.ChoiceField(
        label=gettext_lazy("Kind of contract"),
        choices=[
            ("", gettext_lazy("Make a choice")),
            ("services", gettext_lazy("Services")),
            ("supplies", gettext_lazy("Supplies")),
            ("works", gettext_lazy("Works")),
        ],
    )
    level = LevelField(label=gettext_lazy("Level for social return"), labels=LEVELS)
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Which themes have a chance?"),
        choices=list(THEMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Explanation"), widget=forms.Textarea({"rows": 4}), required=False
    )
    document = forms.FileField(label=gettext_lazy("Document"), required=False)
    merged = forms.BooleanField(
        label=gettext_lazy("These needs were merged into one procurement"), required=False
    )

    stays_quiet = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cpv"].widget.suggest_url = reverse("layout:styleguide_suggestions")


class ExampleLot(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the lot"))
    estimate = AmountField(label=gettext_lazy("Estimate"))


ExampleLots = forms.formset_factory(ExampleLot, extra=2)
