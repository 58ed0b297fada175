"""From TED XML to a Notice: the form of R2.0.9, and of any release the coded data section."""

from __future__ import annotations

from typing import Final

from lxml import etree

from meerwaarde.exchange.notice import Buyer, Complaint, Cpv, Notice, Reading, Signal
from meerwaarde.exchange.notice.checks import checked
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.exchange.notice.values import cpv_code, iso_day, iso_moment, language_code
from meerwaarde.exchange.ted import codes, form
from meerwaarde.exchange.ted.xml import attribute, child, children, local, text, within
from meerwaarde.gates.xml import open_xml

_LANGUAGES_OF_PATTERNS: Final = {"nl", "en", None}


def read(document: bytes) -> Reading[Notice]:
    """One notice with its complaints; raises `gates.refusal.Refused` where the XML cannot be opened."""
    return read_root(open_xml(document))


def read_root(root: etree._Element) -> Reading[Notice]:
    """As `read`, from a document that is already open.

    A form of R2.0.9 has a name ending in _2014; older forms, and forms we do not know, are read by their
    coded data section alone, which a complaint says.
    """
    filled_in = _original_form(root)
    coded = _Coded(root)
    notice = coded.notice()
    if filled_in is None or not local(filled_in).endswith("_2014"):
        return Reading((checked(_with_older_form(notice, filled_in, coded)),))
    return Reading((checked(_with_form(notice, filled_in)),))


def _original_form(root: etree._Element) -> etree._Element | None:
    """The form in the language in which it was written; translations follow it."""
    forms = [
        part for section in children(root, "FORM_SECTION") for part in section if local(part) != "NOTICE_UUID"
    ]
    return next((part for part in forms if part.get("CATEGORY") == "ORIGINAL"), forms[0] if forms else None)


class _Coded:
    """The coded data section, which every release has, with names from the translation section."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.about = child(root, "CODED_DATA_SECTION", "NOTICE_DATA")
        self.codes = child(root, "CODED_DATA_SECTION", "CODIF_DATA")
        self.language = text(child(self.about, "LG_ORIG"))

    def code(self, name: str) -> str:
        return attribute(child(self.codes, name), "CODE") or ""

    def notice(self) -> Notice:
        cpvs = [cpv_code(attribute(cpv, "CODE")) for cpv in children(self.about, "ORIGINAL_CPV")]
        known = list(dict.fromkeys(filter(None, cpvs)))
        closing = (text(child(self.codes, "DT_DATE_FOR_SUBMISSION")) or "").partition(" ")
        return Notice(
            source="ted",
            id=self._id(),
            kind=codes.KINDS.get(self.code("TD_DOCUMENT_TYPE"), "unknown"),
            published=iso_day(text(child(self.root, "CODED_DATA_SECTION", "REF_OJS", "DATE_PUB"))),
            language=language_code(self.language),
            buyers=tuple(Buyer(name) for name in self._buyer_names()),
            cpv=Cpv(known[0] if known else None, tuple(known[1:])),
            contract=codes.CONTRACTS.get(self.code("NC_CONTRACT_NATURE"), "unknown"),
            procedure=codes.PROCEDURES.get(self.code("PR_PROC"), "unknown"),
            deadline=iso_moment(closing[0], closing[2]),
        )

    def _id(self) -> str | None:
        """`280147-2022`, from the document itself or from `2022/S 101-280147`."""
        number = attribute(self.root, "DOC_ID")
        if number is not None:
            return number
        year, _, rest = (text(child(self.about, "NO_DOC_OJS")) or "").partition("/")
        serial = rest.rpartition("-")[2].strip()
        return f"{serial}-{year}" if year and serial else None

    def _buyer_names(self) -> list[str]:
        names = {
            attribute(name, "LG"): text(name)
            for name in within(child(self.root, "TRANSLATION_SECTION", "ML_AA_NAMES"), "AA_NAME")
        }
        said = names.get(self.language) or next(filter(None, names.values()), None)
        return [said] if said else []

    def title(self) -> str | None:
        """The official title, which is the label of the main CPV code in the language of the notice."""
        for title in within(child(self.root, "TRANSLATION_SECTION", "ML_TITLES"), "ML_TI_DOC"):
            if attribute(title, "LG") == self.language:
                return text(child(title, "TI_TEXT"))
        return None


def _with_form(notice: Notice, filled_in: etree._Element) -> Notice:
    """The form says more, and more exactly, than the coded data; what it leaves out the latter keeps."""
    complaints: list[Complaint] = []
    cpv = form.cpv_of(filled_in, complaints)
    main = cpv.main or notice.cpv.main
    lots = form.lots_of(filled_in, main, complaints)
    nature = attribute(child(filled_in, "OBJECT_CONTRACT", "TYPE_CONTRACT"), "CTYPE") or ""
    language = language_code(attribute(filled_in, "LG")) or notice.language
    passages = form.passages_of(filled_in) if language in _LANGUAGES_OF_PATTERNS else {}
    number = (attribute(filled_in, "FORM") or "")[:3]
    light_regime = [Signal("form", "light_regime", number)] if number in codes.LIGHT_REGIME_FORMS else []
    procedure = form.procedure_of(filled_in)
    return Notice(
        source="ted",
        id=notice.id,
        kind=notice.kind,
        published=notice.published,
        language=language,
        buyers=form.buyers_of(filled_in) or notice.buyers,
        title=form.title_of(filled_in),
        description=form.description_of(filled_in),
        cpv=Cpv(main, tuple(code for code in cpv.additional if code != main)),
        contract=codes.CONTRACTS_IN_FORM.get(nature, notice.contract),
        procedure=procedure if procedure != "unknown" else notice.procedure,
        estimate=form.estimate_of(filled_in, lots, complaints),
        deadline=form.deadline_of(filled_in) or notice.deadline,
        lots=lots,
        winners=form.winners_of(filled_in, complaints),
        social=find_social(passages, lots, light_regime),
        complaints=tuple(complaints),
    )


def _with_older_form(notice: Notice, filled_in: etree._Element | None, coded: _Coded) -> Notice:
    """Title, description and signals as far as the older forms use the same names for them."""
    title = text(next(within(filled_in, "TITLE_CONTRACT"), None))
    descriptions = within(filled_in, "SHORT_CONTRACT_DESCRIPTION", "TOTAL_QUANTITY_OR_SCOPE")
    passages = (
        form.passages_of(filled_in)
        if filled_in is not None and notice.language in _LANGUAGES_OF_PATTERNS
        else {}
    )
    older = Complaint(
        "form",
        "Dit is een ouder formulier; alleen de gecodeerde gegevens, titel en teksten zijn gelezen.",
        "This is an older form; only its coded data, title and texts were read.",
        "older_form",
    )
    return Notice(
        source="ted",
        id=notice.id,
        kind=notice.kind,
        published=notice.published,
        language=notice.language,
        buyers=notice.buyers,
        title=title or coded.title(),
        description=next(filter(None, map(text, descriptions)), None),
        cpv=notice.cpv,
        contract=notice.contract,
        procedure=notice.procedure,
        deadline=notice.deadline,
        social=find_social(passages, ()),
        complaints=(older,),
    )
