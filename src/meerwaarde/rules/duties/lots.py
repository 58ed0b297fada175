"""R05, R06 and R08: small lots that may be exempt, choices that may not, and dividing into lots at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.catalogue import rule
from meerwaarde.rules.estimate import known_lots_total
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import Lot
from meerwaarde.rules.lots import Exempted, Exemption, exempted, exemption, room
from meerwaarde.rules.money import euro, percent
from meerwaarde.rules.text import Text

FEWEST_LOTS = 2


@rule(
    "R05",
    name=Text(nl="Kleine percelen buiten de Europese regels", en="Small lots outside the European rules"),
    severities=("info",),
    reach=Text(
        nl=(
            "Vanaf de drempel, als de opdracht in percelen is verdeeld. Noemt de percelen die samen de "
            "grootste "
            "waarde hebben binnen 20% van het geheel, en zegt het als een perceel precies op de grens "
            "ligt. Niet bij "
            "concessies en prijsvragen: die kennen de uitzondering niet."
        ),
        en=(
            "From the threshold, where the contract is divided into lots. Names the lots that together "
            "have the "
            "greatest value within 20% of the whole, and says so where a lot lies exactly at the bound. "
            "Not for "
            "concessions and design contests: they do not know the exception."
        ),
    ),
    basis=(
        "articles/aw_2_18",
        "articles/aw_2_19",
        "articles/aw_3_16a",
        "lots/exempt_lot_services",
        "lots/exempt_lot_works",
        "lots/exempt_share",
    ),
    reads=("lots", "lots.exempt", "lots.homogeneous"),
)
def small_lots(case: Case) -> Iterator[Finding | Question]:
    """The percelenregeling is named as a way to contract social enterprises and small firms simply."""
    lots = case.intake.lots
    if not lots or not case.european:
        return
    bounds = exemption(case.intake, case.law)
    yield from _homogeneity(case, lots, bounds)
    found = case.exempted
    if bounds.limit is None or not found.positions:
        return
    names = [lots[place].id for place in sorted(found.positions)]
    space = room(case.estimate, bounds)
    yield Finding(
        "R05",
        "info",
        Text(
            nl=(
                f"{_lots_named(names).nl} {'kan' if len(names) == 1 else 'kunnen'} buiten de Europese regels "
                f"blijven: {'' if len(names) == 1 else 'samen '}{euro(found.total)}. De "
                f"ruimte is {percent(bounds.share.amount)} van het geheel: {euro(_floor(space))}."
            ),
            en=(
                f"{_lots_named(names).en} can stay outside the European rules: "
                f"{euro(found.total, 'en')}{'' if len(names) == 1 else ' in all'}. The "
                f"room is {percent(bounds.share.amount, 'en')} of the whole: "
                f"{euro(_floor(space), 'en')}."
            ),
        ),
        (bounds.article, bounds.limit, bounds.share),
        Text(
            nl=(
                "Gebruik deze percelen voor sociale ondernemingen of kleine bedrijven; ze blijven "
                "meetellen in de raming."
            ),
            en="Use these lots for social enterprises or small firms; they keep counting in the estimate.",
        ),
        "lots",
    )
    for place in sorted(found.positions):
        if lots[place].estimate == bounds.limit.amount:
            yield _exactly_at_limit(lots[place], bounds)


def _homogeneity(case: Case, lots: tuple[Lot, ...], bounds: Exemption) -> Iterator[Question]:
    """Ask whether supplies are homogeneous only for lots whose answer changes the choice."""
    if not bounds.needs_homogeneous:
        return
    for place, lot in enumerate(lots):
        if lot.homogeneous is None and lot.exempt is not False and _matters(case, lots, place, bounds):
            yield Question(f"lots[{place}].homogeneous", ASK_HOMOGENEOUS, ("R05", "R06"))


def _matters(case: Case, lots: tuple[Lot, ...], place: int, bounds: Exemption) -> bool:
    if lots[place].exempt:
        return True

    def with_answer(homogeneous: bool) -> Exempted:
        # What is unknown of the other lots is taken as homogeneous: together they could all be.
        tried = tuple(
            msgspec.structs.replace(
                lot, homogeneous=homogeneous if other == place else lot.homogeneous is not False
            )
            for other, lot in enumerate(lots)
        )
        return exempted(tried, case.estimate, bounds)

    return with_answer(True) != with_answer(False)


def _exactly_at_limit(lot: Lot, bounds: Exemption) -> Finding:
    limit = bounds.limit
    amount = Decimal(0) if limit is None else limit.amount
    return Finding(
        "R05",
        "info",
        Text(
            nl=(
                f"Perceel {lot.id} is precies {euro(amount)}. Volgens de wet mag dat ('niet meer dan'); de "
                "richtlijn "
                "zegt 'minder dan'."
            ),
            en=(
                f"Lot {lot.id} is exactly {euro(amount, 'en')}. The Act allows that ('no more than'); the "
                "directive "
                "says 'less than'."
            ),
        ),
        (bounds.article,) if limit is None else (bounds.article, limit),
        Text(
            nl="Wilt u elk risico vermijden, raam het perceel dan iets lager of besteed het Europees aan.",
            en="To avoid any risk, make the lot slightly smaller or tender it under the European rules.",
        ),
        "lots",
        lot.id,
    )


@rule(
    "R06",
    name=Text(nl="Grenzen van de percelenregeling", en="Bounds of the small-lots exception"),
    severities=("block",),
    reach=Text(
        nl=(
            "Vanaf de drempel, voor percelen die de overheid zelf buiten de Europese regels laat. "
            "Blokkeert als een "
            "perceel te groot is, als ze samen meer dan 20% zijn, als leveringen niet homogeen zijn of als "
            "de regels "
            "geen uitzondering kennen, zoals bij concessies en prijsvragen."
        ),
        en=(
            "From the threshold, for lots that the authority itself leaves outside the European rules. "
            "Blocks where a "
            "lot is too large, where they are more than 20% together, where supplies are not homogeneous "
            "or where the "
            "rules know no exception, as with concessions and design contests."
        ),
    ),
    basis=(
        "articles/aw_2_18",
        "articles/aw_2_19",
        "articles/aw_3_16a",
        "articles/aw_2a_12",
        "lots/exempt_share",
    ),
    reads=("lots", "lots.exempt", "lots.homogeneous", "lots.estimate"),
)
def exempt_lots_within_bounds(case: Case) -> Iterator[Finding | Question]:
    """Exactly the limit and exactly 20% are allowed (2.18: 'niet meer bedraagt dan')."""
    lots = case.intake.lots
    if not lots or not case.european:
        return
    chosen = [lot for lot in lots if lot.exempt]
    if not chosen:
        return
    bounds = exemption(case.intake, case.law)
    if bounds.limit is None:
        yield _no_exception(chosen, bounds)
        return
    for lot in chosen:
        if lot.estimate is not None and lot.estimate > bounds.limit.amount:
            yield _too_large(lot, bounds)
        elif bounds.needs_homogeneous and lot.homogeneous is False:
            yield _not_homogeneous(lot, bounds)
    yield from _above_share(case, chosen, bounds)


def _above_share(case: Case, chosen: list[Lot], bounds: Exemption) -> Iterator[Finding]:
    total = sum((lot.estimate for lot in chosen if lot.estimate is not None), Decimal(0))
    space = room(case.estimate, bounds)
    if total <= space:
        return
    yield Finding(
        "R06",
        "block",
        Text(
            nl=(
                f"De gekozen percelen zijn samen {euro(total)}. Dat is meer dan "
                f"{percent(bounds.share.amount)} van het "
                f"geheel: {euro(_floor(space))}."
            ),
            en=(
                f"The chosen lots are {euro(total, 'en')} together. That is more than "
                f"{percent(bounds.share.amount, 'en')} of the whole: {euro(_floor(space), 'en')}."
            ),
        ),
        (bounds.article, bounds.share),
        Text(
            nl="Laat minder percelen buiten de Europese regels, of laat de keuze leeg voor een voorstel.",
            en="Leave fewer lots outside the European rules, or leave the choice empty for a proposal.",
        ),
        "lots",
    )


def _too_large(lot: Lot, bounds: Exemption) -> Finding:
    amount, limit = lot.estimate or Decimal(0), bounds.limit
    most = Decimal(0) if limit is None else limit.amount
    return Finding(
        "R06",
        "block",
        Text(
            nl=(
                f"Perceel {lot.id} is {euro(amount)}; een vrijgesteld perceel mag niet meer zijn dan "
                f"{euro(most)}."
            ),
            en=f"Lot {lot.id} is {euro(amount, 'en')}; an exempt lot may be no more than {euro(most, 'en')}.",
        ),
        (bounds.article,) if limit is None else (bounds.article, limit),
        Text(
            nl=(
                "Besteed dit perceel met de rest Europees aan, of verdeel het naar zijn aard in kleinere "
                "percelen."
            ),
            en=(
                "Tender this lot with the rest under the European rules, or divide it by its nature into "
                "smaller lots."
            ),
        ),
        "lots",
        lot.id,
    )


def _not_homogeneous(lot: Lot, bounds: Exemption) -> Finding:
    return Finding(
        "R06",
        "block",
        Text(
            nl=(
                f"Perceel {lot.id} is geen homogene levering; alleen dan geldt de uitzondering voor "
                "leveringen."
            ),
            en=f"Lot {lot.id} is no homogeneous supply; only then does the exception for supplies hold.",
        ),
        (bounds.article,),
        Text(nl="Besteed dit perceel Europees aan.", en="Tender this lot under the European rules."),
        "lots",
        lot.id,
    )


def _no_exception(chosen: list[Lot], bounds: Exemption) -> Finding:
    names = [lot.id for lot in chosen]
    return Finding(
        "R06",
        "block",
        Text(
            nl=(
                f"U laat {_listed(names, 'en')} buiten de Europese regels, maar de wet noemt hier geen "
                "uitzondering "
                "voor kleine percelen."
            ),
            en=(
                f"You leave {_listed(names, 'and')} outside the European rules, but the Act states no "
                "exception for "
                "small lots here."
            ),
        ),
        (bounds.article,),
        Text(
            nl="Besteed alle percelen Europees aan.",
            en="Tender all lots under the European rules.",
        ),
        "lots",
    )


@rule(
    "R08",
    name=Text(nl="Verdelen in percelen of motiveren", en="Divide into lots or give reasons"),
    severities=("block",),
    reach=Text(
        nl=(
            "Bij elke waarde: artikel 1.5, lid 3, is algemeen. Blokkeert als de opdracht niet in ten "
            "minste twee "
            "percelen is verdeeld en de stukken niet zeggen waarom."
        ),
        en=(
            "At every value: article 1.5, paragraph 3, is general. Blocks where the contract is not "
            "divided into at "
            "least two lots and the documents do not say why."
        ),
    ),
    basis=("articles/aw_1_5",),
    reads=("lots", "motivations"),
)
def divided_into_lots(case: Case) -> Iterator[Finding | Question]:
    """One lot is the whole again: only two or more divide a contract."""
    lots, motivated = case.intake.lots, case.motivated("lots")
    if motivated or (lots is not None and len(lots) >= FEWEST_LOTS):
        return
    if lots is None or (lots and known_lots_total(case.intake) < case.estimate):
        yield Question("lots", ASK_LOTS, ("R08",))
    elif motivated is None:
        yield Question("motivations", ASK_MOTIVATION, ("R08",))
    else:
        yield Finding(
            "R08",
            "block",
            Text(
                nl="De opdracht is niet in percelen verdeeld en het dossier zegt niet waarom dat niet past.",
                en="The contract is not divided into lots and the file does not say why that does not fit.",
            ),
            (case.law["articles/aw_1_5"],),
            Text(
                nl=(
                    "Verdeel de opdracht in percelen, of motiveer in de aanbestedingsstukken waarom dat "
                    "niet passend is."
                ),
                en=(
                    "Divide the contract into lots, or state in the procurement documents why that is not "
                    "fitting."
                ),
            ),
            "lots",
        )


def _lots_named(names: list[str]) -> Text:
    """ "Perceel 3", or "Percelen 1 en 3": a bare number would say nothing."""
    one = len(names) == 1
    return Text(
        nl=f"{'Perceel' if one else 'Percelen'} {_listed(names, 'en')}",
        en=f"{'Lot' if one else 'Lots'} {_listed(names, 'and')}",
    )


def _listed(names: list[str], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def _floor(amount: Decimal) -> Decimal:
    """Whole cents downwards: a room that is shown larger than it is would mislead."""
    return Decimal(int(amount * 100)) / 100


ASK_HOMOGENEOUS = Text(
    nl=(
        "Zijn de leveringen in dit perceel gelijksoortig? Alleen homogene leveringen kunnen worden "
        "vrijgesteld."
    ),
    en="Are the supplies in this lot of one kind? Only homogeneous supplies can be exempt.",
)
ASK_LOTS = Text(
    nl="In welke percelen is de opdracht verdeeld? Zeg het ook als u de opdracht niet verdeelt.",
    en="Into which lots is the contract divided? Tell it too if you do not divide the contract.",
)
ASK_MOTIVATION = Text(
    nl="Staat in de stukken waarom verdelen in percelen niet past?",
    en="Do the documents state why dividing into lots does not fit?",
)
