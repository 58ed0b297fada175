"""Form fields for the field: amounts, days, percentages and CPV codes, as people write them.

Every message says what is wrong and what to do. What was typed is given back unchanged when it cannot be
read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.notation import Unreadable

MOST = Decimal(10) ** 12  # a thousand billion: more than the whole of public procurement, so surely a slip


class AmountInput(forms.TextInput):
    """A text input with the euro sign in front; phones show digits."""

    template_name = "layout/widgets/amount.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return notation.format_amount(value, "nl").replace(notation.NARROW_MINUS, "-")
        shown: str | None = super().format_value(value)
        return shown


class AmountField(forms.Field):
    """Euros as people type them; gives a Decimal, exact to the cent.

    `lowest` and `highest` are inclusive. By default an amount is not negative.
    """

    widget = AmountInput
    default_error_messages = {  # noqa: RUF012 - Django's own shape
        "not_a_number": _("Fill in an amount in euros, for example 60.000 or 1.234,50."),
        "too_precise": _("An amount has at most two digits after the comma."),
        "two_readings": _("Do you mean %(first)s or %(second)s? Write thousands with a point."),
        "too_low": _("Fill in an amount of at least € %(lowest)s."),
        "too_high": _("Fill in an amount of at most € %(highest)s."),
    }

    def __init__(self, *, lowest: Decimal | int = 0, highest: Decimal | int = MOST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lowest, self.highest = Decimal(lowest), Decimal(highest)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value)
        try:
            return notation.parse_amount(str(value))
        except Unreadable as problem:
            if problem.reason == "empty":
                return None
            raise self.refusal(problem) from None

    def refusal(self, problem: Unreadable) -> ValidationError:
        first, second = (*problem.readings, "", "")[:2]
        message = self.error_messages[problem.reason]
        return ValidationError(message, code=problem.reason, params={"first": first, "second": second})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.lowest:
            lowest = notation.format_amount(self.lowest)
            raise ValidationError(self.error_messages["too_low"], code="too_low", params={"lowest": lowest})
        if value > self.highest:
            highest = notation.format_amount(self.highest)
            raise ValidationError(
                self.error_messages["too_high"], code="too_high", params={"highest": highest}
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PercentageInput(forms.TextInput):
    """A short text input with a percent sign behind it."""

    template_name = "layout/widgets/percentage.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return notation.format_percentage(value, "nl").replace(notation.NARROW_MINUS, "-")
        shown: str | None = super().format_value(value)
        return shown


class PercentageField(forms.Field):
    """A percentage as typed, "12,5" or "12.5 %"; gives a Decimal. Limits are inclusive."""

    widget = PercentageInput
    default_error_messages = {  # noqa: RUF012
        "not_a_number": _("Fill in a percentage, for example 5 or 12,5."),
        "out_of_range": _("Fill in a percentage from %(lowest)s to %(highest)s."),
    }

    def __init__(self, *, lowest: Decimal | int = 0, highest: Decimal | int = 100, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lowest, self.highest = Decimal(lowest), Decimal(highest)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value)
        try:
            return notation.parse_percentage(str(value))
        except Unreadable as problem:
            if problem.reason == "empty":
                return None
            raise ValidationError(self.error_messages["not_a_number"], code="not_a_number") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not self.lowest <= value <= self.highest:
            limits = {
                "lowest": notation.format_percentage(self.lowest),
                "highest": notation.format_percentage(self.highest),
            }
            raise ValidationError(self.error_messages["out_of_range"], code="out_of_range", params=limits)


class DayInput(forms.TextInput):
    """A text input for a day; no native picker, because that speaks the browser's language and not the
    page's."""

    template_name = "layout/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": "30", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return notation.format_day(value, form="field")
        shown: str | None = super().format_value(value)
        return shown


class DayField(forms.Field):
    """A day as people type it: 1-2-2026, 1 februari 2026 or 2026-02-01. Limits are inclusive."""

    widget = DayInput
    default_error_messages = {  # noqa: RUF012
        "not_a_day": _("Fill in a date as day-month-year, for example 31-12-2026."),
        "two_digit_year": _("Do you mean %(first)s or %(second)s? Write the year with four digits."),
        "no_such_day": _("This day does not exist. Check the day and the month."),
        "too_early": _("Fill in a date on or after %(earliest)s."),
        "too_late": _("Fill in a date on or before %(latest)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return notation.parse_day(str(value))
        except Unreadable as problem:
            if problem.reason == "empty":
                return None
            first, second = (*problem.readings, "", "")[:2]
            message = self.error_messages[problem.reason]
            raise ValidationError(
                message, code=problem.reason, params={"first": first, "second": second}
            ) from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            told = notation.format_day(self.earliest, get_language() or "nl")
            raise ValidationError(
                self.error_messages["too_early"], code="too_early", params={"earliest": told}
            )
        if self.latest and value > self.latest:
            told = notation.format_day(self.latest, get_language() or "nl")
            raise ValidationError(self.error_messages["too_late"], code="too_late", params={"latest": told})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One code with its name, as a person chooses it."""

    code: str
    label: str


Suggest = Callable[[str], Sequence[Suggestion]]
NameOf = Callable[[str], str | None]


class CodeInput(forms.TextInput):
    """Type words, choose a code. With script a list appears while typing; without, after sending the form.

    `suggest_url` answers `?q=words` with `layout/widgets/suggestions.html`. `several` keeps a list of codes.
    """

    template_name = "layout/widgets/code.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.suggest_url = ""
        self.name_of: NameOf = lambda code: None
        self.suggestions: Sequence[Suggestion] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = context["widget"]["value"] or ""
        code = CpvField.code_in(typed)
        context["widget"] |= {
            "suggest_url": self.suggest_url,
            "chosen": (self.name_of(code) or "") if code else "",
            "suggestions": self.suggestions,
        }
        return context


class CpvField(forms.CharField):
    """A CPV code of eight digits, found by typing words; gives the eight digits.

    The field knows no CPV list of its own. The form gives three things: `name_of(code)` (None when the
    code does not exist), `suggest(words)` for a browser without script, and `suggest_url` for one with.
    """

    widget = CodeInput
    default_error_messages = {  # noqa: RUF012
        "choose": _("Choose one of the codes below, or type other words."),
        "nothing_found": _(
            "We found no CPV code for “%(typed)s”. Try other words, for example what is made or done."
        ),
        "unknown_code": _("CPV code %(typed)s does not exist. Check the digits, or type words to search."),
    }

    def __init__(
        self, *, name_of: NameOf, suggest: Suggest = lambda words: (), suggest_url: str = "", **kwargs: Any
    ) -> None:
        super().__init__(max_length=200, **kwargs)
        self.name_of, self.suggest = name_of, suggest
        self.widget.suggest_url = suggest_url
        self.widget.name_of = name_of

    @staticmethod
    def code_in(typed: str) -> str:
        """The eight digits at the start of "90911200", "90911200-8" or "90911200 Cleaning"; "" when none
        stand there."""
        head = str(typed).strip().split(" ")[0].split("-")[0]
        return head if len(head) == 8 and head.isascii() and head.isdigit() else ""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        code = self.code_in(typed)
        if code and self.name_of(code) is not None:
            return code
        if code or typed.strip().replace("-", "").isdigit():
            raise ValidationError(
                self.error_messages["unknown_code"], code="unknown_code", params={"typed": typed}
            )
        suggestions = list(self.suggest(typed))[:8]
        if isinstance(self.widget, CodeInput):
            self.widget.suggestions = suggestions
        reason = "choose" if suggestions else "nothing_found"
        raise ValidationError(self.error_messages[reason], code=reason, params={"typed": typed})


class LevelField(forms.TypedChoiceField):
    """A level of ambition from 0 to 3, as radio buttons with a name each; gives an int or None."""

    widget = forms.RadioSelect

    def __init__(self, *, labels: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(choices=list(enumerate(labels)), coerce=int, empty_value=None, **kwargs)
