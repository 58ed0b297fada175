"""What the pages about the board's texts ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.stages.policy.actions.texts import TextValues
from meerwaarde.stages.policy.forms.parts import YearField
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.queries.texts import BoardDocument

LONGEST_PASTE = 4_000_000


class TextForm(RefusableForm):
    """What people tell about a text: how it is called, what it is, and for which years it holds."""

    title = forms.CharField(
        label=_("Title of the text"),
        max_length=300,
        required=False,
        help_text=_(
            "The name by which people know it. For example: Coalition agreement 2026-2030. "
            "Leave it empty, and the first line of the text becomes the title."
        ),
    )
    source_type = forms.ChoiceField(
        label=_("What kind of text is it?"),
        choices=Goal.Source.choices,
        initial=Goal.Source.COALITION_AGREEMENT,
    )
    since_year = YearField(
        label=_("From the year"),
        required=False,
        help_text=_("Goals that you make of this text begin with this year."),
    )
    until_year = YearField(label=_("Until the year"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self, *, first_line: str = "") -> TextValues:
        """What the action takes; without a title the first line of the text serves as one."""
        given = self.cleaned_data
        return TextValues(
            title=given["title"].strip() or first_line,
            source_type=given["source_type"],
            since_year=given["since_year"],
            until_year=given["until_year"],
        )

    @classmethod
    def typed_from(cls, document: BoardDocument) -> dict[str, Any]:
        """The text's details as the fields show them."""
        names = ("title", "source_type", "since_year", "until_year", "version")
        return {name: getattr(document, name) for name in names}


class NewTextForm(TextForm):
    """A file, or the words themselves; one of the two."""

    file = UploadField(
        label=_("File with the text"),
        required=False,
        accept=".docx,.pdf,.txt",
        help_text=_("A Word file (.docx), a PDF or plain text (.txt), at most 25 MB."),
    )
    words = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea({"rows": 10}),
        help_text=_(
            "Put “Page 14” on a line of its own where a page begins. Then each goal keeps its page number."
        ),
    )

    field_order = ("file", "words", "title", "source_type", "since_year", "until_year", "version")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        pasted = (given.get("words") or "").strip()
        if "file" in given and given.get("file") is None and not pasted:
            self.add_error("file", _("Choose a file, or paste the text in the field below."))
        if given.get("file") is not None and pasted:
            self.add_error(
                "words", _("You chose a file as well. Leave this field empty, or take the file away.")
            )
        return given


class FindForm(forms.Form):
    """Looks for words within one text."""

    zoek = forms.CharField(label=_("Search in this text"), required=False, max_length=100)
