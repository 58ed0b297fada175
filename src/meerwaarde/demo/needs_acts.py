"""Civic organisations come in, ask, and get help of firms, through the actions of the market."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.needs_told import NEEDS, PLACES, DemoGiven, DemoNeed, DemoNeedOffer, DemoPlace
from meerwaarde.demo.people import CIVIC_PEOPLE
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.organisations.queries import authority, person_by_email
from meerwaarde.stages.market.actions import admissions, needs
from meerwaarde.stages.market.queries.admissions import open_application
from meerwaarde.stages.market.queries.needs import Need, NeedOffer


def needs_happenings(encoded_password: str) -> list[Happening]:
    """From the first registration in February to the draft of last Friday."""
    happenings = []
    for place in PLACES:
        happenings.append(Happening(on(place.came), partial(_register, place)))
        happenings.append(Happening(on(place.let_in), partial(_let_in, place, encoded_password)))
    for told in NEEDS:
        happenings.extend(_need(told))
    return happenings


def _register(place: DemoPlace) -> None:
    person = next(one for one in CIVIC_PEOPLE if one.local_part == place.person)
    values = admissions.ApplicationValues(
        kind="civic",
        kvk=place.kvk,
        firm_name=place.name,
        place=place.place,
        website="",
        offers=place.does,
        person_name=person.name,
        email=person.email,
    )
    admissions.start_application(values=values, language="nl", at=on(place.came))
    found = open_application(place.kvk, person.email)
    assert found is not None, place.kvk
    admissions.confirm_address(application=found, at=on(place.came))


def _let_in(place: DemoPlace, encoded_password: str) -> None:
    person = next(one for one in CIVIC_PEOPLE if one.local_part == place.person)
    found, at = open_application(place.kvk, person.email), on(place.let_in)
    assert found is not None, place.kvk
    admissions.admit_firm(
        actor=at_work(place.lets_in, at), application=found, expected_version=found.version, at=at
    )
    known = person_by_email(person.email)
    assert known is not None
    known.change(password=encoded_password)


def _need(told: DemoNeed) -> Iterator[Happening]:
    """A need and all that follows on it; they share the need and its offers as these come to be."""
    made: list[Need] = []
    yield Happening(on(told.at), partial(_enter, told, made))
    for moment, by, verb, text in told.steps:
        yield Happening(on(moment), partial(_step, made, on(moment), by, verb, text))
    for offered in told.offers:
        offers: list[NeedOffer] = []
        yield Happening(on(offered.at), partial(_offer, offered, made, offers))
        if offered.answered:
            moment, verb, why = offered.answered
            yield Happening(on(moment), partial(_answer, told.by, offers, on(moment), verb, why))
        for given in offered.given:
            yield Happening(on(given.at), partial(_confirm, given, offers))


def _enter(told: DemoNeed, made: list[Need]) -> None:
    place = next(one for one in PLACES if one.person == told.by)
    handler, at = authority(place.authority), on(told.at)
    assert handler is not None, place.authority
    made.append(needs.enter_need(actor=at_work(told.by, at), values=told.values, handler=handler, at=at))


def _step(made: list[Need], at: datetime, by: str, verb: str, text: str) -> None:
    needs.step_need(actor=at_work(by, at), need=made[0], verb=verb, text=text, at=at)


def _offer(told: DemoNeedOffer, made: list[Need], offers: list[NeedOffer]) -> None:
    values = needs.OfferValues(quantity=Decimal(told.quantity), on=told.on, remark=told.remark)
    at = on(told.at)
    offers.append(needs.make_offer(actor=at_work(told.by, at), need=made[0], values=values, at=at))


def _answer(by: str, offers: list[NeedOffer], at: datetime, verb: str, why: str) -> None:
    needs.step_offer(actor=at_work(by, at), offer=offers[0], verb=verb, text=why, at=at)


def _confirm(told: DemoGiven, offers: list[NeedOffer]) -> None:
    at = on(told.at)
    needs.confirm_given(
        actor=at_work(told.by, at),
        offer=offers[0],
        quantity=Decimal(told.quantity),
        note=told.note,
        at=at,
    )
