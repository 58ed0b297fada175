"""What the forms of this stage share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.fields import AmountField
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.text import Text

Choices = list[tuple[str, str]]


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(get_language() or "nl")


def theme_choices() -> Choices:
    """The six themes in the order of the manifest."""
    return [(theme, said(theme_name(theme))) for theme in THEMES]


class FigureInput(forms.TextInput):
    """A plain number as people write it in Dutch."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return notation.format_number(value, "nl").replace(notation.NARROW_MINUS, "-")
        shown: str | None = super().format_value(value)
        return shown


class FigureField(AmountField):
    """A figure of an indicator: "1.200", "12,5"; may be negative."""

    widget: Any = FigureInput
    default_error_messages = {  # noqa: RUF012 (Django's own shape)
        "not_a_number": _("Fill in a number, for example 1.200 or 12,5."),
        "too_precise": _("Write at most two digits after the comma."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lowest=-(Decimal(10) ** 12), **kwargs)


class YearField(forms.IntegerField):
    """A year in four digits."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Fill in a year in four digits, for example 2026.")
        super().__init__(
            min_value=2000,
            max_value=2100,
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
            **kwargs,
        )
        self.widget.attrs |= {"inputmode": "numeric", "maxlength": "4"}
