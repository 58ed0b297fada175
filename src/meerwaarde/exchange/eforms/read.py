"""From an eForms document to a Notice: one walk per section over the wanted tags, no XPath.

The children of the root are visited once; below a lot only the wanted tags are, in the order of the
document (row B2 of the performance table). Business terms (BT-…) are those of the eForms SDK.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, by_tag, child_text, stripped
from meerwaarde.exchange.eforms.lots import ReadLot, read_lots
from meerwaarde.exchange.eforms.organisations import Organisations
from meerwaarde.exchange.eforms.project import Project, read_project
from meerwaarde.exchange.eforms.result import read_winners
from meerwaarde.exchange.notice import Buyer, Contract, Cpv, Kind, Notice, Procedure, Reading, Signal
from meerwaarde.exchange.notice.checks import checked
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.exchange.notice.values import earliest, language_code, sum_of_lots, unreadable
from meerwaarde.gates.xml import open_xml

_SECTIONS: Final = frozenset(
    {
        tags.CONTRACTING_PARTY,
        tags.EXTENSIONS,
        tags.FOLDER_ID,
        tags.ID,
        tags.ISSUE_DATE,
        tags.NOTICE_LANGUAGE,
        tags.NOTICE_TYPE,
        tags.PROJECT,
        tags.TENDERING_PROCESS,
    }
)
_SECTIONS_OF_EXTENSION: Final = frozenset(
    {tags.NOTICE_RESULT, tags.NOTICE_SUBTYPE, tags.ORGANIZATIONS, tags.PUBLICATION}
)


class _Sections:
    """The children of the root, and of the extension of eForms in it, by their tags."""

    __slots__ = ("_by_tag",)

    def __init__(self, root: etree._Element) -> None:
        self._by_tag = by_tag(root, _SECTIONS)
        for extensions in self.all(tags.EXTENSIONS):
            for extension in extensions.iter(tags.EFORMS_EXTENSION):
                self._by_tag |= by_tag(extension, _SECTIONS_OF_EXTENSION)
                return

    def all(self, tag: str) -> Sequence[etree._Element]:
        return self._by_tag.get(tag, ())

    def first(self, tag: str) -> etree._Element | None:
        return next(iter(self.all(tag)), None)

    def text(self, tag: str) -> str | None:
        element = self.first(tag)
        return None if element is None else stripped(element.text)


def read(document: bytes) -> Reading[Notice]:
    """One notice with its complaints; raises `gates.refusal.Refused` where the XML cannot be opened."""
    return read_root(open_xml(document))


def read_root(root: etree._Element) -> Reading[Notice]:
    """As `read`, from a document that is already open."""
    sections = _Sections(root)
    main_language = sections.text(tags.NOTICE_LANGUAGE)
    gathering = Gathering(main_language.upper() if main_language else None)
    whole = sections.first(tags.PROJECT)
    project = Project() if whole is None else read_project(whole, "", gathering)
    lots = read_lots(root, gathering)
    return Reading((checked(_notice(root, sections, gathering, project=project, read=lots)),))


def _notice(
    root: etree._Element, sections: _Sections, gathering: Gathering, *, project: Project, read: list[ReadLot]
) -> Notice:
    lots = tuple(part.lot for part in read)
    published = child_text(sections.first(tags.PUBLICATION), tags.PUBLICATION_DATE)
    organisations = Organisations(sections.first(tags.ORGANIZATIONS), gathering)
    subtype = child_text(sections.first(tags.NOTICE_SUBTYPE), tags.SUBTYPE)
    light_regime = [
        Signal("subtype", "light_regime", code) for code in (subtype,) if code in tags.LIGHT_REGIME
    ]
    whole = (part.lot for part in read if not part.is_part)
    return Notice(
        source="eforms",
        id=sections.text(tags.ID),
        procedure_id=sections.text(tags.FOLDER_ID),
        kind=_kind(root, sections.text(tags.NOTICE_TYPE), subtype, gathering),
        published=gathering.day(published or sections.text(tags.ISSUE_DATE), "published"),
        language=language_code(gathering.language),
        buyers=_buyers(sections.all(tags.CONTRACTING_PARTY), organisations),
        title=project.title or next((lot.title for lot in lots if lot.title), None),
        description=project.description,
        cpv=Cpv(project.cpv or next((lot.cpv for lot in lots if lot.cpv), None), project.additional),
        contract=_contract(project, read),
        procedure=_procedure(sections.first(tags.TENDERING_PROCESS), gathering),
        estimate=project.estimate or sum_of_lots(whole, gathering.complaints),
        deadline=earliest(gathering.deadlines),
        lots=lots,
        winners=read_winners(sections.first(tags.NOTICE_RESULT), organisations, gathering),
        social=find_social(gathering.passages, lots, light_regime),
        complaints=tuple(gathering.complaints),
    )


def _contract(project: Project, read: list[ReadLot]) -> Contract:
    """The nature of the whole, or where that is not given the nature that all lots share."""
    if project.contract != "unknown":
        return project.contract
    natures = {part.project.contract for part in read}
    return natures.pop() if len(natures) == 1 else "unknown"


def _kind(root: etree._Element, type_code: str | None, subtype: str | None, gathering: Gathering) -> Kind:
    by_root = tags.KINDS_BY_ROOT.get(root.tag.rpartition("}")[2], "unknown")
    by_subtype = tags.KINDS_BY_SUBTYPE.get(subtype or "")
    if by_subtype is not None:
        return by_subtype
    if type_code is not None and type_code not in tags.KINDS:
        gathering.complaints.append(unreadable("code", "kind", type_code))
    return tags.KINDS.get(type_code or "", by_root)


def _procedure(process: etree._Element | None, gathering: Gathering) -> Procedure:
    return gathering.code(child_text(process, tags.PROCEDURE), tags.PROCEDURES, "unknown", "procedure")


def _buyers(parties: Sequence[etree._Element], organisations: Organisations) -> tuple[Buyer, ...]:
    found = (organisations.get(party.findtext(tags.BUYER_PATH), "buyers") for party in parties)
    return tuple(Buyer(buyer.name, buyer.ids, buyer.nuts) for buyer in found if buyer is not None)
