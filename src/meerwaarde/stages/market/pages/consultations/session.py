"""The session of a consultation on a page: when and where, whether there is room, and taking a place."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Crumb, Definition, FormPage
from meerwaarde.stages.market.forms.consultations import SeatForm, SessionForm
from meerwaarde.stages.market.pages.consultations.words import in_moments, own_crumbs
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import Consultation


@dataclass(frozen=True, kw_only=True)
class SeatPanel:
    """Taking a place at the session, or giving it back. `url` is "" for the page itself."""

    form: SeatForm
    url: str
    told: str
    coming: bool


def seat_panel(
    found: Consultation, firm_name: str, url: str, form: SeatForm | None = None
) -> SeatPanel | None:
    """None where there is no session to come to."""
    if found.session_at is None or found.state != "published" or found.session_at <= timezone.now():
        return None
    known = queries.seat_called(found, firm_name)
    people = known.people if known else 1
    told = ""
    if known:
        told = ngettext("You come with %(count)d person.", "You come with %(count)d people.", people) % {
            "count": people
        }
    return SeatPanel(
        form=form or SeatForm(initial={"people": people}), url=url, told=told, coming=known is not None
    )


def session_facts(found: Consultation, *, names: bool) -> tuple[Definition, ...]:
    """When, where and for how many; with `names` who comes, which only the authority reads beforehand."""
    if found.session_at is None:
        return ()
    rows = [Definition(term=_("Begins"), text=in_moments(found.session_at))]
    if found.session_until:
        rows.append(Definition(term=_("Ends"), text=in_moments(found.session_until)))
    if found.session_where:
        rows.append(Definition(term=_("Where"), text=found.session_where))
    if found.session_link:
        rows.append(Definition(term=_("Online"), text=_("Take part online"), url=found.session_link))
    if found.session_seats is not None and found.session_at > timezone.now():
        left = max(found.session_seats - queries.people_coming(found), 0)
        free = ngettext("%(count)d place free", "%(count)d places free", left) % {"count": left}
        of_all = _("%(free)s of %(all)s") % {"free": free, "all": found.session_seats}
        rows.append(Definition(term=_("Places"), text=of_all if left else _("The session is full.")))
    if names:
        rows.append(_who(found))
    return tuple(rows)


def _who(found: Consultation) -> Definition:
    seats = queries.seats_of(found)
    if any(one.present is not None for one in seats):
        there = tuple(one.firm_name for one in seats if one.present)
        return Definition(term=_("Who was there"), items=there, text="" if there else _("nobody"))
    coming = tuple(f"{one.firm_name} ({one.people})" for one in seats)
    return Definition(term=_("Who comes"), items=coming, text="" if coming else _("nobody yet"))


def session_page(actor: Actor, found: Consultation, form: SessionForm) -> FormPage:
    """Attendance and minutes."""
    home = reverse("market:consultation", args=[actor.slug, found.public_id])
    return FormPage(
        title=_("Attendance and minutes"),
        intro=found.title,
        crumbs=(*own_crumbs(actor), Crumb(found.title, home)),
        form=form,
        submit=_("Save"),
        cancel_url=home,
        draft_key=f"consultation-session:{found.public_id}",
    )
