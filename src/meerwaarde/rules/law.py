"""The parameters in force on a day, an authority's own decisions laid over national law.

A number from the law, or the gist of an article, is an *entry*: value and source are one, with the days
between which it holds. A *table* is a name with its entries. `Law` is what holds on one day; to rules there
is no difference between a national entry and an authority's own, to the reader of an advice there is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from meerwaarde.rules.text import Text

PARAMETERS = Path(__file__).parent / "parameters"

Certainty = Literal["sourced", "unverified"]


class Source(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Where a value was read: what a person clicks."""

    title: str
    url: str


class Entry(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One value with the days on which it holds (both included) and what it rests on."""

    since: date
    until: date | None
    value: Any
    source: Source
    checked: date
    certainty: Certainty


class Table(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A parameter through time, as one YAML file states it."""

    label: Text
    unit: str
    entries: tuple[Entry, ...]


class Parameter(msgspec.Struct, frozen=True, gc=False):
    """An entry that holds on the day asked, with its name: the ground that a finding points at."""

    name: str
    label: Text
    unit: str
    entry: Entry
    own: bool = False
    """True where an authority decided this itself, false for national law and the field's own tables."""

    @property
    def value(self) -> Any:
        return self.entry.value

    @property
    def amount(self) -> Decimal:
        """The value as a number; floats do not occur in parameters."""
        return _number(self.entry.value)

    @property
    def text(self) -> Text:
        """The value of an article or another parameter that is worded in both languages."""
        return msgspec.convert(self.entry.value, Text)


@lru_cache(maxsize=4096)
def _number(value: int | str) -> Decimal:
    return Decimal(value)


class ParameterFault(ValueError):
    """A parameter file breaks the form; says which file and what."""


class NoParameter(LookupError):
    """Nothing is known for that name on that day: never extrapolate."""

    def __init__(self, name: str, day: date) -> None:
        super().__init__(f"No parameter known: {name} on {day.isoformat()}")
        self.name = name
        self.day = day


class Law:
    """What holds on one day: ask it for a parameter by name.

    Shipped tables are read when they are first asked for, so that one advice does not pay for the whole law.
    """

    def __init__(
        self, day: date, parameters: Mapping[str, Parameter], *, shipped: dict[str, Parameter] | None = None
    ) -> None:
        """`shipped` holds what was already found of the shipped tables on this day; None leaves them out."""
        self.day = day
        self._parameters = parameters
        self._shipped = shipped

    def _find(self, name: str) -> Parameter | None:
        found = self._parameters.get(name)
        if found is not None or self._shipped is None:
            return found
        found = self._shipped.get(name)
        if found is None:
            table = _shipped_table(name)
            found = None if table is None else _in_force(name, table, self.day)
            if found is not None:
                self._shipped[name] = found
        return found

    def __getitem__(self, name: str) -> Parameter:
        found = self.get(name)
        if found is None:
            raise NoParameter(name, self.day)
        return found

    def get(self, name: str) -> Parameter | None:
        """The parameter, or None where nothing is known on this day."""
        return self._find(name)

    def several(self, names: tuple[str, ...]) -> tuple[Parameter, ...]:
        """The parameters by name, without those of which nothing is known on this day."""
        found = (self.get(name) for name in names)
        return tuple(parameter for parameter in found if parameter is not None)

    def within(self, folder: str) -> tuple[Parameter, ...]:
        """All that holds under a folder, such as `articles`, sorted by name."""
        prefix = folder.rstrip("/") + "/"
        names = {name for name in self._parameters if name.startswith(prefix)}
        if self._shipped is not None:
            names.update(name for name in shipped_names() if name.startswith(prefix))
        found = (self.get(name) for name in sorted(names))
        return tuple(parameter for parameter in found if parameter is not None)

    @classmethod
    def on(cls, day: date, own: Mapping[str, Table] | None = None) -> Law:
        """National law on `day` with an authority's own decisions, if any, laid over it by name."""
        laid = ((name, _in_force(name, table, day, own=True)) for name, table in (own or {}).items())
        return cls(day, {name: found for name, found in laid if found is not None}, shipped=_found_on(day))

    @classmethod
    def of(cls, day: date, parameters: Iterable[Parameter]) -> Law:
        """The law as a stored receipt kept it, for a rerun: only what was used then is known."""
        return cls(day, {parameter.name: parameter for parameter in parameters})


class ConsultedLaw(Law):
    """A law that remembers what was asked of it, so that a receipt can keep exactly that.

    What was asked and not known is not in `used`, so a rerun finds it unknown again.
    """

    def __init__(self, law: Law) -> None:
        super().__init__(law.day, law._parameters, shipped=law._shipped)
        self._used: dict[str, Parameter] = {}
        # Rules ask some ninety times per advice: where no own decision can lie over it, look there first.
        alone = not law._parameters and law._shipped is not None
        self._nearest: Mapping[str, Parameter] = law._shipped or {} if alone else law._parameters
        self._groups = _groups_on(law.day) if alone else {}

    @property
    def used(self) -> tuple[Parameter, ...]:
        """Every parameter that a rule read, in the order of reading."""
        return tuple(self._used.values())

    def several(self, names: tuple[str, ...]) -> tuple[Parameter, ...]:
        group = self._groups.get(names)
        if group is None:
            known = Law.several(self, names)
            group = self._groups[names] = (known, {parameter.name: parameter for parameter in known})
        self._used.update(group[1])
        return group[0]

    def __getitem__(self, name: str) -> Parameter:
        found = self._nearest.get(name)
        if found is None:
            return super().__getitem__(name)
        self._used[name] = found
        return found

    def get(self, name: str) -> Parameter | None:
        found = self._nearest.get(name) or self._find(name)
        if found is not None:
            self._used[name] = found
        return found


def _in_force(name: str, table: Table, day: date, *, own: bool = False) -> Parameter | None:
    for entry in table.entries:
        if entry.since <= day and (entry.until is None or day <= entry.until):
            return Parameter(name, table.label, table.unit, entry, own)
    return None


@lru_cache(maxsize=1)
def shipped_names() -> tuple[str, ...]:
    """The names of all tables shipped with the product, sorted (`thresholds/works`)."""
    return tuple(
        sorted(path.relative_to(PARAMETERS).with_suffix("").as_posix() for path in PARAMETERS.rglob("*.yaml"))
    )


@lru_cache(maxsize=64)
def _found_on(day: date) -> dict[str, Parameter]:
    """What was found of the shipped tables on a day: one mapping per day, filled as it is asked."""
    return {}


@lru_cache(maxsize=64)
def _groups_on(day: date) -> dict[tuple[str, ...], tuple[tuple[Parameter, ...], dict[str, Parameter]]]:
    """Groups of shipped parameters that were asked together on a day: as a tuple, and by name."""
    return {}


@lru_cache(maxsize=4096)
def _shipped_table(name: str) -> Table | None:
    """One shipped table; a name that leads out of the folder is as unknown as any other."""
    path = PARAMETERS / f"{name}.yaml"
    if ".." in name or name.startswith("/") or not path.is_file():
        return None
    return read_table(path)


@lru_cache(maxsize=1)
def national() -> dict[str, Table]:
    """All tables shipped with the product, by name (`thresholds/works`)."""
    found = ((name, _shipped_table(name)) for name in shipped_names())
    return {name: table for name, table in found if table is not None}


def forget() -> None:
    """Read all tables anew when they are next asked for: for tests and for a developer's server."""
    for cached in (shipped_names, _found_on, _groups_on, _shipped_table, national, national_digest):
        cached.cache_clear()


@lru_cache(maxsize=1)
def national_digest() -> str:
    """SHA-256 over all shipped tables: a receipt says with which set it was reached."""
    digest = hashlib.sha256()
    for path in sorted(PARAMETERS.rglob("*.yaml")):
        digest.update(path.relative_to(PARAMETERS).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_table(path: Path) -> Table:
    """Read one parameter file; a file that breaks the form raises `ParameterFault`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506 (safe loader, C or Python)
        table = msgspec.convert(raw, Table)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise ParameterFault(f"{path.name}: {error}") from error
    _refuse_gaps(path.name, table)
    return table


def _refuse_gaps(name: str, table: Table) -> None:
    """Entries stand in order, do not overlap, and only the last may be open-ended."""
    if not table.entries:
        raise ParameterFault(f"{name}: no entries")
    for entry in table.entries:
        if entry.until is not None and entry.until < entry.since:
            raise ParameterFault(f"{name}: {entry.since} ends before it begins")
        if isinstance(entry.value, float):
            raise ParameterFault(f"{name}: {entry.value} is a float; write it between quotes")
    for earlier, later in zip(table.entries, table.entries[1:], strict=False):
        if earlier.until is None or earlier.until >= later.since:
            raise ParameterFault(f"{name}: entries of {earlier.since} and {later.since} overlap")
