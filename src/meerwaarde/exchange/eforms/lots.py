"""Lots of an eForms notice: reservation, strategic codes, conditions, award criteria, deadlines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec
from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, by_tag
from meerwaarde.exchange.eforms.project import Project, read_project
from meerwaarde.exchange.notice import AwardCriterion, CriterionType, Lot, Reserved, WeightUnit, YesNo
from meerwaarde.exchange.notice.values import iso_moment, plain_number, unreadable

_CRITERION_TYPES: Final[dict[str, CriterionType]] = {"quality": "quality", "cost": "cost", "price": "price"}
_RESERVED: Final[dict[str, Reserved]] = {"none": "none", "res-ws": "res-ws", "res-pub-ser": "res-pub-ser"}
_YES_NO: Final[dict[str, YesNo]] = {"yes": "yes", "no": "no", "not-known": "unknown"}
_PARTS_OF_CRITERION: Final = frozenset({tags.CRITERION_TYPE, tags.NAME, tags.DESCRIPTION, tags.EXTENSIONS})


class ReadLot(msgspec.Struct, frozen=True):
    """A lot with its project; a part of a prior information notice need not add up to the whole."""

    lot: Lot
    project: Project
    is_part: bool


class _Draft:
    """A lot while its elements pass by, in the order of the document."""

    __slots__ = ("codes", "criteria", "execution", "id", "is_part", "place", "project", "reserved")

    def __init__(self, id_: str, *, is_part: bool) -> None:
        self.id = id_
        self.place = f"lots/{id_}/"
        self.is_part = is_part
        self.codes: dict[str, dict[str, None]] = {}
        self.criteria: list[AwardCriterion] = []
        self.reserved: Reserved = "unknown"
        self.execution: YesNo = "unknown"
        self.project = Project()

    def finished(self) -> ReadLot:
        lot = Lot(
            id=self.id,
            title=self.project.title,
            cpv=self.project.cpv,
            nuts=self.project.nuts,
            estimate=self.project.estimate,
            reserved=self.reserved,
            reserved_execution=self.execution,
            award_criteria=tuple(self.criteria),
            **{field: tuple(values) for field, values in self.codes.items()},
        )
        return ReadLot(lot, self.project, self.is_part)


def read_lots(root: etree._Element, gathering: Gathering) -> list[ReadLot]:
    """All lots, in one walk over the wanted tags of the document.

    Reads BT-71 (reserved participation), BT-736 (reserved execution), BT-06 and BT-774 to BT-777 and BT-805
    (strategic procurement), BT-70 (conditions), BT-539 to BT-541 (award criteria), BT-131, BT-1311 and
    BT-630 (deadlines). Groups of lots are left out: they say again what their lots say.
    """
    drafts: list[_Draft] = []
    draft: _Draft | None = None
    for element in root.iter(*tags.LOT_TAGS):
        tag = element.tag
        if tag == tags.LOT:
            draft = _new_draft(element, len(drafts) + 1)
            if draft is not None:
                drafts.append(draft)
        elif draft is not None:
            _PARTS[tag](element, draft, gathering)
    return [draft.finished() for draft in drafts]


def _new_draft(element: etree._Element, number: int) -> _Draft | None:
    first = element[0] if len(element) else None
    if first is None or first.tag != tags.ID:
        return _Draft(f"LOT-{number:04}", is_part=False)
    scheme = first.get("schemeName")
    if scheme == "LotsGroup":
        return None
    return _Draft((first.text or "").strip() or f"LOT-{number:04}", is_part=scheme == "Part")


def _execution(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    list_name = element.get("listName")
    if list_name == "reserved-execution":
        where = f"{draft.place}reserved_execution"
        draft.execution = gathering.code(element.text, _YES_NO, "unknown", where)
    elif list_name == "conditions":
        gathering.note(element.itersiblings(tags.DESCRIPTION), draft.place, "conditions")


def _requirement(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    if element.get("listName") == "reserved-procurement":
        draft.reserved = gathering.code(element.text, _RESERVED, "unknown", f"{draft.place}reserved")


def _strategic(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    field = tags.STRATEGIC_LISTS.get(element.get("listName") or "")
    code = (element.text or "").strip()
    if field is not None and code:
        draft.codes.setdefault(field, {})[code] = None
        explanation = element.getnext()
        if explanation is not None:
            gathering.note((explanation,), draft.place, field)


def _selection(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    gathering.note(element.iterchildren(tags.DESCRIPTION), draft.place, "selection_criteria")


def _project(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    draft.project = read_project(element, draft.place, gathering)


def _deadline(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    day = time = None
    for child in element:
        if child.tag == tags.END_DATE:
            day = child.text
        elif child.tag == tags.END_TIME:
            time = child.text
    moment = iso_moment(day, time)
    if moment is not None:
        gathering.deadlines[moment] = None


def _criterion(element: etree._Element, draft: _Draft, gathering: Gathering) -> None:
    """An award criterion (BT-539, BT-734, BT-540) with its weight (BT-541, BT-5421)."""
    where = f"{draft.place}award_criteria"
    type_: CriterionType = "unknown"
    weight: str | None = None
    unit: WeightUnit = "unknown"
    parts = by_tag(element, _PARTS_OF_CRITERION)
    for code in parts.get(tags.CRITERION_TYPE, ()):
        type_ = gathering.code(code.text, _CRITERION_TYPES, "unknown", where)
    for extensions in parts.get(tags.EXTENSIONS, ()):
        weight, unit = _weight(extensions, where, gathering)
    names, descriptions = parts.get(tags.NAME, ()), parts.get(tags.DESCRIPTION, ())
    gathering.note(names, draft.place, "award_criteria")
    gathering.note(descriptions, draft.place, "award_criteria")
    name = gathering.say(names) or gathering.say(descriptions)
    draft.criteria.append(AwardCriterion(type_, name, weight, unit))


def _weight(extensions: etree._Element, where: str, gathering: Gathering) -> tuple[str | None, WeightUnit]:
    unit: WeightUnit = "unknown"
    is_weight = True
    for part in extensions.iter(tags.PARAMETER_CODE, tags.PARAMETER_NUMBER):
        if part.tag == tags.PARAMETER_CODE:
            # A fixed value or a threshold is a parameter of the criterion too, but not its weight.
            is_weight = part.get("listName", "number-weight") == "number-weight"
            unit = tags.WEIGHT_UNITS.get((part.text or "").strip()[:3], "unknown")
            continue
        weight = plain_number(part.text)
        if is_weight and weight is not None and not weight.startswith("-"):
            return weight, unit
        if is_weight and weight is None and part.text and part.text.strip():
            gathering.complaints.append(unreadable("weight", where, part.text.strip()))
    return None, "unknown"


_PARTS: Final[dict[str, Callable[[etree._Element, _Draft, Gathering], None]]] = {
    tags.EXECUTION_CODE: _execution,
    tags.REQUIREMENT_CODE: _requirement,
    tags.TYPE_CODE: _strategic,
    tags.CRITERION: _criterion,
    tags.SELECTION_CRITERION: _selection,
    tags.PROJECT: _project,
    tags.TENDER_PERIOD: _deadline,
    tags.PARTICIPATION_PERIOD: _deadline,
    tags.INTEREST_PERIOD: _deadline,
}
