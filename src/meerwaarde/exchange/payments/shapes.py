"""What stands in a column: how many of its values are days, money, codes, names, and how they repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from meerwaarde.exchange.payments.values import EXCEL, Decimal, cents_of, day_of

_LAST_YEAR: Final = 2089
"""The shape of a day does not ask for the clock; whether a year is sensible is asked at the import."""
_FIRM: Final = re.compile(
    r"(?i)(?<![a-z])(b\.? ?v\.?|n\.? ?v\.?|v\.? ?o\.? ?f\.?|c\.? ?v\.?|u\.? ?a\.?|ltd|limited|llp|plc|inc|"
    r"gmbh|bvba|sarl|stichting|st\.|vereniging|co[oö]peratie\w*|gemeente|provincie|waterschap|holding|maatschap|"
    r"notaris\w*|advoca\w+|bakkerij|\w*bedrijf|bouw\w*|groep|group|services|solutions|council|trust|"
    r"association|society|school|university|company|partners|consult\w*|& zn\.?|& zonen|en zonen|zorg\w*|"
    r"college|centre|housing|nhs)(?![a-z])"
)
_CODE: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/:\-]{0,39}(?: - [0-9]+)?")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_VAT: Final = re.compile(r"NL[0-9]{9}B[0-9]{2}|(?:GB|BE|DE|FR|AT|ES|IT|LU)[0-9A-Z]{8,11}")
_ADDRESS: Final = re.compile(r"(?i)https?://\S+|www\.\S+|\S+@\S+\.\S+")
_POSTCODE: Final = re.compile(r"(?i)[1-9][0-9]{3} ?[a-z]{2}|[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}")
_CURRENCIES: Final = frozenset(
    {"EUR", "EURO", "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "PLN", "JPY", "CAD", "AUD", "CZK", "HUF", "RON"}
)
_SIGNS: Final = {"€": "EUR", "£": "GBP", "$": "USD", "EUR": "EUR", "GBP": "GBP", "USD": "USD"}
_KIND_OF_MONEY: Final = re.compile(r"€|£|\$|\b(?:EUR|GBP|USD)\b")
_DAY_FIRST: Final = ("%d-%m-%Y", "%m-%d-%Y")
_MONTHS_ALONE: Final = "%Y-%m"


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Shares (0 to 1) of the filled values of a column that look like something; counts over the sample.

    `distinct` counts different values, `days_alone` those read with a day, `cents` holds the amounts in
    hundredths per row of the sample, None where there is none.
    """

    rows: int
    filled: int
    distinct: int
    day: float
    month: float
    compact_day: float
    money: float
    decimals: float
    negative: float
    whole: float
    code: float
    words: float
    firm: float
    iban: float
    kvk: float
    vat_number: float
    currency: float
    address: float
    postcode: float
    length: float
    samples: tuple[str, ...]

    @property
    def fill(self) -> float:
        """The share of the rows that holds anything."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def variety(self) -> float:
        """The share of the filled values that is different."""
        return self.distinct / self.filled if self.filled else 0.0


def shape_of(values: Sequence[str]) -> Shape:
    """The shape of a column from its sampled values, in their order."""
    counted = Counter(value for value in values if value)
    filled = sum(counted.values())

    def share(kind: str) -> float:
        return (
            sum(times for value, times in counted.items() if kind in kinds_of(value)) / filled
            if filled
            else 0.0
        )

    kinds = {kind: share(kind) for kind in _KINDS}
    return Shape(
        rows=len(values),
        filled=filled,
        distinct=len(counted),
        length=sum(len(value) * times for value, times in counted.items()) / filled if filled else 0.0,
        samples=tuple(value[:80] for value in list(counted)[:3]),
        **kinds,
    )


_KINDS: Final = (
    *(
        "day",
        "month",
        "compact_day",
        "money",
        "decimals",
        "negative",
        "whole",
        "code",
        "words",
        "firm",
        "iban",
    ),
    *("kvk", "vat_number", "currency", "address", "postcode"),
)


@lru_cache(maxsize=131_072)
def kinds_of(value: str) -> frozenset[str]:
    """What one value looks like; most values look like more than one thing."""
    found: set[str] = set()
    bare = value.strip()
    if not isinstance(day_of(bare, "%d-%m-%Y", last_year=_LAST_YEAR), str) or not isinstance(
        day_of(bare, "%m-%d-%Y", last_year=_LAST_YEAR), str
    ):
        found.add("compact_day" if bare.isdigit() else "day")
    elif not isinstance(day_of(bare, _MONTHS_ALONE, last_year=_LAST_YEAR), str) and not bare.isdigit():
        found.add("month")
    found |= _amounts(bare)
    letters = sum(map(str.isalpha, bare))
    if bare.isdigit():
        found.add("whole")
        found |= {"kvk"} if len(bare) == 8 else set()
    if _CODE.fullmatch(bare) and "decimals" not in found and "day" not in found:
        found.add("code")
    if letters >= 2 and letters > len(bare) / 2 and "code" not in found:
        found.add("words")
    if _FIRM.search(bare) and letters > 3:
        found.add("firm")
    packed = bare.replace(" ", "").replace(".", "").upper()
    if _IBAN.fullmatch(packed) and _iban_holds(packed):
        found.add("iban")
    elif _VAT.fullmatch(packed):
        found.add("vat_number")
    if bare.upper() in _CURRENCIES:
        found.add("currency")
    if _ADDRESS.fullmatch(bare):
        found.add("address")
    if _POSTCODE.fullmatch(bare):
        found.add("postcode")
    return frozenset(found)


def _amounts(bare: str) -> set[str]:
    cents = cents_of(bare, ".")
    if isinstance(cents, str):
        cents = cents_of(bare, ",")
    if isinstance(cents, str):
        return set()
    return {
        "money",
        *(["negative"] if cents < 0 else []),
        *(["decimals"] if not bare.lstrip("-+").isdigit() else []),
    }


def _iban_holds(iban: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def decimal_of(values: Iterable[str]) -> Decimal:
    """The decimal mark of a column of money: the one that most values prove; a point where none does."""
    marks: Counter[str] = Counter()
    for value in values:
        number = value.strip(" €£$EURurGBPo()+-\u2212\u00a0")
        found = re.search(r"([.,])([0-9]+)$", number)
        if found is None:
            continue
        other = "," if found[1] == "." else "."
        if len(found[2]) != 3 or other in number:
            marks[found[1]] += 1
        elif number.count(found[1]) == 1:
            # One mark with three digits behind it: thousands, unless all of the column is written so.
            marks[other] += 0
        else:
            marks[other] += 1
    if not marks:
        return "."
    best = max(marks, key=lambda mark: (marks[mark], mark == ","))
    return "," if best == "," else "."


def date_format_of(values: Iterable[str]) -> tuple[str | None, bool]:
    """The form of most days as strftime writes it, and whether day and month could be the other way round."""
    forms: Counter[str] = Counter()
    first_over = second_over = numbered = 0
    for value, times in Counter(value for value in values if value).items():
        form = _form(value.strip())
        if form is None:
            continue
        forms[form] += times
        if form.startswith("%d") and "%m" in form:
            numbers = re.findall("[0-9]+", value)
            numbered += times
            first_over += times * (int(numbers[0]) > 12)
            second_over += times * (int(numbers[1]) > 12)
    if not forms:
        return None, False
    form = forms.most_common(1)[0][0]
    if not (form.startswith("%d") and "%m" in form):
        return form, False
    if second_over > first_over:
        return form.replace("%d", "%?").replace("%m", "%d").replace("%?", "%m"), False
    return form, first_over == 0 and second_over == 0 and numbered > 0


_FORMS: Final = (
    (re.compile(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?:[T ].*)?"), "%Y{}%m{}%d"),
    (re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}(?:[T ].*)?"), "%d{}%m{}%Y"),
    (re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}(?:[T ].*)?"), "%d{}%m{}%y"),
    (re.compile(r"[0-9]{1,2}([-/. ]?)[A-Za-z]{3}\.?\1[0-9]{4}(?:[T ].*)?"), "%d{}%b{}%Y"),
    (re.compile(r"[0-9]{1,2}([-/. ]?)[A-Za-z]{3}\.?\1[0-9]{2}(?:[T ].*)?"), "%d{}%b{}%y"),
    (re.compile(r"[0-9]{1,2}([-/. ]?)[A-Za-z]{4,9}\1[0-9]{4}"), "%d{}%B{}%Y"),
    (re.compile(r"(?:19|20)[0-9]{6}()"), "%Y%m%d"),
    (re.compile(r"[0-9]{4}([-/.])[0-9]{2}"), "%Y{}%m"),
    (re.compile(r"[0-9]{1,2}([-/.])[0-9]{4}"), "%m{}%Y"),
    (re.compile(r"(?:19|20)[0-9]{4}()"), "%Y%m"),
    (re.compile(r"[A-Za-z]{3}\.?([-/ ])'?[0-9]{2}"), "%b{}%y"),
    (re.compile(r"[A-Za-z]{3}\.?([-/ ]?)[0-9]{4}"), "%b{}%Y"),
    (re.compile(r"[A-Za-z]{4,9}([-/ ])[0-9]{4}"), "%B{}%Y"),
    (re.compile(r"[A-Za-z]{3,9} [0-9]{1,2},?() [0-9]{4}"), "%B %d, %Y"),
    (re.compile(r"[0-9]{5}(?:[.,][0-9]+)?()"), EXCEL),
)


@lru_cache(maxsize=65_536)
def _form(value: str) -> str | None:
    for pattern, form in _FORMS:
        if found := pattern.fullmatch(value):
            return form.replace("{}", found[1])
    return None


def currency_of(values: Iterable[str]) -> str | None:
    """The currency that signs in most values tell, None where none does."""
    told = Counter(_SIGNS[found[0]] for value in values if (found := _KIND_OF_MONEY.search(value.upper())))
    return told.most_common(1)[0][0] if told else None
