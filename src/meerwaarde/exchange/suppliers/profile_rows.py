"""Open profiles as rows of a list: what a column can say in its column, all the rest in one cell of JSON.

So a file of profiles goes the same way as any list: tried first, mended where it must be, compared with what
stands in the directory, and taken over in parts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from meerwaarde.exchange.spreadsheets.records import Line, Table
from meerwaarde.exchange.suppliers.profile import (
    ProfileCredential,
    SupplierProfile,
    claimed,
    profile_json,
    read_profiles,
)
from meerwaarde.exchange.suppliers.values import Trouble
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers.catalogue import impact_areas, turnover_bands
from meerwaarde.rules.text import Text

_HEADER: Final = (
    *("id", "kvk", "name", "legal_form", "size_class", "description", "cpv", "themes"),
    *("target_group_share", "credentials", "place", "regions", "capacity_min", "capacity_max", "website"),
    "open profiel",
)


def profiles_table(profiles: Sequence[SupplierProfile]) -> Table:
    """Profiles as a table; the number of a row is the place of the profile in the file."""
    rows = tuple(Line(place, _cells(one)) for place, one in enumerate(profiles, start=1))
    return Table(kind="json", header=_HEADER, header_line=0, rows=rows)


def _cells(one: SupplierProfile) -> tuple[str, ...]:
    share = one.target_group_share
    return (
        *(one.id, one.kvk, one.name, one.legal_form, one.size_class, one.description),
        *("", ";".join(one.themes), "" if share is None else _comma(f"{share * 100:f}") + "%"),
        "; ".join(_claim(held) for held in claimed(one)),
        *(one.place, ";".join(one.regions or ())),
        *("" if end is None else _comma(f"{end:.2f}") for end in (one.capacity_min, one.capacity_max)),
        one.website,
        profile_json(_rest(one)).decode(),
    )


def _comma(number: str) -> str:
    """With a decimal comma, that no reader takes for a thousand."""
    return number.replace(".", ",")


def _claim(held: ProfileCredential) -> str:
    name = f"{held.code} {held.level}".strip()
    return f"{name}:{held.valid_until.isoformat()}" if held.valid_until else name


def _rest(one: SupplierProfile) -> SupplierProfile:
    """What no column says; the name stays, because a profile without one is none."""
    return SupplierProfile(name=one.name, **{name: getattr(one, name) for name in REST})


REST: Final = (
    *("trade_names", "impact_areas", "sdgs", "impact", "innovation", "target_groups"),
    *("main_purpose_integration", "turnover_band", "turnover_year", "subcontracts", "combines"),
    *("available_from", "offerings"),
)
"""Members of a profile that no column of a list has."""


def profile_cell(
    text: str, law: Law, cpv_exists: Callable[[str], bool] | None, say: Callable[[Trouble], None]
) -> SupplierProfile | None:
    """The rest of a profile from its cell. Codes that nobody knows are left out, and said."""
    try:
        (found,) = read_profiles(text.encode())
    except (Refused, ValueError) as error:
        why = error.message if isinstance(error, Refused) else Text(nl="meer dan één", en="more than one")
        say(Trouble("profile_unreadable", why, _AS_THE_SCHEMA))
        return None
    areas = {one.code for one in impact_areas(law)}
    bands = {one.code for one in turnover_bands(law)}
    strange = [code for code in found.impact_areas if code not in areas]
    if found.turnover_band and found.turnover_band not in bands:
        strange.append(found.turnover_band)
    codes = {code for one in found.offerings for code in one.cpv}
    unknown_cpv = {code for code in codes if cpv_exists is not None and not cpv_exists(code)}
    for code in (*strange, *sorted(unknown_cpv)):
        say(_left_out(code))
    return msgspec.structs.replace(
        found,
        impact_areas=tuple(code for code in found.impact_areas if code in areas),
        turnover_band=found.turnover_band if found.turnover_band in bands else "",
        offerings=tuple(
            msgspec.structs.replace(one, cpv=tuple(code for code in one.cpv if code not in unknown_cpv))
            for one in found.offerings
        ),
    )


def _left_out(code: str) -> Trouble:
    return Trouble(
        "profile_code_unknown",
        Text(nl=f"De code “{code}” kennen wij niet; zij is weggelaten.", en=f"Code “{code}” was left out."),
        _AS_THE_SCHEMA,
        refuses=False,
    )


_AS_THE_SCHEMA: Final = Text(
    nl="Vergelijk het bestand met het schema van het open profiel.",
    en="Compare the file with the schema of the open profile.",
)
