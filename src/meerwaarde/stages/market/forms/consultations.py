"""What is asked around a market consultation: of the authority, of firms, of people without an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.fields import CpvField, DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.consultation import questions_in
from meerwaarde.stages.market.actions.consultations import (
    MOST_PEOPLE,
    Conclusion,
    ConsultationValues,
    GuestValues,
    QuestionReport,
    Said,
)
from meerwaarde.stages.market.forms.suppliers import cpv_name, cpv_suggestions
from meerwaarde.stages.market.queries.consultations import (
    MARKETS_CALLED,
    Consultation,
    ConsultationAnswer,
    ConsultationQuestion,
    ConsultationSeat,
)

FOLLOWED_NAMES = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}


class TimeOfDay(forms.TimeField):
    """A time as people type it: 9:30, 09.30 or 9."""

    default_error_messages = {  # noqa: RUF012
        "invalid": _("Fill in a time as hours and minutes, for example 14:30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H"], **kwargs)
        self.widget = forms.TextInput({"inputmode": "numeric", "placeholder": "14:30"})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """9:30 and 09.30 are the same, also where what stands there is given as text."""
        known = self.to_python(initial) if isinstance(initial, str) else initial
        return super().has_changed(known, data)


def moment_of(day: date | None, hour: time | None) -> datetime | None:
    """A day and a time here as one moment; None while one of both is missing."""
    if day is None or hour is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour))


class ConsultationForm(forms.Form):
    """A consultation on one page: what, why, the questions, when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = forms.CharField(label=_("What is it about?"), max_length=200)
    introduction = forms.CharField(
        label=_("Why do you ask the market?"), widget=forms.Textarea({"rows": 4}), max_length=10_000
    )
    buys = forms.CharField(
        label=_("What may you buy?"),
        help_text=_("What, how much and when, as far as you know. It promises nothing."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=10_000,
    )
    cpv = CpvField(label=_("CPV code"), name_of=cpv_name, suggest=cpv_suggestions, required=False)
    questions = forms.CharField(
        label=_("Your questions"),
        help_text=_("One question on each line. Open questions tell you most: how, what, why."),
        widget=forms.Textarea({"rows": 7}),
        max_length=10_000,
    )
    opens_on = DayField(label=_("Opens on"))
    closes_on = DayField(label=_("Last day to answer"), help_text=_("Give firms at least two weeks."))
    read_early = forms.BooleanField(
        label=_("We read answers as they come in"),
        help_text=_("Everybody sees this on the page. Otherwise nobody reads an answer before closing."),
        required=False,
    )
    session_day = DayField(
        label=_("Day of a session"), help_text=_("Leave empty when there is none."), required=False
    )
    session_from = TimeOfDay(label=_("Begins at"), required=False)
    session_to = TimeOfDay(label=_("Ends at"), required=False)
    session_seats = forms.IntegerField(
        label=_("How many people fit?"),
        help_text=_("Leave empty when there is room for everybody."),
        min_value=1,
        max_value=1_000,
        required=False,
    )
    session_where = forms.CharField(label=_("Where"), max_length=200, required=False)
    session_link = forms.URLField(
        label=_("Link to take part online"), max_length=300, required=False, assume_scheme="https"
    )

    @classmethod
    def initial_of(cls, found: Consultation, questions: Sequence[ConsultationQuestion]) -> dict[str, Any]:
        begins = timezone.localtime(found.session_at) if found.session_at else None
        ends = timezone.localtime(found.session_until) if found.session_until else None
        return {
            "title": found.title,
            "introduction": found.introduction,
            "buys": found.buys,
            "cpv": next(iter(found.cpv), ""),
            "questions": "\n".join(one.text for one in questions),
            "opens_on": found.opens_on,
            "closes_on": found.closes_on,
            "read_early": found.read_early,
            "session_day": begins.date() if begins else None,
            "session_from": f"{begins:%H:%M}" if begins else "",
            "session_to": f"{ends:%H:%M}" if ends else "",
            "session_seats": found.session_seats,
            "session_where": found.session_where,
            "session_link": found.session_link,
            "version": found.version,
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("session_day") and not said.get("session_from") and "session_from" not in self.errors:
            self.add_error("session_from", _("Fill in when the session begins."))
        return said

    def values(self) -> ConsultationValues:
        said = self.cleaned_data
        return ConsultationValues(
            title=said["title"],
            introduction=said["introduction"],
            buys=said["buys"],
            questions=questions_in(said["questions"]),
            cpv=(said["cpv"],) if said["cpv"] else (),
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            read_early=said["read_early"],
            session_at=moment_of(said["session_day"], said["session_from"]),
            session_until=moment_of(said["session_day"], said["session_to"]),
            session_seats=said["session_seats"],
            session_where=said["session_where"],
            session_link=said["session_link"],
        )


class ChangePublishedForm(ConsultationForm):
    """Changing what everybody reads: the same fields, and why."""

    why = forms.CharField(
        label=_("What do you change, and why?"),
        help_text=_("Everybody reads this above what is different. One or two sentences are enough."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2_000,
    )
    field_order = ("why",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].help_text = _(
            "The questions that stand there stay as they are. Put new ones below them, one on each line."
        )
        self.fields["closes_on"].help_text = _(
            "Later is always possible. Earlier only with a good reason above, and not before tomorrow."
        )


class SeatForm(forms.Form):
    """With how many people one comes to the session."""

    people = forms.IntegerField(
        label=_("With how many people do you come?"), min_value=1, max_value=MOST_PEOPLE
    )


class WithdrawForm(forms.Form):
    """Why a consultation stops."""

    why = forms.CharField(
        label=_("Why do you stop?"),
        help_text=_("Who takes part reads this."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2_000,
    )


class DocumentForm(forms.Form):
    """A document that everybody can read."""

    file = UploadField(
        label=_("Document"),
        help_text=_("A PDF, Word file (.docx) or sheet (.xlsx, .ods) of at most 5 MB."),
        accept=".pdf,.docx,.xlsx,.ods",
        most_bytes=5_000_000,
    )


class InquiryForm(forms.Form):
    """A question about the consultation."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("The answer goes to all. Nobody reads who asked: do not name your firm here."),
        widget=forms.Textarea({"rows": 3}),
        max_length=4_000,
    )


class InquiryAnswerForm(forms.Form):
    """The answer to all."""

    answer = forms.CharField(
        label=_("Your answer, for everybody"), widget=forms.Textarea({"rows": 3}), max_length=4_000
    )


class GuestForm(forms.Form):
    """Who answers without an account."""

    firm_name = forms.CharField(
        label=_("Name of your firm or organisation"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    person_name = forms.CharField(
        label=_("Your own name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    agrees = forms.BooleanField(
        label=_("I agree that my name and e-mail address are kept for this consultation"),
        help_text=_("Only to send you the link, answers and the report. They go half a year after closing."),
    )

    def values(self) -> GuestValues:
        return GuestValues(**self.cleaned_data)


class AnswersForm(forms.Form):
    """Per question an open part, a confidential part and why."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[ConsultationQuestion],
        answers: Mapping[int, ConsultationAnswer],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            known = answers.get(one.pk)
            self.fields[f"text_{one.public_id}"] = forms.CharField(
                label=one.text,
                widget=forms.Textarea({"rows": 4}),
                required=False,
                max_length=10_000,
                initial=known.text if known else "",
            )
            self.fields[f"secret_{one.public_id}"] = forms.CharField(
                label=_("What only the authority may read"),
                help_text=_("For example prices or how you make something. It never stands in the report."),
                widget=forms.Textarea({"rows": 3}),
                required=False,
                max_length=10_000,
                initial=known.confidential if known else "",
            )
            self.fields[f"why_{one.public_id}"] = forms.CharField(
                label=_("Why is this confidential?"),
                required=False,
                max_length=300,
                initial=known.confidential_why if known else "",
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for one in self.questions:
            if said.get(f"secret_{one.public_id}") and not said.get(f"why_{one.public_id}"):
                self.add_error(f"why_{one.public_id}", _("Say why this part is confidential."))
        return said

    def groups(self) -> list[tuple[BoundField, BoundField, BoundField, bool]]:
        """Per question its three fields, and whether the confidential part is in use."""
        found = []
        for one in self.questions:
            text, secret, why = (self[f"{name}_{one.public_id}"] for name in ("text", "secret", "why"))
            found.append((text, secret, why, bool(secret.value() or why.value() or why.errors)))
        return found

    def said(self) -> dict[str, Said]:
        return {
            one.public_id: Said(
                text=self.cleaned_data[f"text_{one.public_id}"],
                confidential=self.cleaned_data[f"secret_{one.public_id}"],
                why=self.cleaned_data[f"why_{one.public_id}"],
            )
            for one in self.questions
        }


class ReportForm(RefusableForm):
    """What the report says, per question and of the whole."""

    def __init__(
        self, *args: Any, found: Consultation, questions: Sequence[ConsultationQuestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            self.fields[f"heard_{one.public_id}"] = forms.CharField(
                label=_("What did the market say?"),
                help_text=_("In your own words, without names, and never what is confidential."),
                widget=forms.Textarea({"rows": 3}),
                required=False,
                max_length=10_000,
                initial=one.heard,
            )
            self.fields[f"followed_{one.public_id}"] = forms.ChoiceField(
                label=_("Do you follow it?"),
                choices=[("", _("Not decided yet")), *FOLLOWED_NAMES.items()],
                required=False,
                initial=one.followed,
            )
            self.fields[f"why_{one.public_id}"] = forms.CharField(
                label=_("Why, or why not?"),
                widget=forms.Textarea({"rows": 2}),
                required=False,
                max_length=4_000,
                initial=one.why,
            )
        self.fields["conclusion"] = forms.CharField(
            label=_("Conclusion"),
            widget=forms.Textarea({"rows": 4}),
            required=False,
            max_length=10_000,
            initial=found.conclusion,
        )
        self.fields["market"] = forms.ChoiceField(
            label=_("Is there a market for it?"),
            help_text=_("In the file of a procurement this is evidence, also that nobody can deliver."),
            choices=[("", _("The report does not say")), *MARKETS_CALLED.items()],
            required=False,
            initial=found.market,
        )
        self.fields["next_step"] = forms.CharField(
            label=_("What happens next?"),
            widget=forms.Textarea({"rows": 2}),
            required=False,
            max_length=4_000,
            initial=found.next_step,
        )
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, min_value=0, initial=found.version
        )

    def now(self) -> dict[str, Any]:
        """What stands there, by the name of the field."""
        return {name: field.initial for name, field in self.fields.items()}

    def fields_of(self, public_id: str) -> tuple[BoundField, ...]:
        return tuple(self[f"{name}_{public_id}"] for name in ("heard", "followed", "why"))

    def said(self) -> dict[str, QuestionReport]:
        return {
            one.public_id: QuestionReport(
                heard=self.cleaned_data[f"heard_{one.public_id}"],
                followed=self.cleaned_data[f"followed_{one.public_id}"],
                why=self.cleaned_data[f"why_{one.public_id}"],
            )
            for one in self.questions
        }

    def whole(self) -> Conclusion:
        return Conclusion(
            conclusion=self.cleaned_data["conclusion"],
            next_step=self.cleaned_data["next_step"],
            market=self.cleaned_data["market"],
        )


class SessionForm(RefusableForm):
    """Who was at the session, and what was said."""

    present = forms.MultipleChoiceField(
        label=_("Who was there?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = forms.CharField(
        label=_("Others who came"),
        help_text=_("One firm or organisation on each line. No names of persons."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=4_000,
    )
    minutes = forms.CharField(
        label=_("What was said?"),
        help_text=_("Without names. It becomes a part of the report to everybody."),
        widget=forms.Textarea({"rows": 8}),
        required=False,
        max_length=20_000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def initial_of(cls, found: Consultation) -> dict[str, Any]:
        return {"minutes": found.minutes, "version": found.version}

    def __init__(self, *args: Any, seats: Sequence[ConsultationSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not seats:
            del self.fields["present"]
            return
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (one.public_id, f"{one.firm_name} ({one.people})") for one in seats
        ]
        self.fields["present"].initial = [one.public_id for one in seats if one.present]
