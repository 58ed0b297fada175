"""What somebody wants to hear of, and how."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.gates.outbound import NotLetOut
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.rules import alerts as rules
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import provinces
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.actions.alerts import AlertValues, may_be_called
from meerwaarde.stages.market.queries.alerts import AlertProfile, name_of_value, wanted_of

_CODE = re.compile(r"\d{2,8}")


class AlertForm(forms.Form):
    """One profile. Nothing is a must but a name: who leaves all open hears of everything."""

    name = forms.CharField(
        label=gettext_lazy("What do you call this alert?"),
        help_text=gettext_lazy("For yourself. It stands in each message. Left open, we make up a name."),
        max_length=120,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Words"),
        help_text=gettext_lazy("With commas between. One of them is enough. “Social return” counts as one."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    cpv = forms.CharField(
        label=gettext_lazy("CPV codes or groups"),
        help_text=gettext_lazy("With commas between. The first digits give a whole group: 9091 is cleaning."),
        required=False,
        max_length=1000,
    )
    both = forms.BooleanField(
        label=gettext_lazy("Only when a word and a code both fit"),
        required=False,
    )
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("Choose nothing to hear of the whole country."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        help_text=gettext_lazy("Only notices in which we find a sign of the theme. Choose nothing for all."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Which moments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=["expected", "early", "call"],
    )
    email = forms.ChoiceField(
        label=gettext_lazy("E-mail"),
        choices=AlertProfile.Email.choices,
        initial=rules.DAILY,
        widget=forms.RadioSelect,
    )
    feed = forms.BooleanField(
        label=gettext_lazy("Also as a feed for my own reader (Atom)"),
        required=False,
    )
    webhook_url = forms.CharField(
        label=gettext_lazy("Also to another system (webhook)"),
        help_text=gettext_lazy("An address that begins with https://. Most people leave this empty."),
        required=False,
        max_length=500,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, day: date, follow: bool = False, **kwargs: Any) -> None:
        """Of a follow only the name and the way of telling can be changed."""
        super().__init__(*args, **kwargs)
        law, language = Law.on(day), get_language() or "nl"
        if follow:
            for name in ("words", "cpv", "both", "regions", "themes", "groups"):
                del self.fields[name]
            return
        self.fields["regions"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name.in_language(language)) for one in provinces(law)
        ]
        self.fields["themes"].choices = [  # type: ignore[attr-defined]
            (code, theme_info(law, code).name.in_language(language)) for code in THEMES
        ]
        self.fields["groups"].choices = [  # type: ignore[attr-defined]
            (code, said.in_language(language)) for code, said in rules.GROUPS.items()
        ]

    def clean_words(self) -> tuple[str, ...]:
        return self._several("words", self.cleaned_data["words"])

    def clean_cpv(self) -> tuple[str, ...]:
        given = self._several("cpv", self.cleaned_data["cpv"])
        codes = tuple(dict.fromkeys(_bare(one) for one in given))
        for typed, code in zip(given, codes, strict=False):
            if not _CODE.fullmatch(code):
                raise ValidationError(
                    _("“%(typed)s” is no CPV code. Type two to eight digits, for example 9091.")
                    % {"typed": typed}
                )
            if not name_of_value("cpv", code).nl:
                raise ValidationError(
                    _("CPV code %(typed)s does not exist. Check the digits.") % {"typed": typed}
                )
        return codes

    def clean_webhook_url(self) -> str:
        """Refused now where it would never be let out, not silently later."""
        url = str(self.cleaned_data["webhook_url"]).strip()
        if url:
            try:
                may_be_called(url)
            except NotLetOut as refused:
                raise ValidationError(refusal_in_words(refused)) from None
        return url

    def values(self, wanted: rules.Wanted | None = None) -> AlertValues:
        """What an action takes; `wanted` is that of a follow, which the form does not ask."""
        given = self.cleaned_data
        asked = wanted if wanted is not None else self.wanted()
        return AlertValues(
            name=" ".join(given["name"].split()) or _made_up(asked),
            wanted=asked,
            email=given["email"],
            feed=given["feed"],
            webhook_url=given["webhook_url"],
        )

    def wanted(self) -> rules.Wanted:
        """What is asked for, as far as it could be read."""
        given = self.cleaned_data
        return rules.Wanted(
            cpv=tuple(given.get("cpv") or ()),
            words=tuple(given.get("words") or ()),
            both=bool(given.get("both")),
            regions=tuple(given.get("regions") or ()),
            themes=tuple(given.get("themes") or ()),
            groups=tuple(given.get("groups") or ()),
        )

    def _several(self, field: str, typed: str) -> tuple[str, ...]:
        parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", typed))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if len(found) > rules.MOST_VALUES:
            raise ValidationError(
                _("At most %(most)s. Make a second alert for the rest.") % {"most": rules.MOST_VALUES}
            )
        return found


def _made_up(wanted: rules.Wanted) -> str:
    """A name for who gave none: the words, else the groups, else everything."""
    language = get_language() or "nl"
    groups = [name_of_value("cpv", code).in_language(language) or code for code in wanted.cpv]
    named = ", ".join((*wanted.words, *groups)) or _("Everything")
    return named if len(named) <= _LONGEST_NAME else f"{named[: _LONGEST_NAME - 1]}…"


_LONGEST_NAME = 120


def _bare(typed: str) -> str:
    """A code without its check digit and without the zeros that only fill it up: 90910000-9 is 9091."""
    code = typed.partition("-")[0].strip()
    if len(code) == 8 and code.isdigit():
        return code.rstrip("0").ljust(rules.FEWEST_DIGITS, "0")
    return code


def initial_of(profile: AlertProfile) -> dict[str, Any]:
    """What stands in the form of a profile that is there already."""
    wanted = wanted_of(profile)
    return {
        "name": profile.name,
        "words": ", ".join(wanted.words),
        "cpv": ", ".join(wanted.cpv),
        "both": wanted.both,
        "regions": list(wanted.regions),
        "themes": list(wanted.themes),
        "groups": list(wanted.groups),
        "email": profile.email,
        "feed": profile.feed,
        "webhook_url": profile.webhook_url,
        "version": profile.version,
    }
