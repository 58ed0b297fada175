"""The pages of alerts: one's list, one alert with what was found last, the form, and stopping letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.notify.composing import public_address
from meerwaarde.rules import alerts as rules
from meerwaarde.stages.market.forms.alerts import AlertForm
from meerwaarde.stages.market.queries import alerts as queries
from meerwaarde.stages.market.queries.alerts import AlertItem, AlertProfile

NEWS_TONES = {
    "new": Tone.POSITIVE,
    "changed": Tone.WARNING,
    "awarded": Tone.INFO,
    "withdrawn": Tone.NEGATIVE,
    "nothing": Tone.NEUTRAL,
}


@dataclass(frozen=True, kw_only=True)
class ItemShown:
    """Something that was found: what it is and why it came."""

    title: str
    url: str
    facts: tuple[str, ...]
    why: str
    badge: Badge | None = None


@dataclass(frozen=True, kw_only=True)
class AlertPage(Page):
    """One alert: what it asks, how it tells, and what it found last."""

    asked: tuple[Definition, ...]
    told: tuple[Definition, ...]
    items: tuple[ItemShown, ...]
    nothing: EmptyState
    renew: Action | None = None
    secret: str = ""


@dataclass(frozen=True, kw_only=True)
class AlertFormPage(FormPage):
    """The form, and after asking what the last month would have brought."""

    tried: bool = False
    items: tuple[ItemShown, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StopPage(Page):
    """For who comes from a letter, without a log-in."""

    names: tuple[str, ...]
    stopped: bool
    button: Action | None


def alerts_page(actor: Actor, profiles: Sequence[AlertProfile]) -> ListPage:
    """What one wants to hear of, newest first."""
    last = queries.last_found(profiles)
    new = Action(
        label=_("New alert"), url=reverse("market:alert_new", args=[actor.slug]), icon="add", kind="primary"
    )
    return ListPage(
        title=_("Alerts"),
        intro=_("Say once what you want to hear of. You are told when something fits, and why."),
        actions=(new,),
        table=Table(
            caption=_("Your alerts"),
            caption_hidden=True,
            columns=(
                Column(label=_("Alert")),
                Column(label=_("E-mail")),
                Column(label=_("Found last")),
                Column(label=_("State")),
            ),
            rows=tuple(_row(actor, one, last.get(one.pk)) for one in profiles),
            empty=EmptyState(
                title=_("You have no alerts yet"),
                text=_("Describe what you look for, or follow a procedure or authority from a notice."),
                action=new,
                drawing="search",
            ),
        ),
    )


def alert_page(actor: Actor, profile: AlertProfile) -> AlertPage:
    """One alert with everything that its owner can do."""
    language = _language()
    return AlertPage(
        title=profile.name,
        badge=_state(profile),
        crumbs=(Crumb(_("Alerts"), reverse("market:alerts", args=[actor.slug])),),
        actions=_actions(actor, profile),
        asked=_asked(profile),
        told=_told(profile),
        items=tuple(_item(actor, one, language) for one in queries.items_of(profile)),
        nothing=EmptyState(
            title=_("Nothing was found yet"),
            text=_("As soon as something fits it stands here, with the reason."),
            drawing="search",
        ),
        renew=_renewal(actor, profile),
        secret=profile.webhook_secret if profile.webhook_url else "",
    )


def alert_form_page(
    actor: Actor, form: AlertForm, profile: AlertProfile | None, tried: rules.Wanted | None, day: date
) -> AlertFormPage:
    """Making or changing an alert; `tried` is what to show the last month's finds for."""
    items: tuple[ItemShown, ...] = ()
    if tried is not None:
        found = queries.would_have_come(actor, tried, day)
        items = tuple(_tried(actor, one, reasons) for one, reasons in found)
    here = reverse("market:alerts", args=[actor.slug])
    return AlertFormPage(
        title=_("Change alert") if profile else _("New alert"),
        crumbs=(Crumb(_("Alerts"), here),),
        form=form,
        submit=_("Save") if profile else _("Turn on"),
        extra_submits=(("try", "1", _("Show what would have come")),) if "words" in form.fields else (),
        cancel_url=reverse("market:alert", args=[actor.slug, profile.public_id]) if profile else here,
        draft_key="" if profile else "alert:new",
        tried=tried is not None,
        items=items,
        help=(
            Help(
                title=_("How it works"),
                points=(
                    _("A word or a code is enough. A place, theme or moment narrows it down."),
                    _("Each message says why it came."),
                    _("A change within a day comes together with the others."),
                    _("You stop the e-mail with one click in any message."),
                ),
            ),
        ),
    )


def stop_page(profiles: Sequence[AlertProfile], token: str) -> StopPage:
    """What this address stops, and the button that does or undoes it."""
    stopped = all(profile.email == rules.NEVER for profile in profiles)
    if stopped:
        back = any(profile.email_before for profile in profiles)
        button = Action(
            label=_("Do send me these messages"), url=reverse("messages:resume", args=[token]), post=True
        )
        return StopPage(
            title=_("You get no more e-mail about this"),
            intro=_("Your alerts still stand in Meerwaarde. You can turn the e-mail on again there."),
            names=tuple(profile.name for profile in profiles),
            stopped=True,
            button=button if back else None,
        )
    return StopPage(
        title=_("Stop this e-mail?"),
        intro=_("Then you get no more e-mail about:"),
        names=tuple(profile.name for profile in profiles),
        stopped=False,
        button=Action(
            label=_("Stop the e-mail"), url=reverse("messages:stop", args=[token]), post=True, kind="primary"
        ),
    )


def nothing_to_stop() -> StopPage:
    """What an older letter leads to when its alert or search was deleted since."""
    return StopPage(
        title=_("These messages are already stopped"),
        intro=_("What this letter was about was deleted since. You get no more e-mail about it."),
        names=(),
        stopped=True,
        button=None,
    )


def wanted_in_words(profile: AlertProfile) -> tuple[str, ...]:
    """What is asked for, a line for each part."""
    wanted = queries.wanted_of(profile)
    groups = ", ".join(rules.GROUPS[group].in_language(_language()) for group in wanted.groups)
    moments = (_("Moments: %(values)s") % {"values": groups},) if groups else ()
    both = (_("Only when a word and a code both fit"),) if wanted.both else ()
    return (*_subject_in_words(profile), *moments, *both)


def _subject_in_words(profile: AlertProfile) -> tuple[str, ...]:
    language, wanted = _language(), queries.wanted_of(profile)

    def named(code: str, value: str) -> str:
        called = queries.name_of_value(code, value).in_language(language)
        return f"{value} {called}".strip() if code == "cpv" else called or value

    lines = {
        _("Words: %(values)s"): ", ".join(f"“{word}”" for word in wanted.words),
        _("CPV: %(values)s"): ", ".join(named("cpv", code) for code in wanted.cpv),
        _("Where: %(values)s"): ", ".join(named("region", code) for code in wanted.regions),
        _("Themes: %(values)s"): ", ".join(named("theme", code) for code in wanted.themes),
    }
    return tuple(line % {"values": values} for line, values in lines.items() if values)


def _row(actor: Actor, profile: AlertProfile, last: AlertItem | None) -> Row:
    words = _subject_in_words(profile)
    note = str(profile.get_follows_display()) if profile.follows != "search" else "; ".join(words)
    return Row(
        (
            Cell(
                text=profile.name,
                url=reverse("market:alert", args=[actor.slug, profile.public_id]),
                note=note or _("Everything"),
            ),
            Cell(text=str(profile.get_email_display())),
            Cell(
                text=queries.title_of(last) if last else "",
                url=queries.address_of(last, actor.slug) if last else "",
                note=_day(last.changed_at) if last else "",
            ),
            Cell(badge=_state(profile)),
        )
    )


def _actions(actor: Actor, profile: AlertProfile) -> tuple[Action, ...]:
    def to(name: str) -> str:
        return reverse(f"market:{name}", args=[actor.slug, profile.public_id])

    turn = (
        Action(label=_("Turn on again"), url=to("alert_resume"), post=True, kind="primary")
        if profile.paused_at
        else Action(label=_("Pause"), url=to("alert_pause"), post=True, kind="quiet")
    )
    return (
        Action(label=_("Change"), url=to("alert_edit"), icon="edit"),
        turn,
        Action(label=_("Delete"), url=to("alert_end"), icon="remove", kind="danger", post=True),
    )


def _asked(profile: AlertProfile) -> tuple[Definition, ...]:
    if profile.follows != "search":
        return (Definition(term=_("You follow"), text=str(profile.get_follows_display())),)
    return (Definition(term=_("What you hear of"), items=wanted_in_words(profile) or (_("Everything"),)),)


def _told(profile: AlertProfile) -> tuple[Definition, ...]:
    told = [Definition(term=_("E-mail"), text=str(profile.get_email_display()))]
    if profile.feed:
        address = public_address(reverse("messages:feed", args=[queries.feed_token(profile)]))
        told.append(Definition(term=_("Feed, an address for you alone"), text=address, url=address))
    if profile.webhook_url:
        stopped = profile.webhook_stopped
        told.append(
            Definition(
                term=_("Webhook"),
                text=profile.webhook_url,
                badge=Badge(
                    label=_("Stopped: it kept failing (%(code)s)") % {"code": stopped}, tone=Tone.NEGATIVE
                )
                if stopped
                else Badge(label=_("Works"), tone=Tone.POSITIVE),
            )
        )
    return tuple(told)


def _renewal(actor: Actor, profile: AlertProfile) -> Action | None:
    if not profile.feed:
        return None
    return Action(
        label=_("Give the feed another address"),
        url=reverse("market:alert_renew", args=[actor.slug, profile.public_id]),
        post=True,
        kind="quiet",
    )


def _item(actor: Actor, item: AlertItem, language: str) -> ItemShown:
    news = str(item.told if item.news == "nothing" else item.news)
    return ItemShown(
        title=queries.title_of(item),
        url=queries.address_of(item, actor.slug),
        facts=tuple(fact for fact in (*queries.facts_of(item, language), _day(item.changed_at)) if fact),
        why=queries.why_line(item.reasons, language),
        badge=None
        if news == "nothing"
        else Badge(label=str(AlertItem.News(news).label), tone=NEWS_TONES[news]),
    )


def _tried(actor: Actor, found: queries.Found, reasons: Sequence[rules.Reason]) -> ItemShown:
    language = _language()
    item = AlertItem(subject=found.subject, notice=found.notice, opportunity=found.opportunity)
    said = [{"nl": one.text.nl, "en": one.text.en} for one in reasons]
    return ItemShown(
        title=queries.title_of(item),
        url=queries.address_of(item, actor.slug),
        facts=tuple(fact for fact in queries.facts_of(item, language) if fact),
        why=queries.why_line(said, language),
    )


def _state(profile: AlertProfile) -> Badge:
    if profile.paused_at:
        return Badge(label=_("Paused"), tone=Tone.NEUTRAL)
    if profile.webhook_stopped:
        return Badge(label=_("Webhook stopped"), tone=Tone.NEGATIVE)
    return Badge(label=_("On"), tone=Tone.POSITIVE)


def _day(moment: datetime) -> str:
    return format_day(timezone.localtime(moment).date(), _language(), "short")


def _language() -> str:
    return get_language() or "nl"
