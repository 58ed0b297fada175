"""Bringing in the texts of the story, marking them, and making goals of what was marked."""

from __future__ import annotations

from datetime import datetime

from meerwaarde.demo.board_texts import TEXTS, DemoText
from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import DemoGoal, Happening
from meerwaarde.exchange.texts import read_paste
from meerwaarde.language.sentences import Span
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy import actions
from meerwaarde.stages.policy.actions import goals as goal_actions
from meerwaarde.stages.policy.actions import texts as text_actions
from meerwaarde.stages.policy.queries import Goal, texts
from meerwaarde.stages.policy.queries.texts import BoardDocument, Passage


def text_happenings(cast: Cast, slug: str) -> list[Happening]:
    """The one text of an authority, where the story has one."""
    told = TEXTS.get(slug)
    return [] if told is None else [Happening(told.at, lambda: _take_in(cast, told))]


def enter_goal(cast: Cast, told: DemoGoal, values: actions.GoalValues) -> Goal:
    """Record a goal where it comes from: its passage in a text, a model passage, or from scratch."""
    actor = cast.actor(told.by)
    if told.model_passage:
        return goal_actions.adopt_as_goal(
            actor=actor, at=told.at, model_passage=told.model_passage, goal=values
        )
    document = texts.texts_visible_to(actor).filter(title=told.document).first()
    passage = None if document is None else _marked(actor, told.at, document, told.wording)
    if passage is None:
        return actions.record_goal(actor=actor, at=told.at, goal=values)
    return goal_actions.promote_passage(actor=actor, at=told.at, passage=passage, goal=values)


def _take_in(cast: Cast, told: DemoText) -> None:
    actor = cast.actor(told.by)
    document = text_actions.take_in_text(
        actor=actor,
        at=told.at,
        text=read_paste(told.words),
        values=text_actions.TextValues(
            title=told.title,
            source_type=told.source_type,
            since_year=told.since_year,
            until_year=told.until_year,
        ),
    )
    for quote in (*told.marked, *told.aside):
        passage = _marked(actor, told.at, document, quote)
        assert passage is not None, quote
        if quote in told.aside:
            text_actions.set_aside(actor=actor, at=told.at, passage=passage)


def _marked(actor: Actor, at: datetime, document: BoardDocument, quote: str) -> Passage | None:
    """The passage with these words; None where they do not stand in the text."""
    for number, _label in texts.page_labels(document):
        page = texts.page_of(document, number)
        assert page is not None
        start = page.text.find(quote)
        if start >= 0:
            (passage,) = text_actions.mark_passages(
                actor=actor, at=at, document=document, page=number, spans=[Span(start, start + len(quote))]
            )
            return passage
    return None
