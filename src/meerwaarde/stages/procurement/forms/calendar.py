"""What the pages of the procurement calendar ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, CpvField, DayField
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.compliance.sentences import level_name, theme_name
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import EXPECTED_PROCUREMENT
from meerwaarde.rules.money import cents, from_cents
from meerwaarde.rules.procurement_calendar import NEXT_YEARS, Quarter, band_text, bands, personal_contact
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.actions import LineRefused, LineValues
from meerwaarde.stages.procurement.forms.scope import CpvListField, cpv_name, cpv_suggestions
from meerwaarde.stages.procurement.forms.step import CountField, OneOfField
from meerwaarde.stages.procurement.forms.words import CONTRACTS
from meerwaarde.stages.procurement.queries import CalendarFilter, ExpectedProcurement

LONGEST_TERM = 600
"""Months."""


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(get_language() or "nl")


def quarter_code(quarter: Quarter) -> str:
    """A quarter as a form and an address carry it: "2027-3"."""
    return f"{quarter.year}-{quarter.number}"


def quarter_name(quarter: Quarter) -> str:
    """A quarter as a column shows it."""
    return _("Q%(number)s %(year)s") % {"number": quarter.number, "year": quarter.year}


def quarter_of_code(code: str) -> Quarter | None:
    """The quarter of such a code; None for anything else."""
    year, _dash, number = code.partition("-")
    if not (year.isdigit() and len(year) == 4 and number in ("1", "2", "3", "4")):
        return None
    return Quarter(int(year), int(number))


class LineForm(forms.Form):
    """A line of the calendar: only what one expects to buy and when must be said."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = forms.CharField(
        label=_("What do you expect to buy?"),
        help_text=_("The need, in a few words, for example “care of our parks”."),
        max_length=200,
        error_messages={"required": _("Say in a few words what you expect to buy.")},
    )
    when = forms.ChoiceField(
        label=_("In which quarter does it begin?"),
        help_text=_("The quarter in which the market is asked."),
        error_messages={"required": _("Choose a quarter.")},
    )
    description = forms.CharField(
        label=_("What is it about?"),
        help_text=_("Purpose and need. Name no people: this text may become public."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    value_low = AmountField(
        label=_("Worth at least"), help_text=_("Excluding VAT, over the whole term."), required=False
    )
    value_high = AmountField(
        label=_("Worth at most"), help_text=_("Leave one empty when you know only one."), required=False
    )
    duration_months = CountField(label=_("How many months will it run?"), most=LONGEST_TERM)
    contract = OneOfField(label=_("Type of contract"), codes=CONTRACTS)
    cpv = CpvField(
        label=_("CPV code"),
        help_text=_("Type everyday words, for example “cleaning” or “parks”, and choose a code."),
        name_of=cpv_name,
        suggest=cpv_suggestions,
        required=False,
    )
    cpv_more = CpvListField(
        label=_("Other CPV codes"),
        help_text=_("Eight digits each, with a comma between them."),
        required=False,
        max_length=2000,
    )
    category = forms.ChoiceField(label=_("Category of the matrix"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Themes that can count here"),
        help_text=_("What you do not tick stays open as well."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    department = forms.ChoiceField(label=_("Department"), required=False)
    client = forms.ChoiceField(
        label=_("Client"), help_text=_("Who asks for it. Never made public."), required=False
    )
    client_name = forms.CharField(label=_("Client, when not in the list"), max_length=150, required=False)
    current_contract_ends_on = DayField(
        label=_("When does the current contract end?"),
        help_text=_("We warn in time. Leave it empty when there is none."),
        required=False,
    )
    reference = forms.CharField(
        label=_("Your own reference"),
        help_text=_("By this a file that you read in later finds the line again."),
        max_length=60,
        required=False,
    )

    FIELD_OF: Mapping[str, str] = {"year": "when", "quarter": "when", "": ""}

    def __init__(
        self,
        *args: Any,
        today: date,
        departments: Iterable[Department],
        clients: Iterable[Membership],
        categories: Iterable[tuple[str, str]],
        suggest_url: str = "",
        kept: Quarter | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._departments = {one.public_id: one for one in departments}
        self._clients = {one.public_id: one for one in clients}
        self._set("when", [("", _("Choose a quarter")), *_quarters(today, kept)])
        self._set("department", [("", _("The whole authority")), *_named(self._departments)])
        self._set(
            "client",
            [("", _("Not known yet")), *((key, one.person.name) for key, one in self._clients.items())],
        )
        self._set("category", [("", _("Not chosen yet")), *categories])
        self._set("themes", [(theme, said(theme_name(theme))) for theme in THEMES])
        self.fields["cpv"].widget.suggest_url = suggest_url
        levels = [(str(level), f"{level} {said(level_name(level))}") for level in LEVELS]
        for theme in THEMES:
            self.fields[f"level_{theme}"] = forms.ChoiceField(
                label=said(theme_name(theme)),
                required=False,
                choices=[("", _("As the matrix says")), *levels],
            )

    def _set(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def typed_from(line: ExpectedProcurement) -> dict[str, Any]:
        """What the form begins with for a line that stands there."""
        return {
            "version": line.version,
            "title": line.title,
            "when": quarter_code(Quarter(line.year, line.quarter)),
            "description": line.description,
            "value_low": None if line.value_low_cents is None else from_cents(line.value_low_cents),
            "value_high": None if line.value_high_cents is None else from_cents(line.value_high_cents),
            "duration_months": line.duration_months,
            "contract": line.contract,
            "cpv": line.cpv[0] if line.cpv else "",
            "cpv_more": list(line.cpv[1:]),
            "category": line.category,
            "themes": list(line.themes),
            **{f"level_{theme}": str(level) for theme, level in line.levels.items()},
            "department": line.department.public_id if line.department else "",
            "client": line.client.public_id if line.client else "",
            "client_name": line.client_name,
            "current_contract_ends_on": line.current_contract_ends_on,
            "reference": line.reference,
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        low, high = cleaned.get("value_low"), cleaned.get("value_high")
        if low is not None and high is not None and high < low:
            self.add_error(
                "value_high",
                ValidationError(_("This is below the lowest amount. Turn the amounts round, or mend them.")),
            )
        if cleaned.get("client") and cleaned.get("client_name"):
            self.add_error(
                "client_name", ValidationError(_("You chose a client already. Keep one of the two."))
            )
        return cleaned

    def level_fields(self) -> list[Any]:
        """A choice per theme, in the order of the themes."""
        return [self[f"level_{theme}"] for theme in THEMES]

    def values(self) -> LineValues:
        """What was filled in."""
        given = self.cleaned_data
        quarter = quarter_of_code(given["when"])
        assert quarter is not None  # one of the choices
        codes = [given["cpv"], *given["cpv_more"]] if given["cpv"] else given["cpv_more"]
        levels: dict[str, int] = {
            theme: int(given[f"level_{theme}"]) for theme in THEMES if given.get(f"level_{theme}")
        }
        ticked = {*given["themes"], *(theme for theme, level in levels.items() if level)}
        return LineValues(
            title=given["title"].strip(),
            year=quarter.year,
            quarter=quarter.number,
            reference=given["reference"].strip(),
            description=given["description"].strip(),
            value_low_cents=_cents(given["value_low"]),
            value_high_cents=_cents(given["value_high"]),
            duration_months=given["duration_months"],
            contract=given["contract"] or "",
            cpv=tuple(dict.fromkeys(codes)),
            category=given["category"],
            themes=tuple(theme for theme in THEMES if theme in ticked),
            levels=levels,
            department=self._departments.get(given["department"]),
            client=self._clients.get(given["client"]),
            client_name=given["client_name"].strip(),
            current_contract_ends_on=given["current_contract_ends_on"],
        )

    def point_out(self, refused: LineRefused) -> None:
        """Show each problem at its field."""
        for name, text in refused.problems.items():
            field = self.FIELD_OF.get(name, name)
            self.add_error(field if field in self.fields else None, said(text))


def _cents(amount: Any) -> int | None:
    return None if amount is None else cents(amount)


def _named(departments: Mapping[str, Department]) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in departments.items()]


def _quarters(today: date, kept: Quarter | None) -> list[tuple[str, Any]]:
    """The quarters from now on, and the one that a line has already."""
    first = Quarter.of(today)
    shown = [first.later(step) for step in range(4 * NEXT_YEARS)]
    if kept is not None and kept not in shown:
        shown = sorted([kept, *shown])
    return [(quarter_code(one), said(one.text).capitalize()) for one in shown]


class CalendarFilterForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words, reference or client"), required=False, max_length=100)
    when = forms.ChoiceField(label=_("Quarter"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    contract = forms.ChoiceField(label=_("Type of contract"), required=False)
    band = forms.ChoiceField(label=_("Value"), required=False)
    mine = forms.BooleanField(label=_("Only where I am the client"), required=False)

    def __init__(
        self,
        *args: Any,
        today: date,
        departments: Iterable[Department],
        categories: Iterable[tuple[str, str]],
        years: Iterable[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        known = sorted({*years, today.year, today.year + 1})
        self._bands = bands_on(today)
        states = [(state.code, said(state.name)) for state in EXPECTED_PROCUREMENT.states]
        quarter_codes = [Quarter(year, number) for year in known for number in (1, 2, 3, 4)]
        choices: dict[str, list[Any]] = {
            "when": [everything, *((quarter_code(one), quarter_name(one)) for one in quarter_codes)],
            "year": [everything, *((str(year), str(year)) for year in known)],
            "department": [everything, *((one.public_id, one.name) for one in departments)],
            "theme": [everything, *((theme, said(theme_name(theme))) for theme in THEMES)],
            "category": [everything, *categories],
            "state": [
                ("", _("All but dropped")),
                ("waiting", _("Yet to begin")),
                *states,
                ("all", _("All, dropped ones too")),
            ],
            "contract": [everything, *CONTRACTS.items()],
            "band": [
                everything,
                *((str(place), said(band_text(one))) for place, one in enumerate(self._bands)),
            ],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def wanted(self) -> CalendarFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        quarter = quarter_of_code(read.get("when", ""))
        year = int(read["year"]) if read.get("year") else None
        band = read.get("band", "")
        return CalendarFilter(
            text=read.get("q", "").strip(),
            department=read.get("department", ""),
            theme=read.get("theme", ""),
            category=read.get("category", ""),
            state=read.get("state", ""),
            year=quarter.year if quarter else year,
            quarter=quarter.number if quarter else None,
            contract=read.get("contract", ""),
            band=self._bands[int(band)] if band else None,
            mine=bool(read.get("mine")),
        )

    def asked(self) -> dict[str, str]:
        """The filters that are used, as an address carries them."""
        self.is_valid()
        return {name: str(self.data.get(name, "")) for name, value in self.cleaned_data.items() if value}


def bands_on(day: date) -> tuple[Any, ...]:
    """The bands by which is filtered; none where they are not known."""
    try:
        return bands(Law.on(day))
    except NoParameter:
        return ()


class PublishForm(forms.Form):
    """Which lines become public, and whom the market may ask."""

    contact = forms.CharField(
        label=_("Whom may the market ask?"),
        help_text=_("A general address or number, for example inkoop@gemeente.nl. No name of a person."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = tuple(names)

    def clean_contact(self) -> str:
        contact = " ".join(str(self.cleaned_data["contact"]).split())
        if fault := personal_contact(contact, self._names):
            raise ValidationError(said(fault))
        return contact
