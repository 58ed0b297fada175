"""Starting: a name and who asks; or the file of a notice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.stages.market.actions import MOST_BYTES


class StartForm(forms.Form):
    """The least that is needed; everything else is asked step by step."""

    title = forms.CharField(
        label=_("What do we call this procurement?"),
        help_text=_("Short and recognisable, for example “Maintenance of parks 2027–2031”."),
        max_length=200,
        error_messages={"required": _("Give this procurement a name; you can change it later.")},
    )
    need = forms.CharField(
        label=_("What is the need?"),
        help_text=_("The need, not the product: “dry and light workplaces” rather than “a new building”."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=20_000,
    )
    department = forms.ChoiceField(label=_("Which department asks?"), required=False)
    start_on = DayField(
        label=_("When does the procedure start?"),
        help_text=_("The amounts of that day hold. Leave it empty to use those of today."),
        required=False,
    )
    start_key = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    notice = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=12)

    def __init__(self, *args: Any, departments: Iterable[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._departments = {department.public_id: department for department in departments}
        self.fields["department"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a department")),
            *((key, department.name) for key, department in self._departments.items()),
        ]

    def department_given(self) -> Department | None:
        """The department that was chosen."""
        return self._departments.get(self.cleaned_data.get("department", ""))


class NoticeUploadForm(forms.Form):
    """The file of a notice to start from."""

    file = UploadField(
        label=_("File of the notice"),
        help_text=_("An XML file from TenderNed or TED, at most 10 MB."),
        accept=".xml,.json",
        most_bytes=MOST_BYTES,
    )
