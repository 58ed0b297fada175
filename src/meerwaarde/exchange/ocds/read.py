"""From OCDS releases to Notices. A release that cannot be read becomes a record that says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import msgspec

from meerwaarde.exchange.notice import (
    Amount,
    AwardCriterion,
    Buyer,
    Complaint,
    Cpv,
    Identifier,
    Kind,
    Lot,
    Notice,
    Procedure,
    Reading,
    Reserved,
    Signal,
    Winner,
)
from meerwaarde.exchange.notice.checks import checked
from meerwaarde.exchange.notice.social import find_social
from meerwaarde.exchange.notice.values import amount_of, cpv_code, iso_day, language_code, plain_number
from meerwaarde.exchange.ocds import codes, records
from meerwaarde.exchange.ocds.mend import mended

_NUTS: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_RELEASE: Final = msgspec.json.Decoder(records.Release)
_IDENTITY: Final = msgspec.json.Decoder(records.Identity)
_PACKAGE: Final = msgspec.json.Decoder(records.Package)
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_UNDIVIDED: Final = "1"


def read(document: bytes) -> Reading[Notice]:
    """Notices of a release, a list of releases, or a package of releases or records.

    A record gives its compiled release, or else each release that it holds in full. Never raises: what is no
    JSON, or no release, is a complaint.
    """
    try:
        if document.lstrip()[:1] == b"[":
            return _all(_LIST.decode(document))
        package = _PACKAGE.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return Reading((), (_unreadable(error),))
    if package.releases is None and package.records is None:
        return Reading((read_release(document),))
    return _all([*(package.releases or ()), *_of_records(package.records or ())])


def _all(releases: Iterable[msgspec.Raw]) -> Reading[Notice]:
    return Reading(tuple(read_release(bytes(release)) for release in releases))


def _of_records(all_records: Iterable[records.Record]) -> Iterator[msgspec.Raw]:
    for record in all_records:
        if bytes(record.compiled_release):
            yield record.compiled_release
        else:
            # A linked release is only an address: it has no identifier of a process.
            yield from (release for release in record.releases or () if b'"ocid"' in bytes(release))


def read_release(release: bytes) -> Notice:
    """One release as a Notice; of an unreadable one only its numbers, with the reason in its complaints."""
    try:
        return _Release(_RELEASE.decode(release)).notice()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        try:
            known = _IDENTITY.decode(release)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            known = records.Identity()
        return Notice(
            source="ocds",
            id=str(known.id) if known.id is not None else None,
            procedure_id=known.ocid,
            complaints=(_unreadable(error),),
        )


def _unreadable(error: Exception) -> Complaint:
    said = str(error)[:200]
    place = said.rpartition("at `$")[2].rstrip("`").lstrip(".") if "at `$" in said else ""
    return Complaint(
        place or "release",
        f"Deze OCDS-gegevens kunnen niet worden gelezen ({said}).",
        f"This OCDS data cannot be read ({said}).",
        "release_unreadable",
    )


class _Release:
    """One release while it becomes a Notice."""

    def __init__(self, release: records.Release) -> None:
        self.release = release
        self.tender = release.tender or records.Tender()
        self.parties = {str(party.id): party for party in release.parties or () if party.id is not None}
        self.complaints: list[Complaint] = []
        self.damaged = False

    def notice(self) -> Notice:
        release, tender = self.release, self.tender
        title = self._mend(tender.title or release.title)
        description = self._mend(tender.description)
        cpv = self._cpv()
        lots = self._lots(title, cpv.main)
        winners = self._winners()
        passages = self._passages(title, description)
        vcse = tender.suitability is not None and tender.suitability.vcse
        suitable = [Signal("tender/suitability", "suitable_for_social_enterprise", "vcse")] if vcse else []
        if self.damaged:
            self.complaints.append(
                Complaint(
                    "description",
                    "Regeleinden of tekens in de tekst waren beschadigd; zij zijn hersteld.",
                    "Line breaks or signs in the text were damaged; they were restored.",
                    "text_mended",
                )
            )
        return checked(
            Notice(
                source="ocds",
                id=str(release.id) if release.id is not None else None,
                procedure_id=release.ocid,
                kind=self._kind(),
                published=iso_day(release.date),
                language=language_code((release.language or "")[:2]),
                buyers=self._buyers(),
                title=title,
                description=description,
                cpv=cpv,
                contract=codes.CONTRACTS.get(tender.main_procurement_category or "", "unknown"),
                procedure=_procedure(tender),
                estimate=self._estimate(),
                deadline=self._moment(tender.tender_period.end_date if tender.tender_period else None),
                lots=lots,
                winners=winners,
                social=find_social(passages, lots, suitable),
                complaints=tuple(self.complaints),
            )
        )

    def _mend(self, text: str | None) -> str | None:
        given = (text or "").strip()
        restored = mended(given)
        self.damaged = self.damaged or restored != given
        return restored or None

    def _kind(self) -> Kind:
        tags = self.release.tag or ()
        for tag, kind in codes.KINDS:
            if tag in tags:
                return kind
        if self.release.awards:
            return "contract_award_notice"
        if self.release.tender:
            return "contract_notice"
        return "prior_information_notice" if self.release.planning else "unknown"

    def _buyers(self) -> tuple[Buyer, ...]:
        parties = [party for party in self.parties.values() if "buyer" in (party.roles or ())]
        buyer = self.release.buyer
        if buyer is not None and not parties:
            known = self.parties.get(str(buyer.id))
            parties = [known or records.Party(id=buyer.id, name=buyer.name)]
        return tuple(Buyer(party.name, _ids(party), _nuts(party)) for party in parties)

    def _cpv(self) -> Cpv:
        tender = self.tender
        given = [tender.classification, *(tender.additional_classifications or ())]
        for item in tender.items or ():
            given += [item.classification, *(item.additional_classifications or ())]
        known = [
            cpv_code(str(code.id))
            for code in given
            if code is not None and (code.scheme or "").upper() == "CPV"
        ]
        found = list(dict.fromkeys(filter(None, known)))
        return Cpv(found[0] if found else None, tuple(found[1:]))

    def _estimate(self) -> Amount | None:
        """The value of the tender; of a plan without a tender value, its budget."""
        value = self.tender.value
        if value is None and self.release.planning and self.release.planning.budget:
            value = self.release.planning.budget.amount
        return self._amount(value, "estimate")

    def _amount(self, value: records.Value | None, where: str) -> Amount | None:
        if value is None or value.amount is None:
            return None
        return amount_of(format(value.amount, "f"), value.currency, where, self.complaints)

    def _moment(self, text: str | None) -> str | None:
        try:
            return datetime.fromisoformat(text or "").isoformat()
        except ValueError:
            return iso_day(text)

    def _lots(self, title: str | None, cpv: str | None) -> tuple[Lot, ...]:
        tender = self.tender
        if not tender.lots:
            if self.release.tender is None:
                return ()
            whole = records.Lot(
                id=_UNDIVIDED,
                title=title,
                sustainability=tender.sustainability,
                other_requirements=tender.other_requirements,
                contract_terms=tender.contract_terms,
            )
            return (self._lot(whole, _UNDIVIDED, cpv),)
        return tuple(
            self._lot(lot, str(lot.id) if lot.id is not None else str(number), cpv)
            for number, lot in enumerate(tender.lots, 1)
        )

    def _lot(self, lot: records.Lot, id_: str, cpv: str | None) -> Lot:
        goals = [goal.goal or "" for goal in lot.sustainability or ()]
        strategies = [way for goal in lot.sustainability or () for way in goal.strategies or ()]
        social = _coded(goals, codes.SOCIAL_GOALS, "social.")
        environmental = _coded(goals, codes.ENVIRONMENTAL_GOALS, "environmental.")
        innovation = _coded(goals, codes.INNOVATION_GOALS, None)
        strategic = [
            code
            for code, found in (
                ("soc-obj", social or "social" in goals),
                ("env-imp", environmental or "environmental" in goals),
                ("inn-pur", innovation or "economic.innovativePurchase" in goals),
            )
            if found
        ]
        terms = lot.contract_terms
        execution = terms.reserved_execution if terms else None
        return Lot(
            id=id_,
            title=self._mend(lot.title),
            cpv=cpv,
            estimate=self._amount(lot.value, f"lots/{id_}/estimate"),
            reserved=_reserved(lot.other_requirements),
            reserved_execution="unknown" if execution is None else "yes" if execution else "no",
            strategic=tuple(strategic),
            social_objectives=social,
            environmental=environmental,
            innovation=innovation,
            gpp=tuple(dict.fromkeys(filter(None, map(codes.GPP_STRATEGIES.get, strategies)))),
            award_criteria=tuple(_criteria(lot.award_criteria)),
        )

    def _winners(self) -> tuple[Winner, ...]:
        winners: list[Winner] = []
        for award in self.release.awards or ():
            if award.status in codes.NOT_AWARDED:
                continue
            amount = self._amount(award.value, "winners/amount")
            lots = award.related_lots or ()
            for supplier in award.suppliers or ():
                party = self.parties.get(str(supplier.id))
                scale = party.details.scale if party and party.details else None
                winners.append(
                    Winner(
                        name=self._mend(supplier.name or (party.name if party else None)),
                        ids=_ids(party) if party else (),
                        size=codes.SIZES.get(scale or "", "unknown"),
                        amount=amount.amount if amount else None,
                        currency=amount.currency if amount else None,
                        lot=str(lots[0]) if len(lots) == 1 else None,
                    )
                )
                amount = None
        return tuple(winners)

    def _passages(self, title: str | None, description: str | None) -> dict[str, str]:
        tender = self.tender
        said: list[tuple[str, str | None]] = [
            ("title", title),
            ("description", description),
            ("tender/eligibility_criteria", tender.eligibility_criteria),
            ("tender/award_criteria", tender.award_criteria_details),
        ]
        said += [("tender/items", item.description) for item in tender.items or ()]
        said += [("awards", award.description) for award in self.release.awards or ()]
        if self.release.planning:
            said.append(("planning", self.release.planning.rationale))
        for lot in tender.lots or ():
            place = f"lots/{lot.id}"
            said += [(f"{place}/title", lot.title), (f"{place}/description", lot.description)]
            said += [(f"{place}/sustainability", goal.description) for goal in lot.sustainability or ()]
            if lot.contract_terms:
                said.append((f"{place}/conditions", lot.contract_terms.performance_terms))
            for criterion in (lot.award_criteria.criteria or ()) if lot.award_criteria else ():
                said += [
                    (f"{place}/award_criteria", text) for text in (criterion.name, criterion.description)
                ]
        passages: dict[str, str] = {}
        for where, text in said:
            if text:
                passages.setdefault(mended(text), where)
        return passages


def _procedure(tender: records.Tender) -> Procedure:
    """The method with its explanation: OCDS calls a negotiated procedure selective or limited."""
    details = (tender.procurement_method_details or "").lower()
    method = tender.procurement_method
    if method == "open":
        return "open"
    if method == "direct":
        return "direct_award"
    if method in {"selective", "limited"} and "competitive dialogue" in details:
        return "competitive_dialogue"
    if method in {"selective", "limited"} and "innovation partnership" in details:
        return "innovation_partnership"
    if method == "selective":
        return "negotiated" if "negotiat" in details else "restricted"
    if method == "limited":
        return "negotiated_without_call" if "negotiat" in details else "limited"
    return "unknown"


def _reserved(requirements: records.OtherRequirements | None) -> Reserved:
    if requirements is None or requirements.reserved_participation is None:
        return "unknown"
    for code in requirements.reserved_participation:
        if code in codes.RESERVED:
            return codes.RESERVED[code]
    return "unknown"


def _coded(goals: Iterable[str], known: dict[str, str], stage: str | None) -> tuple[str, ...]:
    found = [
        known.get(goal, "other")
        for goal in goals
        if goal in known or (stage is not None and goal.startswith(stage))
    ]
    return tuple(dict.fromkeys(found))


def _criteria(given: records.AwardCriteria | None) -> Iterator[AwardCriterion]:
    for criterion in (given.criteria or ()) if given else ():
        number = next((number for number in criterion.numbers or () if number.weight), None)
        weight = plain_number(format(number.number, "f")) if number and number.number is not None else None
        yield AwardCriterion(
            codes.CRITERION_TYPES.get(criterion.type or "", "unknown"),
            criterion.name or criterion.description,
            weight,
            codes.WEIGHT_UNITS.get((number.weight or "") if number else "", "unknown"),
        )


def _ids(party: records.Party) -> tuple[Identifier, ...]:
    given = [party.identifier, *(party.additional_identifiers or ())]
    return tuple(
        Identifier(
            codes.SCHEMES.get(number.scheme or "", (number.scheme or "national").lower()), _plain(number.id)
        )
        for number in given
        if number is not None and number.id not in {None, ""}
    )


def _plain(number: str | float | None) -> str:
    """A spreadsheet on the way made 11111111 into 11111111.0."""
    said = str(number)
    return said[:-2] if re.fullmatch(r"\d+\.0", said) else said


def _nuts(party: records.Party) -> str | None:
    region = (party.address.region or "") if party.address else ""
    return region if _NUTS.fullmatch(region) else None
