"""What is asked around a meeting: of the organiser, of who comes, and of who met somebody there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.stages.market.actions.meetings import GuestValues, MeetingValues, PartValues
from meerwaarde.stages.market.forms.consultations import TimeOfDay, moment_of
from meerwaarde.stages.market.queries.meetings import (
    Acquaintance,
    Meeting,
    MeetingPlace,
    ProgrammeItem,
)

CAME_NAMES = {
    "nothing": _("Nothing"),
    "contact": _("We stayed in touch"),
    "visit": _("We visited each other or made a plan"),
    "quotation": _("A quotation was asked or made"),
    "order": _("An order or an agreement"),
}


def _seeks() -> forms.CharField:
    return forms.CharField(
        label=_("What do you look for or offer?"),
        help_text=_("One sentence. Everybody who comes reads it, so that the right people find you."),
        widget=forms.Textarea({"rows": 2}),
        max_length=300,
        required=False,
    )


def themes() -> list[tuple[str, str]]:
    """The themes in the reader's language."""
    language = get_language() or "nl"
    return [(theme, theme_name(theme).in_language(language)) for theme in THEMES]


class MeetingForm(RefusableForm):
    """A meeting on one page: what for, when, where, for how many."""

    title = forms.CharField(label=_("Name of the meeting"), max_length=200)
    description = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Who should come, and what do they go home with?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=10_000,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        help_text=_("None: it is about buying with impact as a whole."),
        widget=forms.CheckboxSelectMultiple,
        choices=themes,
        required=False,
    )
    day = DayField(label=_("Day"))
    begins = TimeOfDay(label=_("Begins at"))
    ends = TimeOfDay(label=_("Ends at"))
    where = forms.CharField(
        label=_("Place"),
        help_text=_("Name and address. Leave empty when it is online alone."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(
        label=_("Link to take part online"),
        help_text=_("Only who has a place sees it."),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    capacity = forms.IntegerField(
        label=_("How many seats?"),
        help_text=_("Who registers after that stands on a waiting list."),
        min_value=1,
        max_value=2_000,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    register_until = DayField(
        label=_("Last day to register"),
        help_text=_("Leave empty when people can register until it begins."),
        required=False,
    )
    talks_begin = TimeOfDay(
        label=_("Talking with each other from"),
        help_text=_("Two people who both want to meet get a quarter of an hour in this time."),
        required=False,
    )
    talks_end = TimeOfDay(label=_("Talking with each other until"), required=False)
    pitches_wanted = forms.BooleanField(
        label=_("Firms and civic organisations may offer a pitch"),
        help_text=_("You choose which, and where in the programme."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def initial_of(cls, found: Meeting) -> dict[str, Any]:
        """What stands there, as the form shows it."""
        begins, ends = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
        last = (
            timezone.localdate(found.register_until - timedelta(seconds=1)) if found.register_until else None
        )
        return {
            "title": found.title,
            "description": found.description,
            "themes": list(found.themes),
            "day": begins.date(),
            "begins": f"{begins:%H:%M}",
            "ends": f"{ends:%H:%M}",
            "where": found.where,
            "link": found.link,
            "capacity": found.capacity,
            "register_until": last,
            "talks_begin": _hour(found.talks_from),
            "talks_end": _hour(found.talks_until),
            "pitches_wanted": found.pitches_wanted,
            "version": found.version,
        }

    def clean(self) -> dict[str, Any]:
        """What can be said at its field; the action checks the same once more."""
        said = super().clean() or {}
        day, begins, ends = (said.get(name) for name in ("day", "begins", "ends"))
        starts_at = moment_of(day, begins)
        if starts_at is not None and starts_at <= timezone.now():
            self.add_error("day", _("This lies in the past. Choose a day and a time that are still to come."))
        if begins and ends and ends <= begins:
            self.add_error("ends", _("It ends before it begins. Choose a later time."))
        if not said.get("where") and not said.get("link") and not {"where", "link"} & self.errors.keys():
            self.add_error("where", _("Fill in a place, a link to take part online, or both."))
        last = said.get("register_until")
        if last and day and last > day:
            self.add_error("register_until", _("This is after the meeting. Choose an earlier day."))
        self._check_talks(said)
        return said

    def _check_talks(self, said: Mapping[str, Any]) -> None:
        since, until = said.get("talks_begin"), said.get("talks_end")
        if bool(since) != bool(until):
            missing = "talks_end" if since else "talks_begin"
            if missing not in self.errors:
                self.add_error(missing, _("Fill in both times, or leave both empty."))
            return
        begins, ends = said.get("begins"), said.get("ends")
        if since and until and begins and ends and not begins <= since < until <= ends:
            self.add_error("talks_begin", _("Choose times within the meeting."))

    def values(self) -> MeetingValues:
        said = self.cleaned_data
        starts_at = _moment(said["day"], said["begins"])
        until = said["register_until"]
        return MeetingValues(
            title=said["title"],
            description=said["description"],
            themes=tuple(said["themes"]),
            starts_at=starts_at,
            ends_at=_moment(said["day"], said["ends"]),
            where=said["where"],
            link=said["link"],
            capacity=said["capacity"],
            pitches_wanted=said["pitches_wanted"],
            register_until=min(_moment(until + timedelta(days=1), time(0)), starts_at) if until else None,
            talks_from=moment_of(said["day"], said["talks_begin"]),
            talks_until=moment_of(said["day"], said["talks_end"]),
        )


class PartForm(RefusableForm):
    """A part of the programme."""

    begins = TimeOfDay(label=_("Begins at"))
    title = forms.CharField(label=_("What happens?"), max_length=200)
    speaker = forms.CharField(
        label=_("Who speaks?"),
        help_text=_("Name and organisation. The programme is public: ask the speaker first."),
        max_length=150,
        required=False,
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    text = forms.CharField(
        label=_("More about it"), widget=forms.Textarea({"rows": 3}), max_length=4_000, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("No theme")), *themes()]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, part: ProgrammeItem) -> dict[str, Any]:
        return {
            "begins": _hour(part.starts_at),
            "title": part.title,
            "speaker": part.speaker,
            "theme": part.theme,
            "text": part.text,
            "version": part.version,
        }

    def values(self, found: Meeting) -> PartValues:
        said = self.cleaned_data
        return PartValues(
            starts_at=_moment(timezone.localtime(found.starts_at).date(), said["begins"]),
            title=said["title"],
            text=said["text"],
            speaker=said["speaker"],
            theme=said["theme"],
        )


class PitchForm(RefusableForm):
    """What a firm or civic organisation wants to tell."""

    title = forms.CharField(label=_("Title of your pitch"), max_length=200)
    text = forms.CharField(
        label=_("What do you tell in three minutes?"),
        help_text=_("What you do, for whom, and what you look for here. When chosen, everybody reads it."),
        widget=forms.Textarea({"rows": 5}),
        max_length=4_000,
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, first: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = themes()
        names.sort(key=lambda one: one[0] not in first)
        self.fields["theme"].choices = [("", _("No theme")), *names]  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    why = forms.CharField(
        label=_("Why is it called off?"),
        help_text=_("Everybody who would come gets a letter with this text."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=2_000,
    )


class JoinForm(forms.Form):
    """Registering with an account."""

    seeks = _seeks()


class GuestForm(RefusableForm):
    """Who registers without an account."""

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
    seeks = _seeks()
    agrees = forms.BooleanField(
        label=_("I agree that my name and e-mail address are kept for this meeting"),
        help_text=_(
            "Who comes sees your name and organisation, never your address. All goes after half a year."
        ),
    )

    def values(self) -> GuestValues:
        return GuestValues(**self.cleaned_data)


class AskForm(forms.Form):
    """Why one wants to meet somebody."""

    message = forms.CharField(
        label=_("What do you want to talk about?"),
        widget=forms.Textarea({"rows": 2, "maxlength": "1000"}),
        required=False,
    )


class TalkForm(forms.Form):
    """Whether two people spoke, and what they do next."""

    talked = forms.ChoiceField(
        label=_("Did you speak each other?"),
        choices=[("", _("Not said yet")), ("yes", _("Yes")), ("no", _("No"))],
        required=False,
    )
    next_step = forms.CharField(
        label=_("What did you agree?"),
        help_text=_("You both read this, and so does the organiser."),
        widget=forms.Textarea({"rows": 2, "maxlength": "1000"}),
        required=False,
    )

    @classmethod
    def initial_of(cls, met: Acquaintance) -> dict[str, str]:
        talked = {None: "", True: "yes", False: "no"}[met.talked]
        return {"talked": talked, "next_step": met.next_step}

    def talk(self) -> bool | None:
        return {"": None, "yes": True, "no": False}[self.cleaned_data["talked"]]


class TellForm(forms.Form):
    """What came of it, three months later."""

    came = forms.ChoiceField(
        label=_("What came of it?"),
        help_text=_("Choose the furthest you came."),
        choices=[*CAME_NAMES.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Do you want to say more?"),
        help_text=_("The organiser reads this, without your name."),
        widget=forms.Textarea({"rows": 2, "maxlength": "1000"}),
        required=False,
    )


class AttendanceForm(forms.Form):
    """Who was there."""

    present = forms.MultipleChoiceField(
        label=_("Who was there?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, places: Sequence[MeetingPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(one.public_id, one_of(one)) for one in places]  # type: ignore[attr-defined]
        self.fields["present"].initial = [one.public_id for one in places if one.present is not False]


class IntroduceForm(forms.Form):
    """Two people whom the organiser brings together."""

    one = forms.ChoiceField(label=_("Who"))
    other = forms.ChoiceField(label=_("Meets whom"))
    why = forms.CharField(
        label=_("Why should they meet?"),
        help_text=_("Both read this. Each says whether they want to; until then no address is shared."),
        widget=forms.Textarea({"rows": 2, "maxlength": "1000"}),
    )

    def __init__(self, *args: Any, places: Sequence[MeetingPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [("", _("Choose somebody")), *((one.public_id, one_of(one)) for one in places)]
        for name in ("one", "other"):
            self.fields[name].choices = people  # type: ignore[attr-defined]


class ChooseForm(forms.Form):
    """Where in the programme a pitch is told."""

    part = forms.ChoiceField(label=_("Where in the programme?"), required=False)

    def __init__(self, *args: Any, parts: Sequence[ProgrammeItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.public_id, f"{_hour(one.starts_at)} {one.title}") for one in parts]
        self.fields["part"].choices = [("", _("No part yet")), *rows]  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why a pitch is not chosen."""

    why = forms.CharField(
        label=_("Why not?"),
        help_text=_("Who offered it reads this."),
        widget=forms.Textarea({"rows": 2}),
        max_length=2_000,
        required=False,
    )


def one_of(place: MeetingPlace) -> str:
    """A person with the organisation; the organisation alone once the name was forgotten."""
    return f"{place.name}, {place.organisation_name}" if place.name else place.organisation_name


def _hour(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
