"""What is told above the page that one returns to, when a button did nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy.actions import Refused
from meerwaarde.stages.policy.pages.words import in_words


def tell_refusal(request: HttpRequest, refused: Refused | StepRefused) -> None:
    """Why a button did nothing, above the page that one returns to."""
    if isinstance(refused, Refused):
        messages.warning(request, " ".join(refused.problems.values()))
    else:
        messages.warning(request, in_words(refused.text))


def tell_changed(request: HttpRequest) -> None:
    messages.warning(request, _("Somebody changed this meanwhile. Look at it again, and try once more."))
