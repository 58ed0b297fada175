"""Buyers ask suppliers directly; firms look, answer, decline and ask; later both say what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.enquiries_told import ENQUIRIES, DemoAnswer, DemoEnquiry, DemoOutcome, DemoReply
from meerwaarde.demo.shape import Happening, on
from meerwaarde.stages.market.actions import enquiries as actions
from meerwaarde.stages.market.queries import Supplier, supplier
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.enquiries import Enquiry

Directory = Mapping[str, str]
"""Public ids of suppliers by their short names."""


def enquiry_happenings(directory: Directory) -> list[Happening]:
    """From a request in February to a draft of last Friday."""
    return [happening for told in ENQUIRIES for happening in _enquiry(told, directory)]


def _enquiry(told: DemoEnquiry, directory: Directory) -> Iterator[Happening]:
    """They share the enquiry once it is written."""
    made: list[Enquiry] = []
    yield Happening(on(told.at), partial(_write, told, made))
    if told.sent:
        yield Happening(on(told.sent), partial(_send, told, made, directory))
    for answer in told.answers:
        yield Happening(on(answer.at), partial(_answer, answer, made))
    for reply in told.replies:
        yield Happening(on(reply.at), partial(_reply, told.by, reply, made))
    if told.closed:
        yield Happening(on(told.closed), partial(_close, told))
    for outcome in told.outcomes:
        yield Happening(on(outcome.at), partial(_tell, outcome, made, directory))


def _write(told: DemoEnquiry, made: list[Enquiry]) -> None:
    at = on(told.at)
    made.append(actions.write_enquiry(actor=at_work(told.by, at), values=told.values, at=at))


def _send(told: DemoEnquiry, made: list[Enquiry], directory: Directory) -> None:
    at = on(told.sent)
    actor = at_work(told.by, at)
    asked: list[Supplier] = []
    for key in told.asked:
        found = supplier(actor, directory[key])
        assert found is not None, key
        asked.append(found)
    actions.send_enquiry(actor=actor, enquiry=made[0], suppliers=asked, at=at)


def _close(told: DemoEnquiry) -> None:
    """As the clock does: what is past its moment."""
    closed = actions.close_due(at=on(told.closed))
    assert closed == 1, told.values.title


def _answer(told: DemoAnswer, made: list[Enquiry]) -> None:
    at = on(told.at)
    actor = at_work(told.by, at)
    leads = queries.all_leads(made[0])
    lead = next(one for one in leads if one.supplier.firm_id == actor.organisation_id)
    if told.verb == "see":
        actions.look_at_enquiry(actor=actor, lead=lead, at=at)
    elif told.verb == "ask":
        actions.ask_question(actor=actor, lead=lead, text=told.text, at=at)
    elif told.verb == "no":
        actions.say_no(actor=actor, lead=lead, reason=told.why, text=told.text, at=at)
    else:
        amount = None if told.euros is None else Decimal(told.euros)
        actions.say_yes(actor=actor, lead=lead, text=told.text, amount=amount, at=at)


def _reply(by: str, told: DemoReply, made: list[Enquiry]) -> None:
    at = on(told.at)
    actor = at_work(by, at)
    asked = next(one for one in queries.questions_of(made[0]) if one.text.startswith(told.asked))
    actions.answer_question(actor=actor, question=asked, text=told.text, at=at)


def _tell(told: DemoOutcome, made: list[Enquiry], directory: Directory) -> None:
    at = on(told.at)
    leads = queries.all_leads(made[0])
    actions.tell_outcome(
        actor=at_work(told.by, at),
        lead=next(one for one in leads if one.supplier.public_id == directory[told.firm]),
        said="no_deal" if told.euros is None else "deal",
        amount=None if told.euros is None else Decimal(told.euros),
        at=at,
    )
