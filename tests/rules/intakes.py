"""Any intake that can be read, for property tests: every field may be unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from meerwaarde.rules.intake import Intake
from meerwaarde.rules.read_intake import UnusableIntake, check_intake

CPV = ["90911200", "90919200", "45000000", "85312000", "98133110", "55520000", "30200000"]
DAYS = st.dates(date(2017, 6, 1), date(2028, 6, 1))
TELLING = [
    *("0", "0.01", "1", "20000", "49999.99", "50000", "80000", "80000.01", "140000", "194400", "215999.99"),
    *("216000", "221000", "432000", "749999.99", "750000", "1000000", "1000000.01", "5404000", "90000000"),
]
AMOUNTS = st.sampled_from([Decimal(amount) for amount in TELLING]) | st.decimals(0, 10_000_000, places=2)


def _of(form: inspect.Type, name: str) -> st.SearchStrategy[Any]:
    if isinstance(form, inspect.UnionType):
        return st.one_of([_of(part, name) for part in form.types])
    if isinstance(form, inspect.NoneType):
        return st.none()
    if isinstance(form, inspect.LiteralType):
        return st.sampled_from(form.values)
    if isinstance(form, inspect.BoolType):
        return st.booleans()
    if isinstance(form, inspect.IntType):
        return st.integers(0, 3) if name in {"themes", "ambition"} else st.integers(0, 60)
    if isinstance(form, inspect.DateType):
        return DAYS
    if isinstance(form, inspect.StrType):
        return st.sampled_from(CPV) if name == "cpv" else st.text("ABCDE", min_size=1, max_size=3)
    if isinstance(form, inspect.VarTupleType):
        return st.lists(_of(form.item_type, name), max_size=5).map(tuple)
    if isinstance(form, inspect.DictType):
        return st.dictionaries(_of(form.key_type, name), _of(form.value_type, name), max_size=4)
    if isinstance(form, inspect.StructType):
        return _struct(form)
    return _number(name)


def _number(name: str) -> st.SearchStrategy[Any]:
    if name.endswith("share"):
        return st.sampled_from([Decimal(share) for share in ("0", "0.1", "0.29", "0.3", "0.65", "1")])
    if "percentage" in name or name in {"price", "quality", "social_value", "social_value_minimum"}:
        values = ("0", "2", "5", "10", "20", "40", "60", "100", "300", "400")
        return st.sampled_from([Decimal(percentage) for percentage in values])
    if name == "multiple_until":
        return AMOUNTS | st.just("european")
    return AMOUNTS


def _struct(form: inspect.StructType) -> st.SearchStrategy[Any]:
    fields = {field.name: _of(field.type, field.name) for field in form.fields}
    return st.builds(form.cls, **fields)


def _usable(intake: Intake) -> bool:
    try:
        check_intake(intake)
    except UnusableIntake:
        return False
    return True


def _consistent(intake: Intake) -> Intake:
    """The same intake with lots of their own name and an estimate that is not below them."""
    lots = intake.lots
    if lots:
        lots = tuple(msgspec.structs.replace(lot, id=f"{lot.id}{place}") for place, lot in enumerate(lots))
    total = sum((lot.estimate for lot in lots or () if lot.estimate is not None), Decimal(0))
    estimate = intake.estimate
    if estimate is None and intake.valuation is not None:
        return msgspec.structs.replace(intake, lots=lots, valuation=None)
    if estimate is not None and estimate < total:
        estimate = total
    return msgspec.structs.replace(intake, lots=lots, estimate=estimate)


INTAKES: st.SearchStrategy[Intake] = _of(inspect.type_info(Intake), "intake").map(_consistent).filter(_usable)
