"""What the register is narrowed to, what a second reader says, and what a sample is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.stages.procurement.actions import MOST_READ
from meerwaarde.stages.procurement.forms.explanations import BAND_NAMES
from meerwaarde.stages.procurement.queries import (
    BANDS,
    NO_THEME,
    NONE,
    SETTLED,
    TO_FOLLOW,
    TO_READ,
    UNKNOWN_BAND,
    Criteria,
    RegisterFilter,
    ReviewFilter,
)

ALL: Final = ("", _("All"))
STANDINGS: Final = {"satisfied": _("Followed"), "explained": _("Explained"), "open": _("Open")}
VERDICTS: Final = {
    "convincing": _("The explanation convinces"),
    "unconvincing": _("The explanation does not convince"),
}
FOLLOW_UPS: Final = {
    "none": _("Nothing more"),
    "talk": _("A talk with who explained"),
    "explain_again": _("Explain again"),
    "change_rule": _("Look at the rule itself"),
    "board": _("A word to the board"),
}
STANDS: Final = {
    TO_READ: _("Waits to be read"),
    TO_FOLLOW: _("Something must still happen"),
    SETTLED: _("Settled"),
}
MOST_SIGNS: Final = 4000
PERIOD: Final = ("since", "until")


class Filters(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    def read(self) -> dict[str, Any]:
        """What can be read of what is asked."""
        self.is_valid()
        return self.cleaned_data

    def asked(self, **more: str) -> dict[str, str]:
        """The filters in use as an address carries them, and more of them."""
        given = {name: str(self.data.get(name, "")) for name, value in self.read().items() if value}
        return {name: value for name, value in (given | more).items() if value}

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """What can be chosen beside everything."""
        self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]


class RegisterForm(Filters):
    """Which procurements and which rules are counted."""

    since = DayField(label=_("Procurement begun from"), required=False)
    until = DayField(label=_("Procurement begun until"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    band = forms.ChoiceField(label=_("Value"), required=False)

    def __init__(
        self,
        *args: Any,
        departments: Iterable[Department],
        themes: Mapping[str, str],
        categories: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        none = (NONE, _("No department"))
        self.offer("department", [*((one.public_id, one.name) for one in departments), none])
        self.offer("theme", [*themes.items(), (NO_THEME, _("Not about one theme"))])
        self.offer("category", [*categories.items(), (NONE, _("No category"))])
        self.offer("band", [(band, BAND_NAMES[band]) for band in (*BANDS, UNKNOWN_BAND)])

    def wanted(self) -> RegisterFilter:
        """What is asked, as far as it can be read."""
        read = self.read()
        wanted = RegisterFilter(since=read.get("since"), until=read.get("until"))
        return wanted.also(**{name: read.get(name) or "" for name in self.fields if name not in PERIOD})


class HeldForm(RegisterForm):
    """The same for the list behind the numbers, down to one rule or reason."""

    standing = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *STANDINGS.items()])
    rule = forms.CharField(label=_("Rule"), required=False, max_length=20)
    reason = forms.ChoiceField(label=_("Reason"), required=False)

    def __init__(self, *args: Any, reasons: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", reasons.items())


class ToldForm(HeldForm):
    """The same for explanations: all that stands there was explained."""

    standing = None  # type: ignore[assignment] # so Django leaves out a field


class ReviewListForm(Filters):
    """Which readings are shown."""

    stand = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *STANDS.items()])
    verdict = forms.ChoiceField(label=_("Verdict"), required=False, choices=[ALL, *VERDICTS.items()])
    follow_up = forms.ChoiceField(label=_("What follows"), required=False, choices=[ALL, *FOLLOW_UPS.items()])

    def wanted(self) -> ReviewFilter:
        """What is asked, as far as it can be read."""
        read = self.read()
        return ReviewFilter(**{name: read.get(name, "") for name in self.fields})


class AskReaderForm(forms.Form):
    """Which colleague reads along."""

    reader = forms.ChoiceField(
        label=_("Which colleague reads along?"),
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("This colleague cannot read along here. Choose somebody from the list."),
        },
    )

    def __init__(self, *args: Any, readers: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a colleague")),
            *((held.public_id, held.person.name) for held in readers),
        ]


class ReadingForm(forms.Form):
    """The verdict of who reads an explanation again."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    verdict = forms.ChoiceField(
        label=_("Does the explanation convince you?"),
        choices=list(VERDICTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the explanation convinces.")},
    )
    text = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "Say what convinced you, or what is missing. Write about the text, not about the person."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Write in a few sentences why.")},
    )
    follow_up = forms.ChoiceField(
        label=_("What follows?"),
        choices=list(FOLLOW_UPS.items()),
        widget=forms.RadioSelect,
        initial="none",
        error_messages={"required": _("Choose what follows.")},
    )
    follow_up_text = forms.CharField(
        label=_("What exactly?"),
        help_text=_("Who does what, and when do you look again?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=MOST_SIGNS,
    )


class FollowForm(forms.Form):
    """What came of what had to follow."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = forms.CharField(
        label=_("What came of it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Write in a few sentences what came of it.")},
    )


class DrawForm(forms.Form):
    """What a sample is drawn from, how many, and with which seed."""

    title = forms.CharField(
        label=_("What do you call this sample?"),
        max_length=200,
        error_messages={"required": _("Give the sample a name.")},
    )
    since = DayField(label=_("Approved from"), required=False)
    until = DayField(label=_("Approved until"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    strata = forms.ChoiceField(
        label=_("Divide the sample"),
        help_text=_("Each part gets its share, so that no small part is left out."),
        required=False,
        choices=[
            ("", _("No, draw from everything together")),
            ("department", _("By department")),
            ("reason", _("By reason")),
        ],
    )
    size = forms.IntegerField(
        label=_("How many do you read?"),
        min_value=1,
        max_value=MOST_READ,
        error_messages={
            "required": _("Fill in how many explanations you read."),
            "invalid": _("Fill in a whole number."),
            "min_value": _("Read at least one."),
            "max_value": _("Read at most %(limit_value)s; more is a study of its own."),
        },
    )
    seed = forms.CharField(
        label=_("Seed"),
        help_text=_(
            "Leave empty to have one made by chance. Or agree on one beforehand, such as the day of a "
            "meeting: then nobody can say that you chose it to suit."
        ),
        required=False,
        max_length=64,
    )

    def __init__(
        self,
        *args: Any,
        departments: Iterable[Department],
        themes: Mapping[str, str],
        reasons: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: Mapping[str, Sequence[tuple[str, Any]]] = {
            "theme": [*themes.items(), (NO_THEME, _("Not about one theme"))],
            "department": [(one.public_id, one.name) for one in departments],
            "reason": list(reasons.items()),
        }
        for name, choices in offered.items():
            self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period has an order."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first one. Turn the two around."))
        return given

    def criteria(self) -> Criteria:
        """What is drawn from, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        return Criteria(
            since=read.get("since"),
            until=read.get("until"),
            theme=read.get("theme", ""),
            department=read.get("department", ""),
            reason=read.get("reason", ""),
            strata=read.get("strata", ""),
        )


class ConclusionForm(forms.Form):
    """What the authority takes from a sample."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    conclusion = forms.CharField(
        label=_("What do you take from this, and what will you do?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Write in a few sentences what you take from this.")},
    )
