"""Before one has a seat: typing a code, joining, going on elsewhere, and a code that opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.layout.components import FormPage, Page
from meerwaarde.stages.policy.queries.web_sessions import WebSession


@dataclass(frozen=True, kw_only=True)
class JoinPage(FormPage):
    """Joining a session: as oneself where somebody is logged in, else with name and side."""

    colleague: str = ""
    as_colleague: str = ""
    privacy: str
    login_url: str = ""
    authority: str


@dataclass(frozen=True, kw_only=True)
class ClosedPage(Page):
    """A code or a seat that opens nothing. It knows nothing, so that it can tell nothing."""

    code_url: str


@dataclass(frozen=True, kw_only=True)
class ContinuePage(Page):
    """Going on with the same seat on another device."""

    address: str = ""
    picture: str = ""
    back_url: str = ""


def code_page(form: Any) -> FormPage:
    """Where one types the code that stands on the big screen."""
    return FormPage(
        title=_("Join a session"),
        intro=_("The code stands on the big screen, or in the invitation that you got."),
        form=form,
        submit=_("Go to the session"),
    )


def join_page(session: WebSession, form: Any, *, colleague: str, days: int, path: str) -> JoinPage:
    """Joining this session. `colleague` is the name of whoever is logged in at this authority."""
    organisation = session.web.organisation.name
    kept = ngettext(
        "After the session your name stays for %(count)d day; then it is removed.",
        "After the session your name stays for %(count)d days; then it is removed.",
        days,
    ) % {"count": days}
    return JoinPage(
        title=session.title,
        intro=_("%(authority)s invites you to look at ambitions together.") % {"authority": organisation},
        form=form,
        submit=_("Join"),
        colleague=colleague,
        as_colleague=_("Join as %(name)s") % {"name": colleague} if colleague else "",
        privacy=" ".join(
            (
                _("The people at the table see your name and for whom you are here."),
                _("What you score is shown without a name, and only together with everybody else."),
                kept,
            )
        ),
        login_url="" if colleague else f"{reverse('account_login')}?next={path}",
        authority=organisation,
    )


def closed_page() -> ClosedPage:
    """The same for a wrong code, an old code, and a session that has not begun."""
    return ClosedPage(
        title=_("Nothing opens with this"),
        intro=_("Check the code, or ask the person who leads the session."),
        code_url=reverse("joining:code"),
    )


def device_page(session: WebSession, address: str, picture: str) -> ContinuePage:
    """The personal link with which a guest goes on elsewhere."""
    return ContinuePage(
        title=_("Go on with another device"),
        intro=_("Open this link on your other device within ten minutes. Do not share it: it is you."),
        address=address,
        picture=picture,
        back_url=reverse("joining:seat", args=[session.public_id]),
    )


def continue_page() -> ContinuePage:
    """Asked on the other device, before the seat is opened there."""
    return ContinuePage(
        title=_("Go on with this device"),
        intro=_("You keep your seat on the other device as well: both are you."),
    )
