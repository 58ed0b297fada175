"""What somebody does on their own page of a meeting: the same with an account and with a link."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market.actions import meetings as actions
from meerwaarde.stages.market.forms.meetings import AskForm, JoinForm, TalkForm, TellForm
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Acquaintance, MeetingPlace


def perform(post: QueryDict, place: MeetingPlace, actor: Actor | None, at: datetime) -> str:
    """Do what a button says with a place; what to tell then. Raises `Refused` and Http404 of the actions."""
    do = post.get("do", "")
    if do == "leave":
        actions.leave(place=place, actor=actor, at=at)
        return _("You are not expected any more. Your seat goes to who waits.")
    if do == "seeks":
        form = JoinForm(post)
        actions.say_what_one_seeks(place=place, seeks=_text(form, "seeks"), actor=actor, at=at)
        return _("Saved. Everybody who comes reads it.")
    if do == "ask":
        return _ask(post, place, actor, at)
    if do in ("agree", "decline", "withdraw"):
        found = _acquaintance(post, place)
        actions.answer_to_meet(acquaintance=found, place=place, verb=do, actor=actor, at=at)
        return {
            "agree": _("Noted. As soon as you both want to, you both get a letter with the address."),
            "decline": _("Noted. The other is not told."),
            "withdraw": _("Your request is taken back."),
        }[do]
    if do == "note":
        return _note(post, place, actor, at)
    if do == "tell":
        question = queries.follow_up_of(place, post.get("question", ""))
        if question is None:
            raise Http404
        told = TellForm(post)
        actions.tell_what_came(
            question=question,
            place=place,
            came=_text(told, "came"),
            text=_text(told, "text"),
            actor=actor,
            at=at,
        )
        return _("Thank you. The organiser counts it, without your name.")
    raise Http404


def _ask(post: QueryDict, place: MeetingPlace, actor: Actor | None, at: datetime) -> str:
    other = queries.place(place.meeting, post.get("place", ""))
    if other is None:
        raise Http404
    asked = actions.ask_to_meet(
        place=place, other=other, message=_text(AskForm(post), "message"), actor=actor, at=at
    )
    if asked.state == "met":
        return _("You both want to. The address and your moment stand here, and in a letter.")
    return _("Asked. %(name)s gets a letter without your address.") % {"name": other.name}


def _note(post: QueryDict, place: MeetingPlace, actor: Actor | None, at: datetime) -> str:
    form = TalkForm(post)
    if not form.is_valid():
        raise Http404
    actions.note_talk(
        acquaintance=_acquaintance(post, place),
        talked=form.talk(),
        next_step=form.cleaned_data["next_step"],
        place=place,
        actor=actor,
        at=at,
    )
    return _("Saved. You both read it.")


def _acquaintance(post: QueryDict, place: MeetingPlace) -> Acquaintance:
    found = queries.acquaintance_of(place, post.get("acquaintance", ""))
    if found is None:
        raise Http404
    return found


def _text(form: AskForm | JoinForm | TellForm, name: str) -> str:
    """What was typed; too long is cut by the action, a choice that is none is refused by it."""
    form.is_valid()
    return str(form.cleaned_data.get(name, form.data.get(name, "")))
