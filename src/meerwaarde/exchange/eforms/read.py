"""From an eForms document to a Notice: one walk per section over the wanted tags, no XPath.

The children of the root are visited once; below a lot only the wanted tags are, in the order of the
document (row B2 of the performance table). Business terms (BT-…) are those of the eForms SDK.
"""

from __future__ import annotations

from lxml import etree

from meerwaarde.exchange.eforms import tags
from meerwaarde.exchange.eforms.gathering import Gathering, stripped
from meerwaarde.exchange.eforms.lots import ReadLot, read_lots
from meerwaarde.exchange.eforms.organisations import Organisations
from meerwaarde.exchange.eforms.project import Project, read_project
from meerwaarde.exchange.eforms.result import read_winners
from meerwaarde.exchange.notice import Buyer, Contract, Cpv, Kind, Notice, Procedure, Reading, Signal
from meerwaarde.exchange.notice.checks import checked
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.exchange.notice.values import earliest, language_code, sum_of_lots, unreadable
from meerwaarde.gates.xml import open_xml


class _Sections:
    """The children of the root and of its extension, sorted by what they are."""

    __slots__ = (
        "organizations",
        "parties",
        "process",
        "project",
        "publication",
        "result",
        "simple",
        "subtype",
    )

    def __init__(self, root: etree._Element) -> None:
        self.parties: list[etree._Element] = []
        self.simple: dict[str, str | None] = {}
        self.project: etree._Element | None = None
        self.process: etree._Element | None = None
        self.organizations: etree._Element | None = None
        self.publication: etree._Element | None = None
        self.result: etree._Element | None = None
        self.subtype: str | None = None
        for child in root:
            tag = child.tag
            if tag == tags.LOT:
                continue
            if tag == tags.CONTRACTING_PARTY:
                self.parties.append(child)
            elif tag == tags.PROJECT:
                self.project = child
            elif tag == tags.TENDERING_PROCESS:
                self.process = child
            elif tag == tags.EXTENSIONS:
                self._read_extension(next(child.iter(tags.EFORMS_EXTENSION), None))
            else:
                self.simple.setdefault(tag, child.text)

    def _read_extension(self, extension: etree._Element | None) -> None:
        for child in extension if extension is not None else ():
            tag = child.tag
            if tag == tags.ORGANIZATIONS:
                self.organizations = child
            elif tag == tags.NOTICE_RESULT:
                self.result = child
            elif tag == tags.PUBLICATION:
                self.publication = child
            elif tag == tags.NOTICE_SUBTYPE:
                self.subtype = stripped(child.findtext(tags.SUBTYPE))


def read(document: bytes) -> Reading[Notice]:
    """One notice with its complaints; raises `gates.refusal.Refused` where the XML cannot be opened."""
    return read_root(open_xml(document))


def read_root(root: etree._Element) -> Reading[Notice]:
    """As `read`, from a document that is already open."""
    sections = _Sections(root)
    main_language = stripped(sections.simple.get(tags.NOTICE_LANGUAGE))
    gathering = Gathering(main_language.upper() if main_language else None)
    project = Project() if sections.project is None else read_project(sections.project, "", gathering)
    lots = read_lots(root, gathering)
    return Reading((checked(_notice(root, sections, gathering, project=project, read=lots)),))


def _notice(
    root: etree._Element, sections: _Sections, gathering: Gathering, *, project: Project, read: list[ReadLot]
) -> Notice:
    simple, subtype = sections.simple, sections.subtype
    lots = tuple(part.lot for part in read)
    published = None if sections.publication is None else sections.publication.findtext(tags.PUBLICATION_DATE)
    organisations = Organisations(sections.organizations, gathering)
    light_regime = [
        Signal("subtype", "light_regime", code) for code in (subtype,) if code in tags.LIGHT_REGIME
    ]
    whole = (part.lot for part in read if not part.is_part)
    return Notice(
        source="eforms",
        id=stripped(simple.get(tags.ID)),
        procedure_id=stripped(simple.get(tags.FOLDER_ID)),
        kind=_kind(root, simple.get(tags.NOTICE_TYPE), subtype, gathering),
        published=gathering.day(published or simple.get(tags.ISSUE_DATE), "published"),
        language=language_code(gathering.language),
        buyers=_buyers(sections.parties, organisations),
        title=project.title or next((lot.title for lot in lots if lot.title), None),
        description=project.description,
        cpv=Cpv(project.cpv or next((lot.cpv for lot in lots if lot.cpv), None), project.additional),
        contract=_contract(project, read),
        procedure=_procedure(sections.process, gathering),
        estimate=project.estimate or sum_of_lots(whole, gathering.complaints),
        deadline=earliest(gathering.deadlines),
        lots=lots,
        winners=read_winners(sections.result, organisations, gathering),
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
    given = stripped(type_code)
    if given is not None and given not in tags.KINDS:
        gathering.complaints.append(unreadable("code", "kind", given))
    return tags.KINDS.get(given or "", by_root)


def _procedure(process: etree._Element | None, gathering: Gathering) -> Procedure:
    code = None if process is None else process.findtext(tags.PROCEDURE)
    return gathering.code(code, tags.PROCEDURES, "unknown", "procedure")


def _buyers(parties: list[etree._Element], organisations: Organisations) -> tuple[Buyer, ...]:
    found = (organisations.get(party.findtext(tags.BUYER_PATH), "buyers") for party in parties)
    return tuple(Buyer(buyer.name, buyer.ids, buyer.nuts) for buyer in found if buyer is not None)
