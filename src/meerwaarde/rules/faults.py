"""Why an intake cannot be used: every fault in both languages, with what can be done now."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text

LARGEST_AMOUNT = Decimal(10) ** 12
LONGEST_ID = 100


class Fault(msgspec.Struct, frozen=True, gc=False):
    """Why an intake cannot be used: `where` is the path of the field, empty for the whole document."""

    code: str
    message: Text
    where: str
    what_now: Text


class UnusableIntake(ValueError):
    """An intake about which no advice can be given; holds the fault to show."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.where or 'intake'}: {fault.message.en}")
        self.fault = fault


def listed(values: Iterable[object]) -> str:
    """Values as people read a list."""
    return ", ".join(str(value) for value in values)


def count_range(most: int) -> Text:
    """What a whole number may be."""
    return Text(
        nl=f"Geef een heel getal van 0 tot en met {most}.", en=f"Give a whole number from 0 to {most}."
    )


SHARE = Text(
    nl='Een aandeel loopt van 0 tot en met 1: schrijf 65% als "0.65".',
    en='A share runs from 0 to 1: write 65% as "0.65".',
)
PERCENTAGE = Text(
    nl='Schrijf een percentage als getal van 0 of hoger: 5% is "5".',
    en='Write a percentage as a number of 0 or more: 5% is "5".',
)
LEVEL = Text(
    nl="Een niveau is 0, 1, 2 of 3: 0 is geen ambitie, 3 is de hoogste.",
    en="A level is 0, 1, 2 or 3: 0 is no ambition, 3 is the highest.",
)
AS_JSON = Text(
    nl="Lever één intake aan als JSON-object in UTF-8; `meerwaarde schema intake` toont de vorm.",
    en="Supply one intake as a JSON object in UTF-8; `meerwaarde schema intake` shows the form.",
)
TOO_LARGE = Fault(
    "too_large",
    Text(nl="Het document is groter dan 1 MB.", en="The document is larger than 1 MB."),
    "",
    Text(nl="Lever één intake per keer aan.", en="Supply one intake at a time."),
)
TOO_DEEP = Fault(
    "too_deep",
    Text(nl="Het document is te diep genest.", en="The document is nested too deeply."),
    "",
    AS_JSON,
)
WRONG_ENCODING = Fault(
    "wrong_encoding",
    Text(nl="Het document is geen UTF-8.", en="The document is not UTF-8."),
    "",
    Text(
        nl="Sla het bestand op als UTF-8 en probeer het opnieuw.", en="Save the file as UTF-8 and try again."
    ),
)
NOT_AN_OBJECT = Fault(
    "not_an_object",
    Text(nl="Het document is geen JSON-object.", en="The document is not a JSON object."),
    "",
    AS_JSON,
)


def not_json(reason: str) -> Fault:
    """The document cannot be read; `reason` is what the reader said."""
    return Fault(
        "not_json",
        Text(
            nl=f"Het document is geen geldige JSON ({reason}).",
            en=f"The document is not valid JSON ({reason}).",
        ),
        "",
        AS_JSON,
    )


def not_a_number(where: str, value: str) -> Fault:
    """A value that is no finite number, such as NaN."""
    return Fault(
        "not_a_number",
        Text(nl=f"{where} is geen bedrag: {value}.", en=f"{where} is not an amount: {value}."),
        where,
        HOW_TO_WRITE_AMOUNTS,
    )


HOW_TO_WRITE_AMOUNTS = Text(
    nl='Schrijf een bedrag met een punt voor de centen en zonder scheiding van duizendtallen: "216000.00".',
    en='Write an amount with a point before the cents and no thousands separator: "216000.00".',
)


def negative(where: str) -> Fault:
    """An amount below zero."""
    return Fault(
        "negative_amount",
        Text(nl=f"{where} is negatief.", en=f"{where} is negative."),
        where,
        Text(nl="Geef een bedrag van nul of hoger.", en="Give an amount of zero or more."),
    )


def absurd_amount(where: str) -> Fault:
    """An amount above what any purchase is worth."""
    return Fault(
        "absurd_amount",
        Text(
            nl=f"{where} is hoger dan {euro(LARGEST_AMOUNT)}.",
            en=f"{where} is above {euro(LARGEST_AMOUNT, 'en')}.",
        ),
        where,
        Text(nl="Controleer het aantal cijfers.", en="Check the number of digits."),
    )


def too_precise(where: str, amount: Decimal) -> Fault:
    """Three digits after a point are read as thousands by a Dutch eye: never guess which was meant."""
    return Fault(
        "too_many_decimals",
        Text(
            nl=f"{where} heeft meer dan twee cijfers achter de punt: {amount}.",
            en=f"{where} has more than two digits after the point: {amount}.",
        ),
        where,
        Text(
            nl="Rond af op hele centen; laat een punt tussen duizendtallen weg.",
            en="Round to whole cents; leave out a point between thousands.",
        ),
    )


def out_of_range(where: str, value: str, meaning: Text) -> Fault:
    """A number outside its bounds; `meaning` says what the bounds are."""
    return Fault(
        "out_of_range",
        Text(nl=f"{where} kan niet {value} zijn.", en=f"{where} cannot be {value}."),
        where,
        meaning,
    )


def duplicate_lot(place: int, lot: str) -> Fault:
    """Two lots with one id; `place` counts from 0."""
    return Fault(
        "duplicate_lot",
        Text(nl=f"Het perceel {lot} komt twee keer voor.", en=f"The lot {lot} occurs twice."),
        f"lots[{place}].id",
        Text(nl="Geef elk perceel een eigen kenmerk.", en="Give each lot an id of its own."),
    )


def lot_id(place: int) -> Fault:
    """An id of a lot that is empty or too long; `place` counts from 0."""
    return Fault(
        "lot_id",
        Text(
            nl="Het kenmerk van een perceel is leeg of te lang.", en="The id of a lot is empty or too long."
        ),
        f"lots[{place}].id",
        Text(
            nl=f"Geef een kenmerk van 1 tot en met {LONGEST_ID} tekens.",
            en=f"Give an id of 1 to {LONGEST_ID} characters.",
        ),
    )


def too_many(where: str, found: int, most: int) -> Fault:
    """A list that is longer than any purchase needs."""
    return Fault(
        "too_many",
        Text(
            nl=f"{where} telt {found}; hoogstens {most} kan.",
            en=f"{where} counts {found}; at most {most} can be.",
        ),
        where,
        Text(
            nl="Voeg samen of laat weg wat niet meetelt.", en="Combine them or leave out what does not count."
        ),
    )


def not_a_cpv(where: str, code: str) -> Fault:
    """A code that is not eight digits, with or without a check digit."""
    shown = code[:40]
    return Fault(
        "not_a_cpv",
        Text(nl=f"{where} is geen CPV-code: {shown}.", en=f"{where} is not a CPV code: {shown}."),
        where,
        Text(
            nl="Een CPV-code heeft acht cijfers, eventueel met een controlecijfer: 90911200 of 90911200-8.",
            en="A CPV code has eight digits, with or without a check digit: 90911200 or 90911200-8.",
        ),
    )
