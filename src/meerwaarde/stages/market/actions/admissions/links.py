"""The links of somebody without an account: signed, with an end, and worth nothing for another use."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from meerwaarde.stages.market.models import FirmApplication

CONFIRM_WITHIN = timedelta(hours=48)
_CONFIRM, _FOLLOW = "market.application.confirm", "market.application.follow"


def confirm_path(application: FirmApplication) -> str:
    """Where the address is confirmed; good for two days."""
    return reverse("registration:confirm", args=[signing.dumps(application.public_id, salt=_CONFIRM)])


def follow_path(application: FirmApplication) -> str:
    """Where the applicant follows it; good as long as the application is kept."""
    return reverse("registration:follow", args=[follow_token(application)])


def follow_token(application: FirmApplication) -> str:
    return signing.dumps(application.public_id, salt=_FOLLOW)


def read_confirm(token: str) -> tuple[str, bool]:
    """The public id in a link of a confirmation letter, and whether it is in time; "" for no link of ours."""
    try:
        return str(signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN)), True
    except signing.SignatureExpired:
        return str(signing.loads(token, salt=_CONFIRM)), False
    except signing.BadSignature:
        return "", False


def read_follow(token: str) -> str:
    """The public id in a link to follow an application; "" for no link of ours."""
    try:
        return str(signing.loads(token, salt=_FOLLOW))
    except signing.BadSignature:
        return ""
